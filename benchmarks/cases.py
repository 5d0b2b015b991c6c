"""Recordings with the transcript that a tidy recogniser would give, and where their filled pauses are."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, groupby
from pathlib import Path

import numpy as np
from textgrid import word_times

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, decode
from rehearse.audio.voice import speech_regions
from rehearse.schema import Interval, Transcript
from rehearse.speech.align import align
from rehearse.text import is_filled_pause, split_words

JITTER_S = 0.08
WRONG_SHARE = 0.15
MISSING = {"acoustic_corpus": (Interval(start_s=14.4, end_s=14.95),)}
"""An "uh" that is plainly there and that the TextGrid leaves out."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One recording.

    Attributes
    ----------
    voice
        Who speaks: what is judged on one voice must not have learnt from it.
    transcript
        Timed words without fillers.
    truth
        Where the fillers are, and for each whose sound it is ("mfa" for a filler that was cut out of its recordings).
    """

    name: str
    voice: str
    samples: Samples
    transcript: Transcript
    truth: tuple[Interval, ...] = ()
    donors: tuple[str, ...] = ()


def mfa(data: Path, seed: int) -> Iterator[Case]:
    """Yield the two unscripted recordings, um and uh taken out of the text and its times moved at random."""
    chance = random.Random(seed)
    for path in sorted((data / "speech" / "mfa").glob("*.wav")):
        said = word_times(path.with_suffix(".TextGrid"))
        words = [(text, moved(when, chance)) for text, when in said if not is_filled_pause(text)]
        truth = (*(when for text, when in said if is_filled_pause(text)), *MISSING.get(path.stem, ()))
        yield Case(
            name=path.stem,
            voice="mfa",
            samples=decode(path),
            transcript=timed(words),
            truth=truth,
            donors=("mfa",) * len(truth),
        )


def notes(data: Path) -> Iterator[Case]:
    """Yield the read notes of one Irish speaker."""
    for path in sorted((data / "speech" / "voice-notes").glob("*.wav")):
        yield _read(path.stem, "notes", decode(path), path.with_suffix(".txt").read_text(encoding="utf-8"))


def sentences(data: Path, *, joined: int = 1) -> Iterator[Case]:
    """Yield the read sentences of twelve speakers, so many of one speaker joined with a third of a second between them."""
    folder = data / "speech" / "speechocean762"
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    rows = sorted(map(json.loads, lines), key=lambda row: row["id"])
    for speaker, group in groupby(rows, key=lambda row: row["speaker"]):
        clips = list(group)
        for first in range(0, len(clips), joined):
            part = clips[first : first + joined]
            gap = np.zeros(SAMPLE_RATE_HZ // 3, dtype=np.float32)
            pieces = [piece for row in part for piece in (decode(folder / row["audio"]), gap)][:-1]
            text = ". ".join(row["text"].lower() for row in part)
            yield _read(f"{speaker}-{first}", speaker, np.concatenate(pieces), text)


def plain(data: Path) -> Iterator[Case]:
    """Yield two clips of clean speech by two more speakers."""
    folder = data / "speech" / "plain"
    for path in sorted({*folder.glob("*.wav"), *folder.glob("*.flac")}):
        yield _read(path.stem, path.stem, decode(path), path.with_suffix(".txt").read_text(encoding="utf-8"))


def shifted(case: Case, factor: float) -> Case:
    """Return a recording played faster by `factor`: pitch, formants and pace of another voice."""
    places = np.arange(0, len(case.samples) - 1, factor)
    samples = np.interp(places, np.arange(len(case.samples)), case.samples).astype(np.float32)
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ) > SAMPLE_RATE_HZ / 2 * min(1.0, 1 / factor)] = 0

    def sooner(when: Interval) -> Interval:
        return Interval(start_s=when.start_s / factor, end_s=when.end_s / factor)

    words = [
        (word.text, sooner(Interval(start_s=word.start_s, end_s=word.end_s)))
        for word in case.transcript.words
        if word.start_s is not None and word.end_s is not None
    ]
    return replace(
        case,
        name=f"{case.name}*{factor}",
        samples=np.fft.irfft(spectrum, len(samples)).astype(np.float32),
        transcript=timed(words),
        truth=tuple(map(sooner, case.truth)),
    )


def worn(case: Case, seed: int) -> Case:
    """Return a recording as a poorer microphone gives it: noise 12 to 30 dB below the speech, and often a narrow band."""
    chance = random.Random(f"{case.name} {seed}")
    samples = case.samples.astype(np.float64)
    noise = np.fft.rfft(np.random.default_rng(chance.getrandbits(32)).normal(0, 1, len(samples)))
    hz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ)
    noise = np.fft.irfft(noise / np.maximum(hz, 50) ** chance.choice((0.0, 0.5, 1.0)), len(samples))
    samples += noise * (np.percentile(np.abs(samples), 95) / 2 / np.std(noise) * 10 ** (-chance.uniform(12, 30) / 20))
    if chance.random() < 0.5:
        spectrum = np.fft.rfft(samples)
        spectrum[(hz < chance.uniform(60, 300)) | (hz > chance.uniform(3400, 6000))] *= 0.02
        samples = np.fft.irfft(spectrum, len(samples))
    level = 10 ** (chance.uniform(-20, 0) / 20) / max(1e-6, np.abs(samples).max())
    return replace(case, name=f"{case.name}~{seed}", samples=(samples * level).astype(np.float32))


def synthetic(data: Path) -> Iterator[Case]:
    """Yield answers read by flite, which speaks in pieces of four people's recordings; nothing where it is not installed."""
    from filler_sounds import synthesised

    if not shutil.which("flite"):
        return
    written = json.loads((data / "needs" / "dev.json").read_text(encoding="utf-8"))
    answers = [answer["text"] for job in written["jobs"] for answer in job["answers"]]
    for number, name in enumerate(("awb", "rms", "slt", "kal16")):
        text = " ".join(word for word in answers[number].split() if not is_filled_pause(word))
        sentences = [sentence for sentence in re.split(r"(?<=[.!?]) ", text) if len(sentence.split()) > 4][:10]
        yield _read(
            name, f"flite:{name}", np.concatenate([synthesised("flite", name, each) for each in sentences]), " ".join(sentences)
        )


def _read(name: str, voice: str, samples: Samples, text: str) -> Case:
    return Case(name=name, voice=voice, samples=samples, transcript=align(samples, text, speech=speech_regions(samples)))


def joined(cases: Sequence[Case], length_s: float) -> Case:
    """Return recordings one after another, over and over, up to the last word that ends before `length_s`."""
    pieces: list[Samples] = []
    words: list[tuple[str, Interval]] = []
    at_s = 0.0
    for case in cycle(cases):
        pieces.append(case.samples)
        words += [
            (word.text, Interval(start_s=at_s + word.start_s, end_s=at_s + word.end_s))
            for word in case.transcript.words
            if word.start_s is not None and word.end_s is not None
        ]
        at_s += len(case.samples) / SAMPLE_RATE_HZ
        if at_s >= length_s:
            break
    samples = np.concatenate(pieces)[: round(length_s * SAMPLE_RATE_HZ)]
    return replace(cases[0], name="joined", samples=samples, transcript=timed([one for one in words if one[1].end_s < length_s]))


def timed(words: Sequence[tuple[str, Interval]]) -> Transcript:
    text = " ".join(text for text, _ in words)
    placed = zip(split_words(text), words, strict=True)
    return Transcript(text=text, words=tuple(replace(word, start_s=when.start_s, end_s=when.end_s) for word, (_, when) in placed))


def spoiled(transcript: Transcript, seed: int) -> Transcript:
    """Return `transcript` with `WRONG_SHARE` of its words left out or taken for another of its words."""
    chance = random.Random(seed)
    kept: list[tuple[str, Interval]] = []
    for word in transcript.words:
        if word.start_s is None or word.end_s is None:
            continue
        draw, text = chance.random(), word.text
        if draw < WRONG_SHARE / 2:
            continue
        if draw < WRONG_SHARE and word.kind == "word":
            text = chance.choice([other.text for other in transcript.words if other.kind == "word"])
        kept.append((text, Interval(start_s=word.start_s, end_s=word.end_s)))
    return timed(kept)


def moved(when: Interval, chance: random.Random) -> Interval:
    """Return `when` with either end moved by a few hundredths of a second."""
    start_s = max(0.0, when.start_s + chance.gauss(0, JITTER_S))
    return Interval(start_s=start_s, end_s=max(start_s, when.end_s + chance.gauss(0, JITTER_S)))
