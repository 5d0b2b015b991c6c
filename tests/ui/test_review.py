"""The Review page: find a take, correct it, keep notes on it, take it along, delete it."""

from __future__ import annotations

import pytest

from rehearse.assess import assess
from rehearse.errors import StorageError
from rehearse.library.store import Library
from rehearse.schema import Question, Role, Take

from .conftest import OpenPage, shown

QUESTION = Question(text="Tell me about a time you led a team.", kind="behavioural")
SAID = "I led a team of five people at a small bakery and, um, we cut the waste by half in three months last year."


@pytest.fixture
def takes(library: Library, ward_manager: Role) -> tuple[Take, Take]:
    """Two takes of one role: one about a bakery, one about spreadsheets."""
    first = library.add_take(ward_manager.id, QUESTION, assess(SAID, needs=ward_manager.needs, question=QUESTION))
    other = Question(text="Why this employer?", kind="motivation")
    second = library.add_take(ward_manager.id, other, assess(f"Spreadsheets. {SAID}", needs=ward_manager.needs, question=other))
    return first, second


def test_takes_are_found_by_their_words(open_page: OpenPage, takes: tuple[Take, Take]) -> None:
    app = open_page("review")
    assert [one.key for one in app.button if one.label == "Open"] == [f"open-{take.id}" for take in reversed(takes)]
    app.text_input(key="takes-words").input("spreadsheets").run()
    assert [one.key for one in app.button if one.label == "Open"] == [f"open-{takes[1].id}"]
    app.text_input(key="takes-words").input("submarine").run()
    assert "No take holds that" in shown(app)


def test_corrected_words_are_computed_again_and_the_first_ones_kept(
    open_page: OpenPage, library: Library, takes: tuple[Take, Take]
) -> None:
    app = open_page("review", take=takes[0].id)
    field = next(one for one in app.text_area if one.label == "What you really said")
    field.input(SAID.replace(" um,", ""))
    next(one for one in app.button if one.label == "Compute again").click().run()
    corrected = library.take(takes[0].id)
    assert corrected.assessment.measures["fillers"] == 0
    assert takes[0].assessment.measures["fillers"] == 1
    assert corrected.original_transcript is not None
    assert corrected.original_transcript.text == SAID
    assert "What was heard first" in [one.label for one in app.expander]


def test_corrected_words_that_could_not_be_saved_stay_in_their_field(
    open_page: OpenPage, takes: tuple[Take, Take], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Take:
        raise StorageError("The library is locked")

    monkeypatch.setattr(Library, "correct_take", refuse)
    app = open_page("review", take=takes[0].id)
    next(one for one in app.text_area if one.label == "What you really said").input("I led six people.")
    next(one for one in app.button if one.label == "Compute again").click().run()
    assert "The library is locked" in shown(app)
    assert next(one for one in app.text_area if one.label == "What you really said").value == "I led six people."


def test_notes_are_kept(open_page: OpenPage, library: Library, takes: tuple[Take, Take]) -> None:
    app = open_page("review", take=takes[0].id)
    app.text_area(key=f"notes-{takes[0].id}").input("Say the result first.").run()
    assert library.take(takes[0].id).user_notes == "Say the result first."


def test_a_take_can_be_taken_along_in_four_formats(open_page: OpenPage, takes: tuple[Take, Take]) -> None:
    app = open_page("review", take=takes[0].id)
    assert {one.label for one in app.get("download_button")} == {"Word", "Web page", "Markdown", "JSON"}


def test_progress_tells_the_charts_in_words(open_page: OpenPage, takes: tuple[Take, Take]) -> None:
    app = open_page("progress")
    assert "2 takes." in shown(app)
    assert "needs shown or proven" in shown(app)
