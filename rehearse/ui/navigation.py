"""The pages: where their scripts are, what they are called, and how to go from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from rehearse.ui import session

_PACKAGE = Path(__file__).parents[1]

_PAGES: Mapping[str, tuple[str, str]] = {
    "role": ("Role", ":material/work:"),
    "practise": ("Practise", ":material/mic:"),
    "review": ("Review", ":material/history:"),
    "evening": ("The evening before", ":material/bedtime:"),
    "progress": ("Progress", ":material/trending_up:"),
    "settings": ("Settings", ":material/tune:"),
    "metrics": ("What the numbers mean", ":material/menu_book:"),
}
"""By the name in the address: title and icon."""

_FROM_ELSEWHERE = frozenset({"metrics"})
"""Pages that other pages lead to, and the sidebar does not."""


def pages_dir() -> Path:
    """Return the folder of the page scripts: beside the package in a checkout, inside it where it was installed."""
    installed = _PACKAGE / "pages"
    return installed if installed.is_dir() else _PACKAGE.parent / "pages"


def pages() -> list[Page]:
    """Return every page; the address of the app alone leads to the page where one goes on."""
    return [
        st.Page(_start, title="rehearse", url_path="start", default=True, visibility="hidden"),
        *(page(name) for name in _PAGES),
    ]


def page(name: str) -> Page:
    """Return one page by the name it has in the address."""
    title, icon = _PAGES[name]
    visibility: Literal["visible", "hidden"] = "hidden" if name in _FROM_ELSEWHERE else "visible"
    return st.Page(pages_dir() / f"{name}.py", title=title, icon=icon, url_path=name, visibility=visibility)


def go(name: str, **query: object) -> NoReturn:
    """Open another page, with `query` in its address."""
    st.switch_page(page(name), query_params={key: str(value) for key, value in query.items()})


def _start() -> None:
    go("practise" if session.role() else "role")
