"""Practise: one question, one answer out loud, and what came of it."""

from __future__ import annotations

import streamlit as st

from rehearse.schema import Role, Take
from rehearse.ui import answering, asking, result, session, welcome
from rehearse.ui.cards import card
from rehearse.ui.resources import library


def _ask(role: Role) -> None:
    question = asking.current(role)
    asking.show(question, role.needs)
    asking.guide(role, question)
    with st.empty().container():
        answering.finish()
        answering.offer_waiting()
        with card("answer"):
            answering.show(role, question)
        asking.choose(role, question)


def _judged(role: Role, take: Take) -> None:
    def next_steps() -> None:
        with st.container(horizontal=True):
            if st.button("Try again", type="primary", icon=":material/replay:"):
                asking.ask(role, take.question)
            if st.button("Next question", icon=":material/arrow_forward:"):
                asking.ask(role, asking.after(role, take.question))

    asking.show(take.question, role.needs)
    with st.empty().container():
        answering.finish()
        result.show(take, next_steps)


role = session.role()
take = session.take()
if take:
    _judged(library().role(take.role_id), take)
elif role:
    _ask(role)
else:
    welcome.show()
