from dataclasses import replace

import pytest

from rehearse.metrics import measure
from rehearse.text import from_text


def kinds(said: str) -> list[tuple[str, str]]:
    return [
        (finding.kind, finding.text)
        for finding in measure(from_text(said)).findings
        if finding.kind in ("filled_pause", "filler_phrase", "hedge")
    ]


def test_fillers_and_hedges_are_told_apart():
    assert kinds("um we kind of ran it you know as a team") == [
        ("filled_pause", "um"),
        ("hedge", "kind of"),
        ("filler_phrase", "you know"),
    ]


@pytest.mark.parametrize(
    "said", ["do you know python", "as you know we were two", "i like the work", "it went well", "the right thing"]
)
def test_words_that_only_look_like_fillers_are_left_alone(said):
    assert kinds(said) == []


def test_rates_name_their_basis(speak, story):
    measures = measure(speak("um uh " + story, wpm=120)).measures
    words = len(story.split())
    assert measures["fillers"] == 2
    assert measures["fillers_per_100_words"] == pytest.approx(200 / words)
    assert measures["fillers_per_minute"] == pytest.approx(2 / ((words + 2) / 120))


def test_only_sure_filled_pauses_count(speak, story):
    said = speak("um um " + story)
    first, second, *rest = said.words
    said = replace(said, words=(replace(first, probability=0.9), replace(second, probability=0.2), *rest))
    measured = measure(said)
    assert (measured.measures["fillers"], measured.measures["fillers_unsure"]) == (1, 1)
    assert measured.scores["fillers"].summary.startswith("About 2 (1 sure)")
    assert "20%" in measured.findings[1].message


@pytest.mark.parametrize(("per_minute", "value"), [(0, 100), (5, 100), (12, 50), (19, 0), (40, 0)])
def test_five_a_minute_cost_nothing_and_twelve_cost_half(speak, per_minute, value):
    phrase = ["we", "moved", "beds", "before", "noon", "came", "around", "again"]
    words = phrase * 40
    for at in range(per_minute):
        words.insert(at * 7, "um")
    measured = measure(speak(" ".join(words), wpm=len(words)))
    assert measured.measures["fillers_per_minute"] == pytest.approx(per_minute)
    assert measured.scores["fillers"].value == pytest.approx(value)


def test_an_untimed_answer_is_scored_on_an_estimated_rate(story):
    measured = measure(from_text(story))
    assert measured.measures["fillers_per_minute"] is None
    assert "text" in measured.unmeasured["fillers_per_minute"]
    assert measured.scores["fillers"].value == 100
    assert "estimated" in measured.scores["fillers"].parts[0].name


def test_places_are_told(story):
    said = f"Um, {story} Uh, so yeah it held."
    assert measure(from_text(said)).measures["fillers_at_sentence_start"] == 2
