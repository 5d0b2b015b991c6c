"""What the network reads is weighed beside what the rules see."""

from __future__ import annotations

import numpy as np
import pytest

from rehearse.needs.encoder import Reading
from rehearse.needs.fusion import CLUES, clues
from rehearse.needs.passages import passages
from rehearse.needs.rules import RULES
from rehearse.schema import Need
from rehearse.text import from_text

ANSWER = "I cashed up the till"
STARTS = np.array([0, 2, 9, 12, 16])
ENDS = np.array([1, 8, 11, 15, 20])
CASHED_UP = [-4.0, 4.0, 4.0, 2.0, 4.0]


def own_words(*spoken: tuple[str, list[float]]) -> list[float]:
    """Return the clue "own words" of each need, by the log-odds that each word of `ANSWER` speaks of it."""
    needs = [Need(id=str(i), text=text) for i, (text, _) in enumerate(spoken)]
    addressed = np.array([odds for _, odds in spoken], dtype=np.float32)
    parts = passages(from_text(ANSWER))
    reading = Reading(starts=STARTS, ends=ENDS, odds=np.stack([addressed, addressed], axis=-1))
    found = clues(needs, parts, RULES.judge(needs, parts, ANSWER), reading, usual=0.0)
    return [float(value) for value in found[:, 0, CLUES.index("own words")]]


def test_words_that_speak_more_of_another_need_are_not_a_needs_own() -> None:
    near, far = own_words(("Cashing up", CASHED_UP), ("Taking payments", [-4, 2, 1, 1, 2]))
    assert near > 0.8
    assert far < 0.2


def test_a_need_alone_owns_what_speaks_of_it() -> None:
    assert own_words(("Cashing up", CASHED_UP))[0] > 0.95
    assert own_words(("Cashing up", [-4, -2, -3, -3, -2]))[0] < 0.2


def test_two_needs_that_the_same_words_speak_of_share_them() -> None:
    assert own_words(("Cashing up", CASHED_UP), ("Counting the till", CASHED_UP)) == pytest.approx([0.5, 0.5], abs=0.02)


def test_a_need_that_stands_twice_is_no_rival_of_itself() -> None:
    assert own_words(("Cashing up", CASHED_UP), ("Cashing up", CASHED_UP)) == own_words(("Cashing up", CASHED_UP)) * 2
