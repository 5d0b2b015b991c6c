"""Count how often people say words and short phrases, and write the table that tells a speaker's own tics.

    python models/training/spoken_ngrams.py NEEDS PATH/rev16_dev.jsonl [TABLE]

Two sources: interview answers in the spoken style, written for this project (NEEDS holds train_jobs.json and dev.json), and eight
podcasts transcribed verbatim (one a line, with `tokens` and the `punct` behind each). Kept are words and phrases of up to
four words that several answers or several podcasts share, so that nobody's sentences can be read from the table. Its first
line has the number of words of either source; each further line a phrase, how often it was said in answers and in podcasts,
and whether a word is common: said for one job in seven, or in five of the eight podcasts.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rehearse.metrics.answer import Answer
from rehearse.text import from_text

LONGEST = 4
LEAST_ANSWERS = 4
LEAST_PODCASTS = 4
COMMON_IN_JOBS = 0.15
COMMON_IN_PODCASTS = 0.6


@dataclass
class Source:
    """What was counted in one source: words, each phrase, and in how many texts and groups of texts it stands."""

    words: int = 0
    groups: int = 0
    said: Counter[str] = field(default_factory=Counter)
    in_texts: Counter[str] = field(default_factory=Counter)
    in_groups: Counter[str] = field(default_factory=Counter)

    def add(self, texts: Sequence[Answer]) -> None:
        """Count one group of texts: the answers for one job, or one podcast."""
        found: set[str] = set()
        for text in texts:
            phrases = list(_phrases(text))
            self.words += len(text.tokens)
            self.said.update(phrases)
            self.in_texts.update(set(phrases))
            found.update(phrases)
        self.in_groups.update(found)
        self.groups += 1


def jobs(folder: Path) -> Iterator[list[Answer]]:
    """Return the answers for each job."""
    for name in ("train_jobs.json", "dev.json"):
        held = json.loads((folder / name).read_text(encoding="utf-8"))
        for job in held["jobs"] if isinstance(held, dict) else held:
            yield [Answer(from_text(answer["text"])) for answer in job["answers"]]


def podcasts(path: Path) -> Iterator[list[Answer]]:
    """Return each podcast."""
    for line in path.read_text(encoding="utf-8").splitlines():
        held = json.loads(line)
        yield [Answer(from_text(" ".join(a + b for a, b in zip(held["tokens"], held["punct"], strict=True))))]


def _phrases(text: Answer) -> Iterator[str]:
    for size in range(1, LONGEST + 1):
        for at in range(len(text.tokens) - size + 1):
            yield " ".join(text.tokens[at : at + size])


def _counted(groups: Iterator[list[Answer]]) -> Source:
    source = Source()
    for texts in groups:
        source.add(texts)
    return source


def main(needs: str, rev16: str, table: str = "rehearse/metrics/lexicon/spoken_ngrams.tsv") -> None:
    answers, talk = _counted(jobs(Path(needs))), _counted(podcasts(Path(rev16)))
    kept = {phrase for phrase, texts in answers.in_texts.items() if texts >= LEAST_ANSWERS}
    kept |= {phrase for phrase, texts in talk.in_texts.items() if texts >= LEAST_PODCASTS}
    lines = [f"\t{answers.words}\t{talk.words}"]
    for phrase in sorted(kept):
        in_jobs, in_talk = answers.in_groups[phrase] / answers.groups, talk.in_groups[phrase] / talk.groups
        common = " " not in phrase and (in_jobs >= COMMON_IN_JOBS or in_talk >= COMMON_IN_PODCASTS)
        row = [phrase, str(answers.said[phrase]), str(talk.said[phrase]), *(["common"] if common else [])]
        lines.append("\t".join(row))
    Path(table).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
