"""Train the tagger that tells "like" and "you know" as fillers from the same words in earnest, and write its weights.

    python models/training/filler_tagger.py PATH/rev16_dev.jsonl [WEIGHTS]

Each line of the data holds one podcast: `tokens`, and for each the `punct` behind it, its `speaker`, and a `label`: D where
editors dropped it. Every podcast is read four ways (whole or turn by turn; as written, or in lower case without punctuation), so
that nothing is learnt that leans on either. The must-flag and must-not-flag examples of the lexicon are learnt too. One logistic
regression a phrase, with a penalty on the squares of the weights, is fitted by Newton's method.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from rehearse.metrics.answer import Answer
from rehearse.metrics.filler_phrases import Tagged, Tagger, occurrences
from rehearse.metrics.lexicon import lexicon
from rehearse.metrics.phrase_context import Surroundings
from rehearse.text import from_text

THRESHOLDS = {"you know": 0.3, "like": 0.4}
"""From which probability on a phrase is a filler. Half of the F1 that can be reached gives the best F1 (Lipton, Elkan and
Narayanaswamy 2014, ECML PKDD); “you know” leans further to filler, because editors keep many of them and listeners hear them."""

PENALTY = 5.0
LEAST_SEEN = 6
CHANGED_WEIGHT = 0.3
"""What a word that editors changed rather than dropped or kept weighs: it may be either."""

LESSON_WEIGHT = 16.0
"""What an example of the lexicon weighs: it is read once, and a podcast's four times."""

Podcast = Mapping[str, Any]


@dataclass(frozen=True)
class Example:
    """One phrase where it stands: what is around it, whether it is a filler, and what it weighs in training."""

    phrase: str
    features: frozenset[str]
    filler: bool
    weight: float


def podcasts(path: str) -> list[Podcast]:
    """Return the podcasts of a file, one a line."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def train(learnt: Sequence[Example]) -> Tagger:
    """Return the tagger that fits the examples."""
    return {
        phrase: Tagged(threshold=threshold, weights=_fit([one for one in learnt if one.phrase == phrase]))
        for phrase, threshold in THRESHOLDS.items()
    }


def examples(podcast: Podcast) -> list[Example]:
    """Return every phrase of a podcast, each as often as it is read."""
    found = []
    for by_turn in (False, True):
        for plain in (False, True):
            for places in pieces(podcast, by_turn=by_turn):
                found += _of_piece(podcast, places, plain=plain)
    return found


def lessons() -> list[Example]:
    """Return the lexicon's own examples of fillers and of the same words in earnest."""
    found = []
    for rule in lexicon().rules["filler_phrase"]:
        for filler, sentences in ((True, rule.must_flag), (False, rule.must_not_flag)):
            for sentence in sentences:
                for phrase, features, _, flagged in _phrases(Answer(from_text(sentence))):
                    if rule.pattern.search(f" {phrase} ") and (flagged or not filler):
                        found.append(Example(phrase, features, filler, LESSON_WEIGHT))
    return found


def pieces(podcast: Podcast, *, by_turn: bool) -> Iterator[range]:
    """Return the places of the whole podcast, or of each turn in it."""
    places = range(len(podcast["tokens"]))
    if not by_turn:
        yield places
        return
    for _, turn in groupby(places, key=lambda at: podcast["speaker"][at]):
        held = list(turn)
        yield range(held[0], held[-1] + 1)


def written(podcast: Podcast, places: range, *, plain: bool) -> list[str]:
    """Return the words at these places: as they were written, or in lower case without punctuation."""
    tokens = [podcast["tokens"][at] for at in places]
    return (
        [token.lower() for token in tokens] if plain else [a + podcast["punct"][at] for a, at in zip(tokens, places, strict=True)]
    )


def _of_piece(podcast: Podcast, places: range, *, plain: bool) -> Iterator[Example]:
    words = written(podcast, places, plain=plain)
    place_at, length = {}, 0
    for at, word in zip(places, words, strict=True):
        place_at[length] = at
        length += len(word) + 1
    answer = Answer(from_text(" ".join(words)))
    for phrase, features, start, _ in _phrases(answer):
        label = podcast["label"][place_at[answer.words[start].char_start]]
        yield Example(phrase, features, label == "D", CHANGED_WEIGHT if label == "S" else 1.0)


def _phrases(answer: Answer) -> Iterator[tuple[str, frozenset[str], int, bool]]:
    verdicts = {(match.start, match.end) for match in lexicon().matches("filler_phrase", answer)}
    surroundings = Surroundings(answer)
    for phrase in THRESHOLDS:
        for start, end in occurrences(answer, phrase):
            ruled = (start, end) in verdicts
            yield phrase, surroundings.features(start, end, ruled=ruled), start, ruled


def _fit(learnt: Sequence[Example]) -> dict[str, float]:
    """Return the weights of one phrase's features; those that were hardly seen are left out."""
    seen = Counter(feature for one in learnt for feature in one.features)
    names = sorted(feature for feature, times in seen.items() if times >= 4 * LEAST_SEEN)
    column = {name: at for at, name in enumerate(names)}
    present = np.zeros((len(learnt), len(names)))
    for row, one in enumerate(learnt):
        present[row, [column[feature] for feature in one.features if feature in column]] = 1.0
    truth = np.array([one.filler for one in learnt], dtype=float)
    counts = np.array([one.weight for one in learnt]) / 4
    return {name: round(float(weight), 3) for name, weight in zip(names, _newton(present, truth, counts), strict=True)}


def _newton(present: np.ndarray, truth: np.ndarray, counts: np.ndarray) -> np.ndarray:
    weights = np.zeros(present.shape[1])
    for _ in range(20):
        probability = 1.0 / (1.0 + np.exp(-present @ weights))
        slope = present.T @ (counts * (probability - truth)) + PENALTY * weights
        curve = (present * (counts * probability * (1.0 - probability))[:, None]).T @ present
        step = np.linalg.solve(curve + PENALTY * np.eye(len(weights)), slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def main(path: str, weights: str = "rehearse/metrics/filler_tagger.json") -> None:
    judge = train([*(one for podcast in podcasts(path) for one in examples(podcast)), *lessons()])
    phrases = {
        phrase: {"threshold": one.threshold, "weights": {name: w for name, w in one.weights.items() if w}}
        for phrase, one in judge.items()
    }
    said = {"made_by": "models/training/filler_tagger.py", "licence": "CC BY-SA 4.0", "phrases": phrases}
    Path(weights).write_text(json.dumps(said, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
