from dataclasses import replace

import pytest

from rehearse.metrics import measure
from rehearse.schema import Question
from rehearse.text import from_text

ASKED = Question(text="How did you handle the XRM?", kind="behavioural")


def terms(said, *, advert="", question=None):
    findings = measure(from_text(said), advert=advert, question=question).findings
    return [finding.text for finding in findings if finding.kind in ("acronym", "jargon")]


def test_acronyms_that_nobody_explained_are_told_once(story):
    assert terms(f"{story} The SLA was tight, the QBR and the TTL too. We met every SLA.") == ["SLA", "QBR", "TTL"]


def test_one_or_two_acronyms_are_left_alone(story):
    assert terms(f"{story} The SLA was tight, and so was the QBR.") == []


@pytest.mark.parametrize(
    "said",
    [
        "The SLA, which is our promise to answer in a day, was tight.",
        "Our service level agreement, the SLA, was tight.",
        "I watched TV and sent it to the UK as a PDF, OK.",
        "In the XII century it was so.",
        "I did NOT stop.",
        "He wrote ONE HOUR TWELVE on his arm.",
        "I ran PROC REPORT, passed PA1 and kept the HACCP book.",
        "Work that we buy in from a big firm was good.",
    ],
)
def test_what_is_explained_or_everyday_is_left_alone(said, story):
    assert terms(f"{story} We had the QBR, the TTL and the XRM. {said}") == ["QBR", "TTL", "XRM"]


def test_the_adverts_and_the_questions_terms_need_no_explaining(story):
    said = f"{story} I cleaned the XRM, met our SLAs and our QBR, and got buy in from the nurses."
    assert terms(said) == ["XRM", "SLAs", "QBR", "buy in from"]
    assert terms(said, advert="You keep our SLAs. You get buy-in. We want buy in from all.", question=ASKED) == []


def test_without_capitals_acronyms_are_not_measured_and_jargon_is(story):
    measured = measure(from_text(f"{story} we leveraged the sla".lower()))
    assert measured.measures["unexplained_acronyms"] is None
    assert "no capitals" in measured.unmeasured["unexplained_acronyms"]
    assert measured.measures["jargon_phrases"] == 1
    part = next(part for part in measured.scores["clarity"].parts if part.name.startswith("jargon"))
    assert part.limit.startswith("jargon alone")


def test_jargon_comes_with_the_plain_word(story):
    (finding,) = [each for each in measure(from_text(f"{story} I leveraged it.")).findings if each.kind == "jargon"]
    assert "“use” says it plainly" in finding.message


def test_terms_cost_clarity(story, speak):
    plain, worse = (
        measure(speak(said)).scores["clarity"].value for said in (story, f"{story} The SLA, the ERP and the UAT held.")
    )
    assert worse < plain


def test_shouted_text_has_no_acronyms(story):
    assert measure(replace(from_text(story.upper()))).measures["unexplained_acronyms"] is None
