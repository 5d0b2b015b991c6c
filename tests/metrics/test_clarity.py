import socket

import pytest

from rehearse.metrics import measure
from rehearse.metrics.readability import Pronunciations, reading_ease
from rehearse.text import from_text


def part(score, name):
    return next(part for part in score.parts if part.name.startswith(name))


def test_a_plain_steady_answer_is_clear(speak, story):
    score = measure(speak(story, probability=0.95)).scores["clarity"]
    assert score.value == pytest.approx(100, abs=2)
    assert score.summary == "150 words a minute, steady. No sentence ran past 44 words."
    assert sum(each.weight for each in score.parts) == pytest.approx(1)


def test_each_burden_lowers_its_own_part(speak, story):
    cases = {
        "speech rate": speak(story, wpm=400, probability=0.95),
        "share of pauses": speak(story, silences_s={5: 2, 15: 2, 25: 2}, probability=0.95),
        "words heard unsurely": speak(story, probability=0.4),
        "words in long": speak(story.replace(". ", " and "), probability=0.95),
        "hedges": speak("Maybe perhaps probably " + story + " I guess, maybe.", probability=0.95),
        "repeats": speak("We we had had the the " + story + " It it held held up.", probability=0.95),
    }
    for name, said in cases.items():
        assert part(measure(said, limits={"min_mean_probability": 0}).scores["clarity"], name).score < 100, name


def test_switched_off_fluency_leaves_language_only(speak, story):
    said = speak("um " * 9 + story, wpm=60, probability=0.6)
    scores = measure(said, fluency_scores=False).scores
    assert scores["fillers"].value is None
    assert "switched off" in scores["fillers"].reason
    assert [each.name for each in scores["clarity"].parts] == [
        "words in long sentences",
        "reading ease of the spoken sentences",
        "hedges",
        "vague words",
        "jargon and unexplained acronyms",
    ]
    assert "minute" not in scores["clarity"].summary


def test_unpunctuated_speech_is_not_one_long_sentence(speak, story):
    said = " ".join(story.lower().replace(".", "").replace(",", "").split()) + " and "
    measures = measure(from_text(said * 4)).measures
    assert measures["mean_sentence_words"] < 60
    assert measures["sentences"] > 3


@pytest.mark.parametrize("stop", [";", ":", " um.", " at six a.m. The"])
def test_what_ends_a_sentence_for_the_ear_makes_no_long_one(stop):
    half = "we moved the beds and the nurses rang the families " + "and we wrote it all down " * 3
    parted, whole = (f"{half.strip()}{joint} {half.strip()}. It held. We slept." for joint in (stop, " and"))
    assert measure(from_text(parted)).measures["long_sentences"] == 0
    assert measure(from_text(whole)).measures["long_sentences"] == 1


@pytest.mark.parametrize(
    "said",
    [
        "Somebody had typed over it.",
        "I always get a damp specialist in.",
        "The other thing I do is the rota.",
        "There was a lot of post.",
        "She is very careful.",
    ],
)
def test_what_says_something_is_not_vague(said, story):
    assert measure(from_text(f"{story} {said}")).measures["vague_words"] == 0


@pytest.mark.parametrize(
    "said", ["I'm very organised.", "I did all sorts of jobs.", "It went really well.", "I sorted things like that."]
)
def test_what_stands_for_a_fact_is_vague(said, story):
    assert measure(from_text(f"{story} {said}")).measures["vague_words"] == 1


def test_an_um_does_not_change_the_sentences(story):
    plain = measure(from_text(story)).measures
    fluttered = measure(from_text(story.replace(" and", " um and uh"))).measures
    for name in ("sentences", "mean_sentence_words", "reading_ease"):
        assert plain[name] == fluttered[name]


def test_reading_ease_counts_syllables_from_the_dictionary():
    assert Pronunciations("rehearse R IH HH ER S\n")["rehearse"] == [["R", "IH1", "HH", "ER1", "S"]]
    # Flesch: 206.835 - 1.015 words a sentence - 84.6 syllables a word; six words, nine syllables.
    assert reading_ease(["people often rehearse at their home"]) == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 9 / 6)


def test_measuring_opens_no_socket(monkeypatch, story):
    def refuse(*args, **kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert measure(from_text(story)).measures["reading_ease"] is not None


def test_a_transcript_that_was_guessed_is_not_scored(speak, story):
    scores = measure(speak(story, probability=0.3)).scores
    assert {score.value for score in scores.values()} == {None}
    assert "Correct the words, and everything is computed again" in scores["clarity"].reason


def test_sentence_length_is_not_judged_where_its_end_is_a_guess(story, speak):
    said = " ".join(story.lower().replace(".", "").replace(",", "").split()) + " and "
    guessed, heard = measure(from_text(said * 4)), measure(speak(said * 4))
    assert part(guessed.scores["clarity"], "words in long").score is None
    assert "a guess" in part(guessed.scores["clarity"], "words in long").reason
    assert guessed.scores["clarity"].summary.endswith("Where sentences end is not known.")
    assert part(heard.scores["clarity"], "words in long").score is not None


def test_signposts_are_marked_and_cost_nothing(story, speak):
    said = speak(f"First, {story[0].lower()}{story[1:]}")
    measured = measure(said)
    assert [finding.text for finding in measured.findings if finding.kind == "signpost"] == ["First"]
    assert measured.measures["signposts"] == 1
    assert measured.scores["clarity"].value >= measure(speak(story)).scores["clarity"].value
