"""What a piece of advice would bring, in points: what parts of the scores lose, or a worth of our own choice."""

from __future__ import annotations

from collections.abc import Callable

from rehearse.metrics.measured import Measured
from rehearse.schema import Part

Gain = Callable[[Measured], float]

NO_RESULT = 30.0
WE_WITHOUT_I = 14.0
NO_EXAMPLE = 14.0
NO_LINK = 6.0
_SHORT = 12.0
_SHORT_RATIO = 0.3
_MOST_WEIGHT = 0.3


def lost(*names: str) -> Gain:
    """Return what the parts whose names begin so take from their scores."""

    def points(measured: Measured) -> float:
        return sum(
            _points(part, sum(each.weight for each in score.parts if each.score is not None))
            for score in measured.scores.values()
            for part in score.parts
            if part.name.startswith(names)
        )

    return points


def worth_if(kind: str, gain: float) -> Gain:
    """Return a fixed worth for answers that have a finding of that kind."""

    def points(measured: Measured) -> float:
        return gain if any(finding.kind == kind for finding in measured.findings) else 0.0

    return points


def preamble(measured: Measured) -> float:
    """Return what the way to the first point takes."""
    return lost("time to the first point")(measured) + lost("words that could go")(measured) * _preamble_share(measured)


def wording(measured: Measured) -> float:
    """Return what words that could go take, the preamble left out."""
    return lost("words that could go")(measured) * (1.0 - _preamble_share(measured))


def too_short(measured: Measured) -> float:
    """Return a fixed worth for answers much shorter than their target."""
    ratio = measured.measures.get("length_ratio")
    return _SHORT if ratio is not None and ratio < _SHORT_RATIO else 0.0


def _points(part: Part, measured_weight: float) -> float:
    """Return by how much its score would rise if the part were perfect.

    A part that is a whole score by itself counts like a large part of one.
    """
    return 0.0 if part.score is None else min(part.weight / measured_weight, _MOST_WEIGHT) * (100.0 - part.score)


def _preamble_share(measured: Measured) -> float:
    """Return how much of what could go is preamble, 0 to 1."""
    cuttable = measured.measures.get("cuttable_words") or 0.0
    return (measured.measures.get("preamble_words") or 0.0) / cuttable if cuttable else 0.0
