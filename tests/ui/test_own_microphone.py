"""Recording with this computer's microphone, and trying it: whatever ends it is told, and what was heard is judged."""

from __future__ import annotations

import threading
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from rehearse.errors import MicrophoneError
from rehearse.library.store import Library
from rehearse.schema import Role
from rehearse.ui import waiting
from tests.conftest import clip

from .conftest import OpenPage, shown
from .test_practise import silence

GONE = "went away, or stopped giving sound"


class Plugged:
    """A microphone that gives `sound` as soon as it is opened, and nothing after it until it is pulled out."""

    name = "test"
    sample_rate_hz = 16_000
    channels = 1
    sound = silence(2.0)[44:]
    loses = False
    pull_out: Callable[[], None]

    def __init__(self, device: int | None, *, on_block: Callable[[bytes, bool], None], on_end: Callable[[], None]) -> None:
        self._on_block = on_block
        type(self).pull_out = staticmethod(on_end)

    def start(self) -> None:
        self._on_block(self.sound, True)  # what came before it was no part of the recording
        if self.loses:
            self._on_block(bytes(3_200), True)

    def close(self) -> None:
        pass


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> type[Plugged]:
    """The microphone of this computer, which need not have one."""
    monkeypatch.setattr(Plugged, "sound", Plugged.sound)
    monkeypatch.setattr(Plugged, "loses", Plugged.loses)
    monkeypatch.setattr("rehearse.audio.microphone.Input", Plugged)
    return Plugged


def pull_out(microphone: type[Plugged]) -> None:
    """Pull the microphone out, and wait until its recording has ended."""
    microphone.pull_out()
    for thread in threading.enumerate():
        if thread.name == "recorder":
            thread.join()


def press(app: AppTest, label: str) -> None:
    next(one for one in app.button if one.label == label).click().run()


def start_recording(app: AppTest) -> None:
    app.button_group(key="way").set_value("This computer's microphone").run()
    press(app, "Start recording")


def test_a_recording_is_judged_when_it_is_stopped(open_page: OpenPage, plugged: type[Plugged], ward_manager: Role) -> None:
    app = open_page("practise")
    start_recording(app)
    press(app, "Stop and judge")
    assert "There are no words to judge" in shown(app)
    assert GONE not in shown(app)
    assert "Sound was lost" not in shown(app)
    assert "Start recording" in [one.label for one in app.button]


def test_a_microphone_that_goes_away_ends_the_recording_and_is_told(
    open_page: OpenPage, plugged: type[Plugged], ward_manager: Role
) -> None:
    app = open_page("practise")
    start_recording(app)
    pull_out(plugged)
    app.run()
    assert GONE in shown(app)
    assert "There are no words to judge" in shown(app)
    assert len(waiting.found()) == 1


def test_sound_that_was_lost_is_told_where_the_recording_is_judged(
    open_page: OpenPage, plugged: type[Plugged], ward_manager: Role
) -> None:
    plugged.loses = True
    app = open_page("practise")
    start_recording(app)
    press(app, "Stop and judge")
    assert "Sound was lost on the way once" in shown(app)


def test_no_recording_starts_for_another_role_where_its_own_was_deleted_meanwhile(
    open_page: OpenPage, plugged: type[Plugged], library: Library, ward_manager: Role
) -> None:
    gone = library.save_role(Role(title="Ward clerk"))
    app = open_page("practise", role=gone.id)
    app.button_group(key="way").set_value("This computer's microphone").run()
    library.delete_role(gone.id)
    press(app, "Start recording")
    assert "Stop and judge" not in [one.label for one in app.button]
    press(app, "Start recording")
    press(app, "Stop and judge")
    (kept,) = waiting.found()
    assert kept.asked.role_id == ward_manager.id


@pytest.mark.slow
def test_a_microphone_that_went_away_is_told_beside_the_take(
    open_page: OpenPage, plugged: type[Plugged], library: Library, ward_manager: Role
) -> None:
    with wave.open(str(clip("answer_short"))) as spoken:
        plugged.sound = spoken.readframes(spoken.getnframes())
    app = open_page("practise")
    start_recording(app)
    pull_out(plugged)
    app.run()
    (take,) = library.takes()
    assert app.query_params["take"] == str(take.id)
    assert GONE in shown(app)
    assert GONE not in shown(app.run())


def test_deleting_everything_leaves_no_sound_of_a_test_that_was_left(
    open_page: OpenPage, plugged: type[Plugged], home: Path, ward_manager: Role
) -> None:
    app = open_page("settings")
    press(app, "Test it")
    app.switch_page("../../pages/role.py").run()
    pull_out(plugged)
    assert [path.name for path in home.rglob("*.wav")]
    st.cache_resource.clear()  # the app was stopped, and starts again
    app = open_page("settings")
    press(app, "Delete everything")
    app.text_input(key="confirm-delete").input("delete")
    press(app, "Delete everything")
    next(one for one in app.button if one.label == "Delete for good").click()
    press(app, "Delete everything")  # a test draws no dialog alone, as a browser does: the button draws it with the page
    assert list(home.rglob("*.wav")) == []


def test_a_microphone_that_can_not_be_tried_says_why(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise MicrophoneError("PortAudio is missing")

    monkeypatch.setattr("rehearse.audio.microphone.Input", missing)
    app = open_page("settings")
    press(app, "Test it")
    assert "PortAudio is missing" in shown(app)
    assert "It heard next to nothing" not in shown(app)


def test_a_microphone_that_goes_away_while_it_is_tried_says_so(open_page: OpenPage, plugged: type[Plugged]) -> None:
    app = open_page("settings")
    press(app, "Test it")
    pull_out(plugged)
    app.run()
    assert GONE in shown(app)
    assert "It heard next to nothing" not in shown(app)
