"""Take against take: which numbers moved between two answers to one question, and what was kept or lost.

A score moves by chance when a sentence more or less falls on a rule. How much is its wobble: the sentences of each
take are drawn anew, with replacement, and those drawn are measured again, each once and in its order (after the
bootstrap; Efron 1979, Ann. Statist. 7(1), from memory): a doubled sentence would count as a repeat. The wobble of a
difference is 1.96 times the root of both variances. A move within it says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from statistics import pvariance

from rehearse.metrics import measure
from rehearse.schema import LEVELS, Assessment, ScoreName, Transcript, Word
from rehearse.text import sentences

_DRAWS = 60
_SEED = 1979
_WIDTH = 1.96
_SHOWN = LEVELS.index("shown")
_COMPARED: tuple[ScoreName, ...] = ("clarity", "conciseness", "fillers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How one score moved from the first take to the second, in points.

    Attributes
    ----------
    wobble
        A move within plus or minus this says nothing; `None` where a take has too few sentences to tell.
    """

    name: ScoreName
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
    kept, gained, lost
        Needs shown in both takes, in the second alone, and in the first alone.
    """

    moves: tuple[Move, ...]
    kept: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(before: Assessment, after: Assessment, *, limits: Mapping[str, float] | None = None) -> Comparison:
    """Compare two takes of the same question.

    Parameters
    ----------
    before, after
        The earlier take and the later one.
    limits
        A person's own limits, as for `rehearse.metrics.measure`.
    """
    variances = [_variances(take, limits) for take in (before, after)]
    moves = []
    for name in _COMPARED:
        values = [take.scores[name].value if name in take.scores else None for take in (before, after)]
        if values[0] is not None and values[1] is not None:
            known = [each[name] for each in variances if name in each]
            wobble = _WIDTH * sum(known) ** 0.5 if len(known) == len(variances) else None
            moves.append(Move(name=name, before=values[0], after=values[1], wobble=wobble))
    first, second = _shown(before), _shown(after)
    return Comparison(
        moves=tuple(moves),
        kept=tuple(need for key, need in first.items() if key in second),
        gained=tuple(need for key, need in second.items() if key not in first),
        lost=tuple(need for key, need in first.items() if key not in second),
    )


def _shown(take: Assessment) -> dict[str, str]:
    return {each.need_id: each.need for each in take.coverage if LEVELS.index(each.level) >= _SHOWN}


def _variances(take: Assessment, limits: Mapping[str, float] | None) -> dict[ScoreName, float]:
    """Return the variance of each score over answers drawn from the take's sentences; empty for fewer than three of them."""
    spoken = _sentences(take.transcript)
    if len(spoken) < 3:
        return {}
    random = Random(_SEED)  # noqa: S311  # chance, not secrecy
    drawn: dict[ScoreName, list[float]] = {name: [] for name in _COMPARED}
    for _ in range(_DRAWS):
        places = sorted(random.choices(range(len(spoken)), k=len(spoken)))
        answer = _joined(take.transcript, [spoken[place] for place in dict.fromkeys(places)])
        scores = measure(answer, question=take.question, limits=limits).scores
        for name, values in drawn.items():
            value = scores[name].value
            if value is not None:
                values.append(value)
    return {name: pvariance(values) for name, values in drawn.items() if len(values) > _DRAWS // 2}


def _sentences(transcript: Transcript) -> list[tuple[Word, ...]]:
    return [
        tuple(word for word in transcript.words if span.char_start <= word.char_start < span.char_end)
        for span in sentences(transcript)
    ]


def _joined(transcript: Transcript, spoken: list[tuple[Word, ...]]) -> Transcript:
    """Return the chosen sentences as an answer of its own; the times of each stay together."""
    words: list[Word] = []
    length, shift_s, end_s = 0, 0.0, 0.0
    for sentence in spoken:
        starts = [word.start_s for word in sentence if word.start_s is not None]
        shift_s = end_s - min(starts, default=0.0)
        for word in sentence:
            timed = word.start_s is not None and word.end_s is not None
            start_s = word.start_s + shift_s if timed and word.start_s is not None else None
            stop_s = word.end_s + shift_s if timed and word.end_s is not None else None
            end = length + len(word.text)
            words.append(replace(word, start_s=start_s, end_s=stop_s, char_start=length, char_end=end))
            length = end + 1
            end_s = max(end_s, stop_s or 0.0)
    text = " ".join(word.text for word in words)
    return replace(transcript, text=text, words=tuple(words), speech=None, struck=())
