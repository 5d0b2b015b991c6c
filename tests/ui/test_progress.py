"""The Progress page: a speaker's own tics over the takes."""

from __future__ import annotations

from rehearse import settings
from rehearse.assess import assess
from rehearse.library.store import Library
from rehearse.schema import Question, Role

from .conftest import OpenPage, shown

SAID = (
    "At the end of the day it held. We moved the beds before noon, and at the end of the day nobody was late. "
    "My deputy rang the families herself, and the landlord paid for the roof."
)


def test_what_is_said_in_every_answer_is_told(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    for asked in ("What went wrong?", "Why here?"):
        question = Question(text=asked)
        library.add_take(ward_manager.id, question, assess(SAID, question=question))
    page = open_page("progress")
    assert "Your own tics" in shown(page)
    assert "You say “at the end of the day” 4 times in 2 answers" in shown(page)


def test_a_persons_own_limits_tell_what_a_tic_is(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    for asked in ("What went wrong?", "Why here?"):
        library.add_take(ward_manager.id, Question(text=asked), assess(SAID, question=Question(text=asked)))
    settings.save(settings.Settings(limits={"tic_least": 5}))
    assert "Your own tics" not in shown(open_page("progress"))


def test_a_single_answer_has_no_tics_over_all(open_page: OpenPage, library: Library, ward_manager: Role) -> None:
    library.add_take(ward_manager.id, Question(text="Why here?"), assess(SAID * 2, question=Question(text="Why here?")))
    assert "Your own tics" not in shown(open_page("progress"))
