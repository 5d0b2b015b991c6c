"""The evening before an interview: for each need the best that was said, and what still has no answer.

Nothing here is written for the person: a line is quoted from their own answers, and a need without one gets a question.
The fixed texts are data, in evening.toml beside this file.
"""

from __future__ import annotations

import functools
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import resources

from rehearse.interview import concerns, gaps
from rehearse.needs.coverage import NOT_MENTIONED
from rehearse.schema import LEVELS, Assessment, Concern, Coverage, Level, Need, Question, Role, Take

SAME_STORY_FROM = 3
"""From how many needs on it is worth a warning that one story is the best line for all of them (rehearse's own limit)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One need, and the best that any answer did for it.

    Attributes
    ----------
    coverage, take
        The strongest evidence and where it was said, the newest where two are alike; `None` while no answer has touched the need.
    practised_at
        When an answer last met the need.
    missed
        Why the newest answer that spoke of the need did not meet it, as where it denied it; empty where one has met it, or none
        spoke of it.
    question
        By which the person can show it, or show it better.
    """

    need: Need
    question: Question
    coverage: Coverage | None = None
    take: Take | None = None
    practised_at: datetime | None = None
    missed: str = ""

    @property
    def level(self) -> Level:
        """How far the need was met at best."""
        return self.coverage.level if self.coverage else "not_addressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRow(Row):
    """One concern, and the best that any answer did to put it to rest; `need` is what it takes."""

    concern: Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class SameStory:
    """One question whose answers are the best that the person has for many needs; `sentence` where it is even one sentence."""

    question: Question
    needs: tuple[Need, ...]
    sentence: str | None = None


def rows(role: Role, takes: Sequence[Take]) -> tuple[Row, ...]:
    """Return a row for each need of `role`: the unmet first, then the weakest, must before nice.

    Parameters
    ----------
    takes
        Of this role, in any order. What they did for a need that was reworded since does not count.
    """
    found = (_row(need, takes) for need in role.needs)
    return tuple(sorted(found, key=lambda row: (LEVELS.index(row.level), row.need.kind == "nice")))


def concern_rows(role: Role, takes: Sequence[Take]) -> tuple[ConcernRow, ...]:
    """Return a row for each concern of `role`: those still open first."""
    found = (_concern_row(concern, role, takes) for concern in role.concerns)
    return tuple(sorted(found, key=lambda row: LEVELS.index(row.level)))


def same_stories(found: Sequence[Row]) -> tuple[SameStory, ...]:
    """Return the answers that are asked to carry too much; takes of one question tell one story."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        if row.take:
            told[row.take.question.text].append(row)
    return tuple(_same_story(together) for together in told.values() if len(together) >= SAME_STORY_FROM)


def _same_story(together: Sequence[Row]) -> SameStory:
    first = together[0]
    assert first.take is not None
    lines = {(row.take.id, row.coverage.char_start, row.coverage.evidence) for row in together if row.take and row.coverage}
    sentence = first.coverage.evidence if first.coverage and len(lines) == 1 else None
    return SameStory(question=first.take.question, needs=tuple(row.need for row in together), sentence=sentence)


def to_ask() -> tuple[str, ...]:
    """Return questions to put to the employer."""
    return _texts()["to_ask"]


def _row(need: Need, takes: Sequence[Take]) -> Row:
    said = _said(need, takes, lambda assessment: assessment.coverage)
    level = said.coverage.level if said else "not_addressed"
    row = Row(need=need, question=gaps.asking(need, level))
    if said is None:
        return replace(row, missed=_missed(need, takes))
    return replace(row, coverage=said.coverage, take=said.take, practised_at=said.practised_at)


def _concern_row(concern: Concern, role: Role, takes: Sequence[Take]) -> ConcernRow:
    met = next((need for need in role.needs if need.id == concern.need_id and need.text == concern.met_by), None)
    need = concern.wanted or Need(id=concern.id, text="")
    said = _said(met, takes, lambda assessment: assessment.coverage) if met else None
    said = said or _said(need, takes, lambda assessment: assessment.concerns)
    row = ConcernRow(concern=concern, need=need, question=concerns.question(concern))
    return replace(row, coverage=said.coverage, take=said.take, practised_at=said.practised_at) if said else row


@dataclass(frozen=True, slots=True)
class _Said:
    coverage: Coverage
    take: Take
    practised_at: datetime


def _said(need: Need, takes: Sequence[Take], held: Callable[[Assessment], Sequence[Coverage]]) -> _Said | None:
    """Return the best that was said for `need`, among what each take `held` against the needs; `None` where nothing was."""
    touched = [(one, take) for one, take in _judged(need, takes, held) if one.level != "not_addressed"]
    if not touched:
        return None
    coverage, take = max(touched, key=lambda pair: LEVELS.index(pair[0].level))
    return _Said(coverage, take, touched[0][1].created_at)


def _missed(need: Need, takes: Sequence[Take]) -> str:
    judged = _judged(need, takes, lambda assessment: assessment.coverage)
    return next((one.why for one, _ in judged if one.why != NOT_MENTIONED), "")


def _judged(need: Need, takes: Sequence[Take], held: Callable[[Assessment], Sequence[Coverage]]) -> list[tuple[Coverage, Take]]:
    """Return what each take `held` of `need`, the newest first."""
    return [
        (one, take)
        for take in sorted(takes, key=lambda take: take.created_at, reverse=True)
        for one in held(take.assessment)
        if one.need_id == need.id and one.need == need.text
    ]


@functools.cache
def _texts() -> Mapping[str, tuple[str, ...]]:
    read = tomllib.loads(resources.files("rehearse.interview").joinpath("evening.toml").read_text(encoding="utf-8"))
    return {name: tuple(texts) for name, texts in read.items()}
