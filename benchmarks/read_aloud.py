"""Measure who is fooled: how many needs an advert passes when it is read aloud, and a list of the needs when it is recited.

    python benchmarks/read_aloud.py JOBS.json

JOBS.json is as `benchmarks/needs.py` takes it. Each advert is read as it is written, and as a recogniser writes it (lower case,
no punctuation); each list of needs bare, and with "I have" before it. Printed is the share of the needs that pass: of an
advert as addressed at all, of a list as shown.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rehearse.needs.coverage import cover
from rehearse.needs.judge import Judge
from rehearse.needs.model import standard
from rehearse.needs.rules import RULES
from rehearse.schema import LEVELS, Level, Need
from rehearse.text import from_text

Answer = Callable[[str, Sequence[Need]], str]

ANSWERS: dict[str, tuple[Answer, Level]] = {
    "advert as written": (lambda advert, _: advert, "claimed"),
    "advert as recognised": (lambda advert, _: recognised(advert), "claimed"),
    "needs as a list": (lambda _, needs: ", ".join(need.text for need in needs), "shown"),
    '"I have" and the needs': (lambda _, needs: "I have " + recognised(" ".join(need.text for need in needs)), "shown"),
}
"""What is answered, and from which level on it passes."""


def main() -> None:
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["jobs"]
    count = sum(len(job["needs"]) for job in jobs)
    print(f"{f'share of {count} needs passed':<32}{'trained':>9}{'rules':>9}")
    for name, (answer, level) in ANSWERS.items():
        shares = "".join(f"{passed(jobs, answer, level, judge) / count:9.3f}" for judge in (standard(), RULES))
        print(f"{name:<32}{shares}")


def recognised(text: str) -> str:
    """Return a text as a recogniser without punctuation writes it."""
    return " ".join(re.sub(r"[^\w' ]+", " ", text).lower().split())


def passed(jobs: list[dict[str, Any]], answer: Answer, level: Level, judge: Judge) -> int:
    """Return how many needs of all jobs pass at `level` or better."""
    return sum(
        LEVELS.index(one.level) >= LEVELS.index(level)
        for job in jobs
        for needs in [[Need(id=need["id"], text=need["text"], kind=need["kind"]) for need in job["needs"]]]
        for one in cover(from_text(answer(job["advert"], needs)), needs, judge=judge)
    )


if __name__ == "__main__":
    main()
