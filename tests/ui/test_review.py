"""The Review page: find a take, correct it, keep notes on it, take it along, delete it."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.assess import assess
from rehearse.errors import StorageError
from rehearse.interview import concerns
from rehearse.interview.concerns import with_concern, without_concern
from rehearse.library.store import Library
from rehearse.schema import Question, Role, Take
from tests.conftest import clip

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


def test_takes_of_roles_called_the_same_are_told_apart(
    open_page: OpenPage, library: Library, ward_manager: Role, takes: tuple[Take, Take]
) -> None:
    twin = library.save_role(replace(ward_manager, id=None))
    take = library.add_take(twin.id, QUESTION, assess(SAID, question=QUESTION))
    app = open_page("review")
    assert f"(role {ward_manager.id}) · Take 1" in shown(app)
    assert f"(role {twin.id}) · Take 1" in shown(app)
    app.selectbox(key="takes-role").set_value(ward_manager.id).run()
    assert [one.key for one in app.button if one.label == "Open"] == [f"open-{one.id}" for one in reversed(takes)]
    app.selectbox(key="takes-role").set_value(twin.id).run()
    assert [one.key for one in app.button if one.label == "Open"] == [f"open-{take.id}"]


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


@pytest.mark.parametrize("digits", [25, 5000])
def test_an_address_with_a_number_beyond_all_takes_says_that_there_is_none(open_page: OpenPage, digits: int) -> None:
    app = open_page("review", take="9" * digits)
    assert not app.exception
    assert "There is no take 99999999999999999999" in shown(app)


@pytest.mark.parametrize("corrected", ["", "  ", "..."])
@pytest.mark.parametrize("spoken", [True, False])
def test_a_correction_without_a_word_is_refused_and_the_take_stays(
    corrected: str, spoken: bool, open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    audio = clip("answer_um") if spoken else None
    take = library.add_take(ward_manager.id, QUESTION, assess(SAID, question=QUESTION), audio=audio)
    app = open_page("review", take=take.id)
    next(one for one in app.text_area if one.label == "What you really said").input(corrected)
    next(one for one in app.button if one.label == "Compute again").click().run()
    assert "There are no words to judge" in shown(app)
    assert library.take(take.id) == take


def test_a_comparison_follows_what_the_needs_were_judged_again(
    open_page: OpenPage, library: Library, ward_manager: Role, takes: tuple[Take, Take]
) -> None:
    again = library.add_take(ward_manager.id, QUESTION, assess(SAID, needs=ward_manager.needs, question=QUESTION))
    app = open_page("review", take=again.id)
    app.toggle(key=f"compare-{again.id}").set_value(True).run()
    assert "Shown again: Leads a team on a busy ward" in shown(app)
    library.correct_take(again.id, assess(SAID, question=QUESTION))
    assert "Shown again" not in shown(app.run())


def test_notes_are_kept(open_page: OpenPage, library: Library, takes: tuple[Take, Take]) -> None:
    app = open_page("review", take=takes[0].id)
    app.text_area(key=f"notes-{takes[0].id}").input("Say the result first.").run()
    assert library.take(takes[0].id).user_notes == "Say the result first."


def test_notes_are_kept_where_the_click_that_ends_the_typing_closes_the_take(
    open_page: OpenPage, library: Library, takes: tuple[Take, Take]
) -> None:
    app = open_page("review", take=takes[0].id)
    app.text_area(key=f"notes-{takes[0].id}").input("Say the result first.")
    next(one for one in app.button if one.label == "All takes").click().run()
    assert "take" not in app.query_params
    assert library.take(takes[0].id).user_notes == "Say the result first."


def test_a_take_can_be_taken_along_in_four_formats(open_page: OpenPage, takes: tuple[Take, Take]) -> None:
    app = open_page("review", take=takes[0].id)
    assert {one.label for one in app.get("download_button")} == {"Word", "Web page", "Markdown", "JSON"}


def test_progress_tells_the_charts_in_words(open_page: OpenPage, takes: tuple[Take, Take]) -> None:
    app = open_page("progress")
    assert "2 takes." in shown(app)
    assert "needs shown or proven" in shown(app)


def test_a_tab_left_open_keeps_the_notes_that_another_saved(
    open_page: OpenPage, library: Library, takes: tuple[Take, Take]
) -> None:
    app = open_page("review", take=takes[0].id)
    library.set_notes(takes[0].id, "Say the result first.")
    app.run()
    assert library.take(takes[0].id).user_notes == "Say the result first."
    assert app.text_area(key=f"notes-{takes[0].id}").value == "Say the result first."


def test_a_take_whose_recording_is_gone_is_read_exported_corrected_and_deleted_all_the_same(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    take = library.add_take(ward_manager.id, QUESTION, assess(SAID, question=QUESTION), audio=clip("answer_short"))
    take.audio.unlink()
    app = open_page("review", take=take.id)
    assert "recording is gone" in shown(app)
    assert "bakery" in shown(app)
    assert not app.error
    assert len(app.get("download_button")) == 4
    assert "Delete this take" in [one.label for one in app.button]
    next(one for one in app.text_area if one.label == "What you really said").input("I led six people.")
    next(one for one in app.button if one.label == "Compute again").click().run()
    assert library.take(take.id).assessment.transcript.text == "I led six people."
    library.delete_take(take.id)
    assert library.takes() == ()


def test_an_old_take_speaks_of_no_concern_that_was_given_its_id_since(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    role = library.save_role(with_concern(ward_manager, "No people management yet"))
    asked = concerns.question(role.concerns[0])
    take = library.add_take(role.id, asked, assess(SAID, concerns=role.concerns, question=asked))
    assert "No people management yet" in shown(open_page("review", take=take.id))
    library.save_role(with_concern(without_concern(role, "c1"), "No degree"))
    page = shown(open_page("review", take=take.id))
    assert "No degree" not in page
    assert "Leads, trains or guides other people" in page


def test_a_recording_longer_than_half_an_hour_is_drawn_and_heard(
    open_page: OpenPage, library: Library, ward_manager: Role, tmp_path: Path
) -> None:
    with wave.open(str(tmp_path / "long.wav"), "wb") as long:
        long.setparams((1, 2, 1000, 0, "NONE", ""))
        long.writeframes(bytes(31 * 60 * 1000 * 2))
    take = library.add_take(ward_manager.id, QUESTION, assess(SAID, question=QUESTION), audio=tmp_path / "long.wav")
    app = open_page("review", take=take.id)
    assert not app.error
    assert len(app.get("audio")) == 1
