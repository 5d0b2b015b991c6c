"""Fit the weights by which `rehearse.needs` tells a need from the rest of an advert, and write them as TOML.

    python benchmarks/fit_advert_weights.py ADVERTS... > rehearse/needs/lexicon/advert_weights.toml

ADVERTS are files that `written_adverts.py` reads. A logistic regression
with an L2 penalty over the cues of `rehearse.needs.cues`, one for need or not, one for nice or must; a cue counts when
`MIN_JOBS` adverts have it. A third regression weighs what each piece got, by weights that were fitted on other adverts, with what
the two pieces before it and after it got.
"""

import sys
from collections import Counter
from functools import cache

import numpy as np
import tomli_w
import written_adverts

from rehearse.needs.advert import pieces
from rehearse.needs.clauses import Clause
from rehearse.needs.cues import weights_beside

MIN_JOBS = 8
L2 = 2.0
STEPS = 300
SMALLEST_WEIGHT = 0.15
FOLDS = 4
NEUTRAL = "neutral"


def main() -> None:
    jobs = written_adverts.read(sys.argv[1:])
    fitted = fit_jobs(jobs)
    print("# Fitted by benchmarks/fit_advert_weights.py: above 0 speaks for a need (or for a nice-to-have).")
    print(f"# Source: logistic regression on {len(jobs)} adverts of our own; L2 {L2}, cues of at least {MIN_JOBS} adverts.\n")
    print(tomli_w.dumps(fitted), end="")


@cache
def in_pieces(advert: str) -> list[tuple[Clause, frozenset[str]]]:
    return list(pieces(advert))


def fit_jobs(jobs: list[dict]) -> dict[str, dict[str, float]]:
    fitted = fit_cues(jobs)
    return {**fitted, "beside": fit_beside(jobs)}


def fit_cues(jobs: list[dict]) -> dict[str, dict[str, float]]:
    rows = [row for job in jobs for row in labelled(job) if row[1] != NEUTRAL]
    seen = Counter(cue for job in jobs for cue in frozenset().union(*(found for _, found in in_pieces(job["advert"]))))
    vocabulary = sorted(cue for cue, count in seen.items() if count >= MIN_JOBS)
    return {
        "need": fit([(found, kind != "") for found, kind in rows], vocabulary),
        "nice": fit([(found, kind == "nice") for found, kind in rows if kind], vocabulary),
    }


def labelled(job: dict) -> list[tuple[frozenset[str], str]]:
    """Return the cues and the kind of each piece of an advert: that of its need, `NEUTRAL`, or "" for none."""
    advert = job["advert"]
    gold = [(*place(advert, need["source"]), need["kind"]) for need in job["needs"]]
    neutral = [place(advert, text) for text in job["neutral"]]
    rows = []
    for piece, found in in_pieces(advert):
        span = (piece.span.char_start, piece.span.char_end)
        kind = next((k for a, b, k in gold if union_share(span, (a, b)) >= 0.4 or inside(span, (a, b)) >= 0.7), "")
        if not kind and any(union_share(span, one) >= 0.3 or inside(span, one) >= 0.6 for one in neutral):
            kind = NEUTRAL
        rows.append((found, kind))
    return rows


def fit_beside(jobs: list[dict]) -> dict[str, float]:
    """Return what a piece's weight and those of the pieces beside it count for, by their distance."""
    looked, wanted = [], []
    for fold in range(FOLDS):
        weights = fit_cues([job for i, job in enumerate(jobs) if i % FOLDS != fold])
        for job in jobs[fold::FOLDS]:
            rows = labelled(job)
            around = weights_beside([found for found, _ in rows], weights)
            looked += [seen for seen, (_, kind) in zip(around, rows, strict=True) if kind != NEUTRAL]
            wanted += [kind != "" for _, kind in rows if kind != NEUTRAL]
    present, truth = np.column_stack([np.array(looked), np.ones(len(looked))]), np.array(wanted, float)
    fitted = np.zeros(present.shape[1])
    for _ in range(20):
        likely = 1 / (1 + np.exp(-present @ fitted))
        curve = (present * (likely * (1 - likely))[:, None]).T @ present
        fitted -= np.linalg.solve(curve + np.eye(len(fitted)), present.T @ (likely - truth) + fitted)
    return {"bias": round(float(fitted[-1]), 2), **{f"{step:+d}": round(float(fitted[step + 2]), 2) for step in range(-2, 3)}}


def fit(rows: list[tuple[frozenset[str], bool]], vocabulary: list[str]) -> dict[str, float]:
    """Return weights by cue, the bias among them: gradient descent with Adam on sparse rows."""
    index = {cue: i for i, cue in enumerate(vocabulary)}
    columns = [[index[cue] for cue in found if cue in index] for found, _ in rows]
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
    strong = sorted(
        ((cue, weights[i]) for cue, i in index.items() if abs(weights[i]) >= SMALLEST_WEIGHT), key=lambda pair: -pair[1]
    )
    return {"bias": round(float(weights[-1]), 2), **{cue: round(float(weight), 2) for cue, weight in strong}}


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
