"""Filled pauses heard in synthesised speech whose transcript leaves them out."""

import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, decode
from rehearse.audio.voice import speech_regions
from rehearse.schema import Interval, Transcript, Word
from rehearse.speech.align import align
from rehearse.speech.verbatim import Verbatim, add_filled_pauses
from rehearse.text import from_text, split_words

DATA = Path(__file__).parents[1] / "data"
CLIPS = tomllib.loads((DATA / "clips.toml").read_text(encoding="utf-8"))
UM = CLIPS["answer_um"]


@pytest.fixture(scope="module")
def samples() -> Samples:
    return decode(DATA / "answer_um.wav")


def recognised(clip: dict, blur_s: float = 0.06) -> Transcript:
    """What a recogniser that tidies up gives: no fillers, times that are a little off."""
    text = clip["whisper"]
    words = tuple(
        replace(word, start_s=max(0.0, true["start_s"] + blur_s), end_s=true["end_s"] + blur_s, probability=0.9)
        for word, true in zip(split_words(text), clip["words"], strict=True)
    )
    return Transcript(text=text, words=words, duration_s=clip["duration_s"], engine="whisper", model="base.en")


def listen(samples: Samples, transcript: Transcript) -> Verbatim:
    return add_filled_pauses(samples, transcript, speech=speech_regions(samples))


def fillers(verbatim: Verbatim) -> list[Word]:
    return [word for word in verbatim.transcript.words if word.kind == "filled_pause"]


def test_fillers_that_were_left_out_are_heard_where_they_were_said(samples: Samples) -> None:
    heard = fillers(listen(samples, recognised(UM)))
    assert len(heard) == len(UM["fillers"])
    for word, true in zip(heard, UM["fillers"], strict=True):
        assert word.start_s == pytest.approx(true["start_s"], abs=0.15)
        assert word.end_s == pytest.approx(true["end_s"], abs=0.15)
        assert 0.5 <= word.probability <= 1


def test_they_are_written_between_the_words_around_them(samples: Samples) -> None:
    transcript = listen(samples, recognised(UM)).transcript
    assert [word.text if word.kind == "word" else "~" for word in transcript.words] == [
        *("~", "I", "checked", "every", "order", "twice,", "and", "~", "the", "mistakes", "stopped."),
    ]
    assert transcript.text.split() == [word.text for word in transcript.words]
    assert all(transcript.text[word.char_start : word.char_end] == word.text for word in transcript.words)


def test_word_times_are_set_by_the_audio(samples: Samples) -> None:
    words = [word for word in listen(samples, recognised(UM, blur_s=0.1)).transcript.words if word.kind == "word"]
    errors_s = [abs(word.start_s - true["start_s"]) for word, true in zip(words, UM["words"], strict=True)]
    assert np.median(errors_s) < 0.05
    assert {word.probability for word in words} == {0.9}


def test_a_filler_that_the_recogniser_wrote_is_not_counted_twice(samples: Samples) -> None:
    written = align(samples, UM["verbatim"], speech=speech_regions(samples))
    heard = listen(samples, written)
    assert heard.transcript.text == UM["verbatim"]
    assert len(fillers(heard)) == 2


def test_a_filler_that_the_recogniser_half_believed_is_as_sure_as_it_is_heard(samples: Samples) -> None:
    heard = fillers(listen(samples, recognised(UM)))
    written = align(samples, UM["verbatim"], speech=speech_regions(samples))
    doubted = tuple(replace(word, probability=0.1) if word.kind == "filled_pause" else word for word in written.words)
    united = fillers(listen(samples, replace(written, words=doubted, engine="whisper")))
    assert [word.probability for word in united] == pytest.approx([word.probability for word in heard], abs=0.15)


def test_a_filler_that_the_recogniser_was_sure_of_stays_sure(samples: Samples) -> None:
    written = align(samples, UM["verbatim"], speech=speech_regions(samples))
    believed = tuple(replace(word, probability=1.0) for word in written.words)
    united = fillers(listen(samples, replace(written, words=believed, engine="whisper")))
    assert [word.probability for word in united] == [1.0, 1.0]


def test_what_it_added_is_left_alone_the_second_time(samples: Samples) -> None:
    once = listen(samples, recognised(UM)).transcript
    assert listen(samples, once).transcript.text == once.text


def test_what_was_said_in_noise_is_listened_to_where_the_voice_detector_hears_nothing(samples: Samples) -> None:
    missed = speech_regions(samples)[0]
    only_the_start = [replace(missed, end_s=missed.start_s + 0.3)]
    heard = add_filled_pauses(samples, recognised(UM), speech=only_the_start)
    assert len(fillers(heard)) == len(UM["fillers"])
    assert not heard.unmeasured


@pytest.mark.parametrize("name", ["answer_short", "pause"])
def test_fluent_speech_stays_as_it_is(name: str) -> None:
    heard = listen(decode(DATA / f"{name}.wav"), recognised(CLIPS[name]))
    assert heard.transcript.text == CLIPS[name]["whisper"]
    assert heard.unmeasured == ()


def test_speech_that_nobody_wrote_down_is_said_to_be_unmeasured() -> None:
    short = decode(DATA / "answer_short.wav")
    silence = np.zeros(4 * SAMPLE_RATE_HZ, dtype=np.float32)
    heard = listen(np.concatenate((short, silence, short)), recognised(CLIPS["answer_short"]))
    assert [interval.start_s > 6 for interval in heard.unmeasured] == [True]
    assert heard.transcript.text == CLIPS["answer_short"]["whisper"]


def test_words_that_cannot_be_laid_along_the_audio_are_said_to_be_unmeasured(samples: Samples) -> None:
    clip = recognised(UM)
    text = "incomprehensibilities " * 40
    words = tuple(replace(word, start_s=0.5 + i / 10, end_s=0.6 + i / 10) for i, word in enumerate(split_words(text)))
    heard = listen(samples, replace(clip, text=text, words=words))
    assert len(heard.unmeasured) == 1
    assert heard.transcript.text == text


@pytest.mark.parametrize(
    "transcript",
    [from_text("I checked every order twice."), replace(recognised(UM), language="fr"), Transcript(text="", words=())],
    ids=["untimed", "not English", "empty"],
)
def test_what_cannot_be_listened_to_comes_back_unchanged(samples: Samples, transcript: Transcript) -> None:
    heard = listen(samples, transcript)
    assert heard.transcript == transcript
    assert heard.unmeasured == speech_regions(samples)


def test_markup_and_other_scripts_around_a_filler_are_kept(samples: Samples) -> None:
    clip = recognised(UM)
    text = "«I» checked\n\nevery <i>order</i> 二度, and the mistakes 🎉 stopped…  "
    timed = zip(split_words(text), clip.words, strict=True)
    words = tuple(replace(word, start_s=known.start_s, end_s=known.end_s) for word, known in timed)
    after = listen(samples, replace(clip, text=text, words=words)).transcript
    assert all(after.text[word.char_start : word.char_end] == word.text for word in after.words)
    without = after.text
    for word in reversed([word for word in after.words if word.kind == "filled_pause"]):
        without = without[: word.char_start] + without[word.char_end + 1 :]
    assert without == text


def test_a_filler_that_was_struck_out_stays_out(samples: Samples) -> None:
    struck = (Interval(start_s=UM["fillers"][0]["start_s"], end_s=UM["fillers"][0]["end_s"]),)
    heard = fillers(listen(samples, replace(recognised(UM), struck=struck)))
    assert [word.start_s > 3 for word in heard] == [True]


def test_silence_has_no_fillers() -> None:
    quiet = np.zeros(SAMPLE_RATE_HZ * 3 // 10, dtype=np.float32)
    word = Word(text="Hello", start_s=0.0, end_s=0.3, char_start=0, char_end=5)
    heard = add_filled_pauses(quiet, Transcript(text="Hello", words=(word,)), speech=(Interval(start_s=0.0, end_s=0.3),))
    assert heard.transcript.text == "Hello"
