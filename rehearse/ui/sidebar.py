"""The column at the side: whose interview this is, how far away, the way to every page, and where the data stays."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.navigation.page import Page

from rehearse.library.names import full_name, labels
from rehearse.schema import Role
from rehearse.ui import ownership, session
from rehearse.ui.resources import library
from rehearse.ui.wording import countdown, say


def show(pages: list[Page], role: Role | None) -> None:
    """Draw the sidebar."""
    with st.sidebar:
        say("rehearse", "name")
        if role:
            _chosen(role)
        with st.container(gap=None, key="pages"):
            for page in pages:
                if page.visibility == "visible":
                    st.page_link(page)
        say(" ".join(ownership.sent_elsewhere()) or "Everything stays on this computer.", "private")


def _chosen(role: Role) -> None:
    roles = library().roles()
    if len(roles) > 1:
        names = labels(roles)
        ids = [one.id for one in roles]
        picked = st.selectbox("Rehearsing for", list(names), ids.index(role.id), format_func=names.__getitem__)
        if picked != role.id:
            session.choose_role(picked)
            st.rerun()
    else:
        say(full_name(role), "role")
    if role.interview_on:
        say(countdown(role.interview_on, date.today()), "soft")  # noqa: DTZ011  (the day on this person's own calendar)
