"""What may worry the employer: where a concern comes from, how it is asked, and what puts it to rest.

A concern is judged as a need is, so it carries a wording of what an answer has to show. It is judged in answers to the question
that raises it, because a story about something else convinces nobody; one that comes from a need is put to rest by meeting that.
The common ones are known, with their question. All texts are data, in concerns.toml beside this file.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources

import msgspec

from rehearse.interview import questions
from rehearse.interview.gaps import plain
from rehearse.schema import MET, Concern, Need, Question, Role, Take


class _Known(msgspec.Struct, frozen=True):
    text: str
    patterns: tuple[str, ...]
    question: str
    met_by: str
    hint: str


class _Texts(msgspec.Struct, frozen=True):
    asked: str
    from_need: str
    need_asked: str
    hint: str
    denials: str
    endings: str
    advice: tuple[str, ...]
    known: tuple[_Known, ...]


def common() -> tuple[str, ...]:
    """Return the concerns that many people meet."""
    return tuple(one.text for one in _texts().known)


def advice() -> tuple[str, ...]:
    """Return what to do about concerns in the interview."""
    return _texts().advice


def with_concern(role: Role, text: str) -> Role:
    """Return `role` with one concern more, in the person's own words."""
    return _added(role, Concern(id="", text=" ".join(text.split()), met_by=met_by(text)))


def with_concern_from(role: Role, need: Need) -> Role:
    """Return `role` with one concern more: that nothing was seen of `need`."""
    text = _texts().from_need.format(need=plain(need.text))
    return _added(role, Concern(id="", text=text, met_by=need.text, need_id=need.id))


def without_concern(role: Role, concern_id: str) -> Role:
    """Return `role` without one concern."""
    return replace(role, concerns=tuple(one for one in role.concerns if one.id != concern_id))


def changed(role: Role, concern: Concern) -> Role:
    """Return `role` with `concern` in place of the one that has its id."""
    return replace(role, concerns=tuple(concern if one.id == concern.id else one for one in role.concerns))


def to_raise(role: Role, takes: Sequence[Take]) -> tuple[Need, ...]:
    """Return the needs that no take has shown and no concern speaks of yet, must before nice."""
    shown = {(one.need_id, one.need) for take in takes for one in take.assessment.coverage if one.level in MET}
    named = {concern.need_id for concern in role.concerns}
    missing = (need for need in role.needs if need.id not in named and (need.id, need.text) not in shown)
    return tuple(sorted(missing, key=lambda need: need.kind == "nice"))


def question(concern: Concern) -> Question:
    """Return the question by which the employer would raise `concern`."""
    known = _known(concern.text)
    if concern.need_id is not None:
        text = _texts().need_asked.format(need=plain(concern.met_by))
    elif known:
        text = known.question
    else:
        text = _texts().asked.format(concern=plain(concern.text))
    return questions.question(text, "weaknesses")


def asked_by(asked: Question, concerns: Sequence[Concern]) -> Concern | None:
    """Return the concern that `asked` raises, as `question` words it; `None` where it is another question."""
    return next((one for one in concerns if question(one).text == asked.text), None)


def raised_by(asked: Question | None, concerns: Sequence[Concern]) -> tuple[Concern, ...]:
    """Return the concerns that an answer to `asked` is judged against."""
    concern = asked_by(asked, concerns) if asked else None
    return (concern,) if concern else ()


def hint(concern: Concern) -> str:
    """Return what to look for in one's own past that answers `concern`."""
    known = None if concern.need_id is not None else _known(concern.text)
    return known.hint if known else _texts().hint


def met_by(text: str) -> str:
    """Return what an answer has to show to put a concern to rest, worded as a need; empty where its words don't say."""
    known = _known(text)
    if known:
        return known.met_by
    said = re.sub(_texts().endings, "", plain(text).replace("’", "'"), flags=re.IGNORECASE).strip()
    rest, denied = re.subn(_texts().denials, "", said, flags=re.IGNORECASE)
    rest = rest.strip()
    return rest[:1].upper() + rest[1:] if denied else ""


def _added(role: Role, concern: Concern) -> Role:
    taken = {one.id for one in role.concerns}
    fresh = next(name for i in range(1, len(taken) + 2) if (name := f"c{i}") not in taken)
    return replace(role, concerns=(*role.concerns, replace(concern, id=fresh)))


def _known(text: str) -> _Known | None:
    lower = " ".join(text.lower().replace("’", "'").split())
    return next((one for one, pattern in _patterns() if pattern.search(lower)), None)


@functools.cache
def _patterns() -> tuple[tuple[_Known, re.Pattern[str]], ...]:
    return tuple((one, re.compile("|".join((f"^{re.escape(one.text.lower())}$", *one.patterns)))) for one in _texts().known)


@functools.cache
def _texts() -> _Texts:
    read = tomllib.loads(resources.files("rehearse.interview").joinpath("concerns.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, _Texts)
