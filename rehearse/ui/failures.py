"""What a person sees when something goes wrong: what happened and what to do, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from rehearse.errors import RehearseError
from rehearse.ui.wording import verbatim

_log = logging.getLogger("rehearse")


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show what goes wrong inside, and go on after it."""
    try:
        yield
    except Exception as exc:
        show(exc)


def show(exc: BaseException) -> None:
    """Show one error: its own message where it is ours, else a calm one, with the details in the log."""
    if isinstance(exc, RehearseError):
        st.error(verbatim(str(exc)), icon=":material/info:")
        return
    _log.error("Unexpected error in the app", exc_info=exc)
    st.error(
        "Something went wrong that rehearse did not expect. What you recorded and saved is safe. Reload the page and try again; "
        "if it happens again, the terminal that runs rehearse shows the details to report.",
        icon=":material/info:",
    )
