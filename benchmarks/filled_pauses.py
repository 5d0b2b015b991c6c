"""How well filled pauses are heard that the transcript left out, and what listening for them costs.

Usage: python benchmarks/filled_pauses.py DATA

DATA holds `speech/mfa` (two unscripted recordings with word times, from the tests of the Montreal Forced Aligner) and
`speech/voice-notes` (read notes with their text). For recall and precision the um and uh are taken out of the text and its
times are moved by a few hundredths of a second at random; an event counts where it shares half of the shorter with a true one.
In the notes hardly any filler is said, so an event there is a false alarm; written ones stay in the text.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textgrid import word_times

from rehearse.audio.files import Samples, decode, duration_s
from rehearse.audio.voice import speech_regions
from rehearse.schema import Interval, Transcript, Word
from rehearse.speech.align import align
from rehearse.speech.verbatim import add_filled_pauses
from rehearse.text import is_filled_pause, split_words

JITTER_S = 0.08
SURE = 0.8
WRONG_SHARE = 0.15
MISSING = {"acoustic_corpus": (Interval(start_s=14.4, end_s=14.95),)}
"""An "uh" that is plainly there and that the TextGrid leaves out."""


@dataclass(frozen=True)
class Case:
    """One recording, its transcript without fillers, and where the fillers are."""

    name: str
    samples: Samples
    transcript: Transcript
    truth: tuple[Interval, ...]


def mfa(folder: Path, seed: int) -> Iterator[Case]:
    chance = random.Random(seed)
    for path in sorted(folder.glob("*.wav")):
        said = word_times(path.with_suffix(".TextGrid"))
        words = [(text, when) for text, when in said if not is_filled_pause(text)]
        truth = tuple(when for text, when in said if is_filled_pause(text)) + MISSING.get(path.stem, ())
        moved = [(text, _moved(when, chance)) for text, when in words]
        yield Case(path.stem, decode(path), timed(moved), truth)


def notes(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.wav")):
        samples = decode(path)
        transcript = align(samples, path.with_suffix(".txt").read_text(encoding="utf-8"), speech=speech_regions(samples))
        yield Case(path.stem, samples, transcript, ())


def timed(words: Sequence[tuple[str, Interval]]) -> Transcript:
    text = " ".join(text for text, _ in words)
    placed = zip(split_words(text), words, strict=True)
    return Transcript(text=text, words=tuple(replace(word, start_s=when.start_s, end_s=when.end_s) for word, (_, when) in placed))


def spoiled(transcript: Transcript, seed: int) -> Transcript:
    """Return `transcript` with `WRONG_SHARE` of its words left out or taken for another of its words."""
    chance = random.Random(seed)
    kept: list[tuple[str, Interval]] = []
    for word in transcript.words:
        if word.start_s is None or word.end_s is None:
            continue
        draw, text = chance.random(), word.text
        if draw < WRONG_SHARE / 2:
            continue
        if draw < WRONG_SHARE and word.kind == "word":
            text = chance.choice([other.text for other in transcript.words if other.kind == "word"])
        kept.append((text, Interval(start_s=word.start_s, end_s=word.end_s)))
    return timed(kept)


def _moved(when: Interval, chance: random.Random) -> Interval:
    start_s = max(0.0, when.start_s + chance.gauss(0, JITTER_S))
    return Interval(start_s=start_s, end_s=max(start_s, when.end_s + chance.gauss(0, JITTER_S)))


def same(event: Word, truth: Interval) -> bool:
    assert event.start_s is not None
    assert event.end_s is not None
    shared_s = min(event.end_s, truth.end_s) - max(event.start_s, truth.start_s)
    return shared_s >= 0.5 * min(event.end_s - event.start_s, truth.duration_s)


def row(name: str, cases: Sequence[Case]) -> None:
    found = true = hit = sure = unmeasured = 0
    seconds = cost_s = 0.0
    for case in cases:
        speech = speech_regions(case.samples)
        written = sum(word.kind == "filled_pause" for word in case.transcript.words)
        began = time.process_time()
        heard = add_filled_pauses(case.samples, case.transcript, speech=speech)
        cost_s += time.process_time() - began
        seconds += duration_s(case.samples)
        events = [word for word in heard.transcript.words if word.kind == "filled_pause"]
        found += len(events) - written
        sure += sum((event.probability or 0) >= SURE for event in events)
        true += len(case.truth)
        hit += sum(any(same(event, truth) for event in events) for truth in case.truth)
        unmeasured += len(heard.unmeasured)
    precision = f"{hit / found:.2f}" if true and found else "-"
    recall = f"{hit / true:.2f}" if true else "-"
    rate = f"{(found - hit) / seconds * 60:.2f} ({sure / seconds * 60:.2f})" if not true else "-"
    counts = f"{name:38} {true:>5} {found:>6} {sure:>5} {precision:>10} {recall:>7}"
    print(f"{counts} {rate:>21} {cost_s / seconds:>8.3f} {unmeasured:>11}")


def main(data: Path) -> None:
    print(
        f"{'':38} {'said':>5} {'heard':>6} {'sure':>5} {'precision':>10} {'recall':>7} "
        f"{'false a minute (sure)':>21} {'of time':>8} {'unmeasured':>11}"
    )
    unscripted = [case for seed in range(3) for case in mfa(data / "speech" / "mfa", seed)]
    fluent = list(notes(data / "speech" / "voice-notes"))
    row("mfa, three draws of times", unscripted)
    row("voice-notes", fluent)
    for title, cases in (("mfa", unscripted), ("voice-notes", fluent)):
        wrong = [replace(case, transcript=spoiled(case.transcript, seed)) for seed, case in enumerate(cases)]
        row(f"{title}, {WRONG_SHARE:.0%} of the words wrong", wrong)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
