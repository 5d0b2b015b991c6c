import re

import pytest

from rehearse.errors import TranscriptError
from rehearse.schema import Transcript, Word
from rehearse.speech.captions import MAX_CUE_CHARACTERS, to_srt, to_vtt
from rehearse.text import from_text


def spoken(*words: tuple[str, float | None, float | None]) -> Transcript:
    text, placed = "", []
    for word, start_s, end_s in words:
        text += " " if text else ""
        placed.append(Word(text=word, start_s=start_s, end_s=end_s, char_start=len(text), char_end=len(text) + len(word)))
        text += word
    return Transcript(text=text, words=tuple(placed))


def test_a_caption_is_a_sentence_with_its_times() -> None:
    transcript = spoken(("Hello", 0.5, 0.8), ("there.", 0.9, 1.25), ("Good", 1.3, 1.5), ("day.", 1.5, 3661.0))
    assert to_srt(transcript) == (
        "1\n00:00:00,500 --> 00:00:01,250\nHello there.\n\n2\n00:00:01,300 --> 01:01:01,000\nGood day.\n"
    )
    assert to_vtt(transcript) == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:01.250\nHello there.\n\n00:00:01.300 --> 01:01:01.000\nGood day.\n"
    )


def test_a_pause_ends_a_caption() -> None:
    assert to_srt(spoken(("so", 0, 0.3), ("well", 2.0, 2.3))).count("-->") == 2


def test_long_speech_is_cut_before_a_caption_grows_too_wide() -> None:
    captions = to_srt(spoken(*((f"word{i}", i / 4, i / 4 + 0.2) for i in range(100))))
    lines = [line for line in captions.splitlines() if line.startswith("word")]
    assert max(map(len, lines)) <= MAX_CUE_CHARACTERS
    assert " ".join(lines).split() == [f"word{i}" for i in range(100)]


def test_a_word_without_times_goes_with_its_neighbours() -> None:
    assert "0,100 --> 00:00:00,900\none two three" in to_srt(spoken(("one", 0.1, 0.3), ("two", None, None), ("three", 0.6, 0.9)))


def test_a_first_word_without_times_goes_with_the_next() -> None:
    captions = to_srt(spoken(("zero", None, None), ("one", 0.1, 0.3), ("two", 5.0, 5.2)))
    assert "0,100 --> 00:00:00,300\nzero one\n" in captions
    assert captions.count("-->") == 2


def test_markup_and_arrows_are_text_in_webvtt() -> None:
    body = to_vtt(spoken(("<b>", 0, 0.1), ("A&B", 0.1, 0.2), ("-->", 0.2, 0.3))).split("\n", 3)[3]
    assert body == "&lt;b&gt; A&amp;B --&gt;\n"


def test_nothing_said_gives_empty_captions() -> None:
    nothing = Transcript(text="", words=())
    assert to_srt(nothing) == ""
    assert to_vtt(nothing) == "WEBVTT\n"


@pytest.mark.parametrize("write", [to_srt, to_vtt])
def test_an_untimed_transcript_says_why_it_has_no_captions(write) -> None:
    with pytest.raises(TranscriptError, match=re.escape("the answer was given as text")):
        write(from_text("Hello there."))
