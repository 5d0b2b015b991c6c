"""An assessment and a list of needs as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

import click

from rehearse.library.names import full_name
from rehearse.report.contents import concern_lines
from rehearse.schema import Assessment, Coverage, Level, Need, Role, Score, Take

_WIDTH = 100
_LEVEL_NAMES: dict[Level, str] = {
    "proven": "proven",
    "shown": "shown",
    "claimed": "claimed",
    "not_addressed": "not yet",
}


def assessment_table(assessment: Assessment, role: Role | None, *, colour: bool) -> str:
    """Return what a person wants to read first: the words, the scores, the needs and what to do next."""
    blocks = [
        *(_wrap(note) for note in assessment.notes),
        _wrap(assessment.question.text) if assessment.question and assessment.question.text else "",
        _section("What you said", _wrap(assessment.transcript.text) or "(nothing)", colour),
        _section("Scores", _scores(assessment.scores.items()), colour),
        _section("Marked", _findings(assessment), colour),
        _section("What they need, and what they heard", "\n".join(map(_coverage, assessment.coverage)), colour),
        _section("What may worry them", "\n".join(map(_wrap, concern_lines(assessment, role))), colour),
        _section("Next take", "\n".join(_wrap(item.text, "- ") for item in assessment.advice), colour),
    ]
    return "\n\n".join(filter(None, blocks))


def needs_table(needs: Iterable[Need]) -> str:
    """Return one need a line, must or nice first."""
    return "\n".join(f"{need.kind:<5} {need.text}" for need in needs)


def roles_table(roles: Iterable[Role]) -> str:
    """Return one role a line."""
    return "\n".join(f"{role.id:>4}  {full_name(role)}  ({len(role.needs)} needs)" for role in roles)


def takes_table(takes: Sequence[Take], role_names: dict[int, str]) -> str:
    """Return one take a line, with its scores."""
    return "\n".join(
        f"{take.id:>4}  {take.created_at.astimezone():%Y-%m-%d %H:%M}  {role_names.get(take.role_id, '?')}: "
        f"{take.question.text or '(no question)'}  take {take.number}  "
        + "  ".join(f"{name} {_number(score)}" for name, score in take.assessment.scores.items())
        for take in takes
    )


def _section(title: str, body: str, colour: bool) -> str:
    if not body:
        return ""
    return f"{click.style(title, bold=True) if colour else title}\n{body}"


def _wrap(text: str, bullet: str = "") -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet))


def _number(score: Score) -> str:
    return "–" if score.value is None else f"{score.value:.0f}"


def _scores(scores: Iterable[tuple[str, Score]]) -> str:
    return "\n".join(_wrap(score.summary or score.reason or "", f"{name:<12} {_number(score):>4}  ") for name, score in scores)


def _findings(assessment: Assessment) -> str:
    rows = []
    for finding in assessment.findings:
        at = "" if finding.start_s is None else f"{finding.start_s:6.1f} s  "
        rows.append(_wrap(f"{finding.text}: {finding.message}" if finding.text else finding.message, f"{at}{finding.kind:<15} "))
    return "\n".join(rows)


def _coverage(covered: Coverage) -> str:
    said = f' "{covered.evidence}"' if covered.evidence else ""
    return _wrap(f"{covered.need} ({covered.kind}): {covered.why}{said}", f"{_LEVEL_NAMES[covered.level]:<8} ")
