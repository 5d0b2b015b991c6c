"""How often a story's result is heard: stories that have one, and the same stories cut off before it.

    python benchmarks/results_told.py benchmarks/data DATA

`quality.toml` in the first folder was read when the rules were set; DATA holds `needs/dev.json`, which was not. The stories
are those of their answers that tell what was done and what came of it; `STORIES` says with which words the result of each
begins. The advice "end with what came of it" stands on this.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from rehearse.metrics import measure
from rehearse.schema import Question
from rehearse.text import from_text

ASKED = Question(text="Tell me about a time.", kind="behavioural")
SEEN = {
    "nurse": "He took them that evening",
    "software developer": "The next Monday the slowest",
    "accountant": "it has stopped five errors",
    "electrician": "We finished on the Friday",
    "call centre agent": "she had her line the next",
    "project manager": "We went live one week late",
    "care worker": "within ten minutes she was calm",
    "marketing manager": "the first night three hundred",
    "promotion to team lead": "we delivered thirty nine",
}
"""The good telling of each story in `quality.toml`, and where its result begins."""
UNSEEN = {
    "we were back by quarter to four": "drained the two worst nodes",
    "they changed the rescheduling policy": "bus schedules",
    "half of them never came back": "trucking company",
    "there's not been a bump": "boiling right",
    "We went up to ninety-six": "parcel hub",
    "he cried and then he was alright": "biscuit",
    "by the end he was on ninety two": "half an hour for six weeks",
    "once it had her name on it": "paper to the scanners",
    "she withdrew it from the ombudsman": "Mrs Alderton",
    "it roughly doubled": "bike shop in Otley",
    "They're mates now": "pallet strap",
    "the council used it": "cycling coalition",
}
"""By the words with which the result begins, some words of the answer in `needs/dev.json` that tells it."""


def alarms(said: str) -> bool:
    return any(finding.kind == "no_result" for finding in measure(from_text(said), question=ASKED).findings)


def before(said: str, result: str) -> str:
    """Return the story up to its result, without the words that only lead to it."""
    return re.sub(r"(?:[ ,]+(?:and|so|by|like))*[ ,]*$", "", said[: said.index(result)])


def report(name: str, stories: Mapping[str, str]) -> None:
    """Print how many of the stories are told to have no result, whole and cut before it."""
    whole = [result for result, said in stories.items() if alarms(said)]
    cut = [result for result, said in stories.items() if not alarms(before(said, result))]
    print(f"{name:<42}{len(stories):>8}{len(whole):>16}{len(stories) - len(cut):>14}")
    for result in whole:
        print(f"  not heard: {result}")
    for result in cut:
        print(f"  not missed: {result}")


def main(quality: str, data: str) -> None:
    rows = tomllib.loads((Path(quality) / "quality.toml").read_text(encoding="utf-8"))["question"]
    jobs = json.loads((Path(data) / "needs" / "dev.json").read_text(encoding="utf-8"))["jobs"]
    answers = [" ".join(answer["text"].split()) for job in jobs for answer in job["answers"]]
    seen = {SEEN[row["job"]]: " ".join(row["good"].split()) for row in rows if row["job"] in SEEN}
    unseen = {result: next(said for said in answers if words in said) for result, words in UNSEEN.items()}
    print(f"{'told “the story ends without its result”':<42}{'stories':>8}{'with a result':>16}{'cut before':>14}")
    report("read when the rules were set", seen)
    report("not read then", unseen)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
