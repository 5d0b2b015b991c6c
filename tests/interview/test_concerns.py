"""What may worry the employer: how it is worded, asked, suggested and put to rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from rehearse.assess import assess
from rehearse.interview import concerns, evening
from rehearse.schema import Assessment, Concern, Coverage, Level, Need, Question, Role, Take, Transcript

NEEDS = (
    Need(id="n1", text="Speaks Spanish", kind="nice"),
    Need(id="n2", text="Leads a team of nurses"),
    Need(id="n3", text="Keeps a budget"),
)
ROLE = Role(title="Ward manager", needs=NEEDS, id=1)


def named(text: str) -> Concern:
    (concern,) = concerns.with_concern(ROLE, text).concerns
    return concern


def take(number: int, levels: Mapping[str, Level], assessment: Assessment | None = None) -> Take:
    texts = {need.id: need for need in NEEDS}
    coverage = tuple(Coverage(need_id=i, need=texts[i].text, kind=texts[i].kind, level=level) for i, level in levels.items())
    return Take(
        id=number,
        role_id=1,
        question=Question(text="Why you?"),
        number=number,
        created_at=datetime(2026, 11, number, tzinfo=UTC),
        assessment=assessment or Assessment(transcript=Transcript(text="", words=()), coverage=coverage),
    )


@pytest.mark.parametrize(
    ("text", "asked", "met_by"),
    [
        (
            "no people management yet",
            "You haven't managed people yet. Why should that not worry us?",
            "Leads, trains or guides other people",
        ),
        ("I have never managed people.", "You haven't managed people yet.", "Leads, trains or guides other people"),
        ("They may find me overqualified", "You have done more than this job asks for.", "Still enjoys front-line work"),
        ("Two-year gap in my CV", "There is a gap in your CV.", "Course, study or volunteering"),
        ("No budget of my own yet", 'One thing gives us pause: "No budget of my own yet".', "Budget of my own"),
        ("Never worked in a hospital", 'One thing gives us pause: "Never worked in a hospital".', "Worked in a hospital"),
        ("No long-distance driving yet", 'One thing gives us pause: "No long-distance driving yet".', "Long-distance driving"),
        (
            "No wood-fired oven experience",
            'One thing gives us pause: "No wood-fired oven experience".',
            "Wood-fired oven experience",
        ),
        ("I have only managed a team of three", 'One thing gives us pause: "I have only managed a team of three".', ""),
        ("Too quiet in groups", 'One thing gives us pause: "Too quiet in groups".', ""),
    ],
)
def test_a_concern_is_asked_as_an_employer_would_and_says_what_puts_it_to_rest(text: str, asked: str, met_by: str) -> None:
    concern = named(text)
    assert concerns.question(concern).text.startswith(asked)
    assert concerns.question(concern).text.endswith("Why should that not worry us?")
    assert concern.met_by.startswith(met_by) if met_by else concern.wanted is None
    assert concern.reply == ""


@pytest.mark.parametrize("text", concerns.common())
def test_each_common_concern_has_its_own_question_hint_and_wording(text: str) -> None:
    concern = named(text)
    assert '"' not in concerns.question(concern).text
    assert concern.wanted is not None
    assert concerns.hint(concern) != concerns.hint(named("Too quiet in groups"))
    assert concerns.question(concern).kind == "weaknesses"


@pytest.mark.parametrize("text", ["{concern}", "<b>x</b>", '"', "no", "🎉", "word " * 60])
def test_odd_concerns_are_kept_and_asked_all_the_same(text: str) -> None:
    assert "Why should that not worry us?" in concerns.question(named(text)).text


def test_needs_that_no_take_has_shown_may_be_raised_must_first() -> None:
    takes = [take(1, {"n1": "not_addressed", "n2": "shown", "n3": "claimed"}), take(2, {"n2": "not_addressed"})]
    assert [need.id for need in concerns.to_raise(ROLE, takes)] == ["n3", "n1"]
    raised = concerns.with_concern_from(ROLE, NEEDS[2])
    assert [need.id for need in concerns.to_raise(raised, takes)] == ["n1"]
    (concern,) = raised.concerns
    assert concern.met_by == "Keeps a budget"
    assert concerns.question(concern).text == 'We have seen nothing yet of this: "Keeps a budget". Why should that not worry us?'


def test_concerns_are_added_changed_and_removed_each_with_an_id_of_its_own() -> None:
    role = concerns.with_concern(concerns.with_concern(ROLE, "  A gap\n in my CV "), "Overqualified")
    assert [(one.id, one.text) for one in role.concerns] == [("c1", "A gap in my CV"), ("c2", "Overqualified")]
    role = concerns.changed(role, Concern(id="c2", text="Too senior", reply="I missed the ward."))
    role = concerns.with_concern(concerns.without_concern(role, "c1"), "No degree")
    assert [(one.id, one.reply) for one in role.concerns] == [("c2", "I missed the ward."), ("c1", "")]


def test_the_concern_behind_a_question_is_known_again() -> None:
    role = concerns.with_concern_from(concerns.with_concern(ROLE, "No people management yet"), NEEDS[2])
    for concern in role.concerns:
        assert concerns.asked_by(concerns.question(concern), role.concerns) == concern
    assert concerns.asked_by(Question(text="Why you?"), role.concerns) is None


def test_an_answer_puts_a_concern_to_rest_by_the_same_path_as_a_need_and_counts_in_no_score() -> None:
    role = concerns.with_concern(concerns.with_concern(ROLE, "No people management yet"), "Too quiet in groups")
    answer = (
        "Nobody has reported to me yet, that is true. But for two winters I led six people on the night shift, I guided the new "
        "ones myself, and all six stayed."
    )
    assessment = assess(answer, needs=role.needs, concerns=role.concerns)
    (covered,) = assessment.concerns
    assert (covered.need_id, covered.need) == ("c1", "Leads, trains or guides other people")
    assert covered.level in ("shown", "proven")
    assert covered.evidence == answer[covered.char_start : covered.char_end]
    assert assessment.scores == assess(answer, needs=role.needs).scores
    assert assessment.coverage == assess(answer, needs=role.needs).coverage
    quiet, people = evening.concern_rows(role, [take(1, {}, assessment)])
    assert (quiet.level, quiet.take) == ("not_addressed", None)
    assert (people.concern, people.coverage) == (role.concerns[0], covered)


def test_a_concern_is_judged_in_answers_to_its_own_question_alone() -> None:
    role = concerns.with_concern(concerns.with_concern(ROLE, "No people management yet"), "No degree")
    people, degree = role.concerns
    assert concerns.raised_by(concerns.question(people), role.concerns) == (people,)
    assert concerns.raised_by(concerns.question(degree), role.concerns) == (degree,)
    assert concerns.raised_by(Question(text="Tell me about a time you led a team."), role.concerns) == ()
    assert concerns.raised_by(None, role.concerns) == ()


def test_a_concern_that_comes_from_a_need_is_put_to_rest_by_meeting_it_in_any_answer() -> None:
    role = concerns.with_concern_from(ROLE, NEEDS[1])
    (row,) = evening.concern_rows(role, [take(1, {"n2": "proven"})])
    assert row.level == "proven"
    assert row.take is not None


PUT_TO_REST = {
    "No people management yet": "I trained four apprentices, one after the other, and checked their work. Three passed.",
    "A gap in my CV": "I looked after my father for two years, and in the evenings I took an accounting course and passed.",
    "Overqualified": "I stepped back because I missed the counter. All last year I served customers and enjoyed it.",
    "Changed jobs often": "I saw the whole migration through to the end, two years of it, and left when it had run for months.",
    "New to this industry": "I came from shipping and had to learn banking rules. I read at night and passed in June.",
    "A change of career": "My years as a chef taught me to keep calm with ten orders, and at the help desk I used that at once.",
    "No degree": "I taught myself programming at night, built a booking site for our club, and two hundred people use it.",
    "Too little experience": "I did the whole year-end close on my own last December, and the auditors found two small errors.",
    "I live far away": "I have driven forty miles each way for three years and was late twice.",
    "My last job ended badly": "I missed a safety check. I took the training again, and since then I do it with a list.",
}
EVASIONS = [
    "I understand the worry, but I am very motivated and I would love to learn it.",
    "That is a fair question. I don't think it matters much, honestly. You will see that I am a quick person.",
    "Yes, that is true, I haven't done that. I am sorry about it.",
    "My colleague had the same problem and she managed it very well in the end.",
]


def answered(text: str, answer: str) -> bool:
    (covered,) = assess(answer, concerns=[named(text)]).concerns
    return covered.level in ("shown", "proven")


@pytest.mark.parametrize("text", concerns.common())
def test_an_evasion_puts_no_common_concern_to_rest(text: str) -> None:
    assert [answer for answer in EVASIONS if answered(text, answer)] == []


def test_an_example_puts_most_of_the_common_concerns_to_rest() -> None:
    assert set(PUT_TO_REST) == set(concerns.common())
    assert sum(answered(text, answer) for text, answer in PUT_TO_REST.items()) >= 8


def test_a_denial_puts_no_concern_to_rest() -> None:
    assert not answered("No people management yet", "I have never guided or led other people, and I would love to learn it.")


def test_what_to_do_about_concerns_is_told() -> None:
    told = " ".join(concerns.advice())
    assert "three quarters" in told
    assert "still in the room" in told
    assert "request to be convinced" in told
