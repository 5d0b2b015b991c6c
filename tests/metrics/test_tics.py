"""Tics: found without a list, told against how often others say it, and never the subject of the answer."""

import pytest

from rehearse.metrics import measure
from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import lexicon
from rehearse.metrics.norms import norms
from rehearse.metrics.spoken_rates import spoken_rates
from rehearse.metrics.tics import log_likelihood, tics, usual
from rehearse.schema import Question
from rehearse.text import from_text

OTHERWISE = (
    "We moved the beds before noon.",
    "Both lorries were back by four.",
    "My deputy rang the families herself.",
    "Stock was counted twice that winter.",
    "A supplier sent us the wrong timber.",
    "Eight apprentices joined in spring.",
    "Nobody missed a dose.",
    "The landlord paid for the roof.",
    "Our oldest oven broke at dawn.",
)
"""Sentences that have nothing in common."""


def found(*said: str, topic: str = "") -> list[tuple[str, int]]:
    answers = [Answer(from_text(each)) for each in said]
    return [(tic.phrase, tic.count) for tic in tics(answers, lexicon(), norms(), topic=topic)]


def with_phrase(phrase: str, times: int) -> str:
    verbs = ("held", "broke", "sank", "grew", "shut", "rose", "burst", "shrank", "froze")
    said = (f"{phrase.capitalize()} it {verbs[at % 9]}. {OTHERWISE[at % 9]}" for at in range(times))
    return " ".join([*said, *OTHERWISE])


@pytest.mark.parametrize("phrase", ["at the end of the day", "to be fair to them", "basically", "on top of that"])
def test_a_phrase_that_stands_out_is_told_whole(phrase: str) -> None:
    ((told, count),) = found(with_phrase(phrase, 5))
    assert (told, count) == (f"{phrase} it", 5)


@pytest.mark.parametrize(
    ("phrase", "times"),
    [("basically", 3), ("and i", 8), ("the", 20), ("the patients", 9), ("eleven", 6)],
)
def test_what_is_rare_grammar_subject_or_number_is_no_tic(phrase: str, times: int) -> None:
    assert not any(told == phrase for told, _ in found(with_phrase(phrase, times)))


def test_words_of_the_question_and_the_advert_are_no_tics() -> None:
    said = with_phrase("honestly", 6)
    assert any("honestly" in told for told, _ in found(said))
    assert not any("honestly" in told for told, _ in found(said, topic="Tell us honestly what went wrong"))


def test_what_is_said_in_many_answers_adds_up() -> None:
    one, two, three = (with_phrase("at the same time", times) for times in (1, 2, 3))
    assert found(one) == found(two) == []
    assert ("at the same time it", 6) in found(one, two, three)


def test_one_answer_shows_each_place_and_says_how_people_do() -> None:
    measured = measure(from_text(with_phrase("literally", 4)), question=Question(text="What happened?"))
    shown = [finding for finding in measured.findings if finding.kind == "tic"]
    assert [finding.text for finding in shown] == ["Literally it"] * 4
    assert "stands here 4 times; " in shown[0].message
    assert measured.measures["tics"] == 1


def test_what_is_marked_as_a_filler_has_no_second_mark() -> None:
    said = " ".join(f"{other[:-1]} you know." for other in OTHERWISE)
    kinds = {(finding.kind, finding.text.lower()) for finding in measure(from_text(said)).findings}
    assert ("filler_phrase", "you know") in kinds
    assert ("tic", "you know") not in kinds


@pytest.mark.parametrize("phrase", ["you know", "like", "just", "yeah", "right", "i mean", "kind of", "i don't know", "okay so"])
def test_the_small_words_of_everyday_talk_are_no_tics(phrase: str) -> None:
    assert found(" ".join(f"{other[:-1]} {phrase}." for other in OTHERWISE)) == []


TALK = (
    "Yeah, so I think I was, like, six months in, and the manager just left, you know, so it was just me and two of the lads "
    "really. And I didn't know what to do, to be honest. I mean, I knew the ovens, but I'd never done an order in my life. So "
    "I just rang the supplier and said look, I don't know what I'm doing, what did she get last week? And he was really nice, "
    "he read it all out to me, and we just went from there.",
    "Um, I don't know, I guess I'm just the kind of person who wants to get on with it. Like, if something's wrong I'd rather "
    "know now. So we had this one customer, she was really upset, and I just let her talk, you know? And then I said right, "
    "okay, what would make it better? And it was just a lift home she wanted, so I got her a taxi, and yeah, that was it.",
    "I think the main thing is, I really like the work. I've always liked it. You know, some people just want to go home, and "
    "that's okay, I get that. But I feel like if you're there anyway you might as well do it right. So yeah, I just think it's "
    "a good place, and I know a lot of people who work here, and they all say it's really good.",
)


def test_common_speech_is_not_told_as_a_tic() -> None:
    assert found(*TALK) == []
    assert [found(said) for said in TALK] == [[], [], []]


def test_short_phrases_are_said_more_often_than_the_longer_ones_they_are_in() -> None:
    rates = spoken_rates()
    assert rates.rate(("the",)) > rates.rate(("the", "end")) > rates.rate(("the", "end", "zebra")) > 0


def test_the_statistic_is_dunnings() -> None:
    # Dunning 1993: 2 * sum of seen * ln(seen / expected) over the 2 x 2 table.
    assert log_likelihood(10, 1000, 10, 1000) == pytest.approx(0)
    assert log_likelihood(10, 1000, 10, 100_000) == pytest.approx(64.87, abs=0.01)


@pytest.mark.parametrize(
    ("phrase", "told"), [("literally anyway", "words, hardly have it"), ("always", "have it once in 900 words or so")]
)
def test_how_often_others_say_it_is_told_as_far_as_it_is_known(phrase: str, told: str) -> None:
    said = " ".join(f"{other[:-1]} {phrase}." for other in OTHERWISE)
    (tic,) = tics([Answer(from_text(said))], lexicon(), norms())
    assert told in usual(tic)
