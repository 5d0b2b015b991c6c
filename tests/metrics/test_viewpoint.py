import pytest

from rehearse.metrics import measure
from rehearse.schema import Question
from rehearse.text import from_text

STORY = Question(text="Tell me about a time you were short of people.", kind="behavioural")
LEAK = "Last year we had a leak. We called a plumber and we moved the stock. In the end we saved most of our books."


def kinds(said, question=STORY):
    return {finding.kind for finding in measure(from_text(said), question=question).findings}


def test_a_story_of_we_alone_is_told():
    assert "we_without_i" in kinds(LEAK)
    assert "we_without_i" in kinds(f"{LEAK} I think it was fine.")


@pytest.mark.parametrize("own", ["I called a plumber.", "I'd it apart by noon.", "They asked me to lead it."])
def test_whoever_says_i_may_tell_their_part(own):
    assert "we_without_i" not in kinds(f"{LEAK} {own}")


def test_a_view_may_speak_of_we():
    assert "we_without_i" not in kinds(LEAK, Question(text="Why us?", kind="motivation"))


def test_both_sides_of_the_gain_are_shown_and_counted_by_sentence():
    said = "It is near my house and the pay is good. It saves you an agency. It is the next step for me."
    measured = measure(from_text(said))
    assert (measured.measures["sentences_about_you"], measured.measures["sentences_about_them"]) == (2, 1)
    assert {"about_you", "about_them"} <= {finding.kind for finding in measured.findings}


def test_neither_side_moves_a_score(story):
    plain, about = (measure(from_text(f"{story} {more}")).scores for more in ("It is near your shop.", "It is near my house."))
    assert plain["clarity"].value == about["clarity"].value
