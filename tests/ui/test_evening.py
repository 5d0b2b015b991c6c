"""The page for the evening before: best lines, what has none, and the way to practise it."""

from __future__ import annotations

from dataclasses import replace

from rehearse.assess import assess
from rehearse.interview import concerns
from rehearse.library.store import Library
from rehearse.schema import Need, Question, Role
from rehearse.text import from_text
from tests.conftest import clip

from .conftest import OpenPage, shown

QUESTION = Question(text="Tell me about a time you led a team.", kind="behavioural")
SAID = "I led a team of nine nurses on a busy ward last winter, and we cut falls by half in three months."


def test_the_best_line_is_quoted_and_its_take_opens(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    take = library.add_take(ward_manager.id, QUESTION, assess(SAID, needs=ward_manager.needs, question=QUESTION))
    app = open_page("evening", role=ward_manager.id)
    assert "team of nine nurses" in shown(app)
    assert "How do I compare" in shown(app)
    app.button(key="open-n1").click().run()
    assert app.query_params["take"] == str(take.id)


def test_a_need_without_an_answer_can_be_practised_at_once(open_page: OpenPage, ward_manager: Role) -> None:
    app = open_page("evening", role=ward_manager.id)
    assert "Not met yet" in shown(app)
    app.button(key="practise-n2").click().run()
    assert "calm under pressure" in shown(app).lower()
    assert any(one.label == "How to answer" for one in app.get("button_group"))


def test_a_need_that_was_denied_says_so(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    library.add_take(ward_manager.id, QUESTION, assess("I have never led a team of nurses.", needs=ward_manager.needs))
    assert "You said you lack it." in shown(open_page("evening", role=ward_manager.id))


def test_a_role_without_needs_says_so(open_page: OpenPage, library: Library) -> None:
    role = library.save_role(Role(title="Baker"))
    assert "no needs yet" in shown(open_page("evening", role=role.id))


def test_a_role_without_needs_has_its_concerns_and_what_to_ask(open_page: OpenPage, library: Library) -> None:
    role = library.save_role(concerns.with_concern(Role(title="Baker"), "No people management yet"))
    page = shown(open_page("evening", role=role.id))
    assert "No people management yet" in page
    assert "0 of 1 concern answered." in page
    assert "How do I compare" in page
    assert "needs shown" not in page


def test_concerns_stand_open_until_an_answer_puts_them_to_rest(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    role = library.save_role(concerns.with_concern(ward_manager, "No people management yet"))
    app = open_page("evening", role=role.id)
    assert ">open</span>" in shown(app)
    assert "request to be convinced" in shown(app)
    app.button(key="practise-c1").click().run()
    assert "You haven&#x27;t managed people yet." in shown(app)
    question = concerns.question(role.concerns[0])
    answer = "Nobody reported to me, but for two winters I led six people on nights, trained the new ones, and all six stayed."
    library.add_take(role.id, question, assess(answer, needs=role.needs, concerns=role.concerns, question=question))
    page = shown(open_page("evening", role=role.id))
    assert ">answered</span>" in page
    assert ">open</span>" not in page


def test_what_a_need_takes_is_told_where_it_is_no_story(open_page: OpenPage, library: Library) -> None:
    role = library.save_role(Role(title="Picker", needs=(Need(id="n1", text="Forklift licence"),)))
    assert "its name, and when you got it" in shown(open_page("evening", role=role.id))


def test_the_best_line_can_be_heard_from_its_first_word(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    words = from_text(SAID)
    timed = replace(words, words=tuple(replace(word, start_s=2.0 + i, end_s=2.9 + i) for i, word in enumerate(words.words)))
    assessment = assess(timed, needs=ward_manager.needs, question=QUESTION)
    library.add_take(ward_manager.id, QUESTION, assessment, audio=clip("answer_short"))
    app = open_page("evening", role=ward_manager.id)
    assert not app.get("audio")
    app.button(key="hear-n1").click().run()
    (sound,) = app.get("audio")
    assert sound.proto.start_time >= 2
    app.switch_page("../../pages/role.py").run()
    assert not app.switch_page("../../pages/evening.py").run().get("audio")


def test_a_best_line_whose_recording_is_gone_says_so(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    assessment = assess(SAID, needs=ward_manager.needs, question=QUESTION)
    take = library.add_take(ward_manager.id, QUESTION, assessment, audio=clip("answer_short"))
    take.audio.unlink()
    app = open_page("evening", role=ward_manager.id)
    app.button(key="hear-n1").click().run()
    assert "recording is gone" in shown(app)
    assert "How do I compare" in shown(app)
