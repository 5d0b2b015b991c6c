"""Where filled pauses to put into speech come from: real ones, a voice's own vowels, formants by rule, and speech synthesis.

Judging on a source that was left out of training tells how a judge does on fillers unlike those it learnt from.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from cases import Case
from numpy.typing import NDArray

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, decode
from rehearse.text import bare

EDGE = SAMPLE_RATE_HZ // 100
"""Sounds are blended into one another over a hundredth of a second."""

_LEAST_PHONE_S = 0.05
_LEAST_WORD_S = 0.1
_SCHWA_WORDS = frozenset("the a of but was up from some just one us come her were word work first done".split())  # noqa: SIM905
_CENTRES_HZ = (125, 250, 500, 1000, 2000, 4000, 6500)
_VOWELS_HZ = ((500, 1500, 2500), (620, 1250, 2500), (560, 1450, 2450), (480, 1400, 1750), (680, 1150, 2550), (550, 1700, 2500))
"""First three formants of a man's mid central vowels (schwa, "strut", "nurse", an American "er", an open and a front one), about
the means of Hillenbrand et al. 1995."""

_NASAL_HZ = (270, 1050, 2200)
_WIDTHS_HZ = (70, 90, 140, 220, 300)
_SYNTHETIC = (
    *(("flite", name) for name in ("awb", "rms", "slt", "kal16")),
    *(("espeak-ng", name) for name in ("en-us", "en-gb-x-rp", "en-us+f2", "en-gb+f4", "en-us+m3", "en-us+klatt2", "en-gb+m7")),
)


@dataclass(frozen=True)
class Sound:
    """A piece of somebody's voice; `donor` says whose."""

    samples: Samples
    donor: str


@dataclass(frozen=True)
class Phone:
    """A vowel ("AH" where it is a central one) or an "M" of a recording."""

    name: str
    start_s: float
    end_s: float


def real_fillers(cases: Sequence[Case]) -> list[Sound]:
    """Cut the fillers out of unscripted recordings."""
    return [Sound(cut(case.samples, when.start_s, when.end_s), case.voice) for case in cases for when in case.truth]


def phones(case: Case) -> list[Phone]:
    """Return the vowels of words that hold one vowel, and the nasals that words begin with, by level alone."""
    found = []
    for word in case.transcript.words:
        if word.start_s is None or word.end_s is None or word.end_s - word.start_s < _LEAST_WORD_S:
            continue
        text = bare(word.text)
        if len(re.findall("[aeiouy]+", text.removesuffix("e"))) <= 1:
            middle_s = _loudest_s(case.samples, word.start_s, word.end_s)
            half_s = min(0.06, (word.end_s - word.start_s) / 4)
            found.append(Phone("AH" if text in _SCHWA_WORDS else "vowel", middle_s - half_s, middle_s + half_s))
        if text.startswith("m"):
            found.append(Phone("M", word.start_s + 0.01, word.start_s + 0.07))
    return found


def own(case: Case, of: Sequence[Phone], chance: random.Random) -> Sound | None:
    """Return an "uh" or "um" made from the voice's own vowels and nasals."""
    vowels = [phone for phone in of if phone.name == "AH" and phone.end_s - phone.start_s >= _LEAST_PHONE_S]
    nasals = [phone for phone in of if phone.name == "M" and phone.end_s - phone.start_s >= _LEAST_PHONE_S]
    if not vowels:
        return None
    vowel = chance.choice(vowels)
    samples = drawn_out(cut(case.samples, vowel.start_s, vowel.end_s), chance.uniform(0.2, 0.6), chance)
    if nasals and chance.random() < 0.5:
        nasal = chance.choice(nasals)
        hum = drawn_out(cut(case.samples, nasal.start_s, nasal.end_s), chance.uniform(0.08, 0.25), chance)
        samples = _joined(samples, hum * np.float32(0.6 * np.std(samples) / max(1e-6, float(np.std(hum)))), 4 * EDGE)
    return Sound(_enveloped(samples, chance), "own")


def by_rule(voice: Samples, pitch_hz: float, chance: random.Random) -> Sound:
    """Return an "uh" or "um" from a pulse train through formants, in the register of a voice; one in six creaks.

    Parameters
    ----------
    voice
        A recording of it; its average spectrum is taken on.
    pitch_hz
        Its pitch; a filler lies a little below it.
    """
    length_s = chance.uniform(0.2, 0.65)
    creaky = chance.random() < 1 / 6
    pitch = chance.uniform(45, 75) if creaky else max(65.0, pitch_hz * 2 ** (chance.gauss(-2.0, 1.5) / 12))
    jitter = chance.uniform(0.08, 0.25) if creaky else chance.uniform(0.005, 0.025)
    length = chance.uniform(0.95, 1.05) * (1.0 if pitch_hz < 150 else 1.15)
    vowel = length * np.array(chance.choice(_VOWELS_HZ)) * [chance.gauss(1, 0.06) for _ in range(3)]
    drift = np.array([chance.gauss(1, 0.04) for _ in range(3)])
    nasal_s = chance.uniform(0.35, 0.8) * length_s if chance.random() < 0.5 else length_s + 1
    fall, tilt_db = chance.uniform(-0.05, 0.15), chance.uniform(-14, -6)
    out = np.zeros(round((length_s + 0.1) * SAMPLE_RATE_HZ), dtype=np.float64)
    at_s = 0.0
    while at_s < length_s:
        nasality = float(np.clip((at_s - nasal_s) / 0.06 + 0.5, 0, 1))
        formants = (1 - nasality) * vowel * drift ** (at_s / length_s) + nasality * length * np.array(_NASAL_HZ)
        grain = _response([*formants, 3500 * length, 4500 * length], tilt_db - 4 * nasality)
        first = round(at_s * SAMPLE_RATE_HZ)
        loud = chance.gauss(1, 0.05 if not creaky else 0.3) * (1 - 0.5 * nasality)
        out[first : first + len(grain)] += loud * grain[: len(out) - first]
        at_s += chance.gauss(1, jitter) / (pitch * (1 - fall * at_s / length_s))
    out = out[: round(length_s * SAMPLE_RATE_HZ)]
    breath = (
        np.random.default_rng(chance.getrandbits(32)).normal(0, 1, len(out)) * np.std(out) * 10 ** (chance.uniform(-35, -18) / 20)
    )
    sound = Sound(_enveloped((out + breath).astype(np.float32), chance), "rule")
    return replace(sound, samples=_coloured(sound.samples, voice, chance.uniform(0.2, 0.6)))


def disguised(sound: Sound, voice: Samples, chance: random.Random) -> Sound:
    """Return a filler with pitch and formants moved, and filtered towards the average spectrum of `voice`."""
    factor = chance.uniform(0.82, 1.25)
    places = np.arange(0, len(sound.samples) - 1, factor)
    shifted = np.interp(places, np.arange(len(sound.samples)), sound.samples).astype(np.float32)
    return replace(sound, samples=_coloured(shifted, voice, chance.uniform(0.3, 0.8)))


def breath(voice: Samples, chance: random.Random) -> Samples:
    """Return a breath or a sigh, which is no filler: noise through a vocal tract."""
    length = round(chance.uniform(0.2, 0.7) * SAMPLE_RATE_HZ)
    noise = np.random.default_rng(chance.getrandbits(32)).normal(0, 1, length)
    shape = _response([chance.uniform(450, 800), chance.uniform(1100, 1900), 2600, 3500, 4500], chance.uniform(-4, 2))
    return _coloured(_enveloped(np.convolve(noise, shape)[:length].astype(np.float32), chance), voice, 0.3)


@lru_cache(maxsize=1)
def synthetic_fillers() -> dict[str, list[Sound]]:
    """Return "um", "uh" and "er" of speech synthesisers by voice; nothing where flite and espeak-ng are not installed."""
    return {
        f"{program}:{name}": [
            Sound(_synthesised(program, name, text, speed), "tts") for text in ("um", "uh", "er") for speed in (0, 1)
        ]
        for program, name in _SYNTHETIC
        if shutil.which(program)
    }


def synthesised(program: str, name: str, text: str, *, speed: float = 0.4) -> Samples:
    """Return `text` spoken by a voice of flite or espeak-ng, with the silence around it; `speed` from 0 (slow) to 1."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "speech.wav"))
        if program == "flite":
            command = ["flite", "-voice", name, "--setf", f"duration_stretch={2.2 - 1.4 * speed}", "-t", text, "-o", path]
        else:
            command = ["espeak-ng", "-v", name, "-s", str(round(85 + 110 * speed)), "-w", path, text]
        subprocess.run(command, check=True, capture_output=True)
        return decode(Path(path))


def drawn_out(vowel: Samples, length_s: float, chance: random.Random) -> Samples:
    """Return a voiced sound made `length_s` long by repeating its pitch periods (TD-PSOLA), its pitch falling a little."""
    period = _period(vowel)
    window = np.hanning(2 * period + 1).astype(np.float32)
    wanted = round(length_s * SAMPLE_RATE_HZ)
    out = np.zeros(wanted + 4 * period, dtype=np.float32)
    marks = range(period, max(period + 1, len(vowel) - period), period)
    fall = chance.uniform(0.0, 0.12)
    at, place = 0.0, chance.random()
    while at < wanted:
        place = min(1.0, max(0.0, place + chance.gauss(0, 0.08)))
        mark = marks[min(len(marks) - 1, int(place * len(marks)))]
        grain = vowel[mark - period : mark + period + 1]
        first = round(at)
        out[first : first + len(grain)] += grain * window[: len(grain)]
        at += period * (1 + fall * at / wanted) * chance.gauss(1, 0.01)
    return out[period : period + wanted]


def cut(samples: Samples, start_s: float, end_s: float) -> Samples:
    """Return the samples between two moments."""
    return samples[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)]


def _synthesised(program: str, name: str, text: str, speed: float) -> Samples:
    samples = synthesised(program, name, text, speed=0.9 * speed)
    loud = np.flatnonzero(np.abs(samples) > 0.05 * np.abs(samples).max())
    return samples[loud[0] : loud[-1] + 1]


def _response(formants_hz: Sequence[float], tilt_db: float) -> NDArray[np.float64]:
    """Return the impulse response of formants in cascade behind a source that falls `tilt_db` an octave."""
    hz = np.fft.rfftfreq(1024, 1 / SAMPLE_RATE_HZ)
    turn = np.exp(-2j * np.pi * hz / SAMPLE_RATE_HZ)
    spectrum = 10 ** (tilt_db * np.log2(np.maximum(hz, 100) / 100) / 20) * (hz / 100)
    for formant_hz, width_hz in zip(formants_hz, _WIDTHS_HZ, strict=True):
        pole = np.exp((-np.pi * width_hz + 2j * np.pi * formant_hz) / SAMPLE_RATE_HZ)
        spectrum = spectrum * abs(1 - pole) ** 2 / ((1 - pole * turn) * (1 - np.conj(pole) * turn))
    response: NDArray[np.float64] = np.fft.irfft(spectrum)[:512]
    return response


def _enveloped(samples: Samples, chance: random.Random) -> Samples:
    rise, fall = (round(chance.uniform(0.02, 0.08) * SAMPLE_RATE_HZ) for _ in range(2))
    shape = np.minimum(np.arange(len(samples)) / rise, np.arange(len(samples))[::-1] / fall).clip(0, 1)
    shape = shape * 10 ** (np.linspace(0, chance.uniform(-6, 0), len(samples)) / 20)
    enveloped: Samples = (samples * shape).astype(np.float32)
    return enveloped


def _coloured(samples: Samples, voice: Samples, strength: float) -> Samples:
    """Return a sound filtered towards the average spectrum of `voice`; all the way at a strength of 1."""
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ)
    gain_db = np.interp(hz, _CENTRES_HZ, (_average_db(voice) - _average_db(samples)).clip(-12, 12) * strength)
    return np.fft.irfft(spectrum * 10 ** (gain_db / 20), len(samples)).astype(np.float32)


def _average_db(samples: Samples) -> NDArray[np.float64]:
    """Return the mean level around each of `_CENTRES_HZ`, their overall mean taken off."""
    count = max(1, len(samples) // 512)
    frames = np.resize(samples, (count, 512)) * np.hanning(512)
    power = np.mean(np.abs(np.fft.rfft(frames)) ** 2, axis=0)
    hz = np.fft.rfftfreq(512, 1 / SAMPLE_RATE_HZ)
    bands = [power[(hz > centre / 1.4) & (hz < centre * 1.4)].mean() for centre in _CENTRES_HZ]
    levels_db: NDArray[np.float64] = 10 * np.log10(np.array(bands) + 1e-10)
    return levels_db - levels_db.mean()


def _period(vowel: Samples) -> int:
    """Return the pitch period in samples, by autocorrelation between 75 and 320 Hz."""
    spectrum = np.abs(np.fft.rfft(vowel - vowel.mean(), 2 * len(vowel) + 1024)) ** 2
    shortest, longest = SAMPLE_RATE_HZ // 320, min(SAMPLE_RATE_HZ // 75, len(vowel) // 2 - 1)
    return shortest + int(np.argmax(np.fft.irfft(spectrum)[shortest : max(shortest + 1, longest)]))


def _joined(one: Samples, other: Samples, overlap: int) -> Samples:
    overlap = min(overlap, len(one), len(other))
    ramp = np.linspace(0, 1, overlap, dtype=np.float32)
    middle = one[len(one) - overlap :] * ramp[::-1] + other[:overlap] * ramp
    return np.concatenate([one[: len(one) - overlap], middle, other[overlap:]])


def _loudest_s(samples: Samples, start_s: float, end_s: float) -> float:
    sound = cut(samples, start_s, end_s) ** 2
    level = np.convolve(sound, np.ones(8 * EDGE) / (8 * EDGE), mode="same")
    return start_s + float(np.argmax(level)) / SAMPLE_RATE_HZ
