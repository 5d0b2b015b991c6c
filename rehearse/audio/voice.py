"""Where in a recording somebody speaks, and how its waveform is drawn.

The detector is Silero VAD in the form that faster-whisper carries. A pause is the space between two regions, so the
detector neither pads them nor bridges more than a quarter of a second.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, duration_s
from rehearse.schema import Interval

_MIN_SILENCE_MS = 250
"""Shorter gaps are stops and breaths inside speech; pauses below it are not counted in the literature either
(Goldman-Eisler 1968)."""

_MIN_SPEECH_MS = 100
"""Shorter blips come from clicks and notes; the shortest "uh" lasts longer."""

_TARGET_DBFS = -18.0
_MAX_GAIN_DB = 60.0
_SILENT_DBFS = -70.0
"""Below it nothing is heard but the last bits of a 16-bit converter: a muted microphone."""

_SHORTEST_ANSWER_S = 0.5
_LEAST_SPEECH_S = 0.2

_one_model = threading.Lock()


def speech_regions(samples: Samples) -> tuple[Interval, ...]:
    """Return where a voice is heard, in order, with at least 0.25 s between two regions.

    A quiet recording is raised to an ordinary level first: the detector loses speech below about -35 dBFS otherwise. It may be
    called from several threads.

    Parameters
    ----------
    samples
        Shape `(n,)`, 16 kHz, -1 to 1; any length, 0 included.
    """
    from faster_whisper.vad import VadOptions, get_speech_timestamps, get_vad_model

    if not len(samples):
        return ()
    with _one_model:
        get_vad_model()
    options = VadOptions(min_silence_duration_ms=_MIN_SILENCE_MS, min_speech_duration_ms=_MIN_SPEECH_MS, speech_pad_ms=0)
    found = get_speech_timestamps(_raised(samples), options, sampling_rate=SAMPLE_RATE_HZ)
    return tuple(Interval(start_s=region["start"] / SAMPLE_RATE_HZ, end_s=region["end"] / SAMPLE_RATE_HZ) for region in found)


def no_speech_reason(samples: Samples, regions: Sequence[Interval]) -> str | None:
    """Return in plain words why there is no answer to judge in a recording, or `None` where somebody speaks.

    Parameters
    ----------
    samples
        Shape `(n,)`, 16 kHz, -1 to 1.
    regions
        What `speech_regions` found in it.
    """
    length_s = duration_s(samples)
    if length_s < _SHORTEST_ANSWER_S:
        return f"The recording is too short to hold an answer: {length_s:.1f} s. Record again, and stop after the last word."
    if sum(region.duration_s for region in regions) >= _LEAST_SPEECH_S:
        return None
    level_dbfs = _level_dbfs(samples, percentile=100)
    if level_dbfs < _SILENT_DBFS:
        return f"The recording is silent ({length_s:.1f} s). Check that the right microphone is chosen and not muted."
    return (
        f"Only noise was heard in {length_s:.1f} s, no voice (the loudest moment is {level_dbfs:.0f} dBFS). "
        "Speak closer to the microphone, or choose another one."
    )


def peaks(samples: Samples, n: int) -> list[float]:
    """Return the largest amplitude in each of `n` equal stretches of a recording, 0 to 1 of full scale, to draw its waveform.

    Parameters
    ----------
    samples
        Shape `(m,)`; stretches without a sample, where `m < n`, take that of their place.
    n
        How many values, 1 or more.
    """
    if not len(samples):
        return [0.0] * n
    starts = np.arange(n) * len(samples) // n
    return [float(value) for value in np.minimum(np.maximum.reduceat(np.abs(samples), starts), 1.0)]


def _raised(samples: Samples) -> Samples:
    """Amplify quiet sound to the level that the detector knows, and never turn it down: a loud noise must not hide a voice."""
    centred = samples - samples.mean()
    gain_db = min(max(_TARGET_DBFS - _level_dbfs(centred, percentile=90), 0.0), _MAX_GAIN_DB)
    raised: Samples = np.clip(centred * np.float32(10 ** (gain_db / 20)), -1.0, 1.0)
    return raised


def _level_dbfs(samples: Samples, *, percentile: float) -> float:
    """Return the level of the frames of 20 ms below which `percentile` of them lie: RMS, 0 dBFS being full scale."""
    frame = min(SAMPLE_RATE_HZ // 50, len(samples))
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    rms = float(np.percentile(np.sqrt(np.mean(frames**2, axis=1)), percentile))
    return 20 * float(np.log10(max(rms, 1e-6)))
