"""The column at the side: whose interview this is, how far away, the way to every page, and where the data stays."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.navigation.page import Page

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
    titles = {one.id: f"{one.title}, {one.employer}" if one.employer else one.title for one in roles}
    if len(roles) > 1:
        ids = list(titles)
        picked = st.selectbox("Rehearsing for", ids, index=ids.index(role.id), format_func=titles.__getitem__)
        if picked != role.id:
            session.choose_role(picked)
            st.rerun()
    else:
        say(titles[role.id], "role")
    if role.interview_on:
        say(countdown(role.interview_on, date.today()), "soft")  # noqa: DTZ011  (the day on this person's own calendar)
