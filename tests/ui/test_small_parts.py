"""The small parts of the app: words, levels, and how it is served."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import date

import pytest

from rehearse import settings
from rehearse.errors import InputError
from rehearse.schema import Role
from rehearse.settings import Settings
from rehearse.ui import waiting
from rehearse.ui.launch import launch
from rehearse.ui.microphone import level
from rehearse.ui.wording import countdown, size

from .conftest import OpenPage, shown

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "words"),
    [(26, "interview in 3 days"), (24, "interview tomorrow"), (23, "interview today"), (9, "interview was 9 November")],
)
def test_the_interview_counts_down(day: int, words: str) -> None:
    assert countdown(date(2026, 11, day), TODAY) == words


def test_sizes_are_told_in_the_unit_people_use() -> None:
    assert (size(148_000_000), size(3_090_000_000)) == ("148 MB", "3.1 GB")


def test_the_level_meter_is_empty_in_silence_and_full_at_the_top() -> None:
    assert level(-90.0) == 0.0
    assert level(0.0) == 1.0
    assert 0.4 < level(-27.0) < 0.8


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(InputError, match=f"Port {port} is taken"):
            launch(port, browser=False)


def test_a_microphone_that_is_not_there_is_told_and_leaves_nothing_waiting(open_page: OpenPage, ward_manager: Role) -> None:
    settings.save(replace(Settings(), input_device=999))
    app = open_page("practise")
    app.button_group(key="way").set_value("This computer's microphone").run()
    next(one for one in app.button if one.label == "Start recording").click().run()
    assert "microphone" in shown(app)
    assert len(app.error) == 1
    assert list(waiting.folder().iterdir()) == []
