"""Fields of what is stored and saved as it is typed, while other browser tabs may save it too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from rehearse.schema import Role
from rehearse.ui import failures
from rehearse.ui.resources import library


def kept(key: str, stored: object, save: Callable[[Any], object]) -> dict[str, Any]:
    """Return the arguments of a field that shows `stored` and hands what is typed to `save`; what goes wrong is shown above it.

    It is saved before any of the page is drawn: the click that ends the typing may lead to another page, and the run of this one
    stops there.
    """
    up_to_date(key, stored)
    if st.session_state[key] == stored:
        st.session_state.pop(_failure(key), None)
    return saved(key, save)


def saved(key: str, save: Callable[[Any], object]) -> dict[str, Any]:
    """Return what `kept` does, for a table: what it hands to `save` is not what it shows, but what was edited in it."""
    if failed := st.session_state.get(_failure(key)):
        failures.show(failed)
    return {"key": key, "on_change": _save, "args": (key, save)}


def up_to_date(key: str, stored: object) -> str:
    """Return `key` for a field that is to show `stored`; the field itself is given no value.

    A field keeps what it held when it was last drawn. What another tab saved since would differ from that, count as an edit made
    here, and be undone: so a field that was not touched in this tab takes up what is stored. One that was keeps what was typed.
    """
    last = f"{key}-last-drawn"
    held = st.session_state.get(key)
    held_then, stored_then = st.session_state.get(last, (held, stored))
    if key not in st.session_state or (held == held_then and stored not in (stored_then, held)):
        held = st.session_state[key] = stored
    st.session_state[last] = (held, stored)
    return key


def kept_in(role: Role, key: str, stored: object, change: Callable[[Role, Any], Role]) -> dict[str, Any]:
    """Return what `kept` does, for a part of `role`: `change` puts what is typed into the role as it is stored by then."""
    role_id = role.id
    if role_id is None:
        return {"key": up_to_date(key, stored)}  # a new one is saved as a whole, by its form
    return kept(key, stored, lambda typed: library().save_role(change(library().role(role_id), typed)))


def _save(key: str, save: Callable[[Any], object]) -> None:
    typed = st.session_state[key]  # nothing of Streamlit's comes between this and the saving: there a next run would cut in
    failed = None
    try:
        save(typed)
    except Exception as exc:
        failed = exc
    st.session_state[_failure(key)] = failed


def _failure(key: str) -> str:
    return f"{key}-failure"
