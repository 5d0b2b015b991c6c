"""What every page shares, made once a process."""

from __future__ import annotations

import streamlit as st

from rehearse import settings
from rehearse.library.store import Library


def library() -> Library:
    """Return the library that the settings name."""
    return _library(settings.load().library_url)


@st.cache_resource(show_spinner=False)
def _library(url: str) -> Library:
    return Library(url)
