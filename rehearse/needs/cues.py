"""What in a clause of an advert speaks for a need, and for one that is only nice to have, weighed by fitted weights."""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from rehearse.needs.clauses import Clause
from rehearse.needs.lexicons import read

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
_LENGTHS = ((2, "1-2"), (5, "3-5"), (15, "6-15"), (30, "16-30"))


def cues(clause: Clause) -> frozenset[str]:
    """Return the names of everything about a clause that is weighed: its place, its words, and its turns of phrase (`~name`)."""
    text = clause.text.lower().replace("’", "'")
    words = ["0" if token[0].isdigit() else token for token in _TOKEN.findall(text)][:_MAX_TOKENS]
    turns = {f"~{name}" for name, pattern in _patterns().items() if pattern.search(text)}
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
            f"~wanting {min(3, wanting)}",
        }
    )


def need_weight(found: frozenset[str]) -> float:
    """Return how strongly the cues say that a clause is a need: above 0 when it more likely is one than not."""
    return _weigh("need", found)


def nice_weight(found: frozenset[str]) -> float:
    """Return how strongly the cues say that a need is only nice to have: above 0 when it more likely is."""
    return _weigh("nice", found)


def _place(clause: Clause) -> list[str]:
    line = clause.line
    place = [f"section {line.section}", f"section {line.section} {'bullet' if line.bullet else 'prose'}"]
    if clause.alone:
        place.append("alone")
    if line.kind:
        place.append(f"marked {line.kind}")
    return place


def _weigh(name: str, found: frozenset[str]) -> float:
    table: dict[str, float] = read("advert_weights")[name]
    return table["bias"] + sum(table.get(cue, 0.0) for cue in found)


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in read("advert_patterns")["patterns"].items()}
