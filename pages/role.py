"""Role: what is being rehearsed for, and what the employer needs."""

from __future__ import annotations

import streamlit as st

from rehearse.library.names import full_name
from rehearse.needs.doubts import doubt
from rehearse.report.plain import counted
from rehearse.schema import Role
from rehearse.ui import checklist, concern_list, navigation, role_editing, role_form, session, waiting, welcome
from rehearse.ui.cards import card
from rehearse.ui.failures import shown_errors
from rehearse.ui.resources import library
from rehearse.ui.wording import say


def _show(role: Role) -> None:
    say(role_form.KINDS[role.kind], "soft")
    say(full_name(role), "title")
    left, right = st.columns([1.6, 1], gap="medium")
    with left:
        with card("needs", "What they need"):
            if uncertain := doubt(role.advert, role.needs):
                st.info(uncertain, icon=":material/info:")
            elif not role.needs:
                st.caption("No needs yet. Paste the advert, or add them by hand.")
            checklist.show(role)
        with st.container(horizontal=True):
            if st.button("Practise", type="primary", icon=":material/mic:"):
                navigation.go("practise")
            if st.button("Add another role", icon=":material/add:"):
                _add_role()
        with card("concerns", "What may worry them"):
            say("An objection is a request to be convinced. Have one line ready for each, and practise it aloud.", "soft")
            concern_list.show(role)
    with right:
        with card("advert", "Where the advert says so"):
            if role.advert:
                st.caption("Each number is a need in the list. Marked: a must. Dotted: nice to have.")
                with st.container(height=560, border=False):
                    st.html(role_editing.marked_advert(role))
            with st.expander("Change the advert", expanded=not role.advert):
                role_form.advert(role)
        with st.expander("About this role", icon=":material/edit:"):
            role_form.details(role)
            if st.button("Delete this role", type="tertiary", icon=":material/delete:"):
                _confirm_delete(role)


@st.dialog("Another role")
def _add_role() -> None:
    role_form.new()


@st.dialog("Delete this role?")
def _confirm_delete(role: Role) -> None:
    takes = counted(len(library().takes(role.id)), "recorded answer")
    say(f"{role.title}: its advert, its needs and {takes} go for good.")
    if waits := sum(one.asked.role_id == role.id for one in waiting.found()):
        say(f"With them goes what was not judged yet: {counted(waits, 'recording')}.")
    if st.button("Delete for good", type="primary"):
        with shown_errors():
            library().delete_role(role.id)
            waiting.forget_role(role.id)
            session.choose_role(None)
            st.rerun()


chosen = session.role()
if chosen:
    _show(chosen)
else:
    welcome.show()
