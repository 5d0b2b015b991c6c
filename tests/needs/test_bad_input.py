"""Answers and needs that are no answers and no needs, before both judges: nobody is fooled, and nothing breaks."""

from __future__ import annotations

import pytest

from rehearse.needs import encoder, model
from rehearse.needs.coverage import cover
from rehearse.needs.judge import Judge
from rehearse.needs.rules import RULES
from rehearse.schema import LEVELS, Coverage, Level, Need
from rehearse.text import from_text

ADVERT = """We are looking for a warehouse shift leader who leads a team of twelve pickers. You plan the weekly rota and keep \
the stock records accurate. You hold a forklift licence and have three years of experience in logistics. You stay calm when a \
delivery is late. Good Excel skills are a plus."""

BULLETS = """We are a family firm that has been moving other people's things since 1961, and we like people who stay with us.
What you bring
• Solid experience of leading a team of pickers in a warehouse that never sleeps
• Weekly rotas planned with care, and stock records kept accurate
• A forklift licence and 3+ years in logistics
• Calm when a delivery is late
• Excel skills are nice to have"""

NEEDS = tuple(
    Need(id=f"n{i}", text=text)
    for i, text in enumerate(
        [
            "Leads a team of twelve pickers",
            "Plans the weekly rota",
            "Keeps the stock records accurate",
            "Forklift licence",
            "Three years of experience in logistics",
            "Calm when a delivery is late",
            "Good Excel skills",
        ],
        start=1,
    )
)

GOOD = (
    "Last spring I led a team of nine pickers through a flood in the depot. I rewrote the weekly rota in one night, and we "
    "sent out all but four of two hundred orders on time."
)

EIGHTY_WORDS = (
    "The successful candidate will be someone who can lead, guide and support a team of pickers on the shop floor through busy "
    "and quiet weeks alike, who plans the rota with care, who listens to what the people say about it and who is able, when a "
    "delivery is late or a colleague is missing, to move people to where they are needed without losing sight of the safety "
    "of everyone in the building or of the promise that was made to the customer that day"
)


@pytest.fixture(params=["rules", "trained"])
def judge(request: pytest.FixtureRequest) -> Judge:
    """The rules, and the trained judge."""
    if request.param == "rules":
        return RULES
    assert encoder.folder() is not None, "models/needs-judge is missing"
    return model.standard()


def levels(answer: str, needs: tuple[Need, ...], judge: Judge) -> list[Level]:
    return [one.level for one in judged(answer, needs, judge)]


def judged(answer: str, needs: tuple[Need, ...], judge: Judge) -> tuple[Coverage, ...]:
    transcript = from_text(answer)
    found = cover(transcript, needs, judge=judge)
    for one in found:
        if one.evidence is not None:
            assert one.evidence == transcript.text[one.char_start : one.char_end]
    return found


@pytest.mark.parametrize("answer", ["", "  \n ", "...", "um", "Um, uh. Well."])
def test_an_answer_without_words_meets_nothing(answer: str, judge: Judge) -> None:
    assert set(levels(answer, NEEDS, judge)) == {"not_addressed"}


@pytest.mark.parametrize(
    "answer",
    [
        ADVERT,
        ADVERT.lower().replace(".", "").replace(",", ""),
        "So the advert says: " + ADVERT,
        BULLETS,
        " ".join(f"{need.text}." for need in NEEDS),
    ],
    ids=[
        "as it stands",
        "as a recogniser writes it",
        "announced",
        "in bullets",
        "the checklist itself",
    ],
)
def test_the_advert_read_aloud_does_not_pass(answer: str, judge: Judge) -> None:
    assert set(levels(answer, NEEDS, judge)) == {"not_addressed"}


@pytest.mark.parametrize(
    "answer",
    [
        ", ".join(need.text for need in NEEDS),
        "I have " + ", ".join(need.text.lower() for need in NEEDS) + ".",
        "i can do all of it team pickers rota stock records forklift logistics late delivery excel",
        "My skills are leading pickers, weekly rota, stock records, forklift licence, logistics, late deliveries and Excel.",
    ],
    ids=["a bare list", "a list that is claimed", "keywords without punctuation", "skills are"],
)
def test_a_list_of_every_need_does_not_pass_as_shown(answer: str, judge: Judge) -> None:
    assert set(levels(answer, NEEDS, judge)) <= {"not_addressed", "claimed"}


def test_a_need_that_stands_twice_is_judged_twice_alike(judge: Judge) -> None:
    twice = (NEEDS[0], NEEDS[1], Need(id="n8", text=NEEDS[0].text), Need(id="n9", text=f"  {NEEDS[0].text.upper()}. "))
    first, _, second, shouted = judged(GOOD, twice, judge)
    assert first.level == second.level == shouted.level
    assert (first.evidence, first.why) == (second.evidence, second.why)
    assert first.level in ("shown", "proven")


@pytest.mark.parametrize(
    ("need", "answer", "met"),
    [
        ("Rota", GOOD, True),
        ("Excel", "I built the stock list in Excel, and it found ninety missing boxes in the first week.", True),
        ("Excel", GOOD, False),
        ("Welding", GOOD, False),
        ("C", GOOD, False),
    ],
)
def test_a_need_of_one_word_is_judged_by_that_word(need: str, answer: str, met: bool, judge: Judge) -> None:
    (level,) = levels(answer, (Need(id="n1", text=need),), judge)
    assert (level != "not_addressed") == met


def test_a_need_of_eighty_words_is_judged(judge: Judge) -> None:
    assert len(EIGHTY_WORDS.split()) >= 80
    need = (Need(id="n1", text=EIGHTY_WORDS),)
    assert levels(GOOD, need, judge)[0] in LEVELS
    assert levels("I like long walks and good coffee, and my sister plays the cello.", need, judge) == ["not_addressed"]
    assert levels(EIGHTY_WORDS, need, judge) == ["not_addressed"]


@pytest.mark.parametrize("text", ["", " ", "🎉", "...", "<b>SQL</b>", "{need}", "the of and"])
def test_a_need_without_meaning_breaks_nothing(text: str, judge: Judge) -> None:
    needs = (Need(id="n1", text=text), NEEDS[0])
    nothing, team = judged(GOOD, needs, judge)
    assert nothing.level in LEVELS
    assert team.level in ("shown", "proven")


@pytest.mark.parametrize(
    ("need", "answer"),
    [
        (
            "Authorised to work here without sponsorship",
            "I have a green card, so I am authorised to work here and I don't need sponsorship at all, I renewed it in March.",
        ),
        ("Clean driving licence", "I've held my driving licence for nine years and there are no points on it, it's clean."),
    ],
)
def test_a_negation_meets_a_need_that_asks_for_something_not_to_be(need: str, answer: str, judge: Judge) -> None:
    (found,) = judged(answer, (Need(id="n1", text=need),), judge)
    assert found.level != "not_addressed"
