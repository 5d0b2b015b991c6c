"""Where a person's data is, who sees it, and how to be rid of it."""

from __future__ import annotations

import streamlit as st

from rehearse import settings
from rehearse.ui import session, waiting
from rehearse.ui.failures import shown_errors
from rehearse.ui.resources import library
from rehearse.ui.wording import say

_TO_CONFIRM = "delete"


def show() -> None:
    """Say where everything is and stays, and offer to delete it."""
    st.markdown(
        "Your voice, your words, the adverts and every number stay on this computer. There is no account, nothing is measured "
        "about how you use the app, and no page loads anything from elsewhere. The network is used to fetch a speech model when "
        "you ask for it. Only where you name another computer for a language model of your own are answers sent to it."
    )
    st.caption("Everything is in this folder")
    st.code(str(settings.data_dir()), language=None, wrap_lines=True)
    if st.button("Delete everything", icon=":material/delete_forever:"):
        _confirm()


@st.dialog("Delete everything?")
def _confirm() -> None:
    roles, takes = len(library().roles()), len(library().takes())
    say(f"Roles: {roles}. Answers: {takes}, with their recordings. They go for good; settings and speech models stay.")
    typed = st.text_input(f"Type {_TO_CONFIRM} to confirm", key="confirm-delete")
    if st.button("Delete for good", type="primary", disabled=typed.strip().lower() != _TO_CONFIRM):
        with shown_errors():
            library().delete_everything()
            waiting.forget_all()
            session.choose_role(None)
            st.rerun()
