"""What measuring an answer gives back, and how the parts of it are put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rehearse.schema import Finding, Part, Score, ScoreName


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything that was measured on the words and times of one answer.

    Attributes
    ----------
    findings
        In the order of the text.
    measures
        Plain numbers by name, units in the name; `None` where not measured.
    unmeasured
        Why, for each measure that is `None`.
    scores
        `clarity`, `conciseness`, `fillers`.
    """

    findings: tuple[Finding, ...] = ()
    measures: Mapping[str, float | None] = field(default_factory=dict)
    unmeasured: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[ScoreName, Score] = field(default_factory=dict)


def united(parts: Iterable[Measured]) -> Measured:
    """Return one `Measured` of many, the findings in the order of the text."""
    findings: list[Finding] = []
    measures: dict[str, float | None] = {}
    unmeasured: dict[str, str] = {}
    scores: dict[ScoreName, Score] = {}
    for part in parts:
        findings += part.findings
        measures |= part.measures
        unmeasured |= part.unmeasured
        scores |= part.scores
    findings.sort(key=lambda finding: (finding.char_start or 0, finding.char_end or 0, finding.kind))
    return Measured(findings=tuple(findings), measures=measures, unmeasured=unmeasured, scores=scores)


def withheld(names: Iterable[str], reason: str) -> Measured:
    """Return measures that are all `None` for one reason."""
    names = tuple(names)
    return Measured(measures=dict.fromkeys(names), unmeasured=dict.fromkeys(names, reason))


def weighted(parts: Iterable[Part]) -> float | None:
    """Return the mean of the parts' scores by weight, 0 to 100; parts that were not measured are left out."""
    measured = [(part.score, part.weight) for part in parts if part.score is not None]
    total = sum(weight for _, weight in measured)
    return round(sum(score * weight for score, weight in measured) / total, 1) if total else None
