"""How far a transcript is trusted, on a clip that is known."""

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, decode
from rehearse.audio.voice import speech_regions
from rehearse.schema import Transcript
from rehearse.speech.quality import quality
from rehearse.text import split_words

DATA = Path(__file__).parents[1] / "data"
CLIP = tomllib.loads((DATA / "clips.toml").read_text(encoding="utf-8"))["answer_short"]


@pytest.fixture(scope="module")
def samples() -> Samples:
    return decode(DATA / "answer_short.wav")


@pytest.fixture(scope="module")
def transcript(samples: Samples) -> Transcript:
    words = tuple(
        replace(word, start_s=true["start_s"], end_s=true["end_s"], probability=0.9)
        for word, true in zip(split_words(CLIP["whisper"]), CLIP["words"], strict=True)
    )
    return Transcript(text=CLIP["whisper"], words=words, engine="whisper", speech=speech_regions(samples))


def test_a_good_transcript_is_trusted(samples: Samples, transcript: Transcript) -> None:
    measured = quality(samples, transcript, ())
    assert measured.reason is None
    assert measured.wordless_share < 0.1
    assert measured.unaligned_share == 0
    assert measured.signal_to_noise_db > 20


def test_words_for_a_third_of_the_speech_are_too_few(samples: Samples, transcript: Transcript) -> None:
    few = replace(transcript, words=transcript.words[: len(transcript.words) // 3])
    assert "no words in the transcript" in quality(samples, few, ()).reason


def test_words_that_fit_the_sound_nowhere_are_not_trusted(samples: Samples, transcript: Transcript) -> None:
    measured = quality(samples, transcript, transcript.speech)
    assert measured.unaligned_share == pytest.approx(1)
    assert "do not fit the sound" in measured.reason


def test_words_that_a_person_gave_are_believed(samples: Samples, transcript: Transcript) -> None:
    given = replace(transcript, words=transcript.words[:3], engine="text")
    assert quality(samples, given, transcript.speech).reason is None


def test_a_click_in_the_silence_is_no_noise(samples: Samples, transcript: Transcript) -> None:
    clicked = np.concatenate((samples, np.zeros(SAMPLE_RATE_HZ, dtype=np.float32)))
    clicked[-400:] = 1.0
    assert quality(clicked, transcript, ()).signal_to_noise_db > 20


def test_a_voice_in_loud_noise_is_not_judged(samples: Samples, transcript: Transcript) -> None:
    noise = np.random.default_rng(0).normal(0, 2 * np.std(samples), len(samples) + SAMPLE_RATE_HZ).astype(np.float32)
    noise[: len(samples)] += samples
    assert "above the noise" in quality(noise, transcript, ()).reason


def test_a_text_without_times_is_measured_by_the_noise_alone(samples: Samples, transcript: Transcript) -> None:
    measured = quality(samples, replace(transcript, words=split_words(transcript.text), engine="text"), ())
    assert measured.wordless_share is None
    assert measured.reason is None
