import pytest

from rehearse.metrics import measure
from rehearse.schema import Question
from rehearse.text import from_text


def findings(said, kind):
    return [finding for finding in measure(from_text(said)).findings if finding.kind == kind]


def value(said, target_s=90.0):
    return measure(from_text(said), question=Question(text="?", target_s=target_s)).scores["conciseness"].value


def test_an_answer_that_goes_straight_to_the_point_has_no_word_to_spare(story):
    score = measure(from_text(story)).scores["conciseness"]
    assert score.value == 100
    assert score.summary.endswith("straight to the point; no word to spare.")
    assert sum(part.weight for part in score.parts) == pytest.approx(1)


def test_the_preamble_ends_where_the_answer_begins(story, speak):
    said = "Um, so yeah, I think that's a really good question, so " + story[0].lower() + story[1:]
    (preamble,) = findings(said, "preamble")
    assert preamble.text == "so yeah, I think that's a really good question"
    assert "start at “last winter we had …”" in preamble.message
    assert measure(speak(said, wpm=60)).measures["first_point_s"] == pytest.approx(11, abs=1.1)


@pytest.mark.parametrize(
    "opening",
    [
        "I led a team of five.",
        "I think trust matters most.",
        "Well, last year I ran the shop.",
        "My biggest strength is patience.",
        "Before I came here I worked in retail.",
        "In our clinic before I started patients waited two hours.",
        "I check the brakes before I start.",
        "By asking them I think.",
        "I can tell you how many but not who.",
        "I've had, let me see, three shops.",
    ],
)
def test_an_answer_that_begins_is_no_preamble(opening, story):
    assert findings(f"{opening} {story}", "preamble") == []


def test_words_before_the_answer_are_a_preamble(story):
    (preamble,) = findings(f"Well, before I answer that, let me think. {story}", "preamble")
    assert preamble.text == "Well, before I answer that, let me think"


def test_the_answer_begins_after_the_sir(story):
    (preamble,) = findings(f"Thank you for asking, sir. {story}", "preamble")
    assert preamble.text == "Thank you for asking, sir"


@pytest.mark.parametrize(
    "said",
    [
        "To be fair to him, he rang.",
        "What I did was the money.",
        "She filled them in at the end of the day from memory.",
        "They did as I said.",
        "I'm going to be honest about that.",
        "In the end he was able to tell me.",
    ],
)
def test_words_that_say_something_are_not_wordy(said, story):
    assert findings(f"{story} {said}", "wordy_phrase") == []


def test_wordy_phrases_come_with_the_shorter_form(story):
    (wordy,) = findings(f"{story} We stopped due to the fact that it snowed.", "wordy_phrase")
    assert wordy.text == "due to the fact that"
    assert "“because”" in wordy.message
    assert "plainlanguage.gov" in wordy.source


def test_content_said_twice_points_at_the_first_time(story):
    (repeat,) = findings(
        f"{story} So nobody missed a dose and the incident rate that month was the lowest since spring.", "repeated_content"
    )
    assert repeat.text.startswith("So nobody")
    assert "Nobody missed a dose" in repeat.message


def test_a_clause_that_comes_again_word_for_word_is_said_twice(story):
    said = f"{story} I saw the advert and it's near my house and the bus is slow and yeah it's near my house and I drive."
    (repeat,) = findings(said, "repeated_content")
    assert repeat.text == "it's near my house"
    assert value(said) < value(said.replace(" and yeah it's near my house", ""))


@pytest.mark.parametrize(
    "said", ["I told the head of sales and then the head of sales told us.", "I think so, and I think so too."]
)
def test_a_name_or_small_words_may_come_again(said, story):
    assert findings(f"{story} {said}", "repeated_content") == []


def test_a_trailing_end_is_found(story):
    (trailing,) = findings(f"{story} So yeah, that's it.", "trailing_off")
    assert trailing.text == "So yeah, that's it"


@pytest.mark.parametrize("end", ["She is kind, I think so.", "Saturday mornings, yeah.", "It is better so."])
def test_an_end_that_answers_does_not_trail_off(end, story):
    assert findings(f"{story} {end}", "trailing_off") == []


def test_length_is_held_against_the_target_of_the_question(story, speak):
    long = " ".join(story.replace("winter", f"winter {n}") for n in range(5))
    assert value(long, target_s=120) > value(long, target_s=45)
    timed = measure(speak(long, wpm=150), question=Question(text="?", target_s=45))
    assert timed.measures["length_ratio"] == pytest.approx(timed.measures["duration_s"] / 45)


def test_without_a_question_the_default_target_stands(story):
    assert measure(from_text(story)).measures["target_s"] == 90
