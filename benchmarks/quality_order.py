"""Whether clarity and conciseness put muddled, fair and good tellings of the same answer in their order.

    python benchmarks/quality_order.py benchmarks/data [--parts]

`quality.toml` in that folder holds twenty questions with three tellings each; the qualities are hidden from the
metrics. Each question gives three pairs; a tie counts as wrong. `--parts` also prints how often each part of a
score, by itself, orders a pair right and wrong.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from statistics import fmean

from rehearse.interview.questions import question
from rehearse.metrics import measure
from rehearse.schema import Score, ScoreName
from rehearse.text import from_text

QUALITIES = ("muddled", "fair", "good")
NAMES: tuple[ScoreName, ...] = ("clarity", "conciseness")

Told = Mapping[str, Mapping[ScoreName, Score]]


def told(row: Mapping[str, str]) -> Told:
    """Return the scores of the three tellings of one question."""
    asked = question(row["text"])
    return {quality: measure(from_text(row[quality].strip()), question=asked).scores for quality in QUALITIES}


def wrong_pairs(answers: Mapping[str, Told], name: ScoreName) -> list[str]:
    """Return the pairs that stand in the wrong order, in words."""
    found = []
    for job, tellings in answers.items():
        for worse, better in combinations(QUALITIES, 2):
            low, high = tellings[worse][name].value, tellings[better][name].value
            assert low is not None and high is not None, f"an answer of the {job} was not scored"
            if low >= high:
                found.append(f"{job}: {worse} {low:.0f}, {better} {high:.0f}")
    return found


def print_parts(answers: Mapping[str, Told], name: ScoreName) -> None:
    right, wrong = Counter[str](), Counter[str]()
    for tellings in answers.values():
        for worse, better in combinations(QUALITIES, 2):
            for low, high in zip(tellings[worse][name].parts, tellings[better][name].parts, strict=True):
                if low.score is not None and high.score is not None:
                    right[low.name] += low.score < high.score
                    wrong[low.name] += low.score > high.score
    for part in right | wrong:
        print(f"  {part:<44}{right[part]:>4} right{wrong[part]:>4} wrong")


def main(folder: str, *options: str) -> None:
    rows = tomllib.loads((Path(folder) / "quality.toml").read_text(encoding="utf-8"))["question"]
    answers = {row["job"]: told(row) for row in rows}
    pairs = 3 * len(answers)
    for name in NAMES:
        wrong = wrong_pairs(answers, name)
        means = {quality: fmean(tellings[quality][name].value or 0.0 for tellings in answers.values()) for quality in QUALITIES}
        shown = ", ".join(f"{quality} {mean:.0f}" for quality, mean in means.items())
        print(f"{name:<12} {pairs - len(wrong)} of {pairs} pairs in order, 55 to reach; mean: {shown}")
        for pair in wrong:
            print(f"  {pair}")
        if "--parts" in options:
            print_parts(answers, name)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
