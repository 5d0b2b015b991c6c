"""Count how often words and short phrases are said, and write the table that tells a speaker's own tics.

    python models/training/spoken_ngrams.py [TABLE]

Counted are the answers in `needs_written`, invented for this project in the spoken style. Kept are words and phrases of up to
four words that ten answers or more share. The table's first line has the number of all words; each further line a phrase, how
often it was said, and whether a word is common: said for seven jobs in a hundred.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rehearse.metrics.answer import Answer
from rehearse.text import from_text

WRITTEN = Path(__file__).parent / "needs_written"
LONGEST = 4
LEAST_ANSWERS = 10
COMMON = 0.07
MARK = re.compile(r"\[(?:[012]:n\d+ ?)+\|([^\[\]|]+)\]")


@dataclass
class Counted:
    """What was counted: words, how often each phrase was said, and in how many answers and for how many jobs."""

    words: int = 0
    jobs: int = 0
    said: Counter[str] = field(default_factory=Counter)
    in_answers: Counter[str] = field(default_factory=Counter)
    in_jobs: Counter[str] = field(default_factory=Counter)

    def add(self, texts: Sequence[str]) -> None:
        """Count the answers for one job."""
        found: set[str] = set()
        for tokens in (Answer(from_text(text)).tokens for text in texts):
            phrases = list(_phrases(tokens))
            self.words += len(tokens)
            self.said.update(phrases)
            self.in_answers.update(set(phrases))
            found.update(phrases)
        self.in_jobs.update(found)
        self.jobs += 1


def counted(jobs: Iterable[Sequence[str]]) -> Counted:
    """Return what is said in the answers for each job."""
    count = Counted()
    for texts in jobs:
        count.add(texts)
    return count


def answers(folder: Path) -> Mapping[str, list[str]]:
    """Return the answers for each job, and the single passages by their group."""
    found: dict[str, list[str]] = defaultdict(list)
    for job in json.loads((folder / "train_jobs.json").read_text(encoding="utf-8"))["jobs"]:
        found[job["id"]] += [answer["text"] for answer in job["answers"]]
    pairs = [json.loads(line) for line in (folder / "train.jsonl").read_text(encoding="utf-8").splitlines()]
    for passage, group in dict.fromkeys((pair["passage"], pair["group"]) for pair in pairs):
        found[group].append(passage)
    for path in sorted(folder.glob("w*.txt")):
        for job, text in _written(path.read_text(encoding="utf-8")):
            found[f"{path.stem}: {job}"].append(text)
    return found


def _written(text: str) -> Iterator[tuple[str, str]]:
    """Yield the job and the words of each answer: the line below its question, its marks taken off."""
    job, above = "", ""
    for line in text.splitlines():
        if line.startswith("# "):
            job = line[2:]
        if above.startswith("## "):
            yield job, MARK.sub(r"\1", line)
        above = line


def _phrases(tokens: Sequence[str]) -> Iterator[str]:
    for size in range(1, LONGEST + 1):
        for at in range(len(tokens) - size + 1):
            yield " ".join(tokens[at : at + size])


def main(table: str = "rehearse/metrics/lexicon/spoken_ngrams.tsv") -> None:
    count = counted(answers(WRITTEN).values())
    lines = [f"\t{count.words}"]
    for phrase in sorted(phrase for phrase, texts in count.in_answers.items() if texts >= LEAST_ANSWERS):
        common = " " not in phrase and count.in_jobs[phrase] >= COMMON * count.jobs
        lines.append("\t".join([phrase, str(count.said[phrase]), *(["common"] if common else [])]))
    Path(table).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:2])
