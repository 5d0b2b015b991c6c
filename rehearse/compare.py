"""Take against take: which numbers moved between two answers to one question, and what was kept, lost or new.

A score moves by chance when a sentence more or less falls on a rule. How much is its wobble, measured by drawing half of a
take's sentences again and again, putting none back, and measuring each half: the variance over the halves is that of the
whole (a jackknife that deletes half; Shao and Wu 1989, Ann. Statist. 17(3)). The plain bootstrap draws with replacement,
and a sentence drawn twice would count as a repeat. The wobble of a difference is the root of both variances times
Student's t for as many sentences (about 2), and for a score no less than three points; a move within it says nothing.

The sentences of the two takes are aligned by their words of content, so that what was left out can be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from statistics import pvariance

from rehearse.metrics import measure
from rehearse.metrics.lexicon import lexicon
from rehearse.metrics.measured import Measured
from rehearse.resample import Piece, joined, pieces
from rehearse.schema import LEVELS, Assessment, Question, ScoreName
from rehearse.text import bare

Values = Mapping[str, float | None]

_DRAWS = 60
_SEED = 1979
_NORMAL = 1.96
_LEAST_WOBBLE = 3.0  # points; a hedge and a vague word more, in an answer that has none of which to draw
_LEAST_SENTENCES = 4
_ALIKE = 0.4
_SHOWN = LEVELS.index("shown")
_SCORES: tuple[ScoreName, ...] = ("clarity", "conciseness", "fillers")
_NUMBERS = (
    "words_per_minute",
    "pause_share",
    "fillers_per_minute",
    "hedges_per_100_words",
    "vague_words_per_100_words",
    "repetitions_per_100_words",
    "new_content_density",
)
"""Rates and shares: what does not grow with the length of an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How one score, in points, or one measure, in its own unit, moved from the first take to the second.

    Attributes
    ----------
    wobble
        A move within plus or minus this says nothing; `None` where a take has too few sentences to tell.
    """

    name: str
    before: float
    after: float
    wobble: float | None

    @property
    def beyond_wobble(self) -> bool:
        """Whether the move is more than chance."""
        return self.wobble is not None and abs(self.after - self.before) > self.wobble


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two takes side by side; needs by their text.

    Attributes
    ----------
    moves
        One for each score that both takes have.
    numbers
        One for each rate or share under the scores that both takes have.
    kept, gained, lost
        Needs shown in both takes, in the second alone, and in the first alone.
    left_out, added
        Sentences of the first take that the second says nothing like, and of the second that are new.
    """

    moves: tuple[Move, ...]
    numbers: tuple[Move, ...]
    kept: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    left_out: tuple[str, ...]
    added: tuple[str, ...]


def compare(
    before: Assessment,
    after: Assessment,
    *,
    advert: str = "",
    limits: Mapping[str, float] | None = None,
    fluency_scores: bool = True,
) -> Comparison:
    """Compare two takes of the same question.

    Parameters
    ----------
    before, after
        The earlier take and the later one.
    advert, limits, fluency_scores
        As for `rehearse.metrics.measure`.
    """
    told = [pieces(take.transcript) for take in (before, after)]
    measure_again = partial(measure, advert=advert, limits={**(limits or {}), "min_words": 1}, fluency_scores=fluency_scores)
    halves = [_halves(take, spoken, measure_again) for take, spoken in zip((before, after), told, strict=True)]
    width = _width(sum(map(len, told)) - len(told))
    first, second = _shown(before), _shown(after)
    return Comparison(
        moves=_moves(_SCORES, [_scores(take) for take in (before, after)], halves, width, least=_LEAST_WOBBLE),
        numbers=_moves(_NUMBERS, [take.measures for take in (before, after)], halves, width),
        kept=tuple(need for key, need in first.items() if key in second),
        gained=tuple(need for key, need in second.items() if key not in first),
        lost=tuple(need for key, need in first.items() if key not in second),
        left_out=_unmatched(told[0], told[1]),
        added=_unmatched(told[1], told[0]),
    )


def _moves(
    names: Sequence[str], takes: Sequence[Values], halves: Sequence[Mapping[str, float]], width: float, least: float = 0.0
) -> tuple[Move, ...]:
    """Return how each of the names moved, with its wobble: `width` times the root of the variances over halves of each take."""
    moves = []
    for name in names:
        before, after = (values.get(name) for values in takes)
        if before is not None and after is not None:
            known = [variances[name] for variances in halves if name in variances]
            wobble = max(least, width * sum(known) ** 0.5) if len(known) == len(halves) else None
            moves.append(Move(name=name, before=before, after=after, wobble=wobble))
    return tuple(moves)


def _width(freedom: int) -> float:
    """Return how many standard errors hold 95 in 100 of Student's t, nearly (Cornish and Fisher's first term)."""
    return _NORMAL + (_NORMAL**3 + _NORMAL) / (4 * max(1, freedom))


def _scores(take: Assessment | Measured) -> Values:
    return {name: score.value for name, score in take.scores.items()}


def _shown(take: Assessment) -> dict[tuple[str, str], str]:
    """Return the needs that were shown; the id alone may be that of a need that was removed since."""
    return {(each.need_id, each.need): each.need for each in take.coverage if LEVELS.index(each.level) >= _SHOWN}


def _halves(take: Assessment, spoken: Sequence[Piece], measure_again: Callable[..., Measured]) -> dict[str, float]:
    """Return the variance of each score and number over halves of the take's sentences; empty for fewer than four of them."""
    if len(spoken) < _LEAST_SENTENCES:
        return {}
    random = Random(_SEED)  # noqa: S311  # chance, not secrecy
    half = len(spoken) // 2
    asked = take.question and _asked(take.question, half / len(spoken))
    drawn: dict[str, list[float]] = {name: [] for name in (*_SCORES, *_NUMBERS)}
    for _ in range(_DRAWS):
        places = sorted(random.sample(range(len(spoken)), half))
        measured = measure_again(joined(take.transcript, [spoken[place] for place in places]), question=asked)
        found = {**measured.measures, **_scores(measured)}
        for name, values in drawn.items():
            value = found.get(name)
            if value is not None:
                values.append(value)
    scale = half / (len(spoken) - half)
    return {name: scale * pvariance(values) for name, values in drawn.items() if len(values) > _DRAWS // 2}


def _asked(question: Question, share: float) -> Question:
    """Return the question as a part of the answer is held against it: with that part of the time to fill."""
    return replace(question, target_s=question.target_s * share)


def _unmatched(spoken: Sequence[Piece], other: Sequence[Piece]) -> tuple[str, ...]:
    """Return the sentences that have no counterpart among the others: none shares enough of their words of content."""
    others = [_content(piece) for piece in other]
    return tuple(
        " ".join(word.text for word in piece.words)
        for piece in spoken
        if (content := _content(piece)) and not any(len(content & each) >= _ALIKE * len(content) for each in others)
    )


def _content(piece: Piece) -> frozenset[str]:
    small = lexicon().groups["function"] | lexicon().groups["small_talk"]
    return frozenset(bare(word.text) for word in piece.words if word.kind == "word") - small
