"""How the fluency-related parts of clarity agree with five raters, on read sentences whose text is given.

    python benchmarks/fluency.py DATA

DATA holds `speech/speechocean762`. Words are laid along the audio, so recognition plays no part, and
neither do repeats: the text given has none of the reader's own. Spearman's rank
correlation with the mean of the raters (the last three speakers have four of them; `fluency_mean` in the manifest
divides by five all the same, and is not used), over clips and over the means of speakers. The limit
`rate_slow` is the one that most choices leave standing when each speaker in turn is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

import numpy as np
import pandas as pd

from rehearse.audio.files import decode
from rehearse.audio.voice import speech_regions
from rehearse.metrics import measure
from rehearse.metrics.measured import Measured, weighted
from rehearse.schema import Transcript
from rehearse.speech.align import align

FLUENCY_PARTS = ("speech rate", "share of pauses", "steadiness")
CANDIDATES = (8.0, 9.0, 9.5, 10.0, 10.5, 11.0, 11.5, 12.0, 13.0, 14.0)


class Clip:
    """One rated reading."""

    def __init__(self, folder: Path, row: dict[str, object]) -> None:
        samples = decode(folder / str(row["audio"]))
        speech = speech_regions(samples)
        self.transcript: Transcript = align(samples, str(row["text"]).capitalize(), speech=speech)
        self.runs = len(speech)
        self.speaker = str(row["speaker"])
        ratings = row["fluency"]
        assert isinstance(ratings, list)
        self.rated = fmean(ratings)

    def measured(self, **limits: float) -> Measured:
        """Return what is measured on it, under one's own limits."""
        return measure(self.transcript, limits={"min_words": 1, **limits})


def combined(measured: Measured) -> float:
    """Return the mean of clarity's parts on fluency by their weights."""
    parts = [part for part in measured.scores["clarity"].parts if part.name.startswith(FLUENCY_PARTS)]
    return weighted(parts) or 0.0


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    return float(np.corrcoef(pd.Series(one).rank(), pd.Series(other).rank())[0, 1])


def row(name: str, clips: Sequence[Clip], values: Sequence[float]) -> str:
    rated = [clip.rated for clip in clips]
    speakers = sorted({clip.speaker for clip in clips})

    def means(numbers: Sequence[float]) -> list[float]:
        return [
            fmean(number for clip, number in zip(clips, numbers, strict=True) if clip.speaker == speaker) for speaker in speakers
        ]

    return f"{name:<34}{spearman(values, rated):>9.3f}{spearman(means(values), means(rated)):>13.3f}"


def chosen_without_each_speaker(clips: Sequence[Clip]) -> list[float]:
    """Return for each speaker the slow limit that does best on the clips of the others."""
    table = {slow: [combined(clip.measured(rate_slow=slow)) for clip in clips] for slow in CANDIDATES}
    chosen = []
    for speaker in sorted({clip.speaker for clip in clips}):
        others = [at for at, clip in enumerate(clips) if clip.speaker != speaker]
        rated = [clips[at].rated for at in others]
        chosen.append(max(CANDIDATES, key=lambda slow: spearman([table[slow][at] for at in others], rated)))
    return chosen


def main(data: Path) -> None:
    folder = data / "speech" / "speechocean762"
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    clips = [Clip(folder, json.loads(line)) for line in lines]
    measured = [clip.measured() for clip in clips]

    def of(name: str, sign: float = 1.0) -> list[float]:
        return [sign * (each.measures[name] or 0.0) for each in measured]

    def part(start: str) -> list[float]:
        found = [next(part for part in each.scores["clarity"].parts if part.name.startswith(start)) for each in measured]
        return [each.score if each.score is not None else 0.0 for each in found]

    rows: dict[str, Callable[[], list[float]]] = {
        "letters a second": lambda: of("letters_per_s"),
        "words a minute": lambda: of("words_per_minute"),
        "articulation, words a minute": lambda: of("articulation_wpm"),
        "number of speech runs": lambda: [-float(clip.runs) for clip in clips],
        "pauses per 100 words": lambda: of("pauses_per_100_words", -1),
        "share of pauses": lambda: of("pause_share", -1),
        "part: speech rate": lambda: part("speech rate"),
        "part: share of pauses": lambda: part("share of pauses"),
        "combined, as in clarity": lambda: [combined(each) for each in measured],
    }
    print(f"{len(clips)} clips, Spearman with the raters, to reach 0.84 a clip and 0.90 a speaker, combined")
    print(f"{'':<34}{'per clip':>9}{'per speaker':>13}")
    for name, values in rows.items():
        print(row(name, clips, values()))
    chosen = chosen_without_each_speaker(clips)
    print("rate_slow, chosen without each speaker in turn:", ", ".join(f"{slow:g}" for slow in chosen))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
