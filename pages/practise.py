"""Practise: one question, one answer out loud, and what came of it."""

from __future__ import annotations

import streamlit as st

from rehearse.schema import Question, Role, Take
from rehearse.ui import answering, asking, result, session, welcome
from rehearse.ui.cards import card
from rehearse.ui.resources import library


def _ask(role: Role) -> None:
    question = asking.current(role)
    asking.show(question, role.needs)
    asking.guide(role, question)
    with st.empty().container():
        answering.finish()
        answering.offer_waiting(role)
        with card("answer"):
            answering.show(role, question)
        asking.choose(role, question)


def _judged(role: Role, take: Take) -> None:
    def next_steps() -> None:
        with st.container(horizontal=True):
            if st.button("Try again", type="primary", icon=":material/replay:"):
                _go_on(role, take.question)
            if st.button("Next question", icon=":material/arrow_forward:"):
                _go_on(role, asking.after(role, take.question))

    asking.show(take.question, role.needs)
    with st.empty().container():
        answering.finish()
        result.show(take, next_steps)


def _go_on(role: Role, question: Question) -> None:
    """Ask the next question for the role of the take on the page, which need not be the one chosen."""
    session.choose_role(role.id)
    asking.ask(role, question)


role = session.role()
take = session.take()
if take:
    _judged(library().role(take.role_id), take)
elif role:
    _ask(role)
else:
    answering.finish()
    welcome.show()
