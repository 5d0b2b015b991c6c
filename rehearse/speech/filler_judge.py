"""Judge proposed filled pauses: how sure it is that a sound is one, by a small network trained on many voices.

The weights in `filler_judge.json` come from `models/training/filler_judge.py`, which also prints how the judge does on
voices that it has not heard.
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

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Network:
    """One hidden layer over features scaled to mean 0 and deviation 1."""

    mean: Values
    deviation: Values
    hidden: Values
    hidden_bias: Values
    out: Values
    out_bias: Values


def probability(values: Values) -> float:
    """Return how sure it is that a proposed sound is a filled pause, 0 to 1.

    Parameters
    ----------
    values
        As `filler_features.features` gives them.
    """
    network = _network()
    hidden = np.tanh((values - network.mean) / network.deviation @ network.hidden + network.hidden_bias)
    return float(1 / (1 + np.exp(-(hidden @ network.out + network.out_bias[0]))))


@lru_cache(maxsize=1)
def _network() -> _Network:
    stored = json.loads((files("rehearse.speech") / "filler_judge.json").read_text(encoding="utf-8"))
    return _Network(**{name: np.array(stored[name], dtype=np.float64) for name in _Network.__slots__})
