from dataclasses import replace

import pytest

from rehearse.metrics import measure
from rehearse.text import from_text


def test_unsure_and_unplaced_words_count_once_each(speak, story):
    said = speak(story, probability=0.9)
    first, second, third, *rest = said.words
    unsure = replace(first, probability=0.2)
    both = replace(second, probability=0.2, start_s=None, end_s=None)
    unplaced = replace(third, start_s=None, end_s=None)
    measures = measure(replace(said, words=(unsure, both, unplaced, *rest))).measures
    words = len(said.words)
    assert measures["unsure_word_share"] == pytest.approx(2 / words)
    assert measures["unplaced_word_share"] == pytest.approx(2 / words)
    assert measures["unclear_word_share"] == pytest.approx(3 / words)


def test_words_a_person_gave_are_measured_by_their_place_alone(speak, story):
    said = speak(story)
    given = replace(said, words=(replace(said.words[0], start_s=None, end_s=None), *said.words[1:]), engine="text")
    measured = measure(given)
    assert measured.measures["unsure_word_share"] is None
    assert measured.measures["unclear_word_share"] == pytest.approx(1 / len(said.words))


def test_without_probabilities_and_times_there_is_nothing_to_measure(story):
    measured = measure(from_text(story))
    assert measured.measures["unclear_word_share"] is None
    assert "no probabilities" in measured.unmeasured["unclear_word_share"]


def test_pocketsphinx_says_nothing_of_how_a_word_was_spoken(speak, story):
    measured = measure(replace(speak(story, probability=0.9), engine="sphinx"))
    assert measured.measures["unclear_word_share"] is None
    assert "this engine" in measured.unmeasured["unclear_word_share"]
