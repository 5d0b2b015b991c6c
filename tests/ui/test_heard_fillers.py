"""Strike out what was heard as a filler and was none."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.assess import assess
from rehearse.library.store import Library
from rehearse.sample import sample_answer_path, sample_question
from rehearse.schema import Role
from rehearse.settings import Settings
from rehearse.text import from_text
from rehearse.ui.heard_fillers import without

from .conftest import OpenPage


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("I um went home.", "I went home."),
        ("um I went.", "I went."),
        ("I went um", "I went"),
        ("I went, uh, home.", "I went, home."),
    ],
)
def test_a_struck_word_leaves_no_gap(said: str, left: str) -> None:
    transcript = from_text(said)
    filler = next(word for word in transcript.words if word.kind == "filled_pause")
    assert without(transcript, filler) == left


def test_the_list_calls_sure_what_the_score_calls_sure(
    open_page: OpenPage, home: Path, library: Library, ward_manager: Role
) -> None:
    text = from_text("I led uh the ward erm for two years.")
    words = tuple(
        replace(word, start_s=float(at), end_s=at + 0.5, probability={"uh": 0.75, "erm": 0.95}.get(word.text))
        for at, word in enumerate(text.words)
    )
    strict = Settings(limits={"sure_probability": 0.9})
    judged = assess(replace(text, words=words, duration_s=10.0, untimed_reason=None), settings=strict)
    recording = shutil.copy(sample_answer_path(), home / "answer.wav")
    take = library.add_take(ward_manager.id, sample_question(), judged, audio=Path(recording))
    app = open_page("review", take=take.id)
    assert "Um and uh: about 2 heard, 1 of them sure" in [one.label for one in app.expander]


@pytest.mark.slow
def test_a_struck_filler_stays_out(open_page: OpenPage, home: Path, library: Library, ward_manager: Role) -> None:
    text = sample_answer_path().with_suffix(".txt").read_text(encoding="utf-8")
    judged = assess(sample_answer_path(), corrected_text=text, needs=ward_manager.needs, question=sample_question())
    recording = shutil.copy(sample_answer_path(), home / "answer.wav")
    take = library.add_take(ward_manager.id, sample_question(), judged, audio=Path(recording))
    heard = sum(word.kind == "filled_pause" for word in judged.transcript.words)
    app = open_page("review", take=take.id)
    app.button(key=f"strike-{take.id}-1").click().run()
    after = library.take(take.id).assessment.transcript
    assert sum(word.kind == "filled_pause" for word in after.words) == heard - 1
    assert len(after.struck) == 1
