"""Progress: how the takes of a role went, and which needs they have met between them."""

from __future__ import annotations

import streamlit as st

from rehearse.schema import Role
from rehearse.ui import charting, habits, navigation, session, welcome
from rehearse.ui.cards import card
from rehearse.ui.resources import library


def _show(role: Role) -> None:
    st.title("Progress")
    takes = library().takes(role.id)
    if not takes:
        st.caption("Your first answer starts the picture.")
        if st.button("Practise", type="primary", icon=":material/mic:"):
            navigation.go("practise")
        return
    along = st.segmented_control(
        "Along", ("take", "time"), default="take", required=True, format_func={"take": "Take by take", "time": "By date"}.get
    )
    with card("needs"):
        charting.needs(role, takes)
    left, right = st.columns([1.4, 1], gap="medium")
    with left, card("scores"):
        charting.scores(takes, along)
    with right, card("rates"):
        charting.rates(takes, along)
    habits.show(role, takes)


role = session.role()
if role:
    _show(role)
else:
    welcome.show()
