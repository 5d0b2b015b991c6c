"""Fields of what is stored and saved as it is typed, while other browser tabs may save it too."""

from __future__ import annotations

import streamlit as st


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
