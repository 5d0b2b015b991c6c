"""What an answer did for each need: claims of one's own count; others' work, denials, wishes and lists do not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.needs.coverage import cover
from rehearse.needs.rules import RULES
from rehearse.schema import LEVELS, Coverage, Need, Question
from rehearse.text import from_text

SQL = Need(id="n1", text="SQL and data modelling")
TEAM = Need(id="n2", text="Leads a team of nurses")
CALM = Need(id="n3", text="Calm under pressure", kind="nice")


def level(answer: str, need: Need = SQL) -> str:
    return cover(from_text(answer), [need])[0].level


def why(answer: str, need: Need = SQL) -> str:
    return cover(from_text(answer), [need])[0].why


CLAIMED = [
    "I have SQL.",
    "I know SQL and data modelling well.",
    "i've sql and data modelling yes",
]

SHOWN = [
    "Last spring I rewrote the SQL of our billing reports and rebuilt the data model behind them.",
    "um so last spring i rewrote the sql of our billing reports and rebuilt the data model behind the whole thing with a friend",
]

PROVEN = [
    "I rewrote the SQL of our billing reports and changed the data model, and the monthly run went from nine hours down to two.",
]

NOT_ADDRESSED = [
    ("I like long walks and good coffee.", "not mentioned"),
    ("I have never used SQL or done any data modelling.", "you said you lack it"),
    ("i've never touched sql or data modelling", "you said you lack it"),
    ("My manager handled the SQL and the data modelling.", "you spoke of someone else's work, not your own"),
    ("They wrote the SQL and did the data modelling.", "you spoke of someone else's work, not your own"),
    ("I'd love to learn SQL and data modelling.", "you said you would like to, not that you have"),
    ("How much SQL and data modelling do you do?", "that was a question, or the advert's own words, not a claim of yours"),
    ("SQL and data modelling.", "you read out their words, or named nobody: say what you did yourself"),
]


def test_the_evidence_is_quoted_without_the_words_that_only_link_it_to_the_rest() -> None:
    answer = "It was all hands that night. And, um, so I stayed calm under pressure and put the sickest first and er"
    found = cover(from_text(answer), [CALM])[0]
    assert found.evidence == answer[found.char_start : found.char_end] == "I stayed calm under pressure and put the sickest first"


MET = [
    ("Calm with angry customers", "One day an angry customer threw a bottle at my till, and I stayed calm until security came."),
    ("Leads a team", "The next year I led a team of nine in the same store."),
    ("Trains apprentices", "I train the apprentices myself, and I stay with each one until they can do it."),
    ("Confidentiality", "Confidentiality is essential in payroll, so I kept every file locked and had an agreement signed."),
    ("Weekends", "I can do weekends, no problem."),
    ("Drives a van", "I drove a van and never missed a delivery."),
    ("Isn't afraid of other people's messy code", "I'm not afraid of messy code. I rewrote eleven of their plugins last year."),
    ("Leads a team of nurses", "Without a manager on site I led the team of nurses through the whole winter."),
]


@pytest.mark.parametrize(("need", "answer"), MET)
def test_turns_of_plain_talk_are_no_wish_question_or_denial(need: str, answer: str) -> None:
    for judge in (RULES, None):
        assert cover(from_text(answer), [Need(id="n1", text=need)], judge=judge)[0].level != "not_addressed"


def test_what_was_lacking_before_does_not_outweigh_what_was_surely_done_since() -> None:
    answer = (
        "I had never led a team of nurses before. I went on to lead that team of eleven, and sick days went from nine to two."
    )
    assert cover(from_text(answer), [TEAM], judge=RULES)[0].level == "proven"


@pytest.mark.parametrize("answer", CLAIMED)
def test_a_bare_claim_is_claimed(answer: str) -> None:
    assert level(answer) == "claimed"
    assert why(answer) == "you said you have it, but gave no example"


@pytest.mark.parametrize("answer", SHOWN)
def test_an_example_of_ones_own_shows_it(answer: str) -> None:
    assert level(answer) == "shown"


@pytest.mark.parametrize("answer", PROVEN)
def test_an_example_with_its_result_proves_it(answer: str) -> None:
    assert level(answer) == "proven"


@pytest.mark.parametrize(("answer", "reason"), NOT_ADDRESSED)
def test_what_is_no_claim_of_ones_own_does_not_count_and_the_reason_says_so(answer: str, reason: str) -> None:
    assert (level(answer), why(answer)) == ("not_addressed", reason)


def test_the_time_of_day_is_no_result() -> None:
    need = Need(id="n1", text="On-call support")
    assert level("I was on call that Sunday and at 3 a.m. I restarted the servers, and the shop went up again.", need) == "shown"
    assert level("I was on call that Sunday and I cut the outages from nine a month down to two.", need) == "proven"


def test_what_one_would_do_is_only_claimed() -> None:
    assert level("I would lead the team of nurses by asking each of them what they saw.", TEAM) == "claimed"


def test_being_available_is_met_by_plain_assent() -> None:
    weekends = Need(id="n1", text="Available on weekends")
    assert level("Weekends are fine, I'd be happy to.", weekends) == "claimed"


def test_an_example_in_other_forms_of_the_word_counts() -> None:
    assert level("On the night shift I led eleven nursing staff through the winter, as a team, and nobody left.", TEAM) in (
        "shown",
        "proven",
    )


def test_reading_the_advert_aloud_does_not_pass() -> None:
    needs = [SQL, TEAM, CALM]
    read_aloud = "We are looking for someone who has SQL and data modelling. Leads a team of nurses. Calm under pressure."
    assert {one.level for one in cover(from_text(read_aloud), needs)} == {"not_addressed"}


def test_a_list_of_keywords_never_passes_as_shown() -> None:
    needs = [Need(id=f"n{i}", text=text) for i, text in enumerate(["Python", "Kubernetes", "Terraform", "SQL", "Kafka"])]
    for answer in (
        "Python, Kubernetes, Terraform, SQL, Kafka.",
        "I did Python, Kubernetes, Terraform, SQL and Kafka.",
        "i used python kubernetes terraform sql kafka",
    ):
        assert {one.level for one in cover(from_text(answer), needs)} <= {"not_addressed", "claimed"}


def test_repeating_the_question_is_no_evidence() -> None:
    question = Question(text="Have you led a team of nurses?")
    assert cover(from_text("Have I led a team of nurses."), [TEAM], question=question)[0].level == "not_addressed"


def test_a_plain_yes_in_the_words_of_the_question_is_a_claim() -> None:
    licence = Need(id="n1", text="Forklift licence")
    question = Question(text='Do you have this: "Forklift licence"? Since when, and where did you last use it?')
    assert cover(from_text("Yes, I have a forklift licence."), [licence], question=question, judge=RULES)[0].level == "claimed"


def test_the_evidence_is_the_sentence_that_did_it() -> None:
    answer = "I come from Leeds. Last spring I rewrote the SQL of our billing reports. Then I went to Spain."
    (found,) = cover(from_text(answer), [SQL])
    assert found.evidence == "Last spring I rewrote the SQL of our billing reports."


def test_coverage_keeps_the_order_and_the_kind_of_the_needs() -> None:
    found = cover(from_text("I stay calm under pressure."), [SQL, CALM])
    assert [(one.need_id, one.kind) for one in found] == [("n1", "must"), ("n3", "nice")]


@pytest.mark.parametrize("answer", ["", "   ", "🎉🎉", "...", "um uh", "<script>alert(1)</script>", "我会说中文。", "é" * 3000])
@pytest.mark.parametrize("need", ["C", "", "🎉", "the of and", "word " * 80, "<b>SQL</b>", "说中文"])
def test_odd_answers_and_needs_are_judged_all_the_same(answer: str, need: str) -> None:
    (found,) = cover(from_text(answer), [Need(id="n1", text=need)])
    assert found.level in LEVELS


def test_no_needs_give_no_coverage() -> None:
    assert cover(from_text("I did it."), []) == ()


def test_duplicate_needs_are_judged_alike() -> None:
    first, second = cover(from_text(PROVEN[0]), [SQL, Need(id="n9", text=SQL.text)])
    assert first.level == second.level == "proven"


WORDS = st.sampled_from(
    [
        *("i", "we", "my", "manager", "never", "led", "built", "sql", "team", "nurses", "calm", "pressure", "data.", "data,"),
        *("and", "but", "would", "love", "to?", "40%", "2019", "um", "🎉", "<b>", "don’t", "every"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=80).map(" ".join)))
def test_no_text_breaks_it_and_the_span_selects_the_evidence(answer: str) -> None:
    transcript = from_text(answer)
    for one in cover(transcript, [SQL, TEAM, CALM]):
        check(one, transcript.text)


def check(one: Coverage, text: str) -> None:
    assert one.why
    if one.level == "not_addressed":
        assert (one.evidence, one.char_start, one.char_end) == (None, None, None)
    else:
        assert one.char_start is not None
        assert one.evidence == text[one.char_start : one.char_end] != ""


def test_the_rules_judge_twelve_needs_against_three_hundred_words_quickly() -> None:
    needs = [Need(id=f"n{i}", text=f"Experience with topic{i} and planning for customers") for i in range(12)]
    transcript = from_text("last year i planned the topic3 work for our customers and it went well so we kept it " * 17)
    cover(transcript, needs, judge=RULES)
    started = time.perf_counter()
    cover(transcript, needs, judge=RULES)
    assert time.perf_counter() - started < 0.25
