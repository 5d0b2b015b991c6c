"""The filled pauses of an answer, one by one: hear each, and strike out what was none."""

from __future__ import annotations

import re
from collections.abc import Collection

import streamlit as st

from rehearse.report.marks import unsure_fillers
from rehearse.report.plain import clock
from rehearse.schema import Take, Transcript, Word
from rehearse.ui import work
from rehearse.ui.answering import begin
from rehearse.ui.failures import shown_errors
from rehearse.ui.resources import library

_SPACE_BEFORE = re.compile(r"\s+$")


def show(take: Take) -> None:
    """List the filled pauses of a recorded answer; nothing where there are none."""
    said = take.assessment.transcript
    heard = [word for word in said.words if word.kind == "filled_pause" and word.start_s is not None]
    if take.audio is None or not heard:
        return
    unsure = unsure_fillers(take.assessment)
    with st.expander(_count(heard, unsure), icon=":material/hearing:"):
        st.caption("Hear each. One that is no filler can be struck out, and stays out.")
        for number, word in enumerate(heard):
            _row(take, word, number, sure=word not in unsure)


def without(transcript: Transcript, word: Word) -> str:
    """Return the text of `transcript` without `word`, and without the space that it leaves."""
    before, after = transcript.text[: word.char_start], transcript.text[word.char_end :]
    return before + after.lstrip() if not before.strip() else _SPACE_BEFORE.sub("", before) + after


def _count(heard: list[Word], unsure: Collection[Word]) -> str:
    sure = sum(word not in unsure for word in heard)
    return f"Um and uh: {len(heard)} heard" if sure == len(heard) else f"Um and uh: about {len(heard)} heard, {sure} of them sure"


def _row(take: Take, word: Word, number: int, *, sure: bool) -> None:
    start_s = word.start_s or 0.0
    with st.container(horizontal=True, vertical_alignment="center", key=f"filler-{number}"):
        st.html(
            f'<span class="rh"><span class="rh-pill" data-start="{max(0.0, start_s - 0.5):.3f}" role="button" tabindex="0" '
            f'title="Hear it">▶ {clock(start_s)}</span>{"" if sure else " perhaps"}</span>'
        )
        if st.button("Not a filler", key=f"strike-{take.id}-{number}", type="tertiary", icon=":material/ink_eraser:"):
            with shown_errors():
                begin(work.judge_again(library().role(take.role_id), take, without(take.assessment.transcript, word)))
