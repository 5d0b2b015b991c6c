"""The sample that the app and `rehearse demo` show: a believable advert, a question, and a short spoken answer with fillers."""

from __future__ import annotations

import wave

from rehearse.sample import sample_advert, sample_answer_path, sample_question
from rehearse.text import from_text, sentences


def said() -> str:
    """What is said in the spoken answer, verbatim."""
    return sample_answer_path().with_suffix(".txt").read_text(encoding="utf-8").strip()


def test_answer_is_16_khz_mono_16_bit_and_30_to_45_seconds_long() -> None:
    with wave.open(str(sample_answer_path())) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        assert 30 <= file.getnframes() / file.getframerate() <= 45


def test_answer_is_small_enough_to_ship() -> None:
    assert sample_answer_path().stat().st_size < 1_500_000


def test_answer_has_what_the_app_is_to_find() -> None:
    text = said()
    assert [word.text for word in from_text(text).words if word.kind == "filled_pause"] == ["Um,", "uh,", "Uh,", "um,"]
    for filler_hedge_or_repetition in ("You know,", "kind of", "I, I "):
        assert filler_hedge_or_repetition in text
    assert len(sentences(from_text(text))) == 8


def test_answer_tells_a_story_with_its_result() -> None:
    assert "I made a simple spreadsheet" in said()
    assert "went down from ten a week to only three" in said()


def test_advert_has_headings_needs_and_perks() -> None:
    advert = sample_advert()
    assert 150 <= len(advert.split()) <= 250
    for heading in ("About us", "What you need", "Nice to have", "What we offer"):
        assert f"\n{heading}\n" in advert
    assert advert.count("\n- ") == 12


def test_question_is_behavioural() -> None:
    question = sample_question()
    assert question.kind == "behavioural"
    assert question.text.startswith("Tell me about a time")
    assert question.target_s > 0
