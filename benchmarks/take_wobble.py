"""Whether the wobble of a score tells chance from change.

    python benchmarks/take_wobble.py benchmarks/data DATA

Two stretches of about `WORDS` words, one after the other in one person's turn of speech, are two takes that nobody tried to
better: a move called more than chance is a false alarm, and one in twenty is meant to be. They come from the podcasts of
`fillers/rev16_dev.jsonl` in DATA, as text, and from readings of `speech/speechocean762`, ten sentences a take, timed. The muddled
and the good tellings of `quality.toml` in the first folder do differ: there, calls are wanted.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from fluency import Clip

from rehearse.compare import compare
from rehearse.interview.questions import question
from rehearse.metrics import measure
from rehearse.resample import joined, pieces
from rehearse.schema import Assessment, Question, Transcript
from rehearse.text import from_text

WORDS = 150
NAMES = ("clarity", "conciseness", "fillers")

Pair = tuple[Assessment, Assessment]


def take(transcript: Transcript, asked: Question | None = None) -> Assessment:
    return Assessment(transcript=transcript, question=asked, scores=measure(transcript, question=asked).scores)


def podcasts(data: Path) -> Iterator[Pair]:
    """Yield neighbouring stretches of one turn."""
    for line in (data / "fillers" / "rev16_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tokens = zip(row["tokens"], row["punct"], row["speaker"], strict=True)
        for _, turn in groupby(tokens, key=lambda token: token[2]):
            said = [f"{text}{punct or ''}" for text, punct, _ in turn]
            for at in range(0, len(said) - 2 * WORDS + 1, 2 * WORDS):
                middle = at + WORDS
                yield take(from_text(" ".join(said[at:middle]))), take(from_text(" ".join(said[middle : middle + WORDS])))


def readings(data: Path) -> Iterator[Pair]:
    """Yield the odd and the even sentences of each reader."""
    folder = data / "speech" / "speechocean762"
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    for _, clips in groupby(sorted(rows, key=lambda row: str(row["speaker"])), key=lambda row: str(row["speaker"])):
        read = [Clip(folder, {**row, "text": f"{row['text']}."}).transcript for row in clips]
        yield take(end_to_end(read[::2])), take(end_to_end(read[1::2]))


def end_to_end(read: list[Transcript]) -> Transcript:
    """Return sentences as one answer."""
    return joined(read[0], [piece for transcript in read for piece in pieces(transcript)])


def tellings(folder: Path) -> Iterator[Pair]:
    """Yield the muddled and the good telling of each question."""
    for row in tomllib.loads((folder / "quality.toml").read_text(encoding="utf-8"))["question"]:
        asked = question(row["text"])
        yield take(from_text(row["muddled"].strip()), asked), take(from_text(row["good"].strip()), asked)


def report(name: str, pairs: Iterator[Pair]) -> None:
    known, called = Counter[str](), Counter[str]()
    for before, after in pairs:
        for move in compare(before, after).moves:
            known[move.name] += move.wobble is not None
            called[move.name] += move.beyond_wobble
    shown = "".join(f"{f'{called[each]} of {known[each]}':>16}" for each in NAMES)
    print(f"{name:<44}{shown}")


def main(folder: str, data: str) -> None:
    print(f"{'called more than chance':<44}{''.join(f'{name:>16}' for name in NAMES)}")
    report("one person's neighbouring stretches", podcasts(Path(data)))
    report("one reader's odd and even sentences", readings(Path(data)))
    report("muddled against good (calls are wanted)", tellings(Path(folder)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
