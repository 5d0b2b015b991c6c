"""What stands around a phrase, as names of features: the ground on which the trained tagger tells fillers.

Conventions
-----------
Words of closed classes (lexicon/word_classes.toml) stand for themselves and for their class, all others for their ending, so no
word of content is ever a feature. Left words are `L1` and `L2`, right words `R1` and `R2`, nearest first; `|` stands where the
answer begins or ends. Filled pauses are no words; that one stands beside the phrase is a feature. Sentence edges count only where
they were heard or written: the guesses that stand in for them elsewhere do not.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

from rehearse.metrics.answer import BOUNDARY, Answer

_ENDINGS = ("ing", "ed", "ly", "s")


@dataclass(frozen=True)
class Surroundings:
    """One answer, ready to tell what stands around any of its words."""

    answer: Answer

    def features(self, start: int, end: int, *, ruled: bool) -> frozenset[str]:
        """Return what stands around the words from place `start` up to, not including, place `end`.

        Parameters
        ----------
        ruled
            Whether the rules call the phrase a filler.
        """
        near = {"L2": self._token(start - 2), "L1": self._token(start - 1), "R1": self._token(end), "R2": self._token(end + 1)}
        kinds = {side: word_class(token) for side, token in near.items()}
        found = {f"{side}={_shown(token)}" for side, token in near.items()}
        found |= {f"{side}:{kind}" for side, kind in kinds.items()}
        found |= {f"{a}:{kinds[a]} {b}:{kinds[b]}" for a, b in (("L2", "L1"), ("L1", "R1"), ("R1", "R2"))}
        found |= self._edges(start, end, near)
        told = {
            "ruled": ruled,
            "said again": near["L1"] == near["R1"] or (near["L2"], near["L1"]) == (near["R1"], near["R2"]),
            "filled pause before": start in self._after_filled_pause,
            "filled pause after": end in self._after_filled_pause,
        }
        return frozenset(found | {name for name, holds in told.items() if holds} | {"always"})

    def _edges(self, start: int, end: int, near: Mapping[str, str]) -> set[str]:
        begins, ends = start in self._starts, end in self._starts or end == len(self.answer.tokens)
        found = {"begins", f"begins, R1={_shown(near['R1'])}"} if begins else set()
        found |= {"ends", f"ends, L1={_shown(near['L1'])}"} if ends else set()
        return found | ({"stands alone"} if begins and ends else set())

    def _token(self, place: int) -> str:
        return self.answer.tokens[place] if 0 <= place < len(self.answer.tokens) else BOUNDARY

    @cached_property
    def _starts(self) -> frozenset[int]:
        return self.answer.sentence_starts if self.answer.sentences_heard else frozenset({0})

    @cached_property
    def _after_filled_pause(self) -> frozenset[int]:
        ends = [word.char_end for word in self.answer.words]
        return frozenset(bisect_right(ends, pause.char_start) for pause in self.answer.filled_pauses)


@lru_cache(maxsize=10_000)
def word_class(token: str) -> str:
    """Return the closed class of a word in lower case, or what its ending tells."""
    if token == BOUNDARY:
        return BOUNDARY
    if token in _classes():
        return _classes()[token]
    if any(sign.isdigit() for sign in token):
        return "number"
    return next((f"-{ending}" for ending in _ENDINGS if token.endswith(ending)), "other")


def _shown(token: str) -> str:
    return token if token in _classes() or token == BOUNDARY else word_class(token)


@cache
def _classes() -> Mapping[str, str]:
    raw = tomllib.loads(resources.files(__package__).joinpath("lexicon/word_classes.toml").read_text(encoding="utf-8"))
    return {word: name for name, words in raw.items() for word in words.split()}
