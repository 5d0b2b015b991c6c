"""Judge proposed filled pauses: how sure it is that a sound is one, by a logistic regression on what `filler_features` measures.

The weights in `filler_judge.json` come from `models/training/filler_judge.py`, which also prints how the judge does on
voices and fillers that it has not heard.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

LEAST_PROBABILITY = 0.5
"""What is less sure is not reported."""

MIN_DURATION_S = 0.15
"""Shorter ones can't be told from the sounds of words."""

FARTHEST = 3.0
"""Standard deviations from the mean beyond which a value counts no further."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights for features that are scaled to mean 0 and deviation 1."""

    mean: Values
    deviation: Values
    weights: Values
    bias: float

    def probabilities(self, values: Values) -> Values:
        """Return how sure it is of each sound, 0 to 1; `values` has one row a sound, or is one row."""
        scaled = np.clip((values - self.mean) / self.deviation, -FARTHEST, FARTHEST)
        sure: Values = 1 / (1 + np.exp(-(scaled @ self.weights + self.bias)))
        return sure


def probability(values: Values) -> float:
    """Return how sure it is that a proposed sound is a filled pause, 0 to 1.

    Parameters
    ----------
    values
        As `filler_features.features` gives them.
    """
    return float(_judge().probabilities(values))


@lru_cache(maxsize=1)
def _judge() -> Judge:
    stored = json.loads((files("rehearse.speech") / "filler_judge.json").read_text(encoding="utf-8"))
    scales = {name: np.array(stored[name], dtype=np.float64) for name in ("mean", "deviation", "weights")}
    return Judge(**scales, bias=float(stored["bias"]))
