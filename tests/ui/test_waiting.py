"""Recordings that wait to be judged outlive whatever happens to the app."""

from __future__ import annotations

import os
import time
import wave

import pytest

from rehearse.errors import StorageError
from rehearse.schema import Question
from rehearse.ui import waiting
from rehearse.ui.waiting import Asked

ASKED = Asked(role_id=1, question=Question(text="Why *you*?", kind="strengths", target_s=60.0))


def test_a_recording_waits_with_what_it_answers() -> None:
    path = waiting.keep(b"RIFF", ASKED, ".webm")
    (found,) = waiting.found()
    assert (found.audio, found.asked) == (path, ASKED)
    assert path.suffix == ".webm"


def test_an_interrupted_recording_is_made_whole_and_found() -> None:
    path = waiting.place(ASKED)
    part = path.with_suffix(".part.wav")
    with wave.open(str(part), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(32_000))
    long_ago = time.time() - 60
    os.utime(part, (long_ago, long_ago))
    (found,) = waiting.found()
    assert found.audio == path
    assert path.stat().st_size == 44 + 32_000


def test_a_note_without_a_recording_and_a_broken_note_are_passed_over() -> None:
    waiting.place(ASKED)
    (waiting.folder() / "torn.json").write_text("{", encoding="utf-8")
    assert waiting.found() == ()


def test_a_recording_that_does_not_fit_on_the_disk_leaves_nothing_behind() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, before[1]))
    try:
        with pytest.raises(StorageError, match="Free some space"):
            waiting.keep(bytes(8_192), ASKED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(waiting.folder().iterdir()) == []


def test_what_is_forgotten_is_gone() -> None:
    waiting.forget(waiting.keep(b"RIFF", ASKED))
    assert list(waiting.folder().iterdir()) == []
    waiting.keep(b"RIFF", ASKED)
    waiting.forget_all()
    assert list(waiting.folder().iterdir()) == []
