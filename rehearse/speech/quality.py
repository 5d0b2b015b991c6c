"""How far a transcript and its recording can be trusted by the sound, and the floor below which nothing is judged by them.

The words' own probabilities have their floor in `rehearse.metrics.unfit`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples
from rehearse.schema import Interval, Transcript

MAX_WORDLESS_SHARE = 0.4
"""With more of the speech without words, rates and coverage describe a part of the answer only."""

MAX_UNALIGNED_SHARE = 0.5
"""With more of the speech in stretches whose words don't fit the sound, the text is taken not to be what was said: the limit at
which `align` refuses a text as well."""

MIN_SIGNAL_TO_NOISE_DB = 5.0
"""Below it recognisers lose a large share of the words, and a filler can't be told from the noise."""

BRIDGED_S = 0.5
"""A gap between words counts as wordless from here on; shorter ones are the edges that a recogniser sets loosely."""

_ROOM_PERCENTILE = 20
"""Of the silences' power: what lies above is breath, coughs, and the edges of words."""

_FRAME = SAMPLE_RATE_HZ // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What was measured of one transcript; `None` where there was nothing to measure it by.

    Attributes
    ----------
    wordless_share
        Share of the speech, 0 to 1, that no word covers.
    unaligned_share
        Share of the speech, 0 to 1, in stretches where the words could not be laid along the sound.
    signal_to_noise_db
        Mean power of the speech against that of the quieter silences; `None` without a silence.
    reason
        Why no score should be given, in plain words; `None` where the transcript will do.
    """

    wordless_share: float | None
    unaligned_share: float | None
    signal_to_noise_db: float | None
    reason: str | None


def quality(samples: Samples, transcript: Transcript, unmeasured: Sequence[Interval]) -> Quality:
    """Measure how far a transcript can be trusted.

    Parameters
    ----------
    samples
        Shape `(n,)`, 16 kHz, -1 to 1.
    transcript
        With times and `speech`; one without times is measured by nothing but the noise.
    unmeasured
        Stretches whose words could not be aligned, as `Verbatim` gives them.
    """
    speech = transcript.speech or ()
    timed = any(word.start_s is not None for word in transcript.words)
    spoken_s = sum(region.duration_s for region in speech)
    wordless = unaligned = None
    if timed and spoken_s:
        wordless = 1 - _shared_s(speech, _covered(transcript)) / spoken_s
        unaligned = _shared_s(speech, unmeasured) / spoken_s
    noise_db = _signal_to_noise_db(samples, speech)
    return Quality(
        wordless_share=wordless,
        unaligned_share=unaligned,
        signal_to_noise_db=noise_db,
        reason=_words_reason(transcript, wordless, unaligned) or _noise_reason(noise_db),
    )


def _words_reason(transcript: Transcript, wordless: float | None, unaligned: float | None) -> str | None:
    """Return why recognised words won't do; those that a person gave are believed."""
    if transcript.engine == "text":
        return None
    mend = "Correct the text, or record again, and the scores are worked out."
    if wordless is not None and wordless > MAX_WORDLESS_SHARE:
        return f"{wordless:.0%} of what was said has no words in the transcript. {mend}"
    if unaligned is not None and unaligned > MAX_UNALIGNED_SHARE:
        return f"In {unaligned:.0%} of what was said the words do not fit the sound. {mend}"
    return None


def _noise_reason(noise_db: float | None) -> str | None:
    if noise_db is not None and noise_db < MIN_SIGNAL_TO_NOISE_DB:
        return f"The voice stands only {noise_db:.0f} dB above the noise. Record again in a quieter place."
    return None


def _covered(transcript: Transcript) -> list[Interval]:
    """Return the stretches that words cover, those less than `BRIDGED_S` apart joined."""
    covered: list[Interval] = []
    for word in transcript.words:
        if word.start_s is None or word.end_s is None:
            continue
        if covered and word.start_s - covered[-1].end_s < BRIDGED_S:
            covered[-1] = Interval(start_s=covered[-1].start_s, end_s=max(covered[-1].end_s, word.end_s))
        else:
            covered.append(Interval(start_s=word.start_s, end_s=word.end_s))
    return covered


def _shared_s(speech: Sequence[Interval], others: Sequence[Interval]) -> float:
    return sum(
        max(0.0, min(region.end_s, other.end_s) - max(region.start_s, other.start_s)) for region in speech for other in others
    )


def _signal_to_noise_db(samples: Samples, speech: Sequence[Interval]) -> float | None:
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    spoken = np.zeros(len(frames), dtype=np.bool_)
    for region in speech:
        spoken[int(region.start_s * 100) : int(region.end_s * 100) + 1] = True
    if spoken.all() or not spoken.any():
        return None
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    return float(10 * np.log10((power[spoken].mean() + 1e-12) / (np.percentile(power[~spoken], _ROOM_PERCENTILE) + 1e-12)))
