"""Fit how `rehearse.needs.sense` weighs what a piece of an advert means, and add it to the judge's `judge.json`.

    python benchmarks/fit_advert_sense.py JUDGE ADVERTS...

JUDGE is the folder of the judge's network, and ADVERTS are files that `written_adverts.py` reads. A logistic regression with an
L2 penalty over what the network makes of each piece and over what the cues weigh, by weights that were fitted on other adverts.
"""

import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import written_adverts
from fit_advert_weights import NEUTRAL, fit_jobs, kinds, logistic

from rehearse.needs.advert import pieces
from rehearse.needs.cues import Weights, need_weights
from rehearse.needs.encoder import Encoder, Tokens
from rehearse.needs.sense import meanings

FOLDS = 3
L2 = 300.0
"""On the scale of numbers whose deviation is 1."""


def main(judge: Path, paths: list[str]) -> None:
    path = judge / "judge.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["sense"] = fit_sense(reading(judge), written_adverts.read(paths))
    path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def reading(judge: Path) -> Callable[[str], Tokens]:
    """Return the network's reading of a text, which reads each text once."""
    return functools.cache(Encoder(judge).tokens)


def fit_sense(read: Callable[[str], Tokens], jobs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the layer that `Sense` wants."""
    looked, wanted = [], []
    for fold in range(FOLDS):
        weights = fit_jobs([job for i, job in enumerate(jobs) if i % FOLDS != fold])
        for job in jobs[fold::FOLDS]:
            seen, needs = told(read, job, weights)
            looked.append(seen)
            wanted += needs
    return layer(np.concatenate(looked), np.array(wanted, float))


def told(read: Callable[[str], Tokens], job: dict[str, Any], weights: Weights) -> tuple[np.ndarray, list[bool]]:
    """Return what the cues weigh and what each piece of an advert means, and whether it is a need; no neutral pieces."""
    found = list(pieces(job["advert"], weights))
    by_cues = need_weights([cues for _, cues in found], weights)
    seen = np.column_stack([by_cues, meanings(read, job["advert"], [clause.span for clause, _ in found])])
    told_as = kinds(job, [clause for clause, _ in found])
    kept = [kind != NEUTRAL for kind in told_as]
    return seen[kept], [kind != "" for kind in told_as if kind != NEUTRAL]


def layer(seen: np.ndarray, wanted: np.ndarray) -> dict[str, Any]:
    middle, width = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    columns = np.column_stack([(seen - middle) / width, np.ones(len(seen))])
    penalty = L2 * np.eye(columns.shape[1])
    penalty[0, 0] = penalty[-1, -1] = 0
    fitted = logistic(columns, wanted, penalty)
    slopes = fitted[:-1] / width
    each = [round(float(one), 4) for one in slopes]
    half = 1 + (len(each) - 1) // 2
    ends = {"bias": fitted[-1] - slopes[0] * middle[0], "middle": -slopes[1:] @ middle[1:]}
    return {name: round(float(end), 4) for name, end in ends.items()} | {
        "cues": each[0],
        "own": each[1:half],
        "within": each[half:],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
