"""The trained judge: what it sees where no word is shared, what it refuses, and that the rules stand in for it."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rehearse.needs import encoder, model
from rehearse.needs.coverage import cover
from rehearse.needs.rules import RULES
from rehearse.schema import LEVELS, Need, Question
from rehearse.text import from_text

NEEDS = [
    Need(id=f"n{i}", text=text)
    for i, text in enumerate(
        [
            "Writes automated tests",
            "Calm with angry customers",
            "Leads a team of nurses",
            "Budget responsibility",
            "Forklift licence",
            "Speaks Spanish",
            "Available on weekends",
            "Experience with Kubernetes",
            "SQL and data modelling",
            "Mentors junior colleagues",
            "Presents to senior managers",
            "Attention to health and safety",
        ]
    )
]

STORY = (
    "a woman came to the desk and she was shouting because we had lost her parcel and i let her talk until she was done and then "
    "i rang the depot myself and drove it to her house that same evening and she wrote to my manager to say thank you "
)


@pytest.fixture(autouse=True)
def model_is_here() -> None:
    assert encoder.folder() is not None, f"models/needs-judge/{encoder.WEIGHTS} is missing"


def test_an_example_in_other_words_counts() -> None:
    (found,) = cover(from_text(STORY), [Need(id="n1", text="Calm with angry customers")])
    assert found.level in ("shown", "proven")
    assert found.evidence and found.evidence in STORY
    (by_rules,) = cover(from_text(STORY), [Need(id="n1", text="Calm with angry customers")], judge=RULES)
    assert by_rules.level == "not_addressed"


def test_an_answer_about_something_else_meets_none() -> None:
    answer = "I grew up by the sea. We had two dogs. In the summer we ate outside and my brother played the guitar."
    assert {one.level for one in cover(from_text(answer), NEEDS)} == {"not_addressed"}


def test_an_advert_read_aloud_does_not_pass() -> None:
    answer = "We are looking for someone who " + ". ".join(need.text for need in NEEDS) + "."
    assert {one.level for one in cover(from_text(answer), NEEDS)} == {"not_addressed"}


def test_an_answer_that_lists_every_need_does_not_pass_as_shown() -> None:
    for answer in (", ".join(need.text for need in NEEDS), "i have " + " ".join(need.text.lower() for need in NEEDS)):
        assert {one.level for one in cover(from_text(answer), NEEDS)} <= {"not_addressed", "claimed"}


@pytest.mark.parametrize("answer", ["", "um", "Ich habe drei Jahre lang eine Gruppe geleitet.", "我会说中文。", "word " * 3000])
@pytest.mark.parametrize("need", ["C", "leading " * 80, "SQL"])
def test_odd_answers_and_needs_are_judged_all_the_same(answer: str, need: str) -> None:
    first, second = cover(from_text(answer), [Need(id="n1", text=need), Need(id="n2", text=need)])
    assert first.level in LEVELS
    assert (first.level, first.evidence) == (second.level, second.evidence)


def test_a_curriculum_vitae_is_judged_as_text_whose_spans_stand_in_it() -> None:
    text = "Jane Roe\nNurse\n2019-2023 Ward manager, led 12 nurses\n\nSkills: Spanish, Excel\nReferences on request\n"
    transcript = from_text(text)
    for one in cover(transcript, NEEDS):
        assert one.evidence is None or transcript.text[one.char_start : one.char_end] == one.evidence


def test_the_question_is_no_evidence() -> None:
    question = Question(text="Can you tell me whether you stay calm with angry customers?")
    answer = from_text("Calm with angry customers.")
    assert cover(answer, [NEEDS[1]], question=question)[0].level == "not_addressed"


def test_threads_share_one_judge_and_agree() -> None:
    transcript = from_text(STORY)
    alone = cover(transcript, NEEDS)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: cover(transcript, NEEDS), range(8))) == {alone}
    assert encoder.standard() is encoder.standard()


def test_twelve_needs_against_three_hundred_words_take_about_half_a_second() -> None:
    transcript = from_text(STORY * 6)
    cover(transcript, NEEDS)
    started = time.process_time()
    cover(transcript, NEEDS)
    assert time.process_time() - started < 1.0


def test_without_its_model_the_rules_judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PLACES", (tmp_path,))
    assert model.name() == "rules"
    assert model.standard() is RULES


def test_its_name_tells_the_weights() -> None:
    assert model.name().startswith("needs-judge ")
