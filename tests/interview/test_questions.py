"""The bank of questions, and the kind of a question."""

from typing import get_args

import pytest

from rehearse.interview.questions import TARGETS_S, bank, kind_of, question, targets
from rehearse.schema import QuestionKind, RoleKind

KINDS = [
    ("Tell me about a time when you disagreed with your manager.", "behavioural"),
    ("Give us an example of a problem you solved.", "behavioural"),
    ("What would you do if two people wanted different things?", "situational"),
    ("How would you calm an angry customer?", "situational"),
    ("Tell me about yourself.", "introduction"),
    ("Tell us a bit about yourself and what you've been doing.", "introduction"),
    ("Why do you want to work here?", "motivation"),
    ("Why Tallyport, and what would you bring us?", "strengths"),
    ("What are your strengths?", "strengths"),
    ("What is your biggest weakness?", "weaknesses"),
    ("What are your salary expectations?", "salary"),
    ("Do you have any questions for us?", "closing"),
    ("Explain how a hash table works.", "technical"),
    ("What is the difference between a process and a thread?", "technical"),
    ("How do you earn a customer's trust?", "situational"),
    ("How do you pay attention to detail?", "situational"),
    ("Bananas.", "other"),
    ("", "other"),
    ("🎤 <script>alert(1)</script>", "other"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_words_of_a_question_tell_its_kind(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_every_question_of_the_bank_has_the_kind_that_its_words_tell() -> None:
    assert {one.text: kind_of(one.text) for one in bank()} == {one.text: one.kind for one in bank()}


def test_the_bank_has_about_sixty_questions_over_every_kind_and_none_twice() -> None:
    texts = [one.text for one in bank()]
    assert len(texts) == len(set(texts)) >= 60
    assert {one.kind for one in bank()} == set(get_args(QuestionKind)) - {"other"}


@pytest.mark.parametrize("role", get_args(RoleKind))
def test_each_kind_of_role_has_its_own_questions(role: RoleKind) -> None:
    chosen = bank(role)
    assert len(chosen) >= 40
    assert set(chosen) < set(bank())


def test_a_freelancer_is_asked_for_a_rate_and_a_scholar_for_neither_rate_nor_salary() -> None:
    assert any("rate" in one.text for one in bank("freelance"))
    assert all(one.kind != "salary" for one in bank("scholarship"))


def test_the_closing_questions_ask_how_one_compares_and_bring_concerns_into_the_open() -> None:
    closing = " ".join(one.text for one in bank() if one.kind == "closing")
    assert "three quarters of the way in: how do I compare" in closing
    assert "concerns" in closing


def test_every_kind_has_a_target_length_with_a_reason_and_a_source() -> None:
    assert set(targets()) == set(get_args(QuestionKind)) == set(TARGETS_S)
    assert all(10 <= target.seconds <= 180 and target.why and target.source for target in targets().values())


def test_a_question_takes_the_target_of_its_kind_told_or_given() -> None:
    assert question("What is your biggest weakness?").target_s == TARGETS_S["weaknesses"]
    assert question("What is your biggest weakness?", "technical").target_s == TARGETS_S["technical"]
