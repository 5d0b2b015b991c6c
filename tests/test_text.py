"""Words and sentences of a text, with their places."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.schema import Transcript, Word
from rehearse.text import bare, from_text, is_filled_pause, sentences, split_words


def timed(text: str, word_s: float = 0.3, pauses_s: dict[int, float] | None = None) -> Transcript:
    """Return a transcript spoken at an even pace, with a silence before the words named in `pauses_s`."""
    now_s, words = 0.0, []
    for i, word in enumerate(split_words(text)):
        now_s += (pauses_s or {}).get(i, 0.0)
        words.append(replace(word, start_s=now_s, end_s=now_s + word_s))
        now_s += word_s
    return Transcript(text=text, words=tuple(words), duration_s=now_s)


def spoken(transcript: Transcript) -> list[str]:
    return [span.of(transcript.text) for span in sentences(transcript)]


@pytest.mark.parametrize("word", ["um", "Um,", "uh", "uhh", "uhm", "er", "erm", "hmm", "mm", "ah", "Ummm."])
def test_hesitation_sounds_are_filled_pauses(word: str) -> None:
    assert is_filled_pause(word)


@pytest.mark.parametrize(
    "word", ["a", "her", "ham", "hummus", "umbrella", "m", "I", "err0r", "err", "ER", "EHR", "ehr", "HM", "oh", "the", "12", "—"]
)
def test_words_are_not_filled_pauses(word: str) -> None:
    assert not is_filled_pause(word)


def test_a_word_knows_its_place_and_its_bare_form() -> None:
    text = "Well, I used “SQL” — and C++!"
    words = split_words(text)
    assert [bare(word.text) for word in words] == ["well", "i", "used", "sql", "and", "c"]
    assert all(text[word.char_start : word.char_end] == word.text for word in words)


def test_an_answer_given_as_text_is_kept_and_says_why_it_is_untimed() -> None:
    text = "  Two  spaces,\n\nand <b>markup</b> 🙂 "
    transcript = from_text(text)
    assert transcript.text == text
    assert transcript.duration_s is None
    assert transcript.untimed_reason
    assert all(word.start_s is None for word in transcript.words)


def test_punctuation_ends_sentences_but_abbreviations_do_not() -> None:
    transcript = from_text("I worked for Dr. Smith, i.e. the boss. At 3 a.m. on Sunday we shipped it! Did it work? Yes.")
    assert spoken(transcript) == [
        "I worked for Dr. Smith, i.e. the boss.",
        "At 3 a.m. on Sunday we shipped it!",
        "Did it work?",
        "Yes.",
    ]


def test_without_punctuation_a_silence_ends_a_sentence() -> None:
    transcript = timed("i moved the rota and then nobody missed a dose", pauses_s={4: 0.9})
    assert spoken(transcript) == ["i moved the rota", "and then nobody missed a dose"]


def test_an_unpunctuated_answer_is_not_one_sentence_of_two_hundred_words() -> None:
    transcript = from_text(" ".join(["we looked at the plan and changed a part of it so that it worked"] * 15))
    lengths = [len(sentence.split()) for sentence in spoken(transcript)]
    assert max(lengths) <= 45
    assert sum(lengths) == len(transcript.words)


def test_nothing_has_no_sentences() -> None:
    assert sentences(from_text(" … 🙂 ")) == ()


@given(st.text())
def test_sentences_hold_every_word_once_whatever_the_text(text: str) -> None:
    transcript = from_text(text)
    spans = sentences(transcript)
    held = [
        word
        for span in spans
        for word in transcript.words
        if span.char_start <= word.char_start and word.char_end <= span.char_end
    ]
    assert held == list(transcript.words)


def test_word_is_as_written() -> None:
    assert split_words("um")[0] == Word(text="um", kind="filled_pause", char_start=0, char_end=2)
