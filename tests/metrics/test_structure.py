import pytest

from rehearse.metrics import measure
from rehearse.schema import Question
from rehearse.text import from_text

STORY = Question(text="Tell me about a time you were short of people.", kind="behavioural")


def kinds(said, question=STORY):
    return {finding.kind for finding in measure(from_text(said), question=question).findings}


def test_each_sentence_tells_one_part(story):
    measures = measure(from_text(story), question=STORY).measures
    shares = [measures[f"structure_{part}_share"] for part in ("situation", "task", "action", "result")]
    assert sum(shares) == pytest.approx(1)
    assert measures["structure_action_share"] > 0.3
    assert measures["structure_result_share"] > 0.15


def test_a_story_without_its_result_is_told_so(story):
    assert "no_result" not in kinds(story)
    assert "no_result" in kinds(story.rpartition("Nobody")[0])


def test_we_without_i_is_told():
    said = "Last year we had a leak. We called a plumber and we moved the stock. In the end we saved most of our books."
    assert "we_without_i" in kinds(said)
    assert "we_without_i" not in kinds(said.replace("We called", "I called"))


def test_a_question_that_asks_for_no_story_is_not_held_to_one(story):
    question = Question(text="Why us?", kind="motivation")
    measured = measure(from_text(story), question=question)
    assert measured.measures["structure_result_share"] is None
    assert "no story" in measured.unmeasured["structure_result_share"]
    assert "no_result" not in kinds("I like the work you do here", question)


def test_numbers_are_counted():
    assert measure(from_text("we went from nine to 4 minutes, that one was mine")).measures["numbers_told"] == 2
