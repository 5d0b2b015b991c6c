"""Train the tagger that tells which words of an advert name a skill or a field of knowledge, and write its weights.

    python models/training/skill_tagger.py PATH/skillspan_train.json [WEIGHTS]

Each line of the data is a row of a job posting: `tokens`, `tags_skill`, `tags_knowledge`, and `idx` with `source`, which name the
posting. Two logistic regressions are fitted on the features of `rehearse.needs.skills` (a skill or knowledge; knowledge), the
strongest features are kept and fitted again. What each posting gets from weights that were fitted on the others teaches the
second look, and sets the threshold at which token F1 is best. Wants scikit-learn.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from skill_rows import Row, f1, postings, rows, truth
from sklearn.linear_model import LogisticRegression

from rehearse.needs.skills import context, features

FOLDS = 5
LEAST_SEEN = 2
INVERSE_PENALTY = 0.1
KEPT = 15_000
"""So many features are kept."""

THRESHOLDS = np.arange(-2.0, 0.6, 0.05)


@dataclass(frozen=True)
class Lessons:
    """The rows' features as a table, what each token is (columns: skill or knowledge; knowledge), and each token's fold."""

    names: list[str]
    table: sparse.csr_matrix
    truth: np.ndarray
    fold: np.ndarray
    lengths: list[int]
    starts: list[int]
    """The first row of each posting."""


def prepare(learnt: Sequence[Row]) -> Lessons:
    grouped = postings(learnt)
    ordered = [row for posting in grouped for row in posting]
    fold = np.random.default_rng(0).permutation(len(grouped)) % FOLDS
    found = [names for row in ordered for names in features(row["tokens"])]
    seen = Counter(name for names in found for name in names)
    kept = sorted(name for name, times in seen.items() if times >= LEAST_SEEN and name)
    column = {name: i for i, name in enumerate(kept)}
    columns = [[column[name] for name in names if name in column] for names in found]
    pointer = np.cumsum([0, *map(len, columns)])
    table = sparse.csr_matrix((np.ones(pointer[-1]), np.concatenate(columns), pointer), (len(found), len(kept)))
    return Lessons(
        names=kept,
        table=table,
        truth=np.concatenate([truth(row) for row in ordered]),
        fold=np.concatenate([np.full(len(row["tokens"]), fold[i]) for i, posting in enumerate(grouped) for row in posting]),
        lengths=[len(row["tokens"]) for row in ordered],
        starts=[0, *np.cumsum([len(posting) for posting in grouped])[:-1].tolist()],
    )


def strongest(lessons: Lessons, where: np.ndarray) -> np.ndarray:
    """Return the columns of the features that weigh most, learnt from the tokens `where`."""
    strength = sum(np.abs(_fit(lessons.table[where], lessons.truth[where, kind]).coef_[0]) for kind in range(2))
    return np.sort(np.argsort(-strength)[:KEPT])


def held_out(lessons: Lessons) -> np.ndarray:
    """Return the first look at each token by weights that were fitted on other postings, shape (tokens, 2)."""
    scores = np.zeros(lessons.truth.shape)
    for fold in range(FOLDS):
        own, others = np.flatnonzero(lessons.fold == fold), np.flatnonzero(lessons.fold != fold)
        table = lessons.table[:, strongest(lessons, others)]
        for kind in range(2):
            scores[own, kind] = _fit(table[others], lessons.truth[others, kind]).decision_function(table[own])
    return scores


def learn_second(lessons: Lessons, first: np.ndarray, kind: int) -> tuple[dict[str, Any], float]:
    """Return the weights of the second look, its threshold in their bias, and the token F1 it reached on held-out postings."""
    by_row = np.split(first, np.cumsum(lessons.lengths)[:-1])
    bounds = zip(lessons.starts, [*lessons.starts[1:], len(by_row)], strict=True)
    looked = np.concatenate([row for start, end in bounds for row in context(by_row[start:end], kind)])
    wanted = lessons.truth[:, kind]
    fitted = LogisticRegression(max_iter=1000).fit(looked, wanted)
    odds = fitted.decision_function(looked)
    threshold = max(THRESHOLDS, key=lambda least: f1(wanted, odds > least))
    weights = {"bias": round(float(fitted.intercept_[0] - threshold), 3), "weights": fitted.coef_[0].round(3).tolist()}
    return weights, f1(wanted, odds > threshold)


def _fit(table: sparse.csr_matrix, wanted: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=INVERSE_PENALTY, solver="liblinear").fit(table, wanted)


def main(path: str, weights: str = "rehearse/needs/skill_tagger.json") -> None:
    lessons = prepare(rows(path))
    first = held_out(lessons)
    second = [learn_second(lessons, first, kind) for kind in range(2)]
    for name, (_, reached) in zip(("skill or knowledge", "knowledge"), second, strict=True):
        print(f"{name}: token F1 {reached:.3f} on postings held out of the first look")
    kept = strongest(lessons, np.arange(len(lessons.truth)))
    fitted = [_fit(lessons.table[:, kept], lessons.truth[:, kind]) for kind in range(2)]
    pairs = zip(*(model.coef_[0].round(2).tolist() for model in fitted), strict=True)
    said = {
        "made_by": "models/training/skill_tagger.py",
        "bias": [round(float(model.intercept_[0]), 2) for model in fitted],
        "second": [weighed for weighed, _ in second],
        "first": {lessons.names[at]: pair for at, pair in zip(kept, pairs, strict=True)},
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
    Path(weights).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
