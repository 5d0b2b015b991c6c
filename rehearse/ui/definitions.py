"""What the numbers mean, inside the app: docs/metrics.md, one page a score, and the way to it from each score."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from rehearse import settings
from rehearse.metrics.norms import norms
from rehearse.ui import navigation

_PACKAGE = Path(__file__).parents[1]

_TITLES: Mapping[str, str] = {
    "all": "What the numbers mean",
    "clarity": "Clarity",
    "conciseness": "Conciseness",
    "fillers": "Filler words",
    "needs": "Employer's needs",
    "structure": "Structure",
    "advice": "Advice",
    "takes": "Take against take",
    "others": "Against other speakers",
    "sources": "Sources",
}
"""By the name in the address: the heading in docs/metrics.md."""


def link(name: str, label: str = "How this is worked out") -> None:
    """Offer the page on one score or one way of telling."""
    st.page_link(navigation.page("metrics"), label=label, icon=":material/menu_book:", query_params={"of": name})


def show(asked: str | None) -> None:
    """Show one page of the definitions, those asked for first, and let another be chosen."""
    names = list(_TITLES)
    first = asked if asked is not None and asked in _TITLES else names[0]
    name = st.pills("Page", names, default=first, format_func=_label, label_visibility="collapsed", key=f"definition-{first}")
    name = name or first
    st.markdown(_sections()[_TITLES[name]])
    _own_limits(name)


def _label(name: str) -> str:
    return "For every score" if name == "all" else _TITLES[name]


def _own_limits(name: str) -> None:
    own = settings.load().limits
    mine = [limit for limit in norms(own).values() if limit.name in own and limit.page == name]
    if mine:
        st.info("Your own limits here: " + ", ".join(f"`{limit.name}` {limit}" for limit in mine), icon=":material/tune:")


@cache
def _sections() -> Mapping[str, str]:
    """Return the pages of docs/metrics.md by their heading, without it; the title's own holds what is true of every score."""
    installed = _PACKAGE / "docs" / "metrics.md"
    path = installed if installed.is_file() else _PACKAGE.parent / "docs" / "metrics.md"
    title, *others = path.read_text(encoding="utf-8").removeprefix("# ").split("\n## ")
    return {heading: text for heading, _, text in (section.partition("\n") for section in (title, *others))}
