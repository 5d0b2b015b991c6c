"""The scores of a judged answer on the page: each opens to its why, and that to its definition."""

from __future__ import annotations

import pytest

from rehearse import settings
from rehearse.assess import assess
from rehearse.library.store import Library
from rehearse.report.plain import SCORE_LABELS
from rehearse.schema import Question, Role, Take
from rehearse.settings import Settings

from .conftest import OpenPage, shown

STORY = Question(text="Tell me about a time you were short of people.", kind="behavioural", target_s=60)
FIRST = (
    "That's a good question, let me think. Last winter we had um two nurses uh off and you know fourteen patients. "
    "I moved the two sickest beside the desk. I rang the site lead. It is near my house, and your patients need someone."
)
SECOND = (
    "Last winter we had two nurses off and fourteen patients. I moved the two sickest beside the desk. I rang the site lead. "
    "I told the families what would be late. Nobody missed a dose."
)


@pytest.fixture
def two_takes(library: Library, ward_manager: Role) -> tuple[Take, Take]:
    """Two takes of one question, the second the better."""
    first, second = (
        library.add_take(ward_manager.id, STORY, assess(said, needs=ward_manager.needs, question=STORY))
        for said in (FIRST, SECOND)
    )
    return first, second


def test_every_score_opens_to_its_parts_and_to_its_definition(open_page: OpenPage, two_takes: tuple[Take, Take]) -> None:
    app = open_page("review", take=two_takes[0].id)
    page = shown(app)
    for score in two_takes[0].assessment.scores.values():
        assert [part.source for part in score.parts if part.source.split("&")[0] not in page.replace("&#x27;", "'")] == []
    linked = {link.proto.query_string for link in app.get("page_link") if link.proto.page.endswith("metrics")}
    assert {f"of={name}" for name in (*SCORE_LABELS, "structure")} <= linked


def test_the_places_of_fillers_are_told(open_page: OpenPage, two_takes: tuple[Take, Take]) -> None:
    assert "3 stand close together, in 1 place." in shown(open_page("review", take=two_takes[0].id))


def test_what_could_go_can_be_seen_alone(open_page: OpenPage, two_takes: tuple[Take, Take]) -> None:
    app = open_page("review", take=two_takes[0].id)
    assert "rh-mark rh-filler" in shown(app)
    toggle = next(one for one in app.toggle if one.label.startswith("Only what could go"))
    toggle.set_value(True).run()
    assert "rh-mark rh-filler" not in shown(app)
    assert "rh-mark rh-cut" in shown(app)
    assert not any(one.label.startswith("Only what") for one in open_page("review", take=two_takes[1].id).toggle)


def test_how_a_story_is_built_is_shown_with_both_sides_of_the_gain(open_page: OpenPage, two_takes: tuple[Take, Take]) -> None:
    first, second = (shown(open_page("review", take=take.id)) for take in two_takes)
    assert "result: not heard" in first
    assert "What you get:" in first
    assert "What they get:" in first
    assert "result: not heard" not in second
    assert "What you get:" not in second


def test_a_take_is_compared_by_the_persons_own_settings(open_page: OpenPage, two_takes: tuple[Take, Take]) -> None:
    settings.save(Settings(fluency_scores=False))
    app = open_page("review", take=two_takes[1].id)
    next(one for one in app.toggle if one.label == "Compare with take 1").set_value(True).run()
    page = shown(app)
    assert "Clarity:" in page
    assert "“Nobody missed a dose.”" in page
    assert not app.exception


def test_one_reason_for_several_missing_scores_is_told_once(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    take = library.add_take(ward_manager.id, STORY, assess("I led a team.", needs=ward_manager.needs, question=STORY))
    assert shown(open_page("review", take=take.id)).count("Not measured: 4 words, fewer than 20.") == 1


def test_the_definitions_open_at_the_score_that_was_asked_for(open_page: OpenPage, library: Library) -> None:
    settings.save(Settings(limits={"length_full": 1.5}))
    page = shown(open_page("metrics", of="conciseness"))
    assert "How little of the answer could go without loss" in page
    assert "`length_full` 1.5 times the target" in page
    assert "same answer, same numbers" in shown(open_page("metrics", of="nonsense"))
