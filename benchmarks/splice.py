"""Put filled pauses into the speech of many voices, so that how they are heard can be judged on voices never heard before.

Two kinds of fillers are put in, at a boundary between two words, in a pause or touching a word:

- real ones, cut out of the unscripted recordings, shifted in pitch and formants, filtered and levelled to sound like the voice;
- each voice's own: one of its "uh" vowels (the loudest part of words like "the", "of", "but") drawn out to 0.2 to 0.6 s by
  repeating its pitch periods (TD-PSOLA: Moulines and Charpentier 1990), every other time with one of its own nasals behind it.

Vowels of words that are in the text are drawn out as well: these are no fillers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from cases import Case, moved, timed
from numpy.typing import NDArray

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples
from rehearse.schema import Interval
from rehearse.speech.grammar import FRAME_S
from rehearse.text import bare

EVERY_S = 3.5
"""One thing is put in about this often."""

_EDGE = SAMPLE_RATE_HZ // 100
_LEAST_PHONE_S = 0.05
_LEAST_WORD_S = 0.1
_SCHWA_WORDS = frozenset("the a of but was up from some just one us come her were word work first done".split())  # noqa: SIM905
_CENTRES_HZ = (125, 250, 500, 1000, 2000, 4000, 6500)


@dataclass(frozen=True)
class Sound:
    """A piece of somebody's voice; `donor` says whose."""

    samples: Samples
    donor: str


@dataclass(frozen=True)
class _Phone:
    name: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class _Insertion:
    """Sound that goes into a recording at one moment; `filler` is where in it the filled pause lies, if it holds one."""

    at_s: float
    samples: Samples
    filler: Interval | None = None
    donor: str = ""


def real_fillers(cases: Sequence[Case]) -> list[Sound]:
    """Cut the fillers out of unscripted recordings."""
    return [Sound(_cut(case.samples, when.start_s, when.end_s), case.voice) for case in cases for when in case.truth]


def spliced(case: Case, fillers: Sequence[Sound], seed: int) -> Case:
    """Return `case` with fillers put in and words drawn out, its word times moved a little at random.

    Parameters
    ----------
    case
        Fluent speech, with the times of its words.
    fillers
        Real ones of another voice; two thirds of those put in are made from the voice itself.
    seed
        Of every choice.
    """
    chance = random.Random(f"{case.name} {seed}")
    insertions = sorted(_insertions(case, fillers, chance), key=lambda insertion: insertion.at_s)

    def later_s(when_s: float) -> float:
        return when_s + sum(len(insertion.samples) for insertion in insertions if insertion.at_s < when_s) / SAMPLE_RATE_HZ

    said = [
        (word.text, moved(Interval(start_s=later_s(word.start_s), end_s=later_s(word.end_s)), chance))
        for word in case.transcript.words
        if word.start_s is not None and word.end_s is not None
    ]
    held = [(later_s(insertion.at_s), insertion) for insertion in insertions if insertion.filler]
    return Case(
        name=f"{case.name}+{seed}",
        voice=case.voice,
        samples=_with(case.samples, insertions),
        transcript=timed(said),
        truth=tuple(
            Interval(start_s=at_s + insertion.filler.start_s, end_s=at_s + insertion.filler.end_s)
            for at_s, insertion in held
            if insertion.filler
        ),
        donors=tuple(insertion.donor for _, insertion in held),
    )


def _insertions(case: Case, fillers: Sequence[Sound], chance: random.Random) -> Iterator[_Insertion]:
    phones = _phones(case)
    words = [word for word in case.transcript.words if word.start_s is not None and word.end_s is not None]
    last_s = 0.0
    for word, following in pairwise(words):
        assert word.end_s is not None
        assert following.start_s is not None
        if chance.random() > (word.end_s - last_s) / (2 * EVERY_S):
            continue
        kind = chance.choice(("real", "own", "own", "drawn"))
        if kind == "drawn":
            made = _longer_word(case, phones, word.start_s or 0.0, word.end_s, chance)
        else:
            sound = _own(case, phones, chance) if kind == "own" else _disguised(chance.choice(fillers), case.samples, chance)
            made = sound and _between(case, sound, (word.end_s + max(word.end_s, following.start_s)) / 2, chance)
        if made:
            last_s = word.end_s
            yield made


def _longer_word(case: Case, phones: Sequence[_Phone], start_s: float, end_s: float, chance: random.Random) -> _Insertion | None:
    vowels = [phone for phone in phones if start_s <= phone.start_s and phone.end_s <= end_s + FRAME_S and phone.name != "M"]
    if not vowels:
        return None
    held = vowels[-1]
    longer = drawn_out(_cut(case.samples, held.start_s, held.end_s), chance.uniform(0.08, 0.35), chance)
    return _Insertion((held.start_s + held.end_s) / 2, longer)


def _between(case: Case, sound: Sound, at_s: float, chance: random.Random) -> _Insertion:
    """Return `sound` at the level of the voice, with or without a pause on either side."""
    before_s, after_s = (chance.choice((0.0, chance.uniform(0.03, 0.15), chance.uniform(0.15, 0.7))) for _ in range(2))
    level = (
        _speech_level(case.samples) * 10 ** (chance.uniform(-9, 1) / 20) / max(1e-6, float(np.sqrt(np.mean(sound.samples**2))))
    )
    pieces = (_room(case.samples, before_s, chance), sound.samples * np.float32(level), _room(case.samples, after_s, chance))
    start_s = len(pieces[0]) / SAMPLE_RATE_HZ
    filler = Interval(start_s=start_s, end_s=start_s + len(sound.samples) / SAMPLE_RATE_HZ)
    return _Insertion(at_s, np.concatenate(pieces), filler, sound.donor)


def _own(case: Case, phones: Sequence[_Phone], chance: random.Random) -> Sound | None:
    """Return an "uh" or "um" made from the voice's own vowels and nasals."""
    vowels = [phone for phone in phones if phone.name == "AH" and phone.end_s - phone.start_s >= _LEAST_PHONE_S]
    nasals = [phone for phone in phones if phone.name == "M" and phone.end_s - phone.start_s >= _LEAST_PHONE_S]
    if not vowels:
        return None
    vowel = chance.choice(vowels)
    samples = drawn_out(_cut(case.samples, vowel.start_s, vowel.end_s), chance.uniform(0.2, 0.6), chance)
    if nasals and chance.random() < 0.5:
        nasal = chance.choice(nasals)
        hum = drawn_out(_cut(case.samples, nasal.start_s, nasal.end_s), chance.uniform(0.08, 0.25), chance)
        samples = _joined(samples, hum * np.float32(0.6 * np.std(samples) / max(1e-6, float(np.std(hum)))), 4 * _EDGE)
    rise, fall = (round(chance.uniform(0.02, 0.08) * SAMPLE_RATE_HZ) for _ in range(2))
    shape = np.minimum(np.arange(len(samples)) / rise, np.arange(len(samples))[::-1] / fall).clip(0, 1)
    shape = shape * 10 ** (np.linspace(0, chance.uniform(-6, 0), len(samples)) / 20)
    return Sound((samples * shape).astype(np.float32), case.voice)


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


def _period(vowel: Samples) -> int:
    """Return the pitch period in samples, by autocorrelation between 75 and 320 Hz."""
    spectrum = np.abs(np.fft.rfft(vowel - vowel.mean(), 2 * len(vowel) + 1024)) ** 2
    shortest, longest = SAMPLE_RATE_HZ // 320, min(SAMPLE_RATE_HZ // 75, len(vowel) // 2 - 1)
    return shortest + int(np.argmax(np.fft.irfft(spectrum)[shortest : max(shortest + 1, longest)]))


def _disguised(sound: Sound, voice: Samples, chance: random.Random) -> Sound:
    """Return a real filler with pitch and formants moved, and filtered towards the average spectrum of `voice`."""
    factor = chance.uniform(0.82, 1.25)
    places = np.arange(0, len(sound.samples) - 1, factor)
    moved_sound = np.interp(places, np.arange(len(sound.samples)), sound.samples)
    spectrum = np.fft.rfft(moved_sound)
    hz = np.fft.rfftfreq(len(moved_sound), 1 / SAMPLE_RATE_HZ)
    gain_db = np.interp(
        hz, _CENTRES_HZ, (_average_db(voice) - _average_db(sound.samples)).clip(-12, 12) * chance.uniform(0.3, 0.8)
    )
    shaped = np.fft.irfft(spectrum * 10 ** (gain_db / 20), len(moved_sound)).astype(np.float32)
    return replace(sound, samples=shaped)


def _average_db(samples: Samples) -> NDArray[np.float64]:
    """Return the mean level around each of `_CENTRES_HZ`, their overall mean taken off."""
    count = max(1, len(samples) // 512)
    frames = np.resize(samples, (count, 512)) * np.hanning(512)
    power = np.mean(np.abs(np.fft.rfft(frames)) ** 2, axis=0)
    hz = np.fft.rfftfreq(512, 1 / SAMPLE_RATE_HZ)
    bands = [power[(hz > centre / 1.4) & (hz < centre * 1.4)].mean() for centre in _CENTRES_HZ]
    levels_db: NDArray[np.float64] = 10 * np.log10(np.array(bands) + 1e-10)
    return levels_db - levels_db.mean()


def _room(samples: Samples, length_s: float, chance: random.Random) -> Samples:
    """Return the quietest fifth of a second of a recording for as long as asked, its phases mixed up."""
    wanted, size = round(length_s * SAMPLE_RATE_HZ), SAMPLE_RATE_HZ // 5
    whole = samples[: len(samples) // size * size].reshape(-1, size)
    quietest = whole[np.argmin(np.where(np.std(whole, axis=1) > 0, np.std(whole, axis=1), np.inf))]
    magnitude = np.abs(np.fft.rfft(np.resize(quietest, max(wanted, size))))
    phases = np.random.default_rng(chance.getrandbits(32)).uniform(0, 2 * np.pi, len(magnitude))
    noise = np.fft.irfft(magnitude * np.exp(1j * phases), max(wanted, size))
    return (noise * (np.std(quietest) / max(1e-9, np.std(noise)))).astype(np.float32)[:wanted]


def _speech_level(samples: Samples) -> float:
    frames = samples[: len(samples) // _EDGE * _EDGE].reshape(-1, _EDGE)
    return float(np.percentile(np.sqrt(np.mean(frames**2, axis=1)), 80))


def _with(samples: Samples, insertions: Sequence[_Insertion]) -> Samples:
    """Return `samples` with every insertion in its place, blended over a hundredth of a second on either side."""
    pieces, done = [], 0
    ramp = np.linspace(0, 1, _EDGE, dtype=np.float32)
    for insertion in insertions:
        at = round(insertion.at_s * SAMPLE_RATE_HZ)
        added = insertion.samples.copy()
        before, after = samples[at - _EDGE : at], samples[at : at + _EDGE]
        if len(added) > 2 * _EDGE and len(before) == len(after) == _EDGE:
            added[:_EDGE] = added[:_EDGE] * ramp + after * ramp[::-1]
            added[-_EDGE:] = added[-_EDGE:] * ramp[::-1] + before * ramp
        pieces += [samples[done:at], added]
        done = at
    return np.concatenate([*pieces, samples[done:]]).astype(np.float32)


def _joined(one: Samples, other: Samples, overlap: int) -> Samples:
    overlap = min(overlap, len(one), len(other))
    ramp = np.linspace(0, 1, overlap, dtype=np.float32)
    middle = one[len(one) - overlap :] * ramp[::-1] + other[:overlap] * ramp
    return np.concatenate([one[: len(one) - overlap], middle, other[overlap:]])


def _cut(samples: Samples, start_s: float, end_s: float) -> Samples:
    return samples[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)]


def _phones(case: Case) -> list[_Phone]:
    """Return the vowels of words that hold one vowel, and the nasals that words begin with, by level alone."""
    found = []
    for word in case.transcript.words:
        if word.start_s is None or word.end_s is None or word.end_s - word.start_s < _LEAST_WORD_S:
            continue
        text = bare(word.text)
        if len(re.findall("[aeiouy]+", text.removesuffix("e"))) <= 1:
            middle_s = _loudest_s(case.samples, word.start_s, word.end_s)
            half_s = min(0.06, (word.end_s - word.start_s) / 4)
            found.append(_Phone("AH" if text in _SCHWA_WORDS else "vowel", middle_s - half_s, middle_s + half_s))
        if text.startswith("m"):
            found.append(_Phone("M", word.start_s + 0.01, word.start_s + 0.07))
    return found


def _loudest_s(samples: Samples, start_s: float, end_s: float) -> float:
    sound = _cut(samples, start_s, end_s) ** 2
    level = np.convolve(sound, np.ones(8 * _EDGE) / (8 * _EDGE), mode="same")
    return start_s + float(np.argmax(level)) / SAMPLE_RATE_HZ
