"""How well filled pauses are heard that the transcript left out, and what listening for them costs.

Usage: python benchmarks/filled_pauses.py DATA

DATA holds `speech/mfa` (two unscripted recordings with word times, from the tests of the Montreal Forced Aligner),
`speech/voice-notes` (read notes with their text) and `speech/speechocean762` (read sentences). For recall and precision the um
and uh are taken out of the text and its times are moved by a few hundredths of a second at random; an event counts where it
shares half of the shorter with a true one. In what is read hardly any filler is said, so an event there is a false alarm; written
ones stay in the text. The judge has learnt from all these voices: how it does on voices that it has not heard is printed by
`models/training/filler_judge.py`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cases import WRONG_SHARE, Case, mfa, notes, sentences, spoiled

from rehearse.audio.files import duration_s
from rehearse.audio.voice import speech_regions
from rehearse.schema import Interval, Word
from rehearse.speech.verbatim import add_filled_pauses

SURE = 0.8


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
    unscripted = [case for seed in range(3) for case in mfa(data, seed)]
    fluent = list(notes(data))
    read = list(sentences(data))
    row("mfa, three draws of times", unscripted)
    row("voice-notes", fluent)
    row("speechocean762", read)
    for title, cases in (("mfa", unscripted), ("voice-notes", fluent), ("speechocean762", read)):
        wrong = [replace(case, transcript=spoiled(case.transcript, seed)) for seed, case in enumerate(cases)]
        row(f"{title}, {WRONG_SHARE:.0%} of the words wrong", wrong)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
