"""What a coverage is worth, and the best of several takes."""

import pytest

from rehearse.needs.score import aimed_at, best, score
from rehearse.schema import Coverage, Level, NeedKind, Question


def one(need_id: str, level: Level, need: str = "", kind: NeedKind = "must") -> Coverage:
    return Coverage(need_id=need_id, need=need or need_id, kind=kind, level=level, why="because")


def test_no_needs_give_no_number_and_the_reason() -> None:
    assert score([]).value is None
    assert score([]).reason == "there are no needs to hold it against"


def test_an_answer_that_met_nothing_is_worth_nothing() -> None:
    assert score([one("a", "not_addressed"), one("b", "not_addressed")]).value == 0


def test_three_proven_needs_are_a_full_answer_though_there_are_ten() -> None:
    coverage = [one(str(i), "proven" if i < 3 else "not_addressed") for i in range(10)]
    assert score(coverage).value == 100
    assert score(coverage).summary == "3 of 10 shown; one answer has room for about 3"


def test_each_stronger_level_is_worth_more() -> None:
    values = [
        score([one("a", level), one("b", "not_addressed")]).value for level in ("not_addressed", "claimed", "shown", "proven")
    ]
    assert values == sorted(set(values), key=lambda value: value or 0)


def test_a_must_counts_more_than_a_nice_to_have() -> None:
    must = score([one("a", "proven"), one("b", "not_addressed", kind="nice")]).value
    nice = score([one("a", "not_addressed"), one("b", "proven", kind="nice")]).value
    assert must is not None
    assert nice is not None
    assert must > nice


def test_a_question_aims_at_the_needs_whose_words_it_shares() -> None:
    coverage = [one("a", "shown", "Leading a team"), one("b", "claimed", "Leads projects"), one("c", "not_addressed", "SQL")]
    question = Question(text="Tell me about a time you led people.")
    assert [target.need_id for target in aimed_at(coverage, question)] == ["a", "b"]
    assert score(coverage, question=question).summary == "1 of 2 aimed at, 1 only claimed"


def test_a_question_that_quotes_a_need_aims_at_that_one_whatever_its_own_words() -> None:
    coverage = [one("a", "shown", "Forklift licence"), one("b", "not_addressed", "Use of Oracle Fusion")]
    question = Question(text='Do you have this: "Forklift licence"? Since when, and where did you last use it?')
    assert [target.need_id for target in aimed_at(coverage, question)] == ["a"]


def test_a_need_of_words_that_questions_are_made_of_is_aimed_at_where_it_is_quoted() -> None:
    coverage = [one("a", "shown", "Interested in change"), one("b", "not_addressed", "SQL")]
    question = Question(text='Tell me about a time that shows this: "Interested in change".')
    assert [target.need_id for target in aimed_at(coverage, question)] == ["a"]


def test_a_word_that_questions_are_made_of_aims_at_no_need() -> None:
    coverage = [one("a", "shown", "Organising events"), one("b", "not_addressed", "Running social media for a cause")]
    question = Question(text="Tell us about an event you ran.")
    assert [target.need_id for target in aimed_at(coverage, question)] == ["a"]


def test_a_question_that_shares_one_word_of_many_with_a_need_does_not_aim_at_it() -> None:
    coverage = [one("a", "not_addressed", "Voice of the customer in product meetings"), one("b", "proven", "Keeps customers")]
    question = Question(text="Tell me about a customer you saved.")
    assert [target.need_id for target in aimed_at(coverage, question)] == ["b"]


def test_a_plain_yes_to_what_has_no_example_counts_as_one() -> None:
    assert score([one("a", "claimed", "Right to work in the UK")]).value == score([one("a", "shown", "SQL")]).value
    assert score([one("a", "claimed", "Willing to work nights")]).value == 80
    assert score([one("a", "claimed", "Led a team")]).value == 40


def test_needs_that_the_question_did_not_aim_at_are_counted_besides() -> None:
    coverage = [one("a", "not_addressed", "Organising events"), one("b", "proven", "Budgets")]
    assert score(coverage, question=Question(text="Tell us about an event.")).summary == "0 of 1 aimed at, 1 more met"


def test_a_question_that_names_no_need_aims_at_all_of_them() -> None:
    coverage = [one("a", "shown", "Leading a team"), one("b", "claimed", "SQL")]
    assert len(aimed_at(coverage, Question(text="Why us?"))) == 2


def test_there_is_a_part_for_each_need() -> None:
    parts = score([one("a", "shown", "SQL"), one("b", "not_addressed", "Git", "nice")]).parts
    assert [(part.name, part.score) for part in parts] == [("SQL", 80), ("Git", 0)]
    assert parts[0].weight > parts[1].weight
    assert all(part.source and part.limit for part in parts)


@pytest.mark.parametrize("order", [1, -1])
def test_over_several_takes_the_strongest_level_of_each_need_stands(order: int) -> None:
    takes = [[one("a", "claimed"), one("b", "proven")], [one("a", "shown"), one("b", "not_addressed")]]
    assert {c.need_id: c.level for c in best(takes[::order])} == {"a": "shown", "b": "proven"}


def test_no_takes_give_no_coverage() -> None:
    assert best([]) == ()


def test_what_else_an_answer_shows_makes_up_for_no_more_than_half_of_what_was_asked() -> None:
    question = Question(text="Tell me about a time you led a team.")
    besides = [one("b", "proven", "SQL"), one("c", "proven", "Excel")]
    assert score([one("a", "not_addressed", "Leading a team"), *besides], question=question).value == 50
    assert score([one("a", "shown", "Leading a team"), *besides], question=question).value == 100
