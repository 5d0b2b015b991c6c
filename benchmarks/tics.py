"""How often common speech is told as a tic, though the answers that a speaker is compared with are invented.

    python benchmarks/tics.py PATH/rev16_dev.jsonl

Real talk stands in for answers: podcasts, each line with `tokens`, the `punct` behind each and its `speaker`. A take is a
stretch of one turn; a stretch of one speaker over many turns stands for the takes that Progress tells of. A tic is common
speech if the speaker says it less than three times as often as the other podcasts do. The small words of everyday talk
(`everyday` in en.toml) were chosen by looking at the same podcasts.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "training"))
from spoken_ngrams import counted

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import lexicon
from rehearse.metrics.norms import norms
from rehearse.metrics.spoken_rates import SpokenRates, spoken_rates
from rehearse.metrics.tics import Tic, tics
from rehearse.report.habits import LEAST_ANSWERS
from rehearse.text import from_text

TAKE_WORDS = 150
TAKES = 13
COMMON = 3.0


@dataclass(frozen=True)
class Podcast:
    """One podcast: what was said in each turn, and by each speaker, as words."""

    turns: tuple[list[str], ...]
    speakers: Mapping[object, list[str]]

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(" ".join(said) for said in self.speakers.values())


def read(path: Path) -> Iterator[Podcast]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        turns: list[list[str]] = []
        speakers: dict[object, list[str]] = defaultdict(list)
        for speaker, turn in groupby(zip(row["speaker"], row["tokens"], row["punct"], strict=True), key=lambda token: token[0]):
            turns.append([f"{text}{punct or ''}" for _, text, punct in turn])
            speakers[speaker] += turns[-1]
        yield Podcast(tuple(turns), speakers)


def takes(podcast: Podcast) -> Iterator[list[Answer]]:
    for turn in podcast.turns:
        yield from ([answer] for answer in answers(turn))


def many_takes(podcast: Podcast) -> Iterator[list[Answer]]:
    for said in podcast.speakers.values():
        held = answers(said)
        yield from (held[at : at + TAKES] for at in range(0, len(held) - TAKES + 1, TAKES))


def answers(said: list[str]) -> list[Answer]:
    starts = range(0, len(said) - TAKE_WORDS + 1, TAKE_WORDS)
    return [Answer(from_text(" ".join(said[at : at + TAKE_WORDS]))) for at in starts]


def main(path: str) -> None:
    found = list(read(Path(path)))
    talk = rates(found)
    for phrase in ("like", "just", "yeah", "you know"):
        ratio = talk.rate(phrase.split()) / spoken_rates().rate(phrase.split())
        print(f"{phrase}: {ratio:.0f} times as often in talk as in the answers compared with")
    for name, cut, least in (("one take", takes, 1), (f"{TAKES} takes of a speaker", many_takes, LEAST_ANSWERS)):
        told, tried = [], 0
        for podcast in found:
            others = rates([each for each in found if each is not podcast])
            for texts in cut(podcast):
                tried += 1
                told += [(tic, others) for tic in tics(texts, lexicon(), norms()) if tic.answers >= least]
        common = sorted(tic.phrase for tic, others in told if is_common(tic, others))
        print(f"{name}: {tried} tried, {len(told)} tics told, {len(common)} of them common speech {common}")


def rates(podcasts: Sequence[Podcast]) -> SpokenRates:
    count = counted([each.text] for each in podcasts)
    return SpokenRates(count.words, count.said)


def is_common(tic: Tic, others: SpokenRates) -> bool:
    return 1 / tic.every_words < COMMON * others.rate(tic.phrase.split())


if __name__ == "__main__":
    main(sys.argv[1])
