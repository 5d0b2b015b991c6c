"""The evening before: what to read once more before the interview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from rehearse.interview import evening
from rehearse.interview.evening import ConcernRow, Row
from rehearse.library.names import full_name
from rehearse.report.plain import counted
from rehearse.schema import MET, Role
from rehearse.ui import before, navigation, session, welcome
from rehearse.ui.resources import library
from rehearse.ui.wording import countdown, say


def _show(role: Role) -> None:
    away = countdown(role.interview_on, date.today()) if role.interview_on else ""  # noqa: DTZ011  (this person's own calendar)
    say(" · ".join(part for part in (full_name(role), away) if part), "soft")
    st.title("The evening before")
    takes = library().takes(role.id)
    rows = evening.rows(role, takes)
    worries = evening.concern_rows(role, takes)
    unmet = [row for row in rows if not row.take]
    said = [row for row in rows if row.take]
    if rows or worries:
        say(f"{_shown(rows)} {_answered(worries)}")
    before.show_same_stories(evening.same_stories(rows))
    left, right = st.columns([1.6, 1], gap="medium")
    with left:
        if said:
            before.show_lines(role, said)
        elif rows:
            st.caption("Your best lines stand here once you have answered a question.")
        else:
            _offer_needs()
        before.show_concerns(role, worries)
    with right:
        if unmet:
            before.show_unmet(role, unmet)
        before.show_questions_to_ask()


def _offer_needs() -> None:
    st.caption("This role has no needs yet. Add them on the Role page, and your best line for each stands here.")
    if st.button("Role", icon=":material/work:"):
        navigation.go("role")


def _shown(rows: Sequence[Row]) -> str:
    shown, unmet = sum(row.level in MET for row in rows), sum(not row.take for row in rows)
    return f"{shown} of {len(rows)} needs shown or proven over all your answers, {unmet} not met yet." if rows else ""


def _answered(worries: Sequence[ConcernRow]) -> str:
    answered = sum(row.level in MET for row in worries)
    return f"{answered} of {counted(len(worries), 'concern')} answered." if worries else ""


role = session.role()
if role:
    _show(role)
else:
    welcome.show()
