"""One thing that could be advised, before the best are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from rehearse.schema import Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A piece of advice with what it would bring.

    Attributes
    ----------
    gain
        In points of a score.
    topic
        Of several on one topic the best is kept.
    """

    gain: float
    topic: str
    advice: Advice
