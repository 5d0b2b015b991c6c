"""Review: every take, and everything that can be done with one."""

from __future__ import annotations

import streamlit as st

from rehearse.schema import Take
from rehearse.ui import answering, asking, navigation, result, session, takes
from rehearse.ui.resources import library


def _open(take: Take) -> None:
    role = library().role(take.role_id)
    with st.container(horizontal=True):
        if st.button("All takes", type="tertiary", icon=":material/arrow_back:"):
            session.put_take_away()
            st.rerun()
        if st.button("Practise this question", type="tertiary", icon=":material/mic:"):
            session.choose_role(role.id)
            session.choose_question(role, take.question)
            navigation.go("practise")
    asking.show(take.question, role.needs)
    with st.empty().container():
        answering.finish()
        result.show(take, lambda: takes.show_tools(take))


take = session.take()
if take:
    _open(take)
else:
    st.title("Review")
    takes.show_list()
