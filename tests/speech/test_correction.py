"""What is known of filled pauses after a person corrected the words."""

from dataclasses import replace

import pytest

from rehearse.schema import Interval, Transcript
from rehearse.speech.correction import carried_over
from rehearse.text import split_words

HEARD = {"um": 0.9, "uh": 0.6}


def heard(text: str, *, struck: tuple[Interval, ...] = ()) -> Transcript:
    """A word each second; the fillers as sure as `HEARD` says."""
    words = tuple(
        replace(word, start_s=float(i), end_s=i + 0.5, probability=HEARD.get(word.text))
        for i, word in enumerate(split_words(text))
    )
    return Transcript(text=text, words=words, struck=struck)


def typed(text: str) -> Transcript:
    return Transcript(text=text, words=split_words(text))


def sureness(transcript: Transcript) -> list[float | None]:
    return [word.probability for word in transcript.words if word.kind == "filled_pause"]


def test_striking_one_filler_leaves_the_others_as_unsure_as_they_were() -> None:
    after = carried_over(typed("I led uh a team"), heard("um I led uh a team"))
    assert sureness(after) == [0.6]
    assert after.struck == (Interval(start_s=0.0, end_s=0.5),)


@pytest.mark.parametrize("text", ["um I led uh, a small team", "Um, I lead uh a team!"])
def test_a_filler_among_corrected_words_is_known_again(text: str) -> None:
    after = carried_over(typed(text), heard("um I led uh a team"))
    assert sureness(after) == [0.9, 0.6]
    assert after.struck == ()


def test_a_filler_that_the_person_wrote_is_sure() -> None:
    assert sureness(carried_over(typed("I led um a team"), heard("I led a team"))) == [None]


def test_what_was_struck_before_stays_struck() -> None:
    before = (Interval(start_s=7.0, end_s=7.4),)
    after = carried_over(typed("I led a team"), heard("I led uh a team", struck=before))
    assert after.struck == (*before, Interval(start_s=2.0, end_s=2.5))
