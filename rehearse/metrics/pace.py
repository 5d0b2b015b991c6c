"""Pace: how fast, how steadily, and where the silences fall.

Task
----
Measure rates and pauses of a timed answer. Pauses come from where no voice was heard (`Transcript.speech`) and from
where no word stands; without audio, from the gaps between word times alone. The messages say which.

Conventions
-----------
The answer runs from its first word to its last, so a silence before or after is no pause of the answer (the one
before is `initial_delay_s`). `words_per_minute` is the speech rate: words over that whole time, pauses included.
`letters_per_s` is the same rate in letters and digits: words differ in length, so it says more of how fast someone speaks.
`pause_share` is of the time from the first word to the last, filled pauses before and after left out.
`articulation_wpm` leaves out silences of `pause_min_s` and more, and the time of filled pauses. A pause is what
stands between two neighbouring words: its length is the silence plus any filled pause inside, so an "um" in the
middle neither hides a pause nor makes two of it. It is put between the words by its middle, because recognisers
stretch words over silences. Where it stands makes it a hesitation or a pause at a boundary (`pause_kinds`).

Metrics
-------
duration_s, words_per_minute, letters_per_s, articulation_wpm, pace_variation (coefficient of variation of the rate
over stretches of `pace_window_words`), pauses, pauses_per_100_words, long_pauses, long_pauses_per_100_words,
hesitations, hesitation_s, boundary_pauses, boundary_pause_s (how many, and seconds of them together), pause_share,
initial_delay_s.

References
----------
Goldman-Eisler 1968, Psycholinguistics (silences under 250 ms are articulation). Campione and Véronis 2002, "A
large-scale multilingual study of silent pause duration", Speech Prosody (over one second is long). Tauroza and
Allison 1990, "Speech rates in British English", Applied Linguistics 11(1) (rates by kind of speech).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, pstdev

from rehearse.metrics.answer import Answer
from rehearse.metrics.measured import Measured, withheld
from rehearse.metrics.norms import Limit, Norms, falling, rising
from rehearse.metrics.parts import falling_part
from rehearse.schema import Finding, Interval, Part

KINDS = ("hesitations", "hesitation_s", "boundary_pauses", "boundary_pause_s")
_NO_KINDS = "where clauses begin is told by English words and punctuation, and this transcript lacks them"
MEASURES = (
    "duration_s",
    "words_per_minute",
    "letters_per_s",
    "articulation_wpm",
    "pace_variation",
    "pauses",
    "pauses_per_100_words",
    "long_pauses",
    "long_pauses_per_100_words",
    *KINDS,
    "pause_share",
    "initial_delay_s",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Nobody speaks a word between the word at place `after` and the next; times in seconds."""

    after: int
    start_s: float
    end_s: float
    length_s: float


def measure(answer: Answer, norms: Norms, hesitant: Set[int] | None = None) -> Measured:
    """Return rates and pauses; all `None` where nothing was timed.

    A pause after a word whose place is in `hesitant` is a hesitation, any other stands at a boundary; with `None` nothing
    is known of that.
    """
    duration_s = answer.duration_s
    if duration_s is None or not answer.words:
        return withheld(MEASURES, answer.untimed_reason if duration_s is None else "there are no words")
    found = pauses(answer, norms["pause_min_s"].value)
    long = [pause for pause in found if pause.length_s > norms["long_pause_s"].value]
    silent_s = sum(pause.length_s for pause in found)
    spoken_s = duration_s - silent_s
    variation = _variation(answer, int(norms["pace_window_words"].value))
    words = len(answer.words)
    short = f"fewer than two stretches of {norms['pace_window_words']} are timed"
    return Measured(
        findings=tuple(_finding(answer, pause, norms["long_pause_s"], hesitant) for pause in long),
        measures={
            "duration_s": duration_s,
            "words_per_minute": 60 * words / duration_s,
            "letters_per_s": _letters(answer) / duration_s,
            "articulation_wpm": 60 * words / spoken_s if spoken_s > 0 else None,
            "pace_variation": variation,
            "pauses": float(len(found)),
            "pauses_per_100_words": 100 * len(found) / words,
            "long_pauses": float(len(long)),
            "long_pauses_per_100_words": 100 * len(long) / words,
            **_by_kind(found, hesitant),
            "pause_share": min(1.0, silent_s / _between_words_s(answer, duration_s)),
            "initial_delay_s": min(word.start_s for word in answer.transcript.words if word.start_s is not None),
        },
        unmeasured=({} if variation is not None else {"pace_variation": short})
        | ({} if hesitant is not None else dict.fromkeys(KINDS, _NO_KINDS))
        | ({} if spoken_s > 0 else {"articulation_wpm": "the times leave no speech between the pauses"}),
    )


def pauses(answer: Answer, least_s: float) -> tuple[Pause, ...]:
    """Return the pauses between the words, of `least_s` and more, in order."""
    timed = [(place, word.start_s, word.end_s) for place, word in enumerate(answer.words)]
    middles = [((start + end) / 2, place) for place, start, end in timed if start is not None and end is not None]
    middles.sort()
    gaps: dict[int, list[Interval]] = {}
    for gap in (*_silences(answer), *_filled(answer)):
        at = bisect_right(middles, ((gap.start_s + gap.end_s) / 2, len(answer.words)))
        if 0 < at < len(middles):
            gaps.setdefault(middles[at - 1][1], []).append(gap)
    found = (_pause(after, inside) for after, inside in sorted(gaps.items()))
    return tuple(pause for pause in found if pause.length_s >= least_s)


def basis(answer: Answer) -> str:
    """Say what the pauses were measured on, in plain words."""
    return "from the audio" if answer.transcript.speech is not None else "from the times of the words"


def parts(answer: Answer, measured: Measured, norms: Norms) -> tuple[Part, ...]:
    """Return what rate, pauses and steadiness bring to clarity; each weighs as docs/metrics.md says."""
    return (_rate_part(answer, measured, norms), _pause_part(answer, measured, norms), _steadiness_part(measured, norms))


def _letters(answer: Answer) -> int:
    return sum(sign.isalnum() for token in answer.tokens for sign in token)


def _letters_per_s_without_fillers(answer: Answer) -> float:
    """Return the rate with the time of filled pauses left out, so that an "um" never makes fast speech look calmer."""
    filled_s = sum(gap.duration_s for gap in _filled(answer))
    left_s = (answer.duration_s or 0.0) - filled_s
    return _letters(answer) / left_s if left_s > 0 else float("inf")


def _between_words_s(answer: Answer, duration_s: float) -> float:
    """Return the time from the first word to the last: filled pauses before and after hold no pause that is counted."""
    heard = [word for word in answer.transcript.words if word.start_s is not None and word.end_s is not None]
    words = [word for word in heard if word.kind == "word"]
    if not words:
        return duration_s
    before_s = min(word.start_s or 0.0 for word in words) - min(word.start_s or 0.0 for word in heard)
    after_s = max(word.end_s or 0.0 for word in heard) - max(word.end_s or 0.0 for word in words)
    return duration_s - before_s - after_s if duration_s > before_s + after_s else duration_s


def _rate_part(answer: Answer, measured: Measured, norms: Norms) -> Part:
    rate, words = measured.measures["letters_per_s"], measured.measures["words_per_minute"]
    slow, fast = norms["rate_slow"], norms["rate_fast"]
    worth = None
    if rate is not None:
        worth = min(
            rising(rate, norms["rate_slow_zero"], slow),
            falling(_letters_per_s_without_fillers(answer), fast, norms["rate_fast_zero"]),
        )
    now = f"; {words:.0f} words a minute here" if words is not None else ""
    return Part(
        name="speech rate, pauses included",
        value=rate,
        unit=slow.unit,
        score=worth,
        weight=0.15,
        limit=f"{slow.value:g} to {fast}{now}",
        source=slow.source,
        reason=measured.unmeasured.get("letters_per_s"),
    )


def _pause_part(answer: Answer, measured: Measured, norms: Norms) -> Part:
    """Judge the share of pauses; for speech faster than the band a pause is one from less on, so hurrying hides none."""
    share = measured.measures["pause_share"]
    if share is not None and answer.duration_s:
        shrunk = min(1.0, norms["rate_fast"].value / _letters_per_s_without_fillers(answer))
        silent_s = sum(pause.length_s for pause in pauses(answer, norms["pause_min_s"].value * shrunk))
        share = min(1.0, silent_s / _between_words_s(answer, answer.duration_s))
    full, zero = norms["pause_share_full"], norms["pause_share_zero"]
    return falling_part(
        "share of pauses",
        share,
        full,
        zero,
        weight=0.15,
        about=f"from {norms['pause_min_s']} on, {basis(answer)}",
        reason=measured.unmeasured.get("pause_share"),
    )


def _steadiness_part(measured: Measured, norms: Norms) -> Part:
    return falling_part(
        "steadiness of the pace",
        measured.measures["pace_variation"],
        norms["pace_variation_full"],
        norms["pace_variation_zero"],
        weight=0.05,
        reason=measured.unmeasured.get("pace_variation"),
    )


def _silences(answer: Answer) -> Iterable[Interval]:
    """Yield where no voice was heard between two voices, and where no word stands between two words."""
    voiced = sorted(answer.transcript.speech or (), key=lambda each: each.start_s)
    for previous, following in pairwise(voiced):
        if following.start_s > previous.end_s:
            yield Interval(start_s=previous.end_s, end_s=following.start_s)
    for word, after in pairwise(answer.transcript.words):
        if word.end_s is not None and after.start_s is not None and after.start_s > word.end_s:
            yield Interval(start_s=word.end_s, end_s=after.start_s)


def _filled(answer: Answer) -> list[Interval]:
    return [
        Interval(start_s=word.start_s, end_s=word.end_s)
        for word in answer.filled_pauses
        if word.start_s is not None and word.end_s is not None and word.end_s > word.start_s
    ]


def _pause(after: int, inside: Sequence[Interval]) -> Pause:
    """Join what lies between two words; where a silence and a filled pause overlap, the time counts once."""
    ordered = sorted(inside, key=lambda gap: gap.start_s)
    length_s, reached_s = 0.0, ordered[0].start_s
    for gap in ordered:
        length_s += max(0.0, gap.end_s - max(reached_s, gap.start_s))
        reached_s = max(reached_s, gap.end_s)
    return Pause(after=after, start_s=ordered[0].start_s, end_s=reached_s, length_s=length_s)


def _by_kind(found: Sequence[Pause], hesitant: Set[int] | None) -> dict[str, float | None]:
    """Return how many pauses are hesitations and how many stand at a boundary, and the seconds of each."""
    if hesitant is None:
        return dict.fromkeys(KINDS)
    hesitations_s = [pause.length_s for pause in found if pause.after in hesitant]
    others_s = [pause.length_s for pause in found if pause.after not in hesitant]
    return dict(zip(KINDS, (float(len(hesitations_s)), sum(hesitations_s), float(len(others_s)), sum(others_s)), strict=True))


def _finding(answer: Answer, pause: Pause, limit: Limit, hesitant: Set[int] | None) -> Finding:
    place = answer.words[pause.after].char_end
    name = "pause" if hesitant is None else "hesitation" if pause.after in hesitant else "pause at a boundary"
    return Finding(
        kind="long_pause",
        text="",
        char_start=place,
        char_end=place,
        start_s=pause.start_s,
        end_s=pause.end_s,
        message=f"A {name} of {pause.length_s:.1f} s, {basis(answer)}; over {limit} a pause is long.",
        source=limit.source,
    )


def _variation(answer: Answer, window: int) -> float | None:
    """Return how much the rate varies over stretches of `window` words, or `None` with fewer than two stretches."""
    if window < 1:
        return None
    timed = [word for word in answer.words if word.start_s is not None and word.end_s is not None]
    stretches = [timed[at : at + window] for at in range(0, len(timed) - window + 1, window)]
    lengths_s = [(words[-1].end_s or 0.0) - (words[0].start_s or 0.0) for words in stretches]
    rates = [window / length_s for length_s in lengths_s if length_s > 0]
    return pstdev(rates) / fmean(rates) if len(rates) > 1 else None
