"""Judge proposed filled pauses: how sure it is that a sound is one, from how long, loud and steady it is.

A filled pause holds one vocal-tract shape, so its spectrum barely moves, while a drawn-out word, a breath or laughter moves on:
Goto, Itou and Hayamizu, "A real-time filled pause detection system for spontaneous speech recognition" (Eurospeech 1999).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples
from rehearse.speech.filler_candidates import Candidate

MIN_DURATION_S = 0.20
"""Shorter ones can't be told from the sounds of words."""

MAX_CHANGE = 0.78
"""Largest spectral change within `LAG` frames, in nepers of power (see `Steadiness`). Chosen on few recordings: true
ones lay at 0.73 and below, false ones, faint sounds aside, at 0.86 and above."""

LAG = 3
"""Frames of 10 ms. From one frame to the next the pulses of a creaky voice look like change; within 30 ms they even out."""

MIN_LEVEL_DB = -30.0
"""Against the loud moments of the recording; below it are breaths and the room."""

PROBABILITY = (0.4, 0.7, 0.9)
"""How sure a sound is that holds in one, two, three of the alignments. A reading of a trial on few voices, not yet calibrated."""

LEAST_PROBABILITY = 0.5
"""What is less sure is not reported."""

_HOP = 160
_WINDOW = 400
_FFT = 512
_BANDS = 24
_LOWEST_HZ, _HIGHEST_HZ = 100.0, 7000.0
_FLOOR = 1e-10


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How little a sound moves over its middle two thirds.

    Attributes
    ----------
    change
        Root mean square difference of level-normalised log-mel bands between frames `LAG` apart.
    level_db
        Mean level of the whole sound in dBFS.
    """

    change: float
    level_db: float


def probability(candidate: Candidate, chunk: Samples, *, loud_db: float, strict: bool) -> float:
    """Return how sure it is that `candidate` is a filled pause, 0 to 1; 0 where a rule speaks against it.

    Parameters
    ----------
    candidate
        A proposed sound.
    chunk
        The samples that its times count in.
    loud_db
        Level of the loud moments of the whole recording, as `loud_level_db` gives it.
    strict
        The words around it fit the audio badly, so only a sound that holds in every alignment is believed.
    """
    if candidate.end_s - candidate.start_s < MIN_DURATION_S or (strict and candidate.grade < len(PROBABILITY)):
        return 0.0
    sound = steadiness(chunk, candidate.start_s, candidate.end_s)
    if sound.change > MAX_CHANGE or sound.level_db - loud_db < MIN_LEVEL_DB:
        return 0.0
    return PROBABILITY[candidate.grade - 1]


def loud_level_db(samples: Samples) -> float:
    """Return the level in dBFS that 95 % of the recording's 10 ms stretches stay below."""
    whole = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP)
    return float(np.percentile(_decibels(whole), 95)) if len(whole) else -np.inf


def steadiness(samples: Samples, start_s: float, end_s: float) -> Steadiness:
    """Measure one sound; only the samples around it are looked at."""
    frames = _frames(samples, start_s, end_s)
    bands = np.log(np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), _FFT)) ** 2 @ _mel_bands() + _FLOOR)
    shape = bands - bands.mean(axis=1, keepdims=True)
    edge = len(shape) // 6
    middle = shape[edge : len(shape) - edge]
    return Steadiness(
        change=float(np.sqrt(np.mean((middle[LAG:] - middle[:-LAG]) ** 2))) if len(middle) > LAG else np.inf,
        level_db=float(_decibels(frames).mean()),
    )


def _frames(samples: Samples, start_s: float, end_s: float) -> NDArray[np.float32]:
    count = max(1, round((end_s - start_s) * SAMPLE_RATE_HZ / _HOP))
    first = round(start_s * SAMPLE_RATE_HZ) - _WINDOW // 2
    last = first + (count - 1) * _HOP + _WINDOW
    inside = samples[max(0, first) : max(0, last)]
    padded = np.pad(inside, (max(0, -first), last - max(0, first) - len(inside)))
    return np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]


def _decibels(frames: NDArray[np.float32]) -> NDArray[np.float64]:
    decibels: NDArray[np.float64] = 10 * np.log10(np.mean(frames.astype(np.float64) ** 2, axis=1) + _FLOOR)
    return decibels


@lru_cache(maxsize=1)
def _mel_bands() -> NDArray[np.float64]:
    """Return triangular filters evenly spaced on the mel scale (O'Shaughnessy 1987), shape `(_FFT // 2 + 1, _BANDS)`."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (_LOWEST_HZ, _HIGHEST_HZ))
    edges = np.linspace(low, high, _BANDS + 2)
    mels = 2595 * np.log10(1 + np.fft.rfftfreq(_FFT, 1 / SAMPLE_RATE_HZ) / 700)
    rising = (mels[:, None] - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - mels[:, None]) / np.diff(edges)[1:]
    bands: NDArray[np.float64] = np.clip(np.minimum(rising, falling), 0, None)
    return bands
