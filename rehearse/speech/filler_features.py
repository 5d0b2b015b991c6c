"""Measure what tells a filled pause from other sounds: its length, level, steadiness and spectrum, and what stands around it.

A filled pause holds one vocal-tract shape, so its spectrum barely moves, while a drawn-out word, a breath or laughter moves on:
Goto, Itou and Hayamizu, "A real-time filled pause detection system for spontaneous speech recognition" (Eurospeech 1999).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples
from rehearse.speech.filler_candidates import Candidate, Heard
from rehearse.speech.grammar import Label

Values = NDArray[np.float64]

_LAGS = (1, 3, 6)
"""Frames of 10 ms. From one frame to the next the pulses of a creaky voice look like change; within 30 ms they even out."""

_COEFFICIENTS = 7
_BESIDE = 8
"""Frames on either side that a sound is held against."""

_FAR_S = 0.5
"""Neighbours further away count as this far."""

_HOP = 160
_WINDOW = 400
_FFT = 512
_BANDS = 24
_LOWEST_HZ, _HIGHEST_HZ = 100.0, 7000.0
_FLOOR = 1e-10
_SPARSE = 5
"""Every how many frames a voice's average is taken from."""

NAMES = (
    "duration_s",
    "grade",
    "cost",
    "nasal",
    *(f"change_{lag}" for lag in _LAGS),
    "drift",
    "level_db",
    "above_floor_db",
    "level_spread_db",
    "periodicity",
    *(f"shape_{i}" for i in range(_COEFFICIENTS)),
    "onset_db",
    "offset_db",
    "step_before",
    "step_after",
    "gap_before_s",
    "gap_after_s",
    "pace_before_s",
    "pace_after_s",
    "cost_before",
    "cost_after",
    "chunk_cost",
    "retried",
)
"""The features in the order of `features`."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A recording as a whole: level in dBFS of its loud moments and of its quiet ones, and its mean log-mel bands."""

    loud_db: float
    quiet_db: float
    bands: Values


def voice(samples: Samples) -> Voice:
    """Measure a whole recording; the bands are those of its louder half."""
    whole = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP)
    if len(whole) < _WINDOW // _HOP + 1:
        return Voice(loud_db=-np.inf, quiet_db=-np.inf, bands=np.zeros(_BANDS))
    levels = _decibels(whole)
    middle = np.percentile(levels, 50)
    starts = np.flatnonzero(levels[: -_WINDOW // _HOP] >= middle)[::_SPARSE] * _HOP
    total, count = np.zeros(_BANDS), 0
    for first in range(0, len(starts), 1000):
        frames = np.stack([samples[start : start + _WINDOW] for start in starts[first : first + 1000]])
        total += _log_bands(frames).sum(axis=0)
        count += len(frames)
    return Voice(loud_db=float(np.percentile(levels, 95)), quiet_db=float(np.percentile(levels, 10)), bands=total / max(1, count))


def features(candidate: Candidate, heard: Heard, chunk: Samples, of: Voice) -> Values:
    """Return the values of `NAMES` for one proposed sound.

    Parameters
    ----------
    candidate
        One of the candidates of `heard`.
    heard
        What alignment made of the chunk.
    chunk
        The samples that its times count in.
    of
        The recording as a whole.
    """
    frames = _frames(chunk, candidate.start_s, candidate.end_s, _BESIDE)
    bands, levels = _log_bands(frames), _decibels(frames)
    inner = slice(_BESIDE, len(frames) - _BESIDE)
    values = [
        candidate.end_s - candidate.start_s,
        float(candidate.grade),
        candidate.cost,
        float(candidate.nasal),
        *_steadiness(bands[inner]),
        *_loudness(levels[inner], of),
        _periodicity(frames[inner]),
        *_shape(bands[inner], of),
        *_edges(bands, levels),
        *_neighbours(candidate, heard.words),
        float(np.median([label.cost for label in heard.words])) if heard.words else 0.0,
        float(heard.retried),
    ]
    row: Values = np.nan_to_num(np.array(values), posinf=0.0, neginf=0.0)
    return row


def _steadiness(bands: Values) -> list[float]:
    """Return the change of level-normalised bands over each lag in the middle two thirds, and between its halves."""
    shape = bands - bands.mean(axis=1, keepdims=True)
    edge = len(shape) // 6
    middle = shape[edge : len(shape) - edge]
    changes = [float(np.sqrt(np.mean((middle[lag:] - middle[:-lag]) ** 2))) if len(middle) > lag else 1.5 for lag in _LAGS]
    half = max(1, len(middle) // 2)
    return [*changes, float(np.sqrt(np.mean((middle[:half].mean(axis=0) - middle[-half:].mean(axis=0)) ** 2)))]


def _loudness(levels: Values, of: Voice) -> list[float]:
    return [float(levels.mean()) - of.loud_db, float(levels.mean()) - of.quiet_db, float(levels.std())]


def _periodicity(frames: NDArray[np.float32]) -> float:
    """Return the mean height of the autocorrelation's peak between 70 and 320 Hz, 0 to 1."""
    spectra = np.abs(np.fft.rfft(frames - frames.mean(axis=1, keepdims=True), 2 * _WINDOW)) ** 2
    correlations = np.fft.irfft(spectra)
    peaks = correlations[:, SAMPLE_RATE_HZ // 320 : SAMPLE_RATE_HZ // 70].max(axis=1)
    return float(np.mean(peaks / np.maximum(correlations[:, 0], _FLOOR)))


def _shape(bands: Values, of: Voice) -> list[float]:
    """Return the first cepstral coefficients of the sound's spectrum against the voice's average, without the level."""
    difference = bands.mean(axis=0) - of.bands
    waves = np.cos(np.pi * np.outer(np.arange(1, _COEFFICIENTS + 1), np.arange(_BANDS) + 0.5) / _BANDS)
    return [float(value) for value in waves @ difference / _BANDS]


def _edges(bands: Values, levels: Values) -> list[float]:
    """Return how far the level falls, and how much the spectrum moves, across the start and the end."""
    inside = levels[_BESIDE : len(levels) - _BESIDE].mean()
    shape = bands - bands.mean(axis=1, keepdims=True)
    around = 3
    steps = [
        float(
            np.sqrt(np.mean((shape[at - around - 2 : at - 2].mean(axis=0) - shape[at + 2 : at + around + 2].mean(axis=0)) ** 2))
        )
        for at in (_BESIDE, len(shape) - _BESIDE)
    ]
    first, last = levels[: _BESIDE + 2].min(), levels[len(levels) - _BESIDE - 2 :].min()
    return [float(inside - first), float(inside - last), *steps]


def _neighbours(candidate: Candidate, words: Sequence[Label]) -> list[float]:
    """Return gap, seconds a letter, and cost of the word before and of the word after; squeezed ones gave their sound away."""
    before = next((label for label in reversed(words) if label.start_s < candidate.start_s), None)
    after = next((label for label in words if label.end_s > candidate.end_s), None)
    gap_before_s = min(_FAR_S, max(0.0, candidate.start_s - before.end_s)) if before else _FAR_S
    gap_after_s = min(_FAR_S, max(0.0, after.start_s - candidate.end_s)) if after else _FAR_S
    paces = [min(0.3, (label.end_s - label.start_s) / max(1, len(label.sound))) if label else 0.1 for label in (before, after)]
    costs = [min(12.0, label.cost) if label else 3.0 for label in (before, after)]
    return [gap_before_s, gap_after_s, *paces, *costs]


def _frames(samples: Samples, start_s: float, end_s: float, beside: int) -> NDArray[np.float32]:
    """Return windows every 10 ms, `beside` of them before the start and after the end; silence outside the samples."""
    count = max(2, round((end_s - start_s) * SAMPLE_RATE_HZ / _HOP)) + 2 * beside
    first = round(start_s * SAMPLE_RATE_HZ) - _WINDOW // 2 - beside * _HOP
    last = first + (count - 1) * _HOP + _WINDOW
    inside = samples[max(0, first) : max(0, last)]
    padded = np.pad(inside, (max(0, -first), last - max(0, first) - len(inside)))
    return np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]


def _log_bands(frames: NDArray[np.float32]) -> Values:
    bands: Values = np.log(np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), _FFT)) ** 2 @ _mel_bands() + _FLOOR)
    return bands


def _decibels(frames: NDArray[np.float32]) -> Values:
    decibels: Values = 10 * np.log10(np.mean(frames.astype(np.float64) ** 2, axis=1) + _FLOOR)
    return decibels


@lru_cache(maxsize=1)
def _mel_bands() -> Values:
    """Return triangular filters evenly spaced on the mel scale (O'Shaughnessy 1987), shape `(_FFT // 2 + 1, _BANDS)`."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (_LOWEST_HZ, _HIGHEST_HZ))
    edges = np.linspace(low, high, _BANDS + 2)
    mels = 2595 * np.log10(1 + np.fft.rfftfreq(_FFT, 1 / SAMPLE_RATE_HZ) / 700)
    rising = (mels[:, None] - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - mels[:, None]) / np.diff(edges)[1:]
    bands: Values = np.clip(np.minimum(rising, falling), 0, None)
    return bands
