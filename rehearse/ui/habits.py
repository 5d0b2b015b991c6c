"""The Progress page's card of a speaker's own tics: each told in a line, and to be heard."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rehearse import settings
from rehearse.report.habits import Habit, habits
from rehearse.schema import Role, Take
from rehearse.ui.cards import card
from rehearse.ui.player import sound
from rehearse.ui.wording import say


def show(role: Role, takes: Sequence[Take]) -> None:
    """Show what this person says in several answers, far more often than others do; nothing where there is no such thing."""
    found = habits(role, takes, settings.load().limits)
    if not found:
        return
    with card("habits", "Your own tics"):
        for number, habit in enumerate(found):
            _row(habit, number)


def _row(habit: Habit, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        say(habit.told)
        audio = habit.take.audio
        asked = (
            audio is not None
            and habit.start_s is not None
            and st.button("Hear it", key=f"habit-{number}", type="tertiary", icon=":material/play_arrow:")
        )
    if asked and audio is not None and habit.start_s is not None:
        sound(audio, start_s=max(0.0, habit.start_s - 0.5))
