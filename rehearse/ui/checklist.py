"""The checklist of a role's needs, to be edited in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from rehearse.schema import Need, NeedKind, Role
from rehearse.ui import role_editing
from rehearse.ui.failures import shown_errors
from rehearse.ui.fields import kept_in
from rehearse.ui.resources import library

KINDS: dict[NeedKind, str] = {"must": "Must", "nice": "Nice"}

MOST_CHARS = 300
"""Longest need that can be typed."""

ONE_LINE = 42
"""So many characters show in full in a field of one line."""


def show(role: Role) -> None:
    """Show the needs of `role`, numbered as in the marked advert; each change is saved as it is made."""
    edited = role
    for number, need in enumerate(role.needs, start=1):
        edited = _row(edited, need, number, last=number == len(role.needs))
    edited = _new_row(edited)
    if edited != role:
        with shown_errors():
            library().save_role(edited)
            st.rerun()


def _row(role: Role, need: Need, number: int, *, last: bool) -> Role:
    key = f"{role.id}-{need.id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"need-row-{key}"):
        st.html(f'<span class="ui-number">{number}</span>', width="content")
        _wording(role, need, number)
        st.selectbox(
            f"Need {number} is a",
            list(KINDS),
            format_func=KINDS.__getitem__,
            label_visibility="collapsed",
            width=96,
            **_field(role, need, "need-kind", "kind"),
        )
        up = _tool("Up", ":material/arrow_upward:", f"up-{key}", number == 1)
        down = _tool("Down", ":material/arrow_downward:", f"down-{key}", last)
        gone = _tool("Remove", ":material/close:", f"remove-{key}", False)
    if gone:
        return role_editing.without_need(role, need.id)
    return role_editing.moved(role, need.id, -1 if up else 1) if up or down else role


def _wording(role: Role, need: Need, number: int) -> None:
    """Show the need's words to be edited: in one line where they fit, or a person could not read their end."""
    label = f"Need {number}"
    if len(need.text) <= ONE_LINE:
        st.text_input(label, max_chars=MOST_CHARS, label_visibility="collapsed", **_field(role, need, "need", "text"))
    else:
        field = _field(role, need, "need-long", "text")
        st.text_area(label, height="content", max_chars=MOST_CHARS, label_visibility="collapsed", **field)


def _field(role: Role, need: Need, name: str, part: str) -> dict[str, Any]:
    def changed(stored: Role, typed: str) -> Role:
        given: dict[str, Any] = {part: words} if (words := " ".join(typed.split())) else {}
        return replace(stored, needs=tuple(replace(one, **given) if one.id == need.id else one for one in stored.needs))

    return kept_in(role, f"{name}-{role.id}-{need.id}", getattr(need, part), changed)


def _tool(what: str, icon: str, key: str, disabled: bool) -> bool:
    return st.button("", icon=icon, help=what, key=key, type="tertiary", disabled=disabled)


def _new_row(role: Role) -> Role:
    with (
        st.form(f"new-need-{role.id}", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"),
    ):
        text = st.text_input(
            "Another need",
            placeholder="Add another need",
            max_chars=MOST_CHARS,
            label_visibility="collapsed",
            key=f"new-{role.id}",
        )
        added = st.form_submit_button("Add", icon=":material/add:")
    return role_editing.with_need(role, text) if added and text.strip() else role
