"""Fit the weights by which `rehearse.needs` tells a need from the rest of an advert, and write them as TOML.

    python benchmarks/fit_advert_weights.py ADVERTS... > rehearse/needs/lexicon/advert_weights.toml

ADVERTS are files that `written_adverts.py` reads. A logistic regression
with an L2 penalty over the cues of `rehearse.needs.cues`, one for need or not, one for nice or must; a cue counts when
`MIN_JOBS` adverts have it. A third regression weighs what each piece got, by weights that were fitted on other adverts, with what
the two pieces before it and after it got. A fourth tells where one need ends and the next begins.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
import tomli_w
import written_adverts

from rehearse.needs.advert import pieces
from rehearse.needs.boundaries import cues_between, neighbours
from rehearse.needs.clauses import Clause, clauses
from rehearse.needs.cues import Weights, weights_beside
from rehearse.needs.layout import lines

MIN_JOBS = 4
L2 = 1.2
STEPS = 300
SMALLEST_WEIGHT = 0.15
FOLDS = 4
ROUNDS = 10
"""So many steps of Newton's method."""
NEUTRAL = "neutral"


def main() -> None:
    jobs = written_adverts.read(sys.argv[1:])
    fitted = fit_jobs(jobs)
    print("# Fitted by benchmarks/fit_advert_weights.py: above 0 speaks for a need (or for a nice-to-have).")
    print(f"# Source: logistic regression on {len(jobs)} adverts of our own; L2 {L2}, cues of at least {MIN_JOBS} adverts.\n")
    print(tomli_w.dumps(fitted), end="")


@cache
def in_parts(advert: str) -> list[Clause]:
    return [part for line in lines(advert) for part in clauses(line)]


def fit_jobs(jobs: list[dict]) -> dict[str, dict[str, float]]:
    apart = {"apart": fit_boundaries(jobs)}
    rows = [labelled(job, apart) for job in jobs]
    return {**fit_cues(rows), "beside": fit_beside(rows), **apart}


def fit_boundaries(jobs: list[dict]) -> dict[str, float]:
    """Return the weights of what stands between two parts of a sentence, for a need ending there."""
    rows = [row for job in jobs for row in boundaries(job)]
    seen = Counter(cue for found, _ in rows for cue in found)
    return fit(rows, sorted(cue for cue, count in seen.items() if count >= MIN_JOBS))


def boundaries(job: dict) -> Iterator[tuple[frozenset[str], bool]]:
    """Yield the cues between two parts of a sentence one of which lies in a need, and whether the other lies elsewhere."""
    advert = job["advert"]
    gold = [place(advert, need["source"]) for need in job["needs"]]
    said = in_parts(advert)
    homes = [
        next((k for k, one in enumerate(gold) if inside((part.span.char_start, part.span.char_end), one) >= 0.7), None)
        for part in said
    ]
    so_far = 0
    for (first, home), (second, next_home) in pairwise(zip(said, homes, strict=True)):
        so_far += len(first.text.split())
        apart = home != next_home
        if neighbours(first, second) and (apart or home is not None):
            yield cues_between(first, second, advert, so_far=so_far), apart
        if apart or home is None:
            so_far = 0


def fit_cues(jobs: list[list[tuple[frozenset[str], str]]]) -> dict[str, dict[str, float]]:
    seen = Counter(cue for rows in jobs for cue in frozenset().union(*(found for found, _ in rows)))
    vocabulary = sorted(cue for cue, count in seen.items() if count >= MIN_JOBS)
    told = [row for rows in jobs for row in rows if row[1] != NEUTRAL]
    return {
        "need": fit([(found, kind != "") for found, kind in told], vocabulary),
        "nice": fit([(found, kind == "nice") for found, kind in told if kind], vocabulary),
    }


def labelled(job: dict, apart: Weights) -> list[tuple[frozenset[str], str]]:
    """Return the cues and the kind of each piece of an advert, as `kinds` tells it."""
    found = list(pieces(job["advert"], apart))
    return [(cues, kind) for (_, cues), kind in zip(found, kinds(job, [clause for clause, _ in found]), strict=True)]


def kinds(job: dict, said: list[Clause]) -> list[str]:
    """Return the kind of each piece of an advert: that of its need, `NEUTRAL`, or "" for none."""
    advert = job["advert"]
    gold = [(*place(advert, need["source"]), need["kind"]) for need in job["needs"]]
    neutral = [place(advert, text) for text in job["neutral"]]
    told = []
    for piece in said:
        span = (piece.span.char_start, piece.span.char_end)
        kind = next((k for a, b, k in gold if union_share(span, (a, b)) >= 0.4 or inside(span, (a, b)) >= 0.7), "")
        if not kind and any(union_share(span, one) >= 0.3 or inside(span, one) >= 0.6 for one in neutral):
            kind = NEUTRAL
        told.append(kind)
    return told


def fit_beside(jobs: list[list[tuple[frozenset[str], str]]]) -> dict[str, float]:
    """Return what a piece's weight and those of the pieces beside it count for, by their distance."""
    looked, wanted = [], []
    for fold in range(FOLDS):
        weights = fit_cues([rows for i, rows in enumerate(jobs) if i % FOLDS != fold])
        for rows in jobs[fold::FOLDS]:
            around = weights_beside([found for found, _ in rows], weights)
            looked += [seen for seen, (_, kind) in zip(around, rows, strict=True) if kind != NEUTRAL]
            wanted += [kind != "" for _, kind in rows if kind != NEUTRAL]
    present, truth = np.column_stack([np.array(looked), np.ones(len(looked))]), np.array(wanted, float)
    fitted = logistic(present, truth, np.eye(present.shape[1]))
    return {"bias": round(float(fitted[-1]), 2), **{f"{step:+d}": round(float(fitted[step + 2]), 2) for step in range(-2, 3)}}


def logistic(columns: np.ndarray, wanted: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression with a quadratic penalty, by Newton's method."""
    fitted = np.zeros(columns.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-columns @ fitted))
        curve = (columns * (likely * (1 - likely))[:, None]).T @ columns + penalty
        fitted -= np.linalg.solve(curve, columns.T @ (likely - wanted) + penalty @ fitted)
    return fitted


def fit(rows: list[tuple[frozenset[str], bool]], vocabulary: list[str]) -> dict[str, float]:
    """Return weights by cue, the bias among them: gradient descent with Adam on sparse rows."""
    index = {cue: i for i, cue in enumerate(vocabulary)}
    columns = [sorted(index[cue] for cue in found if cue in index) for found, _ in rows]
    row_of = np.repeat(np.arange(len(rows)), [len(column) for column in columns])
    column_of = np.concatenate([np.array(column, int) for column in columns])
    wanted = np.array([positive for _, positive in rows], float)
    weights, first, second = (np.zeros(len(vocabulary) + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        logits = np.bincount(row_of, weights[column_of], len(rows)) + weights[-1]
        error = 1 / (1 + np.exp(-logits)) - wanted
        gradient = np.append(np.bincount(column_of, error[row_of], len(vocabulary)) + L2 * weights[:-1], error.sum())
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rate = 0.05 if step < 200 else 0.015
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    rounded = {cue: round(float(weights[i]), 2) for cue, i in index.items() if abs(weights[i]) >= SMALLEST_WEIGHT}
    strongest_first = sorted(rounded, key=lambda cue: (-rounded[cue], cue))
    return {"bias": round(float(weights[-1]), 2), **{cue: rounded[cue] for cue in strongest_first}}


def place(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def shared(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def union_share(a: tuple[int, int], b: tuple[int, int]) -> float:
    return shared(a, b) / (max(a[1], b[1]) - min(a[0], b[0])) if shared(a, b) else 0.0


def inside(a: tuple[int, int], b: tuple[int, int]) -> float:
    return shared(a, b) / (a[1] - a[0])


if __name__ == "__main__":
    main()
