"""From gap to practice: for a need, the question that lets a person show it, and what a strong answer to it has.

Nothing here tells a person what to say: it asks for what really happened. The wordings are data, in gaps.toml beside this file.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib import resources

import msgspec

from rehearse.interview.questions import question
from rehearse.needs.kinds import kind_of
from rehearse.schema import LEVELS, Coverage, Level, Need, Question


class _Kind(msgspec.Struct, frozen=True):
    name: str
    strong: tuple[str, ...]
    proof: tuple[str, ...]
    not_addressed: str
    claimed: str
    shown: str
    proven: str


def suggest(needs: Sequence[Need], coverage: Sequence[Coverage] = ()) -> tuple[Question, ...]:
    """Return one question for each need, by which the person can show it; needs not yet shown come first.

    Among those, must comes before nice, and what was not mentioned before what was only claimed.
    """
    levels = {one.need_id: one.level for one in coverage}
    order = sorted(needs, key=lambda need: _urgency(need, levels.get(need.id, "not_addressed")))
    return tuple(asking(need, levels.get(need.id, "not_addressed")) for need in order)


def asking(need: Need, level: Level = "not_addressed") -> Question:
    """Return the question that lets a person show `need`, or show it better than at `level`."""
    wording: str = getattr(_kind(need.text), level)
    return question(wording.format(need=plain(need.text)), "behavioural")


def asked_by(question: Question, needs: Sequence[Need]) -> Need | None:
    """Return the need that `question` asks for, as `asking` words it; `None` where it is another question."""
    return next((need for need in needs if any(asking(need, level).text == question.text for level in LEVELS)), None)


def strong_answer(need: Need | None = None, level: Level = "not_addressed") -> tuple[str, ...]:
    """Return what an answer still needs to show `need` and prove it, in the order of telling; of a story where `None`."""
    kind = _kind(need.text if need else "")
    return kind.proof if LEVELS.index(level) >= LEVELS.index("shown") else (*kind.strong, *kind.proof)


def plain(text: str) -> str:
    """Return a person's wording on one line, without the marks at its ends, to be set in quotation marks."""
    return " ".join(text.split()).strip(' .?!"')


def _urgency(need: Need, level: Level) -> tuple[bool, bool, int]:
    shown = LEVELS.index(level) >= LEVELS.index("shown")
    return shown, need.kind == "nice", LEVELS.index(level)


def _kind(text: str) -> _Kind:
    return _kinds()[kind_of(text)]


@functools.cache
def _kinds() -> dict[str, _Kind]:
    read = tomllib.loads(resources.files("rehearse.interview").joinpath("gaps.toml").read_text(encoding="utf-8"))
    return {kind.name: kind for kind in msgspec.convert(read["kind"], list[_Kind])}
