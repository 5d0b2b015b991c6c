"""How well filled pauses are heard that the transcript left out, and what listening for them costs.

Usage: python benchmarks/filled_pauses.py DATA

DATA holds `speech/mfa` (two unscripted recordings with word times, from the tests of the Montreal Forced Aligner),
`speech/voice-notes` (read notes with their text) and `speech/speechocean762` (read sentences). For recall and precision the um
and uh are taken out of the text and its times are moved by a few hundredths of a second at random; an event counts where it
shares half of the shorter with a true one. In what is read hardly any filler is said, so an event there is a false alarm. Then
the same with 15 % of the words left out or taken for others, and the cost on the notes joined.

The judge has learnt from all these voices: how it does on voices and fillers that it has not heard is printed by
`models/training/filler_judge.py`.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cases import WRONG_SHARE, Case, joined, mfa, notes, sentences, spoiled
from filler_sounds import real_fillers
from splice import spliced

from rehearse.audio.files import duration_s
from rehearse.audio.voice import speech_regions
from rehearse.metrics.norms import norms
from rehearse.schema import Interval, Word
from rehearse.speech.verbatim import add_filled_pauses

LENGTHS_MIN = (5, 10, 20)


def same(event: Word, truth: Interval) -> bool:
    assert event.start_s is not None
    assert event.end_s is not None
    shared_s = min(event.end_s, truth.end_s) - max(event.start_s, truth.start_s)
    return shared_s >= 0.5 * min(event.end_s - event.start_s, truth.duration_s)


def row(name: str, cases: Sequence[Case]) -> None:
    """Print how many fillers were said and heard, and how many that were heard were none; the sure ones in brackets."""
    least = norms()["sure_probability"].value
    said = heard = right = found = false = false_sure = unmeasured = 0
    seconds = 0.0
    for case in cases:
        verbatim = add_filled_pauses(case.samples, case.transcript, speech=speech_regions(case.samples))
        events = [word for word in verbatim.transcript.words if word.kind == "filled_pause" and word.probability is not None]
        wrong = [event for event in events if not any(same(event, truth) for truth in case.truth)]
        said += len(case.truth)
        heard += len(events)
        right += len(events) - len(wrong)
        found += sum(any(same(event, truth) for event in events) for truth in case.truth)
        false += len(wrong)
        false_sure += sum((event.probability or 0.0) >= least for event in wrong)
        unmeasured += len(verbatim.unmeasured)
        seconds += duration_s(case.samples)
    precision, recall = right / heard if heard else 1.0, found / said if said else 0.0
    ratios = (
        f"{precision:>10.2f} {recall:>7.2f} {2 * precision * recall / max(1e-9, precision + recall):>5.2f}"
        if said
        else f"{'-':>10} {'-':>7} {'-':>5}"
    )
    print(
        f"{name:40} {said:>5} {heard:>6} {ratios} {60 * false / seconds:>8.2f} ({60 * false_sure / seconds:.2f}) {unmeasured:>11}"
    )


def cost(cases: Sequence[Case], minutes: int) -> None:
    """Print the share of real time and the memory that listening takes on notes joined to so many minutes."""
    case = joined(cases, 60.0 * minutes)
    speech = speech_regions(case.samples)
    before_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.process_time()
    add_filled_pauses(case.samples, case.transcript, speech=speech)
    share = (time.process_time() - began) / duration_s(case.samples)
    more_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before_mib
    print(f"{f'{minutes} minutes of voice-notes':40} {share:.3f} of real time, {more_mib:.0f} MiB more than at the most before")


def main(data: Path) -> None:
    unscripted = [case for seed in range(3) for case in mfa(data, seed)]
    fluent, read = list(notes(data)), list(sentences(data))
    put_in = [spliced(case, real_fillers(unscripted[:2]), seed=0) for case in [*fluent, *sentences(data, joined=5)]]
    columns = f"{'precision':>10} {'recall':>7} {'F1':>5} {'false a minute (sure)'} {'unmeasured':>5}"
    print(f"{'':40} {'said':>5} {'heard':>6} {columns}")
    groups = {"mfa, three draws of times": unscripted, "put into voices": put_in, "voice-notes": fluent, "speechocean762": read}
    for title, cases in groups.items():
        row(title, cases)
    for title, cases in groups.items():
        wrong = [replace(case, transcript=spoiled(case.transcript, seed)) for seed, case in enumerate(cases)]
        row(f"{title}, {WRONG_SHARE:.0%} wrong words", wrong)
    print()
    for minutes in LENGTHS_MIN:
        cost(fluent, minutes)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
