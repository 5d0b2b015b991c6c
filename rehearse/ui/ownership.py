"""Where a person's data is, who sees it, and how to be rid of it."""

from __future__ import annotations

import streamlit as st
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from rehearse import settings
from rehearse.errors import RehearseError
from rehearse.own_model import endpoint
from rehearse.ui import own_model, session, waiting
from rehearse.ui.failures import shown_errors
from rehearse.ui.resources import library
from rehearse.ui.wording import say, verbatim

_TO_CONFIRM = "delete"


def show() -> None:
    """Say where everything is and stays, and offer to delete it."""
    st.markdown(
        "Your voice, your words, the adverts and every number stay on this computer, unless you name another one: for a language "
        "model of your own, or in settings.toml for a database or a dask scheduler. There is no account, nothing is measured "
        "about how you use the app, and no page loads anything from elsewhere. The network is used to fetch a speech model when "
        "you ask for it."
    )
    for one in sent_elsewhere():
        st.warning(verbatim(one), icon=":material/public:")
    st.caption("Everything that is kept on this computer is in this folder")
    st.code(str(settings.data_dir()), language=None, wrap_lines=True)
    if st.button("Delete everything", icon=":material/delete_forever:"):
        _confirm()


def sent_elsewhere() -> tuple[str, ...]:
    """Say to which hosts beyond this computer answers go, a sentence for each setting that has it so; nothing where all stays."""
    try:
        chosen = settings.load()
    except RehearseError:
        return ()  # with such settings nothing is judged or kept
    told = {
        "Your answers are sent to {}, as you allowed.": own_model.reads_elsewhere(),
        "Your answers are kept in a database at {}, as the settings say.": _beyond(chosen.database_url),
        "Your answers are judged at {}, as the settings say.": _beyond(chosen.scheduler_address),
    }
    return tuple(sentence.format(host) for sentence, host in told.items() if host)


def _beyond(address: str) -> str | None:
    """Return the hosts of a database's or a scheduler's address that are not this computer; `None` where there are none."""
    try:
        url = make_url(address if "://" in address else f"tcp://{address}")
    except (ArgumentError, ValueError):
        return None  # nothing can be reached there
    named = (url.host, *url.normalized_query.get("host", ()), *url.normalized_query.get("hostaddr", ()))
    return ", ".join(host for host in named if host and not host.startswith("/") and not _is_here(host)) or None


def _is_here(host: str) -> bool:
    try:
        return endpoint(f"http://[{host}]" if host.count(":") > 1 else f"http://{host}", host).local
    except RehearseError:
        return False


@st.dialog("Delete everything?")
def _confirm() -> None:
    roles, takes = len(library().roles()), library().count_takes()
    say(f"Roles: {roles}. Answers: {takes}, with their recordings. They go for good; settings and speech models stay.")
    typed = st.text_input(f"Type {_TO_CONFIRM} to confirm", key="confirm-delete")
    if st.button("Delete for good", type="primary", disabled=typed.strip().lower() != _TO_CONFIRM):
        with shown_errors():
            library().delete_everything()
            waiting.forget_all()
            session.choose_role(None)
            st.rerun()
