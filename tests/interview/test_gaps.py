"""From gap to practice: each need not yet shown gets a question that fits it, and what a strong answer has."""

from __future__ import annotations

import pytest

from rehearse.interview.gaps import asked_by, asking, strong_answer, suggest
from rehearse.interview.questions import question
from rehearse.schema import LEVELS, Coverage, Level, Need


def covered(need: Need, level: Level) -> Coverage:
    return Coverage(need_id=need.id, need=need.text, kind=need.kind, level=level)


def test_needs_not_yet_shown_are_asked_for_first_and_must_before_nice() -> None:
    needs = [
        Need(id="n1", text="SQL and data modelling"),
        Need(id="n2", text="Calm under pressure"),
        Need(id="n3", text="Spanish", kind="nice"),
        Need(id="n4", text="Git"),
    ]
    sql, calm, spanish, _ = needs
    asked = suggest(needs, [covered(sql, "proven"), covered(calm, "claimed"), covered(spanish, "not_addressed")])
    assert [next(need.id for need in needs if need.text in one.text) for one in asked] == ["n4", "n2", "n3", "n1"]


def test_a_need_is_quoted_so_that_any_wording_gives_a_sentence() -> None:
    (asked,) = suggest([Need(id="n1", text="SQL and data modelling.")])
    assert asked.text == 'Tell me about a time that shows this: "SQL and data modelling".'
    assert asked.kind == "behavioural"


@pytest.mark.parametrize("text", ["C", "{need} {0}", "<b>x</b>", "🎉", "word " * 80])
def test_odd_needs_are_asked_for_all_the_same(text: str) -> None:
    (asked,) = suggest([Need(id="n1", text=text)])
    assert text.strip() in asked.text


def test_no_needs_give_no_questions() -> None:
    assert suggest([]) == ()


ASKED = [
    ("Forklift licence", 'Do you have this: "Forklift licence"? Since when, and where did you last use it?'),
    ("Degree in nursing or similar", "Since when"),
    ("Available on weekends", "From when"),
    ("Willingness to travel", "From when"),
    ("Experience with high-availability databases", "Tell me about a time"),
    ("Speaks Spanish with customers", "Tell me about the last time"),
    ("French", "Tell me about the last time"),
    ("Five years of experience in logistics", "Take one piece of that work"),
    ("Plans the weekly rota", "Tell me about a time"),
    ("Calm under pressure", "Tell me about a time"),
    ("Polish documents for publication", "Tell me about a time"),
    ("Python and SQL", "Tell me about a time"),
]


@pytest.mark.parametrize(("text", "asked"), ASKED)
def test_a_need_is_asked_for_in_a_way_that_can_be_answered(text: str, asked: str) -> None:
    assert asked in asking(Need(id="n1", text=text)).text


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("text", [text for text, _ in ASKED])
def test_the_need_of_a_question_is_known_again(text: str, level: Level) -> None:
    needs = [Need(id=f"n{i}", text=other) for i, (other, _) in enumerate(ASKED)]
    found = asked_by(asking(Need(id="x", text=text), level), needs)
    assert found is not None
    assert found.text == text


def test_another_question_asks_for_no_need() -> None:
    assert asked_by(question("Why you?"), [Need(id="n1", text="Calm under pressure")]) is None


def test_a_strong_answer_has_situation_own_action_result_and_number() -> None:
    situation, action, result, number = strong_answer(Need(id="n1", text="Calm under pressure"))
    assert "situation" in situation
    assert "you yourself did" in action
    assert "came of it" in result
    assert "number" in number
    assert strong_answer() == (situation, action, result, number)


def test_where_an_example_was_given_the_result_and_the_number_are_left() -> None:
    need = Need(id="n1", text="Calm under pressure")
    assert strong_answer(need, "claimed") == strong_answer(need)
    assert strong_answer(need, "shown") == strong_answer(need)[2:]


def test_a_licence_takes_no_story() -> None:
    assert strong_answer(Need(id="n1", text="Forklift licence"))[0] == "its name, and when you got it"
