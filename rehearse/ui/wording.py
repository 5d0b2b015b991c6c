"""Words on the page. What people typed or said is shown as text: never as markup, wherever it stands."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import escape

import streamlit as st

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:&^=@/])")


def verbatim(text: str) -> str:
    """Return `text` so that Streamlit's Markdown shows it as it is; for labels and messages that take nothing but Markdown."""
    # A word joiner after the character keeps "\\:name:" and "\\->" from being read as an emoji and an arrow.
    return _MARKUP.sub("\\\\\\1\u2060", " ".join(text.split()))


def say(text: str, kind: str = "") -> None:
    """Show `text`, in the style `ui-KIND` of style.css where one is given."""
    st.html(f'<div class="ui-{kind or "text"}">{escape(text)}</div>')


def moment(when: datetime) -> str:
    """Return a point in time as a person writes it, in the time of this computer ("Mon 23 Nov, 14:05")."""
    local = when.astimezone()
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def countdown(interview_on: date, today: date) -> str:
    """Return how far away the interview is, in words."""
    days = (interview_on - today).days
    if days < 0:
        return f"interview was {interview_on:%d %B}".replace(" 0", " ")
    return {0: "interview today", 1: "interview tomorrow"}.get(days, f"interview in {days} days")


def size(size_bytes: int) -> str:
    """Return a size in the unit people use ("145 MB")."""
    return f"{size_bytes / 1e9:.1f} GB" if size_bytes >= 1e9 else f"{size_bytes / 1e6:.0f} MB"
