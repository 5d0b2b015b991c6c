"""Words laid along synthesised speech whose true word times are known."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, decode
from rehearse.audio.voice import speech_regions
from rehearse.schema import Interval, Transcript
from rehearse.speech.align import align

DATA = Path(__file__).parents[1] / "data"
CLIPS = tomllib.loads((DATA / "clips.toml").read_text(encoding="utf-8"))
SHORT = CLIPS["answer_short"]


@pytest.fixture(scope="module")
def short() -> Samples:
    return decode(DATA / "answer_short.wav")


def heard(samples: Samples, text: str, **options) -> Transcript:
    return align(samples, text, speech=speech_regions(samples), **options)


@pytest.mark.parametrize("name", ["answer_short", "pause"])
def test_words_get_the_times_they_were_said_at(name: str) -> None:
    clip = CLIPS[name]
    transcript = heard(decode(DATA / f"{name}.wav"), clip["verbatim"])
    errors_s = [abs(word.start_s - true["start_s"]) for word, true in zip(transcript.words, clip["words"], strict=True)]
    assert np.median(errors_s) < 0.05
    assert max(errors_s) < 0.2
    assert transcript.untimed_reason is None
    assert (transcript.engine, transcript.model) == ("text", "corrected")
    assert transcript.duration_s == pytest.approx(clip["duration_s"], abs=0.01)


def test_a_written_filler_is_laid_along_the_sound() -> None:
    clip = CLIPS["answer_um"]
    words = heard(decode(DATA / "answer_um.wav"), clip["verbatim"]).words
    fillers = [word for word in words if word.kind == "filled_pause"]
    assert [word.text for word in fillers] == ["Um,", "uh,"]
    for word, true in zip(fillers, clip["fillers"], strict=True):
        assert word.start_s == pytest.approx(true["start_s"], abs=0.15)


def test_the_text_is_kept_whatever_stands_in_it(short: Samples) -> None:
    text = "  <b>I</b> led\r\na team  of 5 people\tat a “small” bakery 🥐. We cut the waste by ½ — half — in three months.\n"
    transcript = heard(short, text)
    assert transcript.text == text
    assert all(text[word.char_start : word.char_end] == word.text for word in transcript.words)
    by_text = {word.text: word for word in transcript.words}
    assert by_text["5"].start_s == pytest.approx(1.275, abs=0.1)


def test_words_in_another_script_have_no_times_and_harm_no_others(short: Samples) -> None:
    words = heard(short, SHORT["verbatim"].replace("bakery", "bakery 面包店")).words
    assert [word.text for word in words if word.start_s is None] == ["面包店."]
    assert words[-1].end_s == pytest.approx(6.33, abs=0.1)


def test_text_of_another_recording_gets_no_times(short: Samples) -> None:
    transcript = heard(short, CLIPS["answer_um"]["verbatim"] + " Whatever follows here was never said by anybody at all.")
    assert all(word.start_s is None for word in transcript.words)
    assert "words fit what was said" in transcript.untimed_reason


def test_words_that_were_not_said_do_not_spoil_the_rest(short: Samples) -> None:
    samples = np.concatenate((short, np.zeros(4 * SAMPLE_RATE_HZ, dtype=np.float32), short))
    said = SHORT["verbatim"]
    rough = heard(samples, f"{said} {said}")
    invented = "Incomprehensibilities notwithstanding, internationalisation characteristics overcomplicated. " * 8
    words = heard(samples, f"{said} {invented}{said}", rough=rough).words
    count = len(SHORT["words"])
    again_s = len(short) / SAMPLE_RATE_HZ + 4
    assert words[0].start_s == pytest.approx(0.3, abs=0.15)
    assert words[-1].end_s == pytest.approx(again_s + 6.33, abs=0.15)
    assert sum(word.start_s is not None for word in words[count:-count]) < 4
    assert sum(word.start_s is not None for word in words) > 1.8 * count


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [("", "en", "no words"), ("… — !", "en", "no words"), ("Bonjour à tous", "fr", "English only")],
)
def test_what_cannot_be_timed_says_why(short: Samples, text: str, language: str, reason: str) -> None:
    transcript = heard(short, text, language=language)
    assert transcript.text == text
    assert reason in transcript.untimed_reason
    assert all(word.start_s is None for word in transcript.words)


def test_silence_has_no_word_times() -> None:
    transcript = align(np.zeros(5 * SAMPLE_RATE_HZ, dtype=np.float32), "I led a team.", speech=())
    assert "no voice" in transcript.untimed_reason


def test_a_blip_is_too_short_for_words() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, SAMPLE_RATE_HZ * 3 // 10).astype(np.float32)
    transcript = align(noise, "I led a team of five people.", speech=(Interval(start_s=0.0, end_s=0.3),))
    assert transcript.untimed_reason
    assert all(word.start_s is None for word in transcript.words)
