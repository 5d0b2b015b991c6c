"""The list of takes, to be searched and opened, and what can be done with an open one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

import streamlit as st

from rehearse.library.names import labels
from rehearse.report import export
from rehearse.report.plain import SCORE_LABELS, clock
from rehearse.schema import ScoreName, Take
from rehearse.ui import session, work
from rehearse.ui.answering import begin
from rehearse.ui.cards import card
from rehearse.ui.failures import shown_errors
from rehearse.ui.fields import kept
from rehearse.ui.resources import library
from rehearse.ui.wording import moment, say

_PER_PAGE = 10

_FORMATS: dict[str, tuple[str, str, Callable[..., str | bytes]]] = {
    "Word": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", export.to_docx),
    "Web page": ("html", "text/html", export.to_html),
    "Markdown": ("md", "text/markdown", export.to_markdown),
    "JSON": ("json", "application/json", export.to_json),
}


def show_list() -> None:
    """Show every take that the filters let through, the newest first."""
    roles = labels(library().roles())
    found = _filtered(roles)
    if not found:
        st.caption("No take holds that. Change the words or the filters." if library().takes() else "No takes yet.")
        return
    pages = -(-len(found) // _PER_PAGE)
    shown = st.pagination(pages, key="takes-page") if pages > 1 else 1
    for take in found[(shown - 1) * _PER_PAGE : shown * _PER_PAGE]:
        _row(take, roles[take.role_id] if len(roles) > 1 else "")


def show_tools(take: Take) -> None:
    """Offer to correct, annotate, export and delete a take."""
    with st.expander("Correct the words", icon=":material/edit_note:"):
        _correct(take)
    if take.original_transcript:
        with st.expander("What was heard first", icon=":material/hearing:"):
            say(take.original_transcript.text, "heard")
    with st.expander("Notes", icon=":material/sticky_note_2:", expanded=bool(take.user_notes)):
        field = kept(f"notes-{take.id}", take.user_notes, partial(_save_notes, take.id))
        st.text_area("Your notes", label_visibility="collapsed", **field)
    with st.expander("Take it with you", icon=":material/download:"), st.container(horizontal=True), shown_errors():
        _exports(take)
    if st.button("Delete this take", type="tertiary", icon=":material/delete:"):
        _confirm_delete(take)


def _save_notes(take_id: int, notes: str) -> None:
    library().set_notes(take_id, notes)
    st.toast("Notes saved")


def _exports(take: Take) -> None:
    role = library().role(take.role_id)
    for name, (suffix, mime, write) in _FORMATS.items():
        data = partial(write, take, role=role)
        st.download_button(name, data, f"take-{take.id}.{suffix}", mime, on_click="ignore", key=f"export-{suffix}")


def _filtered(roles: Mapping[int, str]) -> tuple[Take, ...]:
    left, middle, right = st.columns([1, 1.4, 1.2])
    role_id = left.selectbox("Role", [None, *roles], format_func=lambda one: roles[one] if one else "All roles", key="takes-role")
    asked = list(dict.fromkeys(take.question.text for take in library().takes(role_id)))
    question = middle.selectbox(
        "Question", [None, *asked], format_func=lambda one: "All questions" if one is None else one, key="takes-question"
    )
    words = right.text_input("Words", placeholder="Search what you said", key="takes-words")
    return library().takes(role_id, question, words)


def _row(take: Take, role: str) -> None:
    with card(f"take-{take.id}"), st.container(horizontal=True, vertical_alignment="center"):
        st.html(_summary(take, role))
        if st.button("Open", key=f"open-{take.id}"):
            session.show_take(take.id)
            st.rerun()


def _summary(take: Take, role: str) -> str:
    length = take.assessment.transcript.duration_s
    facts = [
        *([role] if role else []),
        f"Take {take.number}",
        moment(take.created_at),
        "typed" if length is None else clock(length),
    ]
    numbers = [f"<span>{name} <b>{_rounded(take, key)}</b></span>" for key, name in SCORE_LABELS.items()]
    return (
        f'<div class="ui-take">{escape(take.question.text)}</div><div class="ui-soft">{escape(" · ".join(facts))}</div>'
        f'<div class="ui-numbers">{"".join(numbers)}</div>'
    )


def _rounded(take: Take, name: ScoreName) -> str:
    score = take.assessment.scores.get(name)
    return "–" if score is None or score.value is None else f"{score.value:.0f}"


def _correct(take: Take) -> None:
    said = take.assessment.transcript.text
    with st.form(f"correct-{take.id}", border=False):
        corrected = st.text_area("What you really said", said, height=200, key=f"words-{take.id}-{hash(said)}")
        submitted = st.form_submit_button("Compute again", type="primary")
    if submitted and corrected != said:
        with shown_errors():
            begin(work.judge_again(library().role(take.role_id), take, corrected))


@st.dialog("Delete this take?")
def _confirm_delete(take: Take) -> None:
    say(f"Take {take.number} of “{take.question.text}”, its recording and your notes go for good.")
    if st.button("Delete for good", type="primary"):
        with shown_errors():
            library().delete_take(take.id)
            session.put_take_away()
            st.rerun()
