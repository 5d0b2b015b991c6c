"""Which question is asked: suggested by what was not shown yet, or written by the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from rehearse.interview import concerns, evening, gaps, questions
from rehearse.needs.score import aimed_at
from rehearse.report.plain import steps
from rehearse.schema import MET, Coverage, Level, Need, Question, QuestionKind, Role
from rehearse.ui import session
from rehearse.ui.resources import library
from rehearse.ui.wording import say, verbatim

KINDS: dict[QuestionKind, str] = {
    "introduction": "Introduction",
    "behavioural": "Behavioural",
    "situational": "Situational",
    "technical": "Technical",
    "motivation": "Motivation",
    "strengths": "Strengths",
    "weaknesses": "Weaknesses",
    "salary": "Salary",
    "closing": "Closing",
    "other": "Other",
}
REAL = "Use what really happened to you."
_SO_FAR: dict[Level, str] = {
    "not_addressed": "No answer of yours has spoken of this yet. A strong one tells",
    "claimed": "So far you only said that you have it. A strong answer tells",
    "shown": "You have given an example. To prove it, tell",
}
_SUGGESTED = 6
_AIMS_SHOWN = 3
_TARGETS_S = (15, 600)


def current(role: Role) -> Question:
    """Return the question that is asked now: the one chosen, else the first suggested, which stays until it is answered."""
    question = session.question(role)
    if question is None:
        question = suggested(role)[0]
        session.choose_question(role, question)
    return question


def suggested(role: Role) -> tuple[Question, ...]:
    """Return questions, those first that let the person show what was not shown yet and that were not practised yet."""
    takes = library().takes(role.id)
    practised = {take.question.text for take in takes}
    rows = evening.rows(role, takes)
    shown = [row.need for row in rows if row.level in MET]
    levels = [row.coverage for row in rows if row.coverage]
    asked = (
        *gaps.suggest([need for need in role.needs if need not in shown], levels),
        *(row.question for row in evening.concern_rows(role, takes) if row.level not in MET),
        *gaps.suggest(shown, levels),
        *questions.bank(role.kind),
    )
    return tuple(sorted(asked, key=lambda one: one.text in practised))


def after(role: Role, question: Question) -> Question:
    """Return the question to go on with after `question`."""
    return next((one for one in suggested(role) if one.text != question.text), question)


def show(question: Question, needs: Sequence[Need]) -> None:
    """Show the question, how long to aim for, and which of `needs` it aims at."""
    facts = [KINDS[question.kind], f"aim for about {question.target_s:.0f} seconds"]
    aims = _aims(question, needs)
    if aims:
        facts.append("can show: " + ", ".join(aims))
    say(" · ".join(facts), "soft")
    say(question.text, "title")


def guide(role: Role, question: Question) -> None:
    """Show what a strong answer to `question` has, where it asks for a need not yet proven, or raises a concern."""
    concern = concerns.asked_by(question, role.concerns)
    if concern:
        say(f"{concerns.hint(concern)} Answer it while you are still in the room.", "soft")
        if concern.reply:
            say(f"Your own line: {concern.reply}", "evidence")
        return
    rows = evening.rows(role, library().takes(role.id))
    need = gaps.asked_by(question, role.needs)
    row = next((row for row in rows if need and row.need.id == need.id), None)
    if row and row.level != "proven":
        say(f"{_SO_FAR[row.level]} {steps(gaps.strong_answer(row.need, row.level))}. {REAL}", "soft")


def _aims(question: Question, needs: Sequence[Need]) -> list[str]:
    asked = gaps.asked_by(question, needs)
    if asked:
        return [asked.text]
    blank = [Coverage(need_id=need.id, need=need.text, kind=need.kind, level="not_addressed") for need in needs]
    aims = [one.need for one in aimed_at(blank, question)]
    return aims[:_AIMS_SHOWN] if len(aims) < len(needs) else []


def choose(role: Role, question: Question) -> None:
    """Offer other questions, and one's own."""
    with st.popover("Another question", icon=":material/swap_horiz:", width="content"):
        st.caption("What you have not shown yet comes first")
        first = suggested(role)
        for number, one in enumerate(first[:_SUGGESTED]):
            if st.button(verbatim(one.text), key=f"suggested-{number}", type="tertiary", wrap=True):
                ask(role, one)
        more = {one.text: one for one in (*first[_SUGGESTED:], *(take.question for take in library().takes(role.id)))}
        # A key of its own for each question asked, so that a pick is not taken for a new one after the next choice.
        key = f"more-{question.text}"
        picked = st.selectbox("More, and those you practised", list(more), index=None, placeholder="Choose a question", key=key)
        if picked and picked != question.text:
            ask(role, more[picked])
        _own(role, question)


def _own(role: Role, question: Question) -> None:
    with st.form("own-question", border=False):
        text = st.text_area("Your own", placeholder="A question you expect", height=80, max_chars=500, key="own-question-text")
        kind = st.selectbox(
            "Kind", [None, *KINDS], format_func=lambda one: KINDS[one] if one else "Work it out", key="own-question-kind"
        )
        used = st.form_submit_button("Ask me this")
    if used and text.strip():
        ask(role, questions.question(" ".join(text.split()), kind))
    target_s = st.number_input(
        "Aim for, in seconds", *_TARGETS_S, value=round(question.target_s), step=15, key=f"target-{question.text}"
    )
    if target_s != round(question.target_s):
        ask(role, replace(question, target_s=float(target_s)))


def ask(role: Role, question: Question) -> None:
    """Ask `question` next."""
    session.choose_question(role, question)
    session.put_take_away()
    st.rerun()
