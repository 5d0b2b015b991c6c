"""Whoever judges whether a passage of an answer meets a need: the seam between the rules and any other judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rehearse.needs.passages import Passage
from rehearse.schema import Level, Need


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one passage does for one need.

    Attributes
    ----------
    score
        How much the passage has to do with the need, 0 to 1; among passages of one level the highest is the evidence.
    level
        What the passage does for the need.
    why
        The reason in plain words, spoken to the candidate.
    """

    score: float
    level: Level
    why: str


class Judge(Protocol):
    """Judges passages against needs."""

    def judge(self, needs: Sequence[Need], passages: Sequence[Passage], text: str) -> Sequence[Sequence[Verdict]]:
        """Return a row for each need, with a verdict for each passage of the answer `text`, in the order given."""
