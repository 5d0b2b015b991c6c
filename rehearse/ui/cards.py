"""The cards that a page is laid out in."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def card(name: str, title: str = "", *, height: Literal["content", "stretch"] = "content") -> DeltaGenerator:
    """Return a card to draw in; `name` is unique on the page."""
    box = st.container(border=True, key=f"card-{name}", height=height)
    if title:
        box.subheader(title, anchor=False)
    return box
