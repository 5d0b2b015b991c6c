"""Speech from flite and espeak-ng, with the time of every word, for the sample answer, the test clips and the training set.

A script is a list of parts: `Say` (words), `Hum` (a drawn-out "um" or "uh") and `Pause`. flite tells when each of its phones
ends, so the times of words, hums and pauses are known, not recognised. flite and espeak-ng are Debian's packages of these names.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
Samples = NDArray[np.int16]

_HUM_PHONES = {"um": "ah m", "uh": "ah"}


@dataclass(frozen=True)
class Say:
    """Words spoken in one go."""

    text: str


@dataclass(frozen=True)
class Hum:
    """A filled pause of about `duration_s` seconds: "um" or "uh"."""

    text: str
    duration_s: float


@dataclass(frozen=True)
class Pause:
    """Silence."""

    duration_s: float


Part = Say | Hum | Pause


@dataclass(frozen=True)
class TimedWord:
    """A word and when it is spoken, in seconds."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Speech:
    """Audio at 16 kHz, its words, and the places of its hums and pauses as (start_s, end_s)."""

    samples: Samples
    words: tuple[TimedWord, ...]
    hums: tuple[TimedWord, ...] = ()
    pauses: tuple[tuple[float, float], ...] = ()

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE_HZ


def speak(parts: Sequence[Part], *, voice: str = "rms", stretch: float = 1.0, lead_s: float = 0.3, tail_s: float = 0.4) -> Speech:
    """Speak a script with a flite voice; `stretch` above 1 is slower."""
    pieces = [_silence(lead_s)]
    words: list[TimedWord] = []
    hums: list[TimedWord] = []
    pauses: list[tuple[float, float]] = []
    for part in parts:
        at_s = sum(map(len, pieces)) / SAMPLE_RATE_HZ
        if isinstance(part, Pause):
            pieces.append(_silence(part.duration_s))
            pauses.append((at_s, at_s + part.duration_s))
        elif isinstance(part, Hum):
            samples = hum(part, voice)
            pieces.append(samples)
            hums.append(TimedWord(part.text, at_s, at_s + len(samples) / SAMPLE_RATE_HZ))
        else:
            said = say(part.text, voice, stretch)
            pieces.append(said.samples)
            words += [TimedWord(w.text, w.start_s + at_s, w.end_s + at_s) for w in said.words]
    pieces.append(_silence(tail_s))
    return Speech(np.concatenate(pieces), tuple(words), tuple(hums), tuple(pauses))


def say(text: str, voice: str, stretch: float = 1.0) -> Speech:
    """Speak `text` with a flite voice, without the silence around it."""
    samples, phones = _flite(["-t", text], voice, {"duration_stretch": stretch})
    sounding = [phone for phone in phones if phone[0] != "pau"]
    start_s, end_s = sounding[0][1], sounding[-1][2]
    words = _word_times(text.split(), sounding)
    return Speech(_cut(samples, start_s, end_s), tuple(TimedWord(w.text, w.start_s - start_s, w.end_s - start_s) for w in words))


def hum(part: Hum, voice: str) -> Samples:
    """Speak a filled pause on one level pitch, as people do, faded in and out over 20 ms."""
    source = ["-p", f"pau {_HUM_PHONES[part.text]} pau"]
    plain_s = _sounding_s(_flite(source, voice, {})[1])
    level = {"duration_stretch": part.duration_s / plain_s, "int_f0_target_stddev": 4}
    samples, phones = _flite(source, voice, level)
    sounding = [phone for phone in phones if phone[0] != "pau"]
    cut = _cut(samples, sounding[0][1], sounding[-1][2])
    ramp = np.linspace(0, 1, SAMPLE_RATE_HZ // 50)
    envelope = np.ones(len(cut))
    envelope[: len(ramp)], envelope[-len(ramp) :] = ramp, ramp[::-1]
    return (cut * envelope).astype(np.int16)


def espeak(text: str, *, variant: str = "en-gb", speed_wpm: int = 150) -> Samples:
    """Speak `text` with espeak-ng, resampled to 16 kHz."""
    from faster_whisper import decode_audio

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "speech.wav")
        subprocess.run(["espeak-ng", "-v", variant, "-s", str(speed_wpm), "-w", str(path), text], check=True, capture_output=True)
        return (decode_audio(str(path)) * 32767).astype(np.int16)


def write_wav(path: Path, samples: Samples) -> None:
    """Write 16 kHz mono 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes(samples.astype("<i2").tobytes())


def _silence(duration_s: float) -> Samples:
    return np.zeros(round(duration_s * SAMPLE_RATE_HZ), np.int16)


def _cut(samples: Samples, start_s: float, end_s: float) -> Samples:
    return samples[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)]


def _sounding_s(phones: Sequence[tuple[str, float, float]]) -> float:
    return sum(end_s - start_s for name, start_s, end_s in phones if name != "pau")


def _flite(source: list[str], voice: str, features: dict[str, float]) -> tuple[Samples, list[tuple[str, float, float]]]:
    """Run flite; return the audio and its phones as (name, start_s, end_s)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "speech.wav")
        options = [word for name, value in features.items() for word in ("--setf", f"{name}={value:.4f}")]
        command = ["flite", "-voice", voice, *options, "-psdur", *source, "-o", str(path)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        with wave.open(str(path)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)
    ends = [(name, float(end)) for name, end in re.findall(r"(\S+):([\d.]+)", printed)]
    starts = [0.0, *(end for _, end in ends[:-1])]
    return samples, [(name, start_s, end_s) for (name, end_s), start_s in zip(ends, starts, strict=True)]


@lru_cache(maxsize=4096)
def _phones_of(word: str) -> tuple[str, ...]:
    printed = subprocess.run(["flite", "-ps", "-t", word, "-o", "none"], check=True, capture_output=True, text=True).stdout
    return tuple(phone for phone in printed.split() if phone != "pau")


def _word_times(words: Sequence[str], phones: Sequence[tuple[str, float, float]]) -> list[TimedWord]:
    """Give each word the time of its own phones; in running speech a few differ from those of the word alone ("the", "a")."""
    owners = [(phone, i) for i, word in enumerate(words) for phone in _phones_of(word.strip(".,?!;:"))]
    expected, heard = [phone for phone, _ in owners], [name for name, _, _ in phones]
    found: dict[int, list[int]] = {}
    for tag, a, b, c, d in SequenceMatcher(None, expected, heard, autojunk=False).get_opcodes():
        if tag in {"equal", "replace"}:
            for k in range(c, d):
                owner = owners[min(a + (k - c) * (b - a) // (d - c), b - 1)][1]
                found.setdefault(owner, []).append(k)
    times, at_s = [], phones[0][1]
    for i, word in enumerate(words):
        if places := found.get(i):
            start_s, at_s = max(at_s, phones[places[0]][1]), phones[places[-1]][2]
        else:
            start_s = at_s
        times.append(TimedWord(word, start_s, at_s))
    return times
