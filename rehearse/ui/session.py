"""What one open browser tab has chosen: the role, the question, the take on the page."""

from __future__ import annotations

import streamlit as st

from rehearse.errors import NotFoundError
from rehearse.schema import Question, Role, Take
from rehearse.ui.failures import shown_errors
from rehearse.ui.resources import library

_ROLE = "chosen_role"
_QUESTION = "chosen_question"
_DIGITS = 20  # no take has so long a number, and Python reads no number of thousands


def role() -> Role | None:
    """Return the role being rehearsed: the one chosen here, else the address's, else the one practised last, else the newest."""
    roles = {str(one.id): one for one in library().roles()}
    last = str(library().last_practised()) if len(roles) > 1 else None
    wanted = (st.session_state.get(_ROLE), st.query_params.get("role"), last, next(iter(roles), None))
    return next((roles[name] for name in wanted if name in roles), None)


def choose_role(role_id: int | None) -> None:
    """Make a role the one being rehearsed; `None` leaves the choice open."""
    st.session_state[_ROLE] = str(role_id)
    put_take_away()


def question(role: Role) -> Question | None:
    """Return the question chosen for `role`; `None` before one was chosen."""
    chosen: Question | None = st.session_state.get(f"{_QUESTION}-{role.id}")
    return chosen


def choose_question(role: Role, question: Question) -> None:
    """Make `question` the one that is asked next for `role`."""
    st.session_state[f"{_QUESTION}-{role.id}"] = question


def answered(take: Take) -> None:
    """Leave open which question is asked next, where it was the one that `take` answers."""
    if st.session_state.get(f"{_QUESTION}-{take.role_id}") == take.question:
        del st.session_state[f"{_QUESTION}-{take.role_id}"]


def take() -> Take | None:
    """Return the take that the address names, to be shown on the page; `None` where it names none that is here."""
    named = st.query_params.get("take", "")
    with shown_errors():
        try:
            return library().take(int(named[:_DIGITS])) if named.isdecimal() else None
        except NotFoundError:
            put_take_away()  # it is told once: another tab may have deleted it
            raise
    return None


def show_take(take_id: int) -> None:
    """Show a take on this page."""
    st.query_params["take"] = str(take_id)


def put_take_away() -> None:
    """Show no take on this page."""
    st.query_params.pop("take", None)
