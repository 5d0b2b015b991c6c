"""The Practise page: an answer in, a judged take out, and nothing lost on the way."""

from __future__ import annotations

import io
import sys
import wave
from dataclasses import replace
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from rehearse import settings
from rehearse.assess import assess
from rehearse.errors import StorageError
from rehearse.interview import concerns, gaps
from rehearse.library.store import Library
from rehearse.schema import Question, Role, Take
from rehearse.settings import Settings
from rehearse.ui import waiting
from rehearse.ui.waiting import Asked
from tests.conftest import clip

from .conftest import OpenPage, shown

ANSWER = (
    "Last winter I led a team of six nurses on a busy ward. Two were off sick, so I moved the patients beside the station "
    "and called the site lead for cover. I stayed calm under pressure and told the families what would be late. "
    "Nobody missed a dose that month."
)


def silence(seconds: float) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(int(seconds * 32_000)))
    return data.getvalue()


def answer_by_typing(app: AppTest, text: str) -> None:
    app.button_group(key="way").set_value("Type").run()
    app.text_area(key="typed-text-0").input(text)
    next(one for one in app.button if one.label == "Judge this answer").click().run()


def refuse(*_: object, **__: object) -> Take:
    raise StorageError("The library is locked")


def title(app: AppTest) -> str:
    """Return the question on the page."""
    return next(str(one.value) for one in app.get("html") if "ui-title" in str(one.value))


def test_the_first_question_gives_a_need_its_chance(open_page: OpenPage, ward_manager: Role) -> None:
    app = open_page("practise")
    assert "aim for about" in shown(app)
    assert "can show: Leads a team on a busy ward" in shown(app)


def test_a_need_not_shown_yet_says_what_a_strong_answer_tells(open_page: OpenPage, ward_manager: Role) -> None:
    page = shown(open_page("practise"))
    assert "No answer of yours has spoken of this yet. A strong one tells a situation of your own" in page
    assert "Use what really happened to you." in page


def test_an_answer_to_a_concern_is_held_against_it(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    role = library.save_role(concerns.with_concern(ward_manager, "No people management yet"))
    app = open_page("practise", role=role.id)
    app.button(key="suggested-2").click().run()
    assert "You haven&#x27;t managed people yet." in shown(app)
    answer_by_typing(app, "For two winters I led six people on the night shift and trained the new ones, and all six stayed.")
    (take,) = library.takes()
    assert [one.need_id for one in take.assessment.concerns] == ["c1"]
    assert "What may worry them, and what they heard of it" in shown(app)
    assert ">answered</span>" in shown(app)


def test_a_typed_answer_is_judged_and_saved(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("practise")
    answer_by_typing(app, ANSWER)
    (take,) = library.takes()
    assert take.assessment.transcript.text == ANSWER
    assert app.query_params["take"] == str(take.id)
    assert [metric.label for metric in app.metric] == ["Clarity", "Conciseness", "Filler words", "Employer's needs"]
    assert "Leads a team on a busy ward" in shown(app)


def test_a_typed_answer_without_a_word_is_told_and_not_saved(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("practise")
    answer_by_typing(app, "???")
    assert "There are no words to judge" in shown(app)
    assert library.takes() == ()


def test_a_typed_answer_that_could_not_be_saved_stands_in_its_field_again(
    open_page: OpenPage, library: Library, ward_manager: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("practise")
    with monkeypatch.context() as locked:
        locked.setattr(Library, "add_take", refuse)
        answer_by_typing(app, ANSWER)
    assert "The library is locked" in shown(app)
    app.switch_page("../../pages/review.py").run()
    app.switch_page("../../pages/practise.py").run()
    assert app.text_area(key="typed-text-0").value == ANSWER
    next(one for one in app.button if one.label == "Judge this answer").click().run()
    (take,) = library.takes()
    assert take.assessment.transcript.text == ANSWER


def test_the_second_take_is_compared_with_the_first(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("practise")
    answer_by_typing(
        app, "I am a calm person, um, and you know, basically, I would love to lead a team one day, I think, perhaps."
    )
    next(one for one in app.button if one.label == "Try again").click().run()
    app.text_area(key="typed-text-1").input(ANSWER)
    next(one for one in app.button if one.label == "Judge this answer").click().run()
    assert [take.number for take in library.takes()] == [2, 1]
    needs = next(metric for metric in app.metric if metric.label == "Employer's needs")
    assert float(needs.delta) > 0
    app.toggle[0].set_value(True).run()
    assert "New this time: Leads a team on a busy ward" in shown(app)


def test_markup_in_an_answer_is_shown_as_text(open_page: OpenPage, ward_manager: Role) -> None:
    app = open_page("practise")
    answer_by_typing(app, f"<script>alert(1)</script> {ANSWER}")
    assert "<script>" not in shown(app)
    assert "&lt;script&gt;" in shown(app)


@pytest.mark.slow
def test_a_recording_from_the_browser_is_judged_and_kept(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("practise")
    app.audio_input(key="browser-0").upload("answer.wav", clip("answer_short").read_bytes())
    app.run()
    (take,) = library.takes()
    assert take.audio is not None
    assert take.audio.read_bytes() == clip("answer_short").read_bytes()
    assert take.assessment.transcript.words
    assert waiting.found() == ()


def test_silence_is_told_and_the_recording_offered_again(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    app = open_page("practise")
    app.audio_input(key="browser-0").upload("answer.wav", silence(2.0))
    app.run()
    assert len(app.error) == 1
    assert library.takes() == ()
    (kept,) = waiting.found()
    assert kept.audio.read_bytes() == silence(2.0)
    app.run()
    assert "not judged yet" in shown(app)
    next(one for one in app.button if one.label == "Delete it").click().run()
    assert waiting.found() == ()


def test_a_recording_that_nobody_takes_is_kept_once_and_offered(
    open_page: OpenPage, ward_manager: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(replace(Settings(), scheduler_address="tcp://127.0.0.1:8786"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    app = open_page("practise")
    app.audio_input(key="browser-0").upload("answer.wav", silence(2.0))
    app.run()
    assert "dask is not installed" in shown(app)
    app.run()
    assert "not judged yet" in shown(app)
    assert len(waiting.found()) == 1


def test_a_recording_for_a_role_that_is_gone_says_so_and_is_judged_for_another_when_that_is_chosen(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    gone = library.save_role(Role(title="Ward clerk"))
    waiting.keep(silence(2.0), Asked(role_id=gone.id, question=Question(text="Why this ward?", kind="motivation")))
    library.delete_role(gone.id)
    app = open_page("practise")
    assert "A role that is deleted: Why this ward?" in shown(app)
    next(one for one in app.button if one.label == "Judge it for Ward manager, St Anne's").click().run()
    assert "There are no words to judge" in shown(app)


def test_an_answer_is_saved_under_the_question_that_was_shown_whatever_another_tab_did_meanwhile(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    app = open_page("practise")
    asked = title(app)
    (first,) = (one for one in gaps.suggest(ward_manager.needs, ()) if escape(one.text) in asked)
    library.add_take(ward_manager.id, first, assess(ANSWER, needs=ward_manager.needs, question=first))
    answer_by_typing(app, ANSWER)
    assert [take.question.text for take in library.takes()] == [first.text, first.text]
    del app.query_params["take"]  # as a link to another page does
    app.run()
    assert title(app) != asked


def test_a_typed_answer_for_a_role_deleted_meanwhile_is_saved_nowhere_and_stands_in_its_field(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    gone = library.save_role(Role(title="Ward clerk"))
    app = open_page("practise", role=gone.id)
    app.button_group(key="way").set_value("Type").run()
    library.delete_role(gone.id)
    app.text_area(key="typed-text-0").input(ANSWER)
    next(one for one in app.button if one.label == "Judge this answer").click().run()
    assert library.takes() == ()
    assert "The role that you answered for has been deleted" in shown(app)
    assert app.text_area(key="typed-text-0").value == ANSWER


def test_a_recording_for_a_role_deleted_meanwhile_is_saved_nowhere_and_waits(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    gone = library.save_role(Role(title="Ward clerk"))
    app = open_page("practise", role=gone.id)
    library.delete_role(gone.id)
    app.audio_input(key="browser-0").upload("answer.wav", clip("answer_short").read_bytes())
    app.run()
    assert library.takes() == ()
    (kept,) = waiting.found()
    assert (kept.asked.role_id, kept.audio.read_bytes()) == (gone.id, clip("answer_short").read_bytes())
    assert "The role that you answered for has been deleted" in shown(app)
    assert "A role that is deleted" in shown(app)


def test_an_answer_for_the_only_role_deleted_meanwhile_is_told_about_too(
    open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    app = open_page("practise")
    app.button_group(key="way").set_value("Type").run()
    library.delete_role(ward_manager.id)
    app.text_area(key="typed-text-0").input(ANSWER)
    next(one for one in app.button if one.label == "Judge this answer").click().run()
    assert "The role that you answered for has been deleted" in shown(app)


def test_a_recording_that_does_not_fit_on_the_disk_can_be_kept_again(
    open_page: OpenPage, ward_manager: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("practise")
    with monkeypatch.context() as full:
        full.setattr(waiting, "keep", refuse)
        app.audio_input(key="browser-0").upload("answer.wav", silence(2.0))
        app.run()
    assert "The library is locked" in shown(app)
    next(one for one in app.button if one.label == "Try to keep it again").click().run()
    (kept,) = waiting.found()
    assert kept.audio.read_bytes() == silence(2.0)


@pytest.mark.parametrize("button", ["Try again", "Next question"])
def test_after_a_take_of_another_role_its_own_role_is_rehearsed(
    button: str, open_page: OpenPage, library: Library, ward_manager: Role
) -> None:
    other = library.save_role(Role(title="Analyst", employer="Acme"))
    take = library.add_take(other.id, Question(text="Why numbers?", kind="motivation"), assess(ANSWER))
    app = open_page("practise", role=ward_manager.id, take=take.id)
    next(one for one in app.button if one.label == button).click().run()
    assert app.sidebar.selectbox[0].value == other.id
    assert ("Why numbers?" in title(app)) == (button == "Try again")
    answer_by_typing(app, ANSWER)
    assert [one.role_id for one in library.takes()] == [other.id, other.id]


def test_a_recording_that_waits_says_for_which_role_it_is(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    other = library.save_role(Role(title="Analyst", employer="Acme"))
    waiting.keep(silence(2.0), Asked(role_id=other.id, question=Question(text="Why numbers?", kind="motivation")))
    assert "Analyst, Acme: Why numbers?" in shown(open_page("practise", role=ward_manager.id))


def test_a_question_from_the_list_gives_way_to_the_next_choice(open_page: OpenPage, ward_manager: Role) -> None:
    app = open_page("practise")
    more = next(one for one in app.selectbox if one.label.startswith("More"))
    more.set_value(more.options[0]).run()
    assert escape(more.options[0]) in title(app)
    other = next(one for one in app.button if one.key == "suggested-1")
    asked = other.label.replace("\\", "").replace("\u2060", "")
    other.click().run()
    assert escape(asked) in title(app)


def test_a_take_that_is_gone_says_so_once(open_page: OpenPage, ward_manager: Role) -> None:
    app = open_page("practise", take=99)
    assert "There is no take 99" in app.error[0].value.replace("\\", "").replace("\u2060", "")
    assert not app.run().error
