"""Put filled pauses into the speech of many voices, so that how they are heard can be judged on voices never heard before.

At a boundary between two words, in a pause or touching a word, goes one of:

- a real filler, cut out of the unscripted recordings, moved in pitch and formants, filtered and levelled to sound like the voice;
- the voice's own: one of its "uh" vowels (the loudest part of words like "the", "of", "but") drawn out to 0.2 to 0.6 s by
  repeating its pitch periods (TD-PSOLA: Moulines and Charpentier 1990), every other time with one of its own nasals behind it;
- one by rule: pulses in the voice's register through formants of mid central vowels, some creaky;
- one of a speech synthesiser, disguised like a real one.

Vowels of words that are in the text are drawn out as well, and breaths put in: these are no fillers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from cases import Case, moved, timed
from filler_sounds import EDGE, Phone, Sound, breath, by_rule, cut, disguised, drawn_out, own, phones, synthetic_fillers

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples
from rehearse.schema import Interval
from rehearse.speech.filler_features import voice
from rehearse.speech.grammar import FRAME_S

EVERY_S = 3.5
"""One thing is put in about this often."""

_KINDS = ("real", "own", "rule", "synthetic", "drawn", "breath")
_WEIGHTS = (3, 3, 3, 2, 4, 1)
_USUAL_PITCH_HZ = 120.0
"""For a recording without a pitch."""


@dataclass(frozen=True)
class _Insertion:
    """Sound that goes into a recording at one moment; `filler` is where in it the filled pause lies, if it holds one."""

    at_s: float
    samples: Samples
    filler: Interval | None = None
    donor: str = ""


def spliced(case: Case, fillers: Sequence[Sound], seed: int) -> Case:
    """Return `case` with fillers put in and words drawn out, its word times moved a little at random.

    Parameters
    ----------
    case
        Fluent speech, with the times of its words.
    fillers
        Real ones of another voice; without any, none is put in.
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
    of = phones(case)
    words = [word for word in case.transcript.words if word.start_s is not None and word.end_s is not None]
    last_s = 0.0
    for word, following in pairwise(words):
        assert word.end_s is not None
        assert following.start_s is not None
        if chance.random() > (word.end_s - last_s) / (2 * EVERY_S):
            continue
        kind = chance.choices(_KINDS, _WEIGHTS)[0]
        at_s = (word.end_s + max(word.end_s, following.start_s)) / 2
        if kind == "drawn":
            made = _longer_word(case, of, word.start_s or 0.0, word.end_s, chance)
        elif kind == "breath":
            made = _between(case, breath(case.samples, chance), at_s, chance, quieter_db=14)
        else:
            sound = _filler(kind, case, of, fillers, chance)
            made = sound and _between(case, sound.samples, at_s, chance, donor=sound.donor)
        if made:
            last_s = word.end_s
            yield made


def _filler(kind: str, case: Case, of: Sequence[Phone], fillers: Sequence[Sound], chance: random.Random) -> Sound | None:
    if kind == "own":
        return own(case, of, chance)
    if kind == "rule":
        return by_rule(case.samples, voice(case.samples).pitch_hz or _USUAL_PITCH_HZ, chance)
    if kind == "real":
        return disguised(chance.choice(fillers), case.samples, chance) if fillers else None
    voices = synthetic_fillers()
    if case.voice in voices:
        return chance.choice(voices[case.voice])
    return disguised(chance.choice(voices[chance.choice(sorted(voices))]), case.samples, chance) if voices else None


def _longer_word(case: Case, phones: Sequence[Phone], start_s: float, end_s: float, chance: random.Random) -> _Insertion | None:
    vowels = [phone for phone in phones if start_s <= phone.start_s and phone.end_s <= end_s + FRAME_S and phone.name != "M"]
    if not vowels:
        return None
    held = vowels[-1]
    longer = drawn_out(cut(case.samples, held.start_s, held.end_s), chance.uniform(0.08, 0.35), chance)
    return _Insertion((held.start_s + held.end_s) / 2, longer)


def _between(
    case: Case, sound: Samples, at_s: float, chance: random.Random, *, donor: str = "", quieter_db: float = 0.0
) -> _Insertion:
    """Return a sound at the level of the voice, with or without a pause on either side; it is a filler if it has a donor."""
    before_s, after_s = (chance.choice((0.0, chance.uniform(0.03, 0.15), chance.uniform(0.15, 0.7))) for _ in range(2))
    gain = _speech_level(case.samples) * 10 ** ((chance.uniform(-9, 1) - quieter_db) / 20)
    level = gain / max(1e-6, float(np.sqrt(np.mean(sound**2))))
    pieces = (_room(case.samples, before_s, chance), sound * np.float32(level), _room(case.samples, after_s, chance))
    start_s = len(pieces[0]) / SAMPLE_RATE_HZ
    filler = Interval(start_s=start_s, end_s=start_s + len(sound) / SAMPLE_RATE_HZ) if donor else None
    return _Insertion(at_s, np.concatenate(pieces), filler, donor)


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
    frames = samples[: len(samples) // EDGE * EDGE].reshape(-1, EDGE)
    return float(np.percentile(np.sqrt(np.mean(frames**2, axis=1)), 80))


def _with(samples: Samples, insertions: Sequence[_Insertion]) -> Samples:
    """Return `samples` with every insertion in its place, blended over a hundredth of a second on either side."""
    pieces, done = [], 0
    ramp = np.linspace(0, 1, EDGE, dtype=np.float32)
    for insertion in insertions:
        at = round(insertion.at_s * SAMPLE_RATE_HZ)
        added = insertion.samples.copy()
        before, after = samples[at - EDGE : at], samples[at : at + EDGE]
        if len(added) > 2 * EDGE and len(before) == len(after) == EDGE:
            added[:EDGE] = added[:EDGE] * ramp + after * ramp[::-1]
            added[-EDGE:] = added[-EDGE:] * ramp[::-1] + before * ramp
        pieces += [samples[done:at], added]
        done = at
    return np.concatenate([*pieces, samples[done:]]).astype(np.float32)
