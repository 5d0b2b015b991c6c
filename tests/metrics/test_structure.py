import pytest

from rehearse.metrics import measure
from rehearse.metrics.structure import outline
from rehearse.schema import Question
from rehearse.text import from_text

STORY = Question(text="Tell me about a time you were short of people.", kind="behavioural")
WHAT_IF = Question(text="What would you do if two people were off?", kind="situational")
VIEW = Question(text="Why us?", kind="motivation")
STRENGTH = Question(text="What are your strengths?", kind="strengths")


def kinds(said, question=STORY):
    return {finding.kind for finding in measure(from_text(said), question=question).findings}


def test_each_sentence_tells_one_part(story):
    measures = measure(from_text(story), question=STORY).measures
    shares = [measures[f"structure_{part}_share"] for part in ("situation", "task", "action", "result")]
    assert sum(shares) == pytest.approx(1)
    assert measures["structure_action_share"] > 0.3
    assert measures["structure_result_share"] > 0.15


def test_the_outline_holds_every_word_in_order_with_its_time(speak, story):
    told = outline(speak(story), "behavioural")
    assert " ".join(each.text for each in told).split() == story.split()
    assert [each.part for each in told] == ["situation", "task", "action", "action", "result"]
    assert told[0].start_s == 0.5
    assert sum(each.share for each in told) == pytest.approx(1)


def test_shares_are_of_the_time_where_the_words_have_times(speak, story):
    slow_end = speak(story, silences_s=dict.fromkeys(range(40, 55), 1.0))
    timed = measure(slow_end, question=STORY).measures["structure_result_share"]
    assert timed > measure(from_text(story), question=STORY).measures["structure_result_share"] + 0.2


def test_a_story_without_its_result_is_told_so(story):
    assert "no_result" not in kinds(story)
    assert "no_result" in kinds(story.rpartition("Nobody")[0])


@pytest.mark.parametrize(
    "ending", ["He took them that evening.", "It cost me the friendship.", "and she had her line the next morning"]
)
def test_what_others_did_after_ones_own_last_deed_is_the_result(ending):
    said = "last spring a man shouted at the desk so i went out and i sat with him"
    assert "no_result" in kinds(said)
    assert "no_result" not in kinds(f"{said} {ending}" if ending.startswith("and") else f"{said}. {ending}")


@pytest.mark.parametrize("ending", ["So yeah, that's it.", "Does that answer your question?", "It is near my house.", "Okay."])
def test_an_ending_that_says_nothing_of_it_is_no_result(ending):
    assert "no_result" in kinds(f"Last spring a man shouted at the desk. I went out and I sat with him. {ending}")


@pytest.mark.parametrize(
    "told",
    [
        "We had a hundred and twelve swimmers on the day.",
        "The hall was full for the first three nights.",
    ],
)
def test_what_may_be_a_result_in_the_middle_of_a_story_is_not_called_missing(told):
    said = "Last spring the club lost money. I went out and I asked the shops. {} I rang them all and I thanked them."
    assert "no_result" in kinds(said.format(""))
    assert "no_result" not in kinds(said.format(told))


def test_what_others_did_may_be_a_result_where_it_stands_late():
    before, deed = "Last spring the club lost money. I went out and I asked the shops.", "I rang them all and I thanked them."
    assert "no_result" in kinds(f"{before} My brother drove. {deed} {deed}")
    assert "no_result" not in kinds(f"{before} {deed} Three shops gave a prize. {deed}")


def test_a_number_before_anything_was_done_is_no_result():
    assert "no_result" in kinds("Sales fell by 30 percent last year. I rang each of the old customers and I listened.")


def test_a_plan_is_not_told_that_its_story_ends():
    (finding,) = [
        each
        for each in measure(from_text("I would call them and I would move the beds."), question=WHAT_IF).findings
        if each.kind == "no_result"
    ]
    assert finding.message.startswith("No result is told: what would change")


def test_a_view_is_told_by_point_reason_example_and_link():
    said = (
        "What draws me is the work with families. It matters because they wait less. "
        "In my last job I rang each family by noon. That is what I would bring to this role."
    )
    assert [each.part for each in outline(from_text(said), "motivation")] == ["point", "reason", "example", "link"]
    assert kinds(said, VIEW).isdisjoint({"no_example", "no_link", "no_result"})
    assert {"no_example", "no_link"} <= kinds("My biggest strength is patience. I am always patient.", VIEW)


@pytest.mark.parametrize(
    "told",
    [
        "I do forty a day.",
        "I shut the gate each night.",
        "My boss said it was the best he had seen.",
        "On Saturdays we drove the van to the market.",
        "There was a leak in the hall.",
    ],
)
def test_what_may_be_an_example_is_not_called_missing(told):
    claims = "My biggest strength is patience. {} I am always patient."
    assert "no_example" in kinds(claims.format(""), STRENGTH)
    assert "no_example" not in kinds(claims.format(told), STRENGTH)


@pytest.mark.parametrize("offer", ["I could lead a crew.", "Those I can do.", "I'd raise standards.", "Whatever you need."])
def test_an_answer_that_ends_on_an_offer_reaches_the_employer(offer):
    said = "The work matters to people. I rang each family by noon for three years, and I prefer nights. {}"
    assert "no_link" in kinds(said.format("I am patient."), VIEW)
    assert "no_link" not in kinds(said.format(offer), VIEW)


@pytest.mark.parametrize("asked", ["Why did you move to compliance?", "What do you know about meat?"])
def test_a_question_that_does_not_ask_for_the_employer_is_answered_without_them(asked):
    said = "The work matters to people. I rang each family by noon for three years. I am patient."
    assert "no_link" not in kinds(said, Question(text=asked, kind="motivation"))


def test_a_weakness_need_not_reach_the_employer():
    weakness = Question(text="What is your greatest weakness?", kind="weaknesses")
    assert kinds("My biggest weakness is haste. I am always early.", weakness) & {"no_example", "no_link"} == {"no_example"}


def test_a_question_that_asks_for_neither_is_held_to_neither(story):
    question = Question(text="What pay do you expect?", kind="salary")
    measured = measure(from_text(story), question=question)
    assert measured.measures["structure_result_share"] is measured.measures["structure_point_share"] is None
    assert "no story" in measured.unmeasured["structure_result_share"]
    assert outline(from_text(story), "salary") == ()
    assert kinds("I like the work you do here", question).isdisjoint({"no_result", "no_example", "no_link"})


def test_an_answer_in_another_language_has_no_outline(speak):
    assert outline(from_text("Letzten Winter waren wir zu zweit.", language="de"), "behavioural") == ()


def test_numbers_are_counted():
    assert measure(from_text("we went from nine to 4 minutes, that one was mine")).measures["numbers_told"] == 2
