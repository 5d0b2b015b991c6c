"""What may worry the employer, on the Role page: to be added, worded, answered in one line, and practised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from rehearse.interview import concerns, evening
from rehearse.interview.evening import ConcernRow
from rehearse.report.plain import CONCERN_LABELS
from rehearse.schema import Concern, Need, Role
from rehearse.ui import navigation, session
from rehearse.ui.failures import shown_errors
from rehearse.ui.fields import kept_in
from rehearse.ui.needs_met import badge
from rehearse.ui.resources import library
from rehearse.ui.wording import say, verbatim

_MAY_RAISE = 3


def show(role: Role) -> None:
    """Show the concerns of `role`; each change is saved as it is made."""
    takes = library().takes(role.id)
    rows = {row.concern.id: row for row in evening.concern_rows(role, takes)}
    edited = role
    for number, concern in enumerate(role.concerns, start=1):
        edited = _one(edited, rows[concern.id], number)
    edited = _new(edited)
    edited = _from_needs(edited, concerns.to_raise(role, takes))
    if edited != role:
        with shown_errors():
            library().save_role(edited)
            st.rerun()


def _one(role: Role, row: ConcernRow, number: int) -> Role:
    concern, key = row.concern, f"{role.id}-{row.concern.id}"
    with st.container(key=f"concern-{key}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"concern-row-{key}"):
            st.html(badge(row.level, CONCERN_LABELS), width="content")
            st.text_input(
                f"Concern {number}", max_chars=300, label_visibility="collapsed", **_field(role, concern, "text", _reworded)
            )
            if st.button("", icon=":material/mic:", help="Practise it", key=f"concern-practise-{key}", type="tertiary"):
                session.choose_question(role, row.question)
                navigation.go("practise")
            if st.button("", icon=":material/close:", help="Remove", key=f"concern-remove-{key}", type="tertiary"):
                return concerns.without_concern(role, concern.id)
        st.text_input(
            "How you would answer it while still in the room, in one line",
            max_chars=300,
            placeholder=concerns.hint(concern),
            **_field(role, concern, "reply", _answered),
        )
        _ask_met_by(role, concern)
    return role


def _ask_met_by(role: Role, concern: Concern) -> None:
    """Ask what puts a concern to rest: openly while that is not known, else behind the line that says it."""
    known = bool(concern.met_by)
    label = verbatim(f"Put to rest by: {concern.met_by}")
    with st.popover(label, type="tertiary") if known else st.container():
        st.text_input(
            "An answer puts it to rest that shows this",
            max_chars=300,
            placeholder="Word it as a need, such as: Speaks up in meetings",
            **_field(role, concern, "met_by", _put_to_rest),
        )


def _field(role: Role, concern: Concern, name: str, change: Callable[[Concern, str], Concern]) -> dict[str, Any]:
    def changed(stored: Role, typed: str) -> Role:
        same = (one for one in stored.concerns if one.id == concern.id)
        return next((concerns.changed(stored, change(one, typed)) for one in same), stored)

    return kept_in(role, f"concern-{name}-{role.id}-{concern.id}", getattr(concern, name), changed)


def _reworded(concern: Concern, text: str) -> Concern:
    """Return `concern` in other words; what puts it to rest follows them, unless the person wrote that themselves."""
    text = " ".join(text.split()) or concern.text
    follows = concern.met_by == concerns.met_by(concern.text)
    return replace(concern, text=text, met_by=concerns.met_by(text) if follows else concern.met_by)


def _answered(concern: Concern, reply: str) -> Concern:
    return replace(concern, reply=reply.strip())


def _put_to_rest(concern: Concern, met_by: str) -> Concern:
    return replace(concern, met_by=" ".join(met_by.split()))


def _new(role: Role) -> Role:
    with (
        st.form(f"new-concern-{role.id}", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"),
    ):
        text = st.text_input(
            "Another concern",
            placeholder="No people management yet",
            max_chars=300,
            label_visibility="collapsed",
            key=f"new-concern-text-{role.id}",
        )
        added = st.form_submit_button("Add", icon=":material/add:")
    if added and text.strip():
        return concerns.with_concern(role, text)
    taken = {concern.text for concern in role.concerns}
    with st.popover("Common ones", type="tertiary", icon=":material/lightbulb:"):
        for text in concerns.common():
            if text not in taken and st.button(text, key=f"common-{role.id}-{text}", type="tertiary"):
                return concerns.with_concern(role, text)
    return role


def _from_needs(role: Role, missing: Sequence[Need]) -> Role:
    if not missing:
        return role
    say("They may also ask about what no answer of yours has shown yet:", "soft")
    with st.container(horizontal=True, gap="xsmall"):
        for need in missing[:_MAY_RAISE]:
            if st.button(verbatim(need.text), key=f"raise-{role.id}-{need.id}", icon=":material/add:", wrap=True):
                return concerns.with_concern_from(role, need)
    return role
