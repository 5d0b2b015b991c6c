"""Which verdict on a need stands: the built-in judge's, or that of a person's own language model.

The model is believed where it can be checked. Its quote has to stand in the answer word for word; only white space and upper or
lower case may differ. It can't raise what was read out of the advert or merely listed. Otherwise the built-in verdict stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rehearse.needs.claims import ASKED
from rehearse.needs.lexicons import read
from rehearse.needs.rules import LISTED, RECITED
from rehearse.schema import LEVELS, Coverage, Level, Span

FEWEST_WORDS = 3
"""A shorter quote supports nothing."""

_NOT_TO_BE_RAISED = frozenset({ASKED, LISTED, RECITED})


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a language model says of one need.

    Attributes
    ----------
    place
        Of the need in the list, from 0.
    evidence
        What it quotes from the answer.
    """

    place: int
    level: Level
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeded:
    """The coverage after a language model was heard.

    Attributes
    ----------
    believed
        How many needs it decided.
    misquoted
        For how many it quoted what does not stand in the answer.
    unraised
        How many it wanted to raise, though they were only read out or listed.
    """

    coverage: tuple[Coverage, ...]
    believed: int
    misquoted: int
    unraised: int


def heed(answer: str, coverage: Sequence[Coverage], opinions: Sequence[Opinion]) -> Heeded:
    """Return `coverage`, the built-in judge's, with the opinions in it that can be believed.

    Parameters
    ----------
    answer
        The transcript's text.
    coverage
        One entry for each need.
    opinions
        At most one for each need.
    """
    heard = list(coverage)
    misquoted = unraised = 0
    for opinion in opinions:
        built_in = coverage[opinion.place]
        span = stands(opinion.evidence, answer)
        if opinion.level != "not_addressed" and span is None:
            misquoted += 1
        elif built_in.why in _NOT_TO_BE_RAISED and LEVELS.index(opinion.level) > LEVELS.index(built_in.level):
            unraised += 1
        else:
            heard[opinion.place] = _decided(built_in, opinion.level, span, answer)
    return Heeded(coverage=tuple(heard), believed=len(opinions) - misquoted - unraised, misquoted=misquoted, unraised=unraised)


def stands(quote: str, answer: str) -> Span | None:
    """Return where `quote` stands in `answer`, white space and case aside; `None` where it doesn't, or is too short."""
    words = quote.split()
    if len(words) < FEWEST_WORDS:
        return None
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = re.search(pattern, answer, re.IGNORECASE)
    return Span(char_start=found.start(), char_end=found.end()) if found else None


def _decided(built_in: Coverage, level: Level, span: Span | None, answer: str) -> Coverage:
    if level == built_in.level == "not_addressed":
        return built_in
    why = read("prompt")["why"][level]
    if level == "not_addressed" or span is None:
        return replace(built_in, level="not_addressed", evidence=None, char_start=None, char_end=None, why=why)
    return replace(built_in, level=level, evidence=span.of(answer), char_start=span.char_start, char_end=span.char_end, why=why)
