"""Measure what tells a filled pause from other sounds in any voice: it is long, holds still, and lies low on a level pitch.

A filled pause holds one vocal-tract shape and one pitch, while a drawn-out word, a breath or laughter moves on: Goto, Itou and
Hayamizu, "A real-time filled pause detection system for spontaneous speech recognition" (Eurospeech 1999). How long, how still
and how low is held against the voice itself. There are few features, and none of loudness, timbre or the silence around: what a
judge learnt from these did not hold for voices and fillers that it had not heard.
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

NAMES = ("length", "change", "change_against_voice", "drift", "pitch_spread", "pitch")
"""The features in the order of `features`; the first five are logarithms, the last is in semitones from the voice's median."""

_LAG = 3
"""Frames of 10 ms. From one frame to the next the pulses of a creaky voice look like change; within 30 ms they even out."""

_HOP = 160
_WINDOW = 400
_FFT = 512
_PITCH_WINDOW = 640
"""Two periods of the lowest pitch and more."""

_LOWEST_PITCH_HZ, _HIGHEST_PITCH_HZ = 60, 400
_VOICED = 0.5
"""Height of the autocorrelation's peak from which on a frame is voiced."""

_BANDS = 24
_LOWEST_HZ, _HIGHEST_HZ = 100.0, 7000.0
_FLOOR = 1e-10
_SPARSE = 5
"""Every how many frames a voice is measured."""

_BLOCK = 1000
"""Frames measured at once, so that memory does not grow with the recording."""

_LONGEST_S = 0.7
_USUAL_PACE_S = 0.1
_MOST_SPREAD_ST, _MOST_ST = 6.0, 6.0


@dataclass(frozen=True, slots=True)
class Voice:
    """A recording as a whole: how much its stiller moments change (as in `features`), and its median pitch, 0 without any."""

    change: float
    pitch_hz: float


def voice(samples: Samples) -> Voice:
    """Measure the louder half of a recording."""
    whole = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP)
    last = len(whole) - _PITCH_WINDOW // _HOP - _LAG
    if last < 1:
        return Voice(change=1.0, pitch_hz=0.0)
    power = np.mean(whole.astype(np.float64) ** 2, axis=1)
    starts = np.flatnonzero(power[:last] >= np.percentile(power, 50))[::_SPARSE] * _HOP
    changes, pitches = [np.ones(0)], [np.zeros(0)]
    for first in range(0, len(starts), _BLOCK):
        some = starts[first : first + _BLOCK]
        now, later = (_shapes(np.stack([samples[at : at + _WINDOW] for at in some + lag * _HOP])) for lag in (0, _LAG))
        changes.append(np.sqrt(np.mean((later - now) ** 2, axis=1)))
        pitches.append(_pitches_hz(np.stack([samples[at : at + _PITCH_WINDOW] for at in some])))
    change, pitch = np.concatenate(changes), np.concatenate(pitches)
    return Voice(
        change=float(np.percentile(change, 25)) if len(change) else 1.0,
        pitch_hz=float(np.median(pitch[pitch > 0])) if (pitch > 0).any() else 0.0,
    )


def features(candidate: Candidate, heard: Heard, chunk: Samples, of: Voice) -> Values:
    """Return the values of `NAMES` for one proposed sound.

    Parameters
    ----------
    candidate
        One of the candidates of `heard`, or a filler that is written.
    heard
        What alignment made of the chunk.
    chunk
        The samples that its times count in.
    of
        The recording as a whole.
    """
    length_s = min(_LONGEST_S, candidate.end_s - candidate.start_s)
    change, drift = _steadiness(_shapes(_frames(chunk, candidate, _WINDOW)))
    spread_st, pitch_st = _pitch(_frames(chunk, candidate, _PITCH_WINDOW), of)
    values = (length_s / _pace_s(heard.words), change, change / max(of.change, 0.05), drift, spread_st + 0.3)
    return np.array([*np.log(np.maximum(values, 1e-3)), pitch_st])


def _steadiness(shapes: Values) -> tuple[float, float]:
    """Return how much a sound changes within `_LAG` frames in its middle two thirds, and how far it drifts (root mean squares).

    An "um" moves on once, from vowel to nasal: the drift is that of its stiller part, the first two thirds or the last.
    """
    edge = len(shapes) // 6
    middle = shapes[edge : len(shapes) - edge]
    change = float(np.sqrt(np.mean((middle[_LAG:] - middle[:-_LAG]) ** 2))) if len(middle) > _LAG else 1.5
    part = max(2, 2 * len(middle) // 3)
    return change, min(_drift(middle[:part]), _drift(middle[-part:]))


def _drift(shapes: Values) -> float:
    half = len(shapes) // 2
    return float(np.sqrt(np.mean((shapes[:half].mean(axis=0) - shapes[-half:].mean(axis=0)) ** 2)))


def _pitch(frames: NDArray[np.float32], of: Voice) -> tuple[float, float]:
    """Return how far the pitch strays (quartile range) and where it lies against the voice's, in semitones."""
    pitch = _pitches_hz(frames)
    voiced = pitch[pitch > 0]
    if len(voiced) < 4 or not of.pitch_hz:
        return _MOST_SPREAD_ST / 2, 0.0
    low, middle, high = np.percentile(12 * np.log2(voiced / of.pitch_hz), (25, 50, 75))
    return min(_MOST_SPREAD_ST, float(high - low)), float(np.clip(middle, -_MOST_ST, _MOST_ST))


def _pitches_hz(frames: NDArray[np.float32]) -> Values:
    """Return the pitch of each frame by autocorrelation (Boersma 1993), 0 where it is not voiced."""
    window = np.hanning(_PITCH_WINDOW)
    shaped = (frames - frames.mean(axis=1, keepdims=True)) * window
    own, of_window = (np.fft.irfft(np.abs(np.fft.rfft(x, 2 * _PITCH_WINDOW)) ** 2) for x in (shaped, window))
    lags = np.arange(SAMPLE_RATE_HZ // _HIGHEST_PITCH_HZ, SAMPLE_RATE_HZ // _LOWEST_PITCH_HZ)
    heights = own[:, lags] / np.maximum(own[:, :1], _FLOOR) / (of_window[lags] / of_window[0])
    best = np.argmax(heights - 0.01 * np.log2(lags), axis=1)
    voiced = np.take_along_axis(heights, best[:, None], axis=1)[:, 0] > _VOICED
    pitches: Values = np.where(voiced, SAMPLE_RATE_HZ / lags[best], 0.0)
    return pitches


def _pace_s(words: Sequence[Label]) -> float:
    """Return the seconds that a letter takes in this chunk: who speaks slowly holds every vowel for long."""
    letters = sum(len(label.sound) for label in words)
    pace_s = sum(label.end_s - label.start_s for label in words) / letters if letters else _USUAL_PACE_S
    return min(max(pace_s, 0.02), 0.3)


def _frames(samples: Samples, candidate: Candidate, window: int) -> NDArray[np.float32]:
    """Return windows every 10 ms of a sound; silence outside the samples."""
    count = max(2, round((candidate.end_s - candidate.start_s) * SAMPLE_RATE_HZ / _HOP))
    first = round(candidate.start_s * SAMPLE_RATE_HZ) - window // 2
    last = first + (count - 1) * _HOP + window
    inside = samples[max(0, first) : max(0, last)]
    padded = np.pad(inside, (max(0, -first), last - max(0, first) - len(inside)))
    return np.lib.stride_tricks.sliding_window_view(padded, window)[::_HOP]


def _shapes(frames: NDArray[np.float32]) -> Values:
    """Return the log-mel bands of each frame without its level."""
    bands = np.log(np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), _FFT)) ** 2 @ _mel_bands() + _FLOOR)
    shapes: Values = bands - bands.mean(axis=1, keepdims=True)
    return shapes


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
