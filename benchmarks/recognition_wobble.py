"""How far recognition errors move the scores: the true words of recordings against those of a recogniser.

    python benchmarks/recognition_wobble.py DATA [sphinx|whisper]

DATA holds `speech/voice-notes`. Beside each move stands the take-to-take wobble (see `rehearse.compare`). The parts
that move most are named.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import fmean

from rapidfuzz.distance import Levenshtein

from rehearse.audio.files import decode
from rehearse.audio.voice import speech_regions
from rehearse.compare import compare
from rehearse.metrics import measure
from rehearse.schema import Assessment, Score, Transcript
from rehearse.settings import Settings
from rehearse.speech.align import align
from rehearse.speech.transcriber import transcriber
from rehearse.text import bare


def word_error_rate(true: Transcript, heard: Transcript) -> float:
    said, written = ([bare(word.text) for word in each.words] for each in (true, heard))
    return Levenshtein.distance(said, written) / len(said)


def part_moves(true: Score, heard: Score) -> dict[str, float]:
    """Return how far each part that both have moved the whole, in points."""
    pairs = zip(true.parts, heard.parts, strict=True)
    return {a.name: a.weight * abs(b.score - a.score) for a, b in pairs if a.score is not None and b.score is not None}


def main(data: str, engine: str = "sphinx") -> None:
    recogniser = transcriber(Settings(engine=engine))  # type: ignore[arg-type]
    moved: dict[str, list[float]] = {}
    print(f"{'':<24}{'WER':>6}  {'score':<12}{'true':>6}{'heard':>7}{'wobble':>8}")
    for path in sorted((Path(data) / "speech" / "voice-notes").glob("*.wav")):
        samples = decode(path)
        speech = speech_regions(samples)
        true = align(samples, path.with_suffix(".txt").read_text(encoding="utf-8"), speech=speech)
        heard = recogniser.transcribe(samples, speech=speech)
        one, other = (Assessment(transcript=each, scores=measure(each).scores) for each in (true, heard))
        moves = compare(one, other).moves
        if not moves:
            reason = next(each.reason for take in (one, other) for each in take.scores.values() if each.reason)
            print(f"{path.stem:<24}{word_error_rate(true, heard):>6.0%}  not scored: {reason}")
        for move in moves:
            wobble = "-" if move.wobble is None else f"{move.wobble:.1f}"
            rate = word_error_rate(true, heard)
            print(f"{path.stem:<24}{rate:>6.0%}  {move.name:<12}{move.before:>6.1f}{move.after:>7.1f}{wobble:>8}")
            for name, points in part_moves(one.scores[move.name], other.scores[move.name]).items():
                moved.setdefault(f"{move.name}: {name}", []).append(points)
    worst = sorted(moved.items(), key=lambda item: -fmean(item[1]))
    print("parts by how far they moved their score, points, mean; the worst first")
    for name, points in worst[:6]:
        print(f"  {name:<56}{fmean(points):>6.1f}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
