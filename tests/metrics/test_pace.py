from dataclasses import replace

import pytest

from rehearse.metrics import measure
from rehearse.schema import Interval, Word
from rehearse.text import from_text


def long_pauses(transcript):
    return [finding for finding in measure(transcript).findings if finding.kind == "long_pause"]


def test_rates_with_and_without_pauses(speak, story):
    words = len(story.split())
    measures = measure(speak(story, wpm=150, silences_s={9: 6.0})).measures
    assert measures["duration_s"] == pytest.approx(words * 0.4 + 6)
    assert measures["words_per_minute"] == pytest.approx(60 * words / (words * 0.4 + 6))
    assert measures["articulation_wpm"] == pytest.approx(150)
    assert measures["pause_share"] == pytest.approx(6 / (words * 0.4 + 6))


def test_a_long_pause_stands_between_its_words_with_its_times(speak):
    (pause,) = long_pauses(speak("we waited and then it worked", silences_s={1: 1.5, 3: 0.9}))
    assert pause.char_start == pause.char_end == len("we waited")
    assert pause.end_s - pause.start_s == pytest.approx(1.5)
    assert "1.5 s" in pause.message
    assert "times of the words" in pause.message


def test_pauses_come_from_the_audio_where_there_is_some(speak):
    said = speak("we waited and then it worked")
    heard = replace(
        said,
        speech=(Interval(start_s=0.5, end_s=1.2), Interval(start_s=2.4, end_s=2.9)),
        words=tuple(
            replace(word, start_s=word.start_s + (1.2 if at > 1 else 0), end_s=word.end_s + (1.2 if at > 0 else 0))
            for at, word in enumerate(said.words)
        ),
    )
    (pause,) = long_pauses(heard)
    assert (pause.start_s, pause.end_s) == (1.2, 2.4)
    assert "from the audio" in pause.message


def test_silence_before_the_first_word_and_after_the_last_is_no_pause(speak):
    said = speak("we waited and it worked")
    around = (Interval(start_s=-5, end_s=-4), Interval(start_s=0.5, end_s=2.5), Interval(start_s=6, end_s=7))
    assert long_pauses(replace(said, speech=around)) == []
    assert measure(said).measures["initial_delay_s"] == 0.5


def test_an_um_neither_hides_a_pause_nor_makes_two(speak):
    said = speak("we waited um and it worked", wpm=150, silences_s={1: 0.7, 2: 0.7})
    (pause,) = long_pauses(said)
    assert pause.end_s - pause.start_s == pytest.approx(1.8)


def test_steadiness_compares_stretches(speak, story):
    steady = measure(speak(story * 2)).measures["pace_variation"]
    uneven = measure(speak(story * 2, silences_s=dict.fromkeys(range(60), 0.5))).measures["pace_variation"]
    assert steady == pytest.approx(0, abs=1e-6)
    assert uneven > 0.2


def test_what_was_not_timed_is_none_with_the_reason():
    measured = measure(from_text("we waited and it worked"))
    for name in ("words_per_minute", "articulation_wpm", "long_pauses", "duration_s"):
        assert measured.measures[name] is None
        assert measured.unmeasured[name] == "the answer was given as text, so nothing was timed"


@pytest.mark.parametrize("um", [(1.3, 1.5), (1.4, 2.2), (1.3, 2.4)])
def test_an_um_said_inside_a_silence_leaves_the_pause_as_long_as_it_was(speak, um):
    silent = speak("we waited and it worked", silences_s={1: 1.1})
    text = "we waited um and it worked"
    moved = [replace(word, char_start=word.char_start + 3, char_end=word.char_end + 3) for word in silent.words[2:]]
    said = Word(text="um", start_s=um[0], end_s=um[1], kind="filled_pause", char_start=10, char_end=12)
    filled = replace(silent, text=text, words=(*silent.words[:2], said, *moved))
    assert [pause.end_s - pause.start_s for pause in long_pauses(filled)] == pytest.approx([1.1])


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("We ran the shop. It went well.", 3),
        ("We ran the shop, a small one, for years.", 3),
        ("We ran the shop – a small one – for years.", 3),
        ("We ran the shop and it went well.", 3),
        ("We ran the shop and then she left.", 3),
        ("We ran the shop when they came.", 3),
        ("We ran the shop because of him.", 3),
        ("We ran the shop she kept the books.", 3),
    ],
)
def test_a_pause_between_clauses_stands_at_a_boundary(speak, said, after):
    spoken = speak(said, silences_s={after: 1.5})
    measures = measure(spoken).measures
    assert (measures["boundary_pauses"], measures["hesitations"]) == (1, 0)
    assert measures["boundary_pause_s"] == pytest.approx(1.5)
    assert "pause at a boundary of 1.5 s" in long_pauses(spoken)[0].message


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("We ran the shop for years.", 2),
        ("We ran the bread and butter shop.", 4),
        ("We ran the shop and it went well.", 4),
        ("We ran the shop and then she left.", 5),
        ("I know what she did.", 2),
    ],
)
def test_a_pause_inside_a_clause_is_a_hesitation_however_long(speak, said, after):
    spoken = speak(said, silences_s={after: 1.5})
    measures = measure(spoken).measures
    assert (measures["boundary_pauses"], measures["hesitations"]) == (0, 1)
    assert measures["hesitation_s"] == pytest.approx(1.5)
    assert "hesitation of 1.5 s" in long_pauses(spoken)[0].message


@pytest.mark.parametrize(("probability", "hesitations"), [(None, 1), (0.9, 1), (0.5, 0)])
def test_a_pause_at_a_boundary_with_a_sure_filler_beside_it_is_a_hesitation(speak, probability, hesitations):
    said = speak("We ran the shop. Um it went well.", silences_s={3: 0.7, 4: 0.7})
    words = tuple(replace(word, probability=probability) if word.kind == "filled_pause" else word for word in said.words)
    measures = measure(replace(said, words=words)).measures
    assert measures["hesitations"] == hesitations
    assert measures["boundary_pauses"] == 1 - hesitations


def test_a_pause_beside_a_filler_phrase_is_a_hesitation(speak):
    measures = measure(speak("We ran the shop, you know, it went well.", silences_s={5: 0.7})).measures
    assert measures["hesitations"] == 1


def test_hesitations_and_pauses_at_boundaries_are_all_the_pauses(speak, story):
    measures = measure(speak(story, silences_s=dict.fromkeys(range(0, 60, 3), 0.5))).measures
    assert measures["hesitations"] + measures["boundary_pauses"] == measures["pauses"]
    assert measures["hesitations"] > measures["boundary_pauses"] > 0


@pytest.mark.parametrize(
    ("said", "language"),
    [("Wir hatten einen Laden.", "de"), ("we had a shop and sold bread", "en")],
    ids=["german", "no full stop"],
)
def test_without_english_punctuation_pauses_are_not_told_apart(speak, said, language):
    spoken = replace(speak(said, silences_s={1: 1.5}), language=language)
    measured = measure(spoken)
    assert measured.measures["pauses"] == 1
    assert measured.measures["hesitations"] is None
    assert "punctuation" in measured.unmeasured["hesitations"]
    assert "A pause of 1.5 s" in long_pauses(spoken)[0].message
