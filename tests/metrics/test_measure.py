"""What holds for the whole: reasons, order, and how scores behave when an answer gets worse or better."""

from dataclasses import replace
from random import Random
from statistics import fmean

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rehearse.metrics import MEASURES, measure
from rehearse.schema import Interval, Transcript
from rehearse.text import from_text, split_words

SENTENCES = [
    "Last winter we had two nurses off and fourteen patients.",
    "I moved the two beds beside the station and rang the site lead.",
    "I think it was kind of my idea, you know, to tell the families early.",
    "Due to the fact that the lift broke, we carried every tray up the back stairs in order to serve on time.",
    "Nobody missed a dose that month.",
    "The the incident rate was, I mean the incident rate was the lowest since spring.",
    "So basically I wrote a checklist, and the whole team still uses it on a daily basis.",
    "It was 12 people, three floors, one kitchen and no plan, and yet by noon each ward had eaten and the porters had gone home, "
    "which the matron had never seen in all of her twenty years in that building, she said.",
]
PREAMBLES = [
    "That's a really good question.",
    "Let me think about that for a moment.",
    "Thank you for asking.",
    "So, where do I start.",
    "Well, there are so many examples I could talk about.",
]
answers = st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=12).map(" ".join)


def spoken(said: str, gaps_s: list[float], word_s: float = 0.35) -> Transcript:
    untimed = from_text(said)
    words, now_s = [], 0.0
    for number, word in enumerate(untimed.words):
        words.append(replace(word, start_s=now_s, end_s=now_s + word_s, probability=0.9))
        now_s += word_s + gaps_s[number % len(gaps_s)]
    return replace(untimed, words=tuple(words), duration_s=now_s, engine="whisper", untimed_reason=None)


def value(transcript: Transcript, name: str) -> float:
    worth = measure(transcript).scores[name].value
    assert worth is not None
    return worth


gaps = st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.1, 0.3, 0.6, 0.9, 1.1, 2.0]), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(answers, gaps, st.lists(st.integers(0, 200), min_size=10, max_size=10), st.booleans())
@example(" ".join([SENTENCES[0]] * 4), [0.0, 0.6], [0] * 10, True)
def test_ten_more_ums_never_raise_fillers_or_clarity(said, gaps_s, places, timed):
    before = said.split()
    after = list(before)
    for place in places:
        after.insert(place % (len(after) + 1), "um")
    plain, worse = " ".join(before), " ".join(after)
    pair = [from_text(plain), from_text(worse)]
    if timed:
        pair = [spoken(plain, gaps_s), with_ums(spoken(plain, gaps_s), worse)]
    for name in ("fillers", "clarity"):
        assert value(pair[1], name) <= value(pair[0], name) + 1e-9


def with_ums(plain: Transcript, worse: str) -> Transcript:
    """Say the same words with the same silences, and each um half a second longer."""
    remaining = iter(plain.words)
    words, added_s, last_s = [], 0.0, 0.0
    for word in split_words(worse):
        if word.kind == "filled_pause":
            words.append(replace(word, start_s=last_s, end_s=last_s + 0.5))
            added_s += 0.5
        else:
            original = next(remaining)
            words.append(
                replace(
                    original,
                    start_s=original.start_s + added_s,
                    end_s=original.end_s + added_s,
                    char_start=word.char_start,
                    char_end=word.char_end,
                )
            )
        last_s = words[-1].end_s
    return replace(plain, text=worse, words=tuple(words))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=8, unique=True), st.data())
def test_cutting_a_repeated_sentence_never_lowers_conciseness(sentences, data):
    repeated = data.draw(st.integers(0, len(sentences) - 1))
    place = data.draw(st.integers(repeated + 1, len(sentences)))
    longer = [*sentences[:place], sentences[repeated], *sentences[place:]]
    assert value(from_text(" ".join(sentences)), "conciseness") >= value(from_text(" ".join(longer)), "conciseness")


@settings(max_examples=40, deadline=None)
@given(answers, st.lists(st.sampled_from(PREAMBLES), max_size=4), st.sampled_from(PREAMBLES), st.booleans())
def test_a_longer_preamble_never_raises_conciseness(said, preamble, more, timed):
    shorter, longer = " ".join([*preamble, said]), " ".join([more, *preamble, said])
    give = (lambda text: spoken(text, [0.1])) if timed else from_text
    assert value(give(longer), "conciseness") <= value(give(shorter), "conciseness") + 1e-9


@settings(max_examples=40, deadline=None)
@given(answers, gaps, st.floats(0.3, 1.0))
def test_the_same_words_faster_than_the_band_are_never_clearer(said, gaps_s, factor):
    fast = spoken(said, gaps_s, word_s=0.35)
    squeeze = 17 / measure(fast).measures["letters_per_s"]
    at_the_edge = scaled(fast, 1 / squeeze)
    assert value(scaled(at_the_edge, factor), "clarity") <= value(at_the_edge, "clarity") + 1e-6


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_shuffled_words_are_less_clear(seed):
    words = " ".join([QUALITIES["good"], SENTENCES[0], SENTENCES[1]]).lower().replace(".", "").replace(",", "").split()
    random = Random(seed)
    shuffled = [value(from_text(" ".join(random.sample(words, len(words)))), "clarity") for _ in range(5)]
    assert fmean(shuffled) < value(from_text(" ".join(words)), "clarity")


def scaled(transcript: Transcript, factor: float) -> Transcript:
    return replace(
        transcript,
        words=tuple(replace(word, start_s=word.start_s * factor, end_s=word.end_s * factor) for word in transcript.words),
        speech=None,
    )


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_numbers_in_range_or_a_reason(said):
    measured = measure(from_text(said))
    assert set(measured.measures) == set(MEASURES)
    for name, number in measured.measures.items():
        assert (number is None) == (name in measured.unmeasured)
    for score in measured.scores.values():
        assert score.reason if score.value is None else 0 <= score.value <= 100
    for finding in measured.findings:
        assert said[finding.char_start : finding.char_end] == finding.text


def test_same_input_same_numbers(story, speak):
    assert measure(speak(story)) == measure(speak(story))


def test_too_few_words_are_not_scored():
    scores = measure(from_text("I led the team")).scores
    assert {score.value for score in scores.values()} == {None}
    assert scores["clarity"].reason == "not measured: 4 words, fewer than 20"


@pytest.mark.parametrize("said", ["", "   ", "...", "😀"])
def test_nothing_said_measures_nothing(said):
    measured = measure(from_text(said))
    assert measured.measures["words"] == 0
    assert measured.unmeasured["fillers"] == "nothing was said"
    assert {score.value for score in measured.scores.values()} == {None}
    assert measured.findings == ()


def test_ums_alone_are_no_answer():
    scores = measure(from_text("um uh")).scores
    assert scores["fillers"].reason == "not measured: no words, 2 filled pauses"


def test_another_language_is_timed_but_not_judged(speak, story):
    measured = measure(replace(speak(story), language="de"))
    assert measured.measures["words_per_minute"] == pytest.approx(150)
    assert measured.measures["hedges"] is None
    assert "'de'" in measured.scores["clarity"].reason


def test_pocketsphinx_is_scored_where_it_was_sure_and_its_probabilities_are_no_measure_of_clarity(speak, story):
    measured = measure(replace(speak(story, probability=0.8), engine="sphinx"))
    assert measured.scores["clarity"].value is not None
    assert "don't say" in measured.unmeasured["mean_word_probability"]


def test_pocketsphinx_is_not_scored_where_it_guessed(speak, story):
    scores = measure(replace(speak(story, probability=0.3), engine="sphinx")).scores
    assert {score.value for score in scores.values()} == {None}


def test_speech_regions_out_of_any_order_do_no_harm(speak, story):
    said = replace(speak(story), speech=(Interval(start_s=9.0, end_s=12.0), Interval(start_s=0.5, end_s=4.0)))
    assert measure(said).measures["long_pauses"] == 1


QUALITIES = {
    "good": "Last winter we had two nurses off and fourteen patients. I moved the two sickest beside the desk and rang for "
    "cover. I told the families what would be late. Nobody missed a dose, and complaints fell by half.",
    "fair": "So I think last winter we had two nurses off and fourteen patients. I sort of moved the two sickest beside the "
    "desk and in order to get cover I rang. I told the families what would be late, you know. Nobody missed a dose, so yeah.",
    "muddled": "That's a good question, let me think about that, where do I start. So I think maybe we kind of had, we had two "
    "nurses off due to the fact that it was winter, I mean it was winter, and I guess I sort of moved the the two sickest, "
    "probably beside the desk or something, and in order to get, to get cover what I did was I just rang. We had two nurses "
    "off that winter. Nobody missed a dose, I think, and so yeah, that's it.",
}


@pytest.mark.parametrize("name", ["clarity", "conciseness"])
def test_a_better_telling_of_the_same_scores_higher(name):
    worth = {quality: value(from_text(said), name) for quality, said in QUALITIES.items()}
    assert worth["good"] > worth["fair"] > worth["muddled"]
