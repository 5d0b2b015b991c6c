"""How far one answer, or all takes of a role, met the needs: one number, with its parts.

One answer is not expected to cover every need of an advert. An answer of a minute or two has room for about
`NEEDS_PER_ANSWER` examples, so it is held against the needs that its question aims at, and where the question aims at none in
particular, against as many of the heaviest needs as it has room for. Evidence for other needs counts as well, but makes up
for no more than half: an answer that misses what it was asked for is no full one.

The formula, with a weight `w` for each need (must 1, nice 0.5), a worth `v` for its level (`WORTH`), and `h`, the sum of `w` over
the needs that the answer is held against:

    100 * min(1, (sum(w * v over the needs aimed at) + min(sum(w * v over the others), h / 2)) / h)
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rehearse.needs.kinds import PLAIN_YES, kind_of
from rehearse.needs.lexicons import read
from rehearse.needs.words import stems
from rehearse.schema import LEVELS, MET, Coverage, Level, NeedKind, Part, Question, Score

NEEDS_PER_ANSWER = 3
"""How many needs one answer has room to show: two or three examples in 90 seconds."""

WEIGHTS: Mapping[NeedKind, float] = {"must": 1.0, "nice": 0.5}
"""What meeting a need is worth; a nice-to-have counts half."""

WORTH: Mapping[Level, float] = {"not_addressed": 0.0, "claimed": 0.4, "shown": 0.8, "proven": 1.0}
"""How much of a need each level meets. Where a plain yes is all there is to say, a claim counts as much as an example."""

AIMED_SHARE = 0.5
"""A question aims at a need where it has so many of the need's words: "a customer you saved" does not ask for "voice of the
customer in product meetings"."""

OTHERS_SHARE = 0.5
"""So much of the score may come from needs that the question does not aim at."""

_QUOTED = re.compile(r'"(.+)"')

SOURCE = "rehearse's own scale: a bare claim leaves most of a need open, an example meets it, a result closes it"


def score(coverage: Sequence[Coverage], *, question: Question | None = None) -> Score:
    """Return what the coverage of one answer is worth, 0 to 100; `None` where there are no needs.

    Parameters
    ----------
    coverage
        One entry for each need.
    question
        What was asked; the needs that share enough of its words are the ones aimed at.
    """
    if not coverage:
        return Score(value=None, reason="there are no needs to hold it against")
    targets = aimed_at(coverage, question)
    held_against = sum(sorted((WEIGHTS[one.kind] for one in targets), reverse=True)[:NEEDS_PER_ANSWER])
    aimed = _met(targets)
    besides = min(_met(coverage) - aimed, OTHERS_SHARE * held_against)
    return Score(
        value=round(100 * min(1.0, (aimed + besides) / held_against), 1),
        summary=_summary(coverage, targets),
        parts=tuple(_part(one, held_against) for one in coverage),
    )


def aimed_at(coverage: Sequence[Coverage], question: Question | None) -> tuple[Coverage, ...]:
    """Return the needs of whose words the question shares `AIMED_SHARE`; all of them where there is none."""
    asked = _subject(question.text) if question else frozenset()
    return tuple(one for one in coverage if _aims(asked, stems(one.need))) or tuple(coverage)


def _aims(asked: frozenset[str], wanted: frozenset[str]) -> bool:
    shared = len(asked & wanted)
    return shared > 0 and shared >= AIMED_SHARE * len(wanted)


def _subject(question: str) -> frozenset[str]:
    """Return the stems of what a question is about: of what it quotes, as one for a single need does, else all but its frame."""
    quoted = _QUOTED.search(question)
    return stems(quoted[1]) if quoted else stems(question) - _asking()


@functools.cache
def _asking() -> frozenset[str]:
    return stems(read("words")["asking"])


def best(takes: Iterable[Sequence[Coverage]]) -> tuple[Coverage, ...]:
    """Return the strongest coverage of each need over several takes; the earliest where two are alike."""
    strongest: dict[str, Coverage] = {}
    for coverage in takes:
        for one in coverage:
            held = strongest.get(one.need_id)
            if held is None or LEVELS.index(one.level) > LEVELS.index(held.level):
                strongest[one.need_id] = one
    return tuple(strongest.values())


def _met(coverage: Iterable[Coverage]) -> float:
    return sum(WEIGHTS[one.kind] * _worth(one) for one in coverage)


def _worth(one: Coverage) -> float:
    plain = one.level == "claimed" and kind_of(one.need) in PLAIN_YES
    return WORTH["shown" if plain else one.level]


def _part(one: Coverage, held_against: float) -> Part:
    return Part(
        name=one.need,
        value=100 * _worth(one),
        unit="%",
        score=100 * _worth(one),
        weight=round(min(1.0, WEIGHTS[one.kind] / held_against), 3),
        limit="must have" if one.kind == "must" else "nice to have, counts half",
        source=SOURCE,
    )


def _summary(coverage: Sequence[Coverage], targets: Sequence[Coverage]) -> str:
    levels = Counter(one.level for one in targets)
    shown = sum(levels[level] for level in MET)
    if len(targets) < len(coverage):
        besides = sum(one.level in MET for one in coverage) - shown
        line = f"{shown} of {len(targets)} aimed at" + (f", {besides} more met" if besides else "")
    else:
        line = f"{shown} of {len(coverage)} shown; one answer has room for about {NEEDS_PER_ANSWER}"
    return f"{line}, {levels['claimed']} only claimed" if levels["claimed"] else line
