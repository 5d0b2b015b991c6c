"""The evening before an interview: for each need the best that was said, and what still has no answer.

Nothing here is written for the person: a line is quoted from their own answers, and a need without one gets a question.
The fixed texts are data, in evening.toml beside this file.
"""

from __future__ import annotations

import functools
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

from rehearse.interview import questions
from rehearse.schema import LEVELS, Coverage, Level, Need, Question, Role, Take

SAME_STORY_FROM = 3
"""From how many needs on, one answer behind more than half of what was met is worth a warning (rehearse's own limit)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One need, and the best that any answer did for it.

    Attributes
    ----------
    coverage, take
        The strongest evidence and where it was said, the newest where two are alike; `None` while no answer has touched the need.
    practised_at
        When an answer last touched the need.
    question
        By which the person can show it, or show it better.
    """

    need: Need
    question: Question
    coverage: Coverage | None = None
    take: Take | None = None
    practised_at: datetime | None = None

    @property
    def level(self) -> Level:
        """How far the need was met at best."""
        return self.coverage.level if self.coverage else "not_addressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameStory:
    """One question whose answers are the best that the person has for many needs."""

    question: Question
    needs: tuple[Need, ...]


def rows(role: Role, takes: Sequence[Take]) -> tuple[Row, ...]:
    """Return a row for each need of `role`: the untouched first, then the weakest, must before nice.

    Parameters
    ----------
    takes
        Of this role, in any order. What they did for a need that was reworded since does not count.
    """
    newest_first = sorted(takes, key=lambda take: take.created_at, reverse=True)
    found = (_row(need, newest_first) for need in role.needs)
    return tuple(sorted(found, key=lambda row: (LEVELS.index(row.level), row.need.kind == "nice")))


def same_stories(found: Sequence[Row]) -> tuple[SameStory, ...]:
    """Return the answers that are asked to carry too much; takes of one question tell one story."""
    met = [(row.take.question, row.need) for row in found if row.take]
    told: dict[str, list[tuple[Question, Need]]] = defaultdict(list)
    for question, need in met:
        told[question.text].append((question, need))
    return tuple(
        SameStory(question=together[0][0], needs=tuple(need for _, need in together))
        for together in told.values()
        if len(together) >= SAME_STORY_FROM and 2 * len(together) > len(met)
    )


def strong_answer() -> tuple[str, ...]:
    """Return what an answer needs to show a need, in the order in which it is told."""
    return _texts()["strong_answer"]


def to_ask() -> tuple[str, ...]:
    """Return questions to put to the employer."""
    return _texts()["to_ask"]


def _row(need: Need, newest_first: Sequence[Take]) -> Row:
    touched = [
        (one, take)
        for take in newest_first
        for one in take.assessment.coverage
        if one.need_id == need.id and one.need == need.text and one.level != "not_addressed"
    ]
    if not touched:
        return Row(need=need, question=questions.suggest([need])[0])
    coverage, take = max(touched, key=lambda pair: LEVELS.index(pair[0].level))
    return Row(
        need=need,
        question=questions.suggest([need], [coverage])[0],
        coverage=coverage,
        take=take,
        practised_at=touched[0][1].created_at,
    )


@functools.cache
def _texts() -> Mapping[str, tuple[str, ...]]:
    read = tomllib.loads(resources.files("rehearse.interview").joinpath("evening.toml").read_text(encoding="utf-8"))
    return {name: tuple(texts) for name, texts in read.items()}
