"""Questions to rehearse: a bank, the kind of any question, and its target length.

The bank, the rules and the target lengths with their sources are data, in bank.toml beside this file.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import msgspec

from rehearse.schema import Question, QuestionKind, RoleKind


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


@functools.cache
def _bank() -> dict[str, Any]:
    return tomllib.loads(resources.files("rehearse.interview").joinpath("bank.toml").read_text(encoding="utf-8"))


@functools.cache
def _rules() -> tuple[tuple[QuestionKind, re.Pattern[str]], ...]:
    return tuple((rule["kind"], re.compile("|".join(rule["patterns"]))) for rule in _bank()["rule"])


TARGETS_S = {kind: target.seconds for kind, target in targets().items()}
