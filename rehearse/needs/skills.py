"""Which words of an advert name a skill or a field of knowledge, told by a small linear tagger.

A word is weighed by itself and by the words around it, each row (a line or a sentence) alone; a second look weighs the result
with that of the words beside it, of the whole row and of the rows near by, because skills stand together. The weights are
learnt by `models/training/skill_tagger.py` from job postings in English.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

MAX_WORDS = 6_000
"""So many words of an advert are tagged, which is far more than any has; those that follow count as naming nothing."""

NEAR_ROWS = 2
"""So many rows before and after a row are near it."""

Array = npt.NDArray[np.float64]

_TOKEN = re.compile(r"[()\[\]{}|•·▪■●]|[^\s()\[\]{}|,•·▪■●]+")
_EDGES = ".,;:!?()\"“”'‘’•·*-–—"
_LOW, _HIGH = -5.0, 3.0
_SHORTER = re.compile(r"(.)\1+")
_UNSEEN = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class SkillWord:
    """One word of a row: its place, and the log odds, less the threshold, that it names a skill or knowledge, and knowledge.

    Above 0 it does.
    """

    char_start: int
    char_end: int
    skill: float
    knowledge: float


def tag(rows: Sequence[str]) -> list[tuple[SkillWord, ...]]:
    """Return the words of each row of an advert, weighed; `rows` are its lines or sentences in order."""
    places = [list(_TOKEN.finditer(row)) for row in _within_limit(rows)]
    weighed = weigh([[place.group() for place in row] for row in places])
    tagged = [
        tuple(SkillWord(place.start(), place.end(), *map(float, odds)) for place, odds in zip(row, scores, strict=True))
        for row, scores in zip(places, weighed, strict=True)
    ]
    return [*tagged, *[()] * (len(rows) - len(tagged))]


def weigh(rows: Sequence[Sequence[str]]) -> list[Array]:
    """Return for the tokens of each row the two log odds of a `SkillWord`, shape (tokens, 2)."""
    model = _model()
    first = [_first_look(tokens) for tokens in rows]
    by_kind = [
        [looked @ weights + bias for looked in context(first, kind)]
        for kind, (weights, bias) in enumerate(zip(model.second, model.second_bias, strict=True))
    ]
    return [np.stack(pair, axis=1) for pair in zip(*by_kind, strict=True)]


def context(first: Sequence[Array], kind: int) -> list[Array]:
    """Return what the second look weighs, shape (tokens, 7) a row, for `kind` 0 (skill or knowledge) or 1 (knowledge)."""
    scores = [np.clip(row[:, kind], _LOW, _HIGH) for row in first]
    means = [float(row.mean()) if len(row) else _LOW for row in scores]
    found = []
    for i, own in enumerate(scores):
        near = [*means[max(0, i - NEAR_ROWS) : i], *means[i + 1 : i + 1 + NEAR_ROWS]]
        framed = np.concatenate([[_LOW], own, [_LOW]])
        before, after = framed[:-2], framed[2:]
        whole = (means[i], float(own.max(initial=_LOW)), float(np.mean(near)) if near else _LOW)
        around = [own, np.minimum(before, own), np.minimum(own, after), np.minimum(before, after)]
        found.append(np.stack([*around, *(np.full(len(own), value) for value in whole)], axis=1))
    return found


def features(tokens: Sequence[str]) -> Iterator[list[str]]:
    """Yield the names of what the first look weighs at each token of a row."""
    words = [_plain(token) for token in tokens]
    shapes = [_shape(token) for token in tokens]
    count = len(words)
    row = ["<", "<", "<", *words, ">", ">", ">", ">", ">", ">"]
    whole = [
        f"length {min(count // 5, 5)}",
        f"opens {words[0]}" if words else "",
        f"opens {' '.join(words[:2])}",
        f"ends {tokens[-1][-1] if tokens and not tokens[-1][-1].isalnum() else 'word'}",
    ]
    for i, word in enumerate(words):
        back2, back, ahead, ahead2 = row[i + 1], row[i + 2], row[i + 4], row[i + 5]
        yield [
            *whole,
            word,
            f"shape {shapes[i]}",
            f"shape- {shapes[i - 1] if i else '<'}",
            f"shape+ {shapes[i + 1] if i + 1 < count else '>'}",
            f"-1 {back}",
            f"+1 {ahead}",
            f"-2 {back2}",
            f"+2 {ahead2}",
            f"-3 {row[i]}",
            f"{back} {word}",
            f"{word} +{ahead}",
            f"-2 {back2} {back}",
            *(f"{word[:size]}~" for size in (3, 4)),
            *(f"~{word[-size:]}" for size in (2, 3, 4)),
            f"-1 ~{back[-3:]}",
            f"+1 ~{ahead[-3:]}",
            f"at {min(i, 5)}",
            f"stop {tokens[i][-1] in '.;:'}",
            *{f"before {other}" for other in words[max(0, i - 6) : max(0, i - 2)]},
            *{f"after {other}" for other in words[i + 3 : i + 6]},
        ]


def _first_look(tokens: Sequence[str]) -> Array:
    """Return the log odds of each token of a row by the words around it alone, shape (tokens, 2)."""
    weights, bias = _model().weights, _model().bias
    scores = np.array([np.sum([weights.get(name, _UNSEEN) for name in names], axis=0) for names in features(tokens)])
    return scores.reshape(len(tokens), 2) + bias


def _within_limit(rows: Sequence[str]) -> Iterator[str]:
    left = MAX_WORDS
    for row in rows:
        left -= row.count(" ") + 1
        if left < 0:
            return
        yield row


@functools.lru_cache(maxsize=20_000)
def _plain(token: str) -> str:
    return re.sub(r"\d", "0", token.lower().strip(_EDGES).replace("’", "'"))[:30] or token[:1]


@functools.lru_cache(maxsize=20_000)
def _shape(token: str) -> str:
    letters = "".join("0" if c.isdigit() else "A" if c.isupper() else "a" if c.islower() else c for c in token.strip(_EDGES)[:30])
    return _SHORTER.sub(r"\1", letters) or "."


@dataclass(frozen=True, slots=True)
class _Model:
    weights: Mapping[str, tuple[float, float]]
    bias: Array
    second: tuple[Array, Array]
    second_bias: tuple[float, float]


@functools.cache
def _model() -> _Model:
    read: Any = json.loads(resources.files("rehearse.needs").joinpath("skill_tagger.json").read_text(encoding="utf-8"))
    weights = {name: (both[0], both[1]) for name, both in read["first"].items()}
    second = read["second"]
    return _Model(
        weights=weights,
        bias=np.array(read["bias"]),
        second=(np.array(second[0]["weights"]), np.array(second[1]["weights"])),
        second_bias=(second[0]["bias"], second[1]["bias"]),
    )
