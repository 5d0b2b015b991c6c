"""Job postings whose words are tagged as skills and knowledge, as the tagger learns from them and is measured on them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

Row = dict[str, Any]


def rows(path: str) -> list[Row]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def truth(row: Row) -> np.ndarray:
    """Return what each token is, shape (tokens, 2)."""
    knowledge = np.array([tag != "O" for tag in row["tags_knowledge"]])
    return np.stack([knowledge | np.array([tag != "O" for tag in row["tags_skill"]]), knowledge], axis=1)


def postings(learnt: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each posting, in their order."""
    found: dict[tuple[int, str], list[Row]] = {}
    for row in learnt:
        found.setdefault((row["idx"], row["source"]), []).append(row)
    return list(found.values())


def f1(wanted: np.ndarray, found: np.ndarray) -> float:
    return 2 * float((wanted & found).sum()) / max(1, int(wanted.sum()) + int(found.sum()))
