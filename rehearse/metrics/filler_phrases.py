"""Filler phrases told from the same words in earnest: by rules, and by a small trained tagger where it measures better.

Conventions
-----------
The rules of lexicon/en.toml know every phrase. For the phrases in filler_tagger.json a logistic regression on what stands around
the phrase (`phrase_context`) decides instead; the rules' own verdict is one of its features. What `not_filler` holds in the
lexicon is never a filler, whoever says so. Punctuation and capitals are not asked for, and where they are missing nothing is
guessed from it.

References
----------
models/README.md says what the tagger learnt from, and models/training/filler_tagger.py makes it again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon, Match, Rule
from rehearse.metrics.phrase_context import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """How one phrase is judged: the weight of each feature, and the probability from which it is a filler, 0 to 1."""

    threshold: float
    weights: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """Return how likely the phrase is a filler among these features."""
        return 1.0 / (1.0 + math.exp(-sum(self.weights.get(feature, 0.0) for feature in features)))


Tagger = Mapping[str, Tagged]


@cache
def tagger() -> Tagger:
    """Return the trained tagger, by phrase."""
    raw = json.loads(resources.files(__package__).joinpath("filler_tagger.json").read_text(encoding="utf-8"))
    return {phrase: Tagged(threshold=one["threshold"], weights=one["weights"]) for phrase, one in raw["phrases"].items()}


def filler_phrases(answer: Answer, lexicon: Lexicon, judge: Tagger | None = None) -> list[Match]:
    """Return the filler phrases of an answer, in order; `judge` stands in for the trained tagger."""
    judge = tagger() if judge is None else judge
    ruled = lexicon.matches("filler_phrase", answer)
    found = [match for match in ruled if " ".join(answer.tokens[match.start : match.end]) not in judge]
    surroundings = Surroundings(answer)
    verdicts = {(match.start, match.end) for match in ruled}
    for phrase, tagged in judge.items():
        for start, end in occurrences(answer, phrase):
            features = surroundings.features(start, end, ruled=(start, end) in verdicts)
            if tagged.probability(features) >= tagged.threshold:
                found.append(Match(start=start, end=end, rule=_rule(lexicon, phrase)))
    denied = {place for match in lexicon.matches("not_filler", answer) for place in range(match.start, match.end)}
    return sorted((match for match in found if match.start not in denied), key=lambda match: match.start)


def occurrences(answer: Answer, phrase: str) -> list[tuple[int, int]]:
    """Return the places, first to one past the last, at which a phrase stands in an answer."""
    words = tuple(phrase.split())
    last = len(answer.tokens) - len(words)
    return [(at, at + len(words)) for at in range(last + 1) if answer.tokens[at : at + len(words)] == words]


def _rule(lexicon: Lexicon, phrase: str) -> Rule:
    return next(rule for rule in lexicon.rules["filler_phrase"] if rule.pattern.search(f" {phrase} "))
