"""What a written report says, in reading order and plain words, whether it becomes HTML, Markdown or a Word document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rehearse.report.evidence import numbers
from rehearse.report.plain import (
    CONCERN_LABELS,
    LEVEL_LABELS,
    NEED_LABELS,
    SCORE_LABELS,
    clock,
    counted,
    in_unit,
    measure_name,
    measure_value,
)
from rehearse.schema import Assessment, Level, Part, Role, Score, Take


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One score: its number as text, and one line that says why."""

    label: str
    value: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """One need: how far it was met; `passage` is the number of the words that did it."""

    need: str
    kind: str
    level: Level
    level_label: str
    passage: int | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a score was made of: the rows of "Where the numbers come from"."""

    score: str
    name: str
    value: str
    limit: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything that a report says."""

    title: str
    facts: tuple[str, ...]
    assessment: Assessment
    notes: tuple[str, ...]
    advice: tuple[tuple[str, str], ...]
    scores: tuple[ScoreLine, ...]
    needs: tuple[NeedLine, ...]
    concerns: tuple[str, ...]
    found: tuple[str, ...]
    user_notes: str
    original_text: str | None
    basis: tuple[Basis, ...]
    measures: tuple[tuple[str, str], ...]
    versions: str


def contents(item: Assessment | Take, role: Role | None = None) -> Contents:
    """Return what a report on `item` says; `role` is what it was rehearsed for."""
    take = item if isinstance(item, Take) else None
    assessment = item.assessment if isinstance(item, Take) else item
    question = take.question if take else assessment.question
    return Contents(
        title=question.text if question and question.text.strip() else "An answer",
        facts=_facts(assessment, take, role),
        assessment=assessment,
        notes=assessment.notes,
        advice=tuple((advice.text, advice.why) for advice in assessment.advice),
        scores=tuple(
            _score_line(label, assessment.scores[name]) for name, label in SCORE_LABELS.items() if name in assessment.scores
        ),
        needs=_need_lines(assessment),
        concerns=concern_lines(assessment, role),
        found=_found(assessment),
        user_notes=take.user_notes if take else "",
        original_text=take.original_transcript.text if take and take.original_transcript else None,
        basis=tuple(
            _basis(label, part)
            for name, label in SCORE_LABELS.items()
            for part in (assessment.scores[name].parts if name in assessment.scores else ())
        ),
        measures=tuple((measure_name(name), _measured(assessment, name)) for name in assessment.measures),
        versions=", ".join(f"{name.replace('_', ' ')} {version}" for name, version in assessment.versions.items()),
    )


def concern_lines(assessment: Assessment, role: Role | None = None) -> tuple[str, ...]:
    """Return, for each concern that the answer was held against, whether it was put to rest, and the words that did it."""
    texts = {(concern.id, concern.met_by): concern.text for concern in role.concerns} if role else {}
    return tuple(
        f"{CONCERN_LABELS[one.level]}: {texts.get((one.need_id, one.need), one.need)}"
        + (f" “{one.evidence.strip()}”" if one.evidence else "")
        for one in assessment.concerns
    )


def _facts(assessment: Assessment, take: Take | None, role: Role | None) -> tuple[str, ...]:
    facts = []
    if role:
        facts.append(", ".join(filter(None, [role.title, role.employer])))
    if take:
        facts += [f"take {take.number}", f"{take.created_at.astimezone():%d %B %Y}".lstrip("0")]
    if assessment.transcript.duration_s is not None:
        facts.append(clock(assessment.transcript.duration_s))
    facts.append(counted(sum(word.kind == "word" for word in assessment.transcript.words), "word"))
    return tuple(facts)


def _score_line(label: str, score: Score) -> ScoreLine:
    if score.value is None:
        return ScoreLine(label=label, value=None, why=score.reason or score.summary)
    return ScoreLine(label=label, value=f"{score.value:.0f}", why=score.summary)


def _need_lines(assessment: Assessment) -> tuple[NeedLine, ...]:
    passage = numbers(assessment)
    return tuple(
        NeedLine(
            need=need.need,
            kind=NEED_LABELS[need.kind],
            level=need.level,
            level_label=LEVEL_LABELS[need.level],
            passage=passage.get(need.need_id),
            why=need.why,
        )
        for need in assessment.coverage
    )


def _found(assessment: Assessment) -> tuple[str, ...]:
    by_kind: dict[str, Counter[str]] = {}
    for finding in assessment.findings:
        text = " ".join(finding.text.split())
        by_kind.setdefault(finding.kind.replace("_", " "), Counter())[text if len(text) <= 40 else ""] += 1
    return tuple(f"{kind} × {texts.total()}{_examples(texts)}" for kind, texts in by_kind.items())


def _examples(texts: Counter[str]) -> str:
    said = [f'"{text}"' + (f" × {n}" if n > 1 else "") for text, n in texts.most_common() if text]
    return f": {', '.join(said)}" if said else ""


def _measured(assessment: Assessment, name: str) -> str:
    value = assessment.measures[name]
    return measure_value(name, value) if value is not None else f"not measured: {assessment.unmeasured.get(name, 'no data')}"


def _basis(score: str, part: Part) -> Basis:
    return Basis(
        score=score,
        name=part.name,
        value=in_unit(part.value, part.unit) if part.value is not None else f"not measured: {part.reason or 'no data'}",
        limit=part.limit,
        source=part.source,
    )
