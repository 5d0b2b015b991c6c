"""Questions to rehearse: a bank, the kind of any question, its target length, and questions that give a need its chance.

The bank, the rules and the target lengths with their sources are data, in bank.toml beside this file.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import msgspec

from rehearse.schema import LEVELS, Coverage, Level, Need, Question, QuestionKind, RoleKind


@dataclass(frozen=True, slots=True)
class Target:
    """The length to aim at, in seconds of speech, with the reason and where the figure comes from."""

    seconds: float
    why: str
    source: str


def targets() -> Mapping[QuestionKind, Target]:
    """Return the length to aim at for each kind of question."""
    return msgspec.convert(_bank()["targets"], dict[QuestionKind, Target])


def bank(role: RoleKind | None = None) -> tuple[Question, ...]:
    """Return the questions of the bank, those for one kind of role where `role` is given."""
    return tuple(
        question(text, entry["kind"])
        for entry in _bank()["question"]
        if role is None or role in entry.get("roles", (role,))
        for text in entry["texts"]
    )


def kind_of(text: str) -> QuestionKind:
    """Return the kind of a question by its words; `other` where no rule fits."""
    plain = " ".join(text.lower().replace("’", "'").split())
    return next((kind for kind, pattern in _rules() if pattern.search(plain)), "other")


def question(text: str, kind: QuestionKind | None = None) -> Question:
    """Return a question with its kind, told by its words where not given, and its target length."""
    kind = kind or kind_of(text)
    return Question(text=" ".join(text.split()), kind=kind, target_s=TARGETS_S[kind])


def suggest(needs: Sequence[Need], coverage: Sequence[Coverage] = ()) -> tuple[Question, ...]:
    """Return one question for each need, by which the person can show it; needs not yet shown come first.

    Among those, must comes before nice, and what was not mentioned before what was only claimed.
    """
    levels = {one.need_id: one.level for one in coverage}
    order = sorted(needs, key=lambda need: _urgency(need, levels.get(need.id, "not_addressed")))
    return tuple(_asking(need, levels.get(need.id, "not_addressed")) for need in order)


def _urgency(need: Need, level: Level) -> tuple[bool, bool, int]:
    shown = LEVELS.index(level) >= LEVELS.index("shown")
    return shown, need.kind == "nice", LEVELS.index(level)


def _asking(need: Need, level: Level) -> Question:
    opening = _bank()["suggestions"][level]
    return question(opening.format(need=" ".join(need.text.split()).strip(' .?!"')), "behavioural")


@functools.cache
def _bank() -> dict[str, Any]:
    return tomllib.loads(resources.files("rehearse.interview").joinpath("bank.toml").read_text(encoding="utf-8"))


@functools.cache
def _rules() -> tuple[tuple[QuestionKind, re.Pattern[str]], ...]:
    return tuple((rule["kind"], re.compile("|".join(rule["patterns"]))) for rule in _bank()["rule"])


TARGETS_S = {kind: target.seconds for kind, target in targets().items()}
