"""What in a clause of an advert speaks for a need, and for one that is only nice to have, weighed by fitted weights."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rehearse.needs.asides import without_setting
from rehearse.needs.clauses import Clause
from rehearse.needs.lexicons import read
from rehearse.needs.skills import SkillWord

Weights = Mapping[str, Mapping[str, float]]
"""Tables: `need`, `nice` and `apart` (where one need ends) by cue, `beside` by the step from a piece to the one that is weighed
in, each with a `bias`."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[£$€%+]")
_MAX_TOKENS = 60
_WANTING = (
    "wants",
    "person",
    "you_are",
    "you_can",
    "you_have",
    "you_must",
    "essential",
    "welcome",
    "opener",
    "skill_word",
    "years",
)
_SHARES = ((0.0, "none"), (0.3, "some"), (0.6, "half"), (1.0, "most"))
_BESIDE = 2
_MOST = 4.0
_OUTSIDE = -2.0
_LENGTHS = ((2, "1-2"), (5, "3-5"), (15, "6-15"), (30, "16-30"))


def cues_of(clause: Clause, tagged: Sequence[SkillWord]) -> frozenset[str]:
    """Return the names of everything about a clause that is weighed.

    That is its place, its words, its turns of phrase (`~name`), and the skills that were `tagged` among its words.
    """
    text = _plain(clause.text)
    words = ["0" if token[0].isdigit() else token for token in _TOKEN.findall(text)][:_MAX_TOKENS]
    turns = {f"~{name}" for name in _turns(text)}
    wanting = sum(f"~{name}" in turns for name in _WANTING)
    return frozenset(
        {
            *_place(clause),
            *words,
            *(f"{a} {b}" for a, b in pairwise(words)),
            *(["^" + words[0]] if words else []),
            *(["^" + " ".join(words[:2])] if len(words) > 1 else []),
            next((f"length {name}" for most, name in _LENGTHS if len(words) <= most), "length 31+"),
            *turns,
            *_around(clause),
            f"section {clause.line.section} {'welcome' if 'welcome' in _turns(_plain(clause.sentence)) else 'plain'}",
            *_skills(tagged),
            f"~wanting {min(3, wanting)}",
        }
    )


def standard_weights() -> Weights:
    """Return the fitted weights that come with this package."""
    return read("advert_weights")


def need_weights(found: Sequence[frozenset[str]], weights: Weights) -> list[float]:
    """Return how strongly the cues of each piece of an advert, and of the pieces beside it, say that it is a need.

    A piece weighs more than 0 when it more likely is one than not. The pieces beside it count because needs stand together.
    """
    beside = weights["beside"]
    steps = [beside[f"{step:+d}"] for step in range(-_BESIDE, _BESIDE + 1)]
    return [beside["bias"] + sum(a * b for a, b in zip(steps, around, strict=True)) for around in weights_beside(found, weights)]


def weights_beside(found: Sequence[frozenset[str]], weights: Weights) -> list[tuple[float, ...]]:
    """Return for each piece what the cues of the two pieces before it, its own, and those of the two after it weigh."""
    alone = [min(_MOST, max(-_MOST, _weigh(cues, weights["need"]))) for cues in found]
    framed = [_OUTSIDE] * _BESIDE + alone + [_OUTSIDE] * _BESIDE
    return [tuple(framed[at : at + 2 * _BESIDE + 1]) for at in range(len(alone))]


def nice_weight(found: frozenset[str], weights: Weights) -> float:
    """Return how strongly the cues say that a need is only nice to have: above 0 when it more likely is."""
    return _weigh(found, weights["nice"])


def asked_outright(text: str) -> bool:
    """Tell whether a text asks in words that nothing but a need is asked in: "over 18", "grades 3 and 4 only"."""
    plain = text.lower().replace("’", "'")
    return any(pattern.search(plain) for pattern in _outright())


def boundary_weight(found: frozenset[str], weights: Weights) -> float:
    """Return how strongly the cues between two pieces say that they are two needs: above 0 when they more likely are."""
    return _weigh(found, weights["apart"])


def _place(clause: Clause) -> list[str]:
    line = clause.line
    place = [f"section {line.section}", f"section {line.section} {'bullet' if line.bullet else 'prose'}"]
    if clause.alone:
        place.append("alone")
    if line.heading:
        place.append("heading")
    if line.kind:
        place.append(f"marked {line.kind}")
    return place


def _around(clause: Clause) -> list[str]:
    """Return what the sentence says that a piece of it stands in: "you should have" holds for all that follows."""
    if clause.sentence == clause.text:
        return []
    text = _plain(clause.sentence)
    opening = " ".join(_TOKEN.findall(text)[:2])
    return [f"in ^{opening}", *(f"in ~{name}" for name in _turns(text))]


def _skills(tagged: Sequence[SkillWord]) -> list[str]:
    if not tagged:
        return []
    best = max(word.skill for word in tagged)
    share = sum(word.skill > 0 for word in tagged) / len(tagged)
    return [
        f"skill best {min(3, max(-3, round(best)))}",
        f"skill share {next(name for most, name in _SHARES if share <= most)}",
        *(["knowledge"] if any(word.knowledge > 0 for word in tagged) else []),
    ]


def _weigh(found: frozenset[str], table: Mapping[str, float]) -> float:
    # The exact sum, or the order of a set, which differs from run to run, would decide what lies at the limit.
    return table["bias"] + math.fsum(table.get(cue, 0.0) for cue in found)


def _plain(text: str) -> str:
    """Return a text in lower case, without what it would rather see of a need that it asks for: "..., ideally in care"."""
    return without_setting(text.lower().replace("’", "'"))


@functools.lru_cache(maxsize=64)
def _turns(text: str) -> frozenset[str]:
    """Return the names of the turns of phrase in a text; kept, since every piece of a sentence asks for those of the whole."""
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(text))


@functools.cache
def _outright() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in read("advert_outright")["ask"])


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in read("advert_patterns")["patterns"].items()}
