"""What the page for the evening before is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from rehearse.assess import assess
from rehearse.interview import evening
from rehearse.schema import Assessment, Coverage, Level, Need, Question, Role, Take, Transcript

NEEDS = tuple(
    Need(id=f"n{n}", text=text)
    for n, text in enumerate(("Leads a team", "Calm under pressure", "Keeps a budget", "Knows Excel"), 1)
)
ROLE = Role(title="Ward manager", needs=NEEDS, id=1)


def take(day: int, levels: Mapping[str, Level], question: str = "Tell me about your team.") -> Take:
    """A take of that day which met needs to these levels."""
    texts = {need.id: need.text for need in NEEDS}
    coverage = tuple(
        Coverage(need_id=name, need=texts[name], kind="must", level=level, evidence=f"said on day {day}")
        for name, level in levels.items()
    )
    assessment = Assessment(transcript=Transcript(text="", words=()), coverage=coverage)
    when = datetime(2026, 11, day, tzinfo=UTC)
    return Take(id=day, role_id=1, question=Question(text=question), number=day, created_at=when, assessment=assessment)


def test_the_strongest_line_is_quoted_and_the_last_practice_told() -> None:
    takes = [take(1, {"n1": "proven"}), take(2, {"n1": "claimed"}), take(3, {"n1": "not_addressed"})]
    row = next(row for row in evening.rows(ROLE, takes) if row.need.id == "n1")
    assert (row.level, row.take, row.coverage.evidence if row.coverage else None) == ("proven", takes[0], "said on day 1")
    assert row.practised_at == takes[1].created_at


def test_of_two_lines_alike_the_newest_is_quoted() -> None:
    takes = [take(1, {"n1": "shown"}), take(2, {"n1": "shown"})]
    assert next(row.take for row in evening.rows(ROLE, takes) if row.need.id == "n1") == takes[1]


def test_unmet_needs_stand_first_with_a_question_about_them() -> None:
    found = evening.rows(ROLE, [take(1, {"n1": "proven", "n2": "claimed"})])
    assert [row.need.id for row in found] == ["n3", "n4", "n2", "n1"]
    assert all(row.take is None and row.practised_at is None for row in found[:2])
    assert "Keeps a budget".lower() in found[0].question.text.lower()


def test_why_the_newest_answer_that_spoke_of_an_unmet_need_did_not_meet_it_is_told() -> None:
    question = Question(text="Do you drive?")
    licence = Role(title="Carer", needs=(Need(id="n1", text="Driving licence"),), id=1)
    said = ("I don't have a driving licence.", "I like the town.", "My brother has a driving licence.")
    takes = [
        replace(take(day, {}), assessment=assess(words, needs=licence.needs, question=question))
        for day, words in enumerate(said, start=1)
    ]
    assert evening.rows(licence, takes[1:2])[0].missed == ""
    assert evening.rows(licence, takes[:2])[0].missed == "you said you lack it"
    assert evening.rows(licence, takes)[0].missed == "you spoke of someone else's work, not your own"


def test_what_was_said_for_a_need_that_was_reworded_does_not_count() -> None:
    reworded = Role(title="Ward manager", needs=(Need(id="n1", text="Speaks French"),), id=1)
    assert evening.rows(reworded, [take(1, {"n1": "proven"})])[0].level == "not_addressed"


def test_one_story_for_everything_is_told_also_when_it_was_told_twice() -> None:
    once, again = take(1, {"n1": "shown", "n2": "shown"}), take(2, {"n3": "shown"})
    (story,) = evening.same_stories(evening.rows(ROLE, [once, again]))
    assert story.question.text == "Tell me about your team."
    assert {need.id for need in story.needs} == {"n1", "n2", "n3"}


def test_stories_of_their_own_are_no_cause_for_a_warning() -> None:
    takes = [take(1, {"n1": "shown", "n2": "shown"}), take(2, {"n3": "shown", "n4": "shown"}, "What about money?")]
    assert evening.same_stories(evening.rows(ROLE, takes)) == ()


def test_one_sentence_for_many_needs_is_quoted() -> None:
    (story,) = evening.same_stories(evening.rows(ROLE, [take(1, {"n1": "shown", "n2": "shown", "n3": "claimed"})]))
    assert story.sentence == "said on day 1"
    once, again = take(1, {"n1": "shown", "n2": "shown"}), take(2, {"n3": "shown"})
    (story,) = evening.same_stories(evening.rows(ROLE, [once, again]))
    assert story.sentence is None


def test_what_to_ask_is_there() -> None:
    assert "How do I compare with what you are looking for?" in evening.to_ask()
