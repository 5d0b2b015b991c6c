"""How close the times of aligned words are to the truth, and how well words of another recording are refused.

Usage: python benchmarks/word_times.py DATA

DATA holds `speech/mfa` (word times in TextGrids) and `speech/voice-notes` (text).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
from textgrid import word_times

from rehearse.audio.files import Samples, decode, duration_s
from rehearse.audio.voice import speech_regions
from rehearse.speech.align import align


def errors_ms(path: Path) -> list[float]:
    """Return how far the start and end of each word are from its TextGrid's."""
    truth = word_times(path.with_suffix(".TextGrid"))
    samples = decode(path)
    aligned = align(samples, " ".join(text for text, _ in truth), speech=speech_regions(samples))
    errors: list[float] = []
    for word, (_, when) in zip(aligned.words, truth, strict=True):
        if word.start_s is not None and word.end_s is not None:
            errors += [1000 * abs(word.start_s - when.start_s), 1000 * abs(word.end_s - when.end_s)]
    return errors


def placed_share(samples: Samples, text: str) -> tuple[float, float]:
    """Return which share of the words got times, and what that cost in shares of real time."""
    speech = speech_regions(samples)
    began = time.process_time()
    words = align(samples, text, speech=speech).words
    cost_s = time.process_time() - began
    return sum(word.start_s is not None for word in words) / len(words), cost_s / duration_s(samples)


def main(data: Path) -> None:
    recordings = sorted((data / "speech" / "mfa").glob("*.wav"))
    errors = [error for path in recordings for error in errors_ms(path)]
    print(f"mfa: error of starts and ends, ms: median {np.median(errors):.0f}, nine in ten below {np.percentile(errors, 90):.0f}")
    paths = sorted((data / "speech" / "voice-notes").glob("*.wav"))
    notes = [(path.stem, decode(path), path.with_suffix(".txt").read_text(encoding="utf-8")) for path in paths]
    print(f"{'':24} {'words placed':>13} {'of time':>8} {'of another text':>16} {'of time':>8}")
    for (name, samples, text), (_, _, other) in zip(notes, [*notes[1:], notes[0]], strict=True):
        right, cost = placed_share(samples, text)
        wrong, wrong_cost = placed_share(samples, other)
        print(f"{name:24} {right:>13.0%} {cost:>8.3f} {wrong:>16.0%} {wrong_cost:>8.3f}")
    joined = np.concatenate([samples for _, samples, _ in notes])
    right, cost = placed_share(joined, "\n\n".join(text for _, _, text in notes))
    print(f"{f'joined, {duration_s(joined) / 60:.1f} minutes':24} {right:>13.0%} {cost:>8.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
