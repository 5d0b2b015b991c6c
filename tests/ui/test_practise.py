"""The Practise page: an answer in, a judged take out, and nothing lost on the way."""

from __future__ import annotations

import io
import wave

import pytest
from streamlit.testing.v1 import AppTest

from rehearse.interview import concerns
from rehearse.library.store import Library
from rehearse.schema import Role
from rehearse.ui import waiting
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


def test_a_take_that_is_gone_says_so(open_page: OpenPage, ward_manager: Role) -> None:
    app = open_page("practise", take=99)
    assert "There is no take 99" in app.error[0].value.replace("\\", "").replace("\u2060", "")
