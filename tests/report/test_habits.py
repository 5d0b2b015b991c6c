"""A speaker's own tics over all takes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rehearse.report.habits import habits
from rehearse.schema import Assessment, Question, Role, Take
from rehearse.text import from_text

ROLE = Role(title="Ward manager", advert="We need a calm ward manager.", id=1)
SAID = "At the end of the day it held. We moved the beds before noon, and at the end of the day nobody was late. "


def take(number: int, question: str, said: str = SAID) -> Take:
    return Take(
        id=number,
        role_id=1,
        question=Question(text=question),
        number=1,
        created_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number),
        assessment=Assessment(transcript=from_text(said)),
    )


def test_what_is_said_in_several_answers_is_told_with_how_others_do() -> None:
    (habit,) = habits(ROLE, [take(1, "Who are you?"), take(2, "What went wrong?"), take(3, "Why here?")])
    said, _, others = habit.told.partition("; ")
    assert said == "You say “at the end of the day” 6 times in 3 answers"
    assert others == "the invented answers that we compare with, 500,000 words, hardly have it."
    assert habit.take.id == 3
    assert habit.start_s is None


def test_of_each_question_the_newest_take_counts() -> None:
    assert habits(ROLE, [take(number, "Who are you?") for number in range(1, 5)]) == ()


def test_words_of_the_role_are_no_tics() -> None:
    takes = [take(1, "Who are you?"), take(2, "What went wrong?"), take(3, "Why here?")]
    assert habits(replace(ROLE, advert="At the end of the day we clean."), takes) == ()


def test_a_persons_own_limits_count() -> None:
    takes = [take(1, "Who are you?"), take(2, "What went wrong?"), take(3, "Why here?")]
    assert habits(ROLE, takes, {"tic_least": 6}) == habits(ROLE, takes)
    assert habits(ROLE, takes, {"tic_least": 7}) == ()


def test_without_takes_there_is_nothing_to_tell() -> None:
    assert habits(ROLE, []) == ()
