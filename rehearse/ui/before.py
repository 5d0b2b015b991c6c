"""The evening before, on the page: what has no answer yet, your best line for everything else, and what to ask them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from rehearse.interview import concerns, evening, gaps
from rehearse.interview.evening import ConcernRow, Row, SameStory
from rehearse.report.evidence import spoken
from rehearse.report.plain import CONCERN_LABELS, LEVEL_LABELS, steps
from rehearse.schema import Role, Take
from rehearse.ui import navigation, player, session
from rehearse.ui.asking import REAL
from rehearse.ui.cards import card
from rehearse.ui.needs_met import badge
from rehearse.ui.wording import moment, say, verbatim


def show_unmet(role: Role, rows: Sequence[Row]) -> None:
    """Show the needs that no answer has met, each with what was said against it and the question that gives it a chance."""
    with card("unmet", "Not met yet"):
        say(f"A strong answer tells {steps(gaps.strong_answer())}. {REAL}", "soft")
        for row in rows:
            _head(row)
            if row.missed:
                say(f"{row.missed.capitalize()}.")
            strong = gaps.strong_answer(row.need)
            _ask(role, row, "" if strong == gaps.strong_answer() else f"Here, tell {steps(strong)}.")


def show_lines(role: Role, rows: Sequence[Row]) -> None:
    """Show your best line for each need, where it can be heard, and when it was last practised."""
    with card("lines", "Your best line for each need"):
        for row in rows:
            _head(row)
            if row.take and row.coverage:
                say(f"“{(row.coverage.evidence or '').strip()}”", "evidence")
                if row.level == "claimed":
                    strong = steps(gaps.strong_answer(row.need, row.level))
                    say(f"{row.coverage.why.capitalize()}. To show it, tell {strong}.", "soft")
                _about(role, row, row.take)


def show_concerns(role: Role, rows: Sequence[ConcernRow]) -> None:
    """Show what may worry the employer, with your own line for it and the best that you said, the open ones first."""
    with card("concerns", "What may worry them"):
        if not rows:
            say("What could they hold against you? Name it on the Role page, and practise answering it.", "soft")
            if st.button("Name a concern", icon=":material/work:"):
                navigation.go("role")
        for row in rows:
            _head(row)
            if row.concern.reply:
                say(f"Your line: {row.concern.reply}")
            if row.take and row.coverage:
                say(f"“{(row.coverage.evidence or '').strip()}”", "evidence")
                _about(role, row, row.take)
            else:
                _ask(role, row)


def show_same_stories(stories: Sequence[SameStory]) -> None:
    """Warn where one story has to carry much of the interview."""
    for story in stories:
        line = f"One sentence, “{story.sentence.strip()}”," if story.sentence else f"Your answer to “{story.question.text}”"
        st.warning(
            f"{verbatim(line)} is your best line for {len(story.needs)} needs. They may ask about each: have a second story "
            "ready.",
            icon=":material/content_copy:",
        )


def show_questions_to_ask() -> None:
    """Show what to ask the employer, and why."""
    with card("to-ask", "Ask them"):
        st.html(f'<ul class="ui-advice">{"".join(f"<li class=ui-do>{escape(one)}</li>" for one in evening.to_ask())}</ul>')
        for line in concerns.advice():
            say(line, "soft")


def _head(row: Row) -> None:
    title, labels = (row.concern.text, CONCERN_LABELS) if isinstance(row, ConcernRow) else (row.need.text, LEVEL_LABELS)
    nice = ' <span class="ui-nice">nice to have</span>' if row.need.kind == "nice" else ""
    st.html(f'<div class="ui-need ui-need-head">{badge(row.level, labels)}<div>{escape(title)}{nice}</div></div>')


def _about(role: Role, row: Row, take: Take) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"about-{row.need.id}"):
        if row.practised_at:
            say(f"Last practised {moment(row.practised_at)}", "soft")
        hear = take.audio and st.button("Hear it", key=f"hear-{row.need.id}", type="tertiary", icon=":material/play_arrow:")
        if st.button(f"Take {take.number}", key=f"open-{row.need.id}", type="tertiary", icon=":material/history:"):
            navigation.go("review", take=take.id)
        _practise(role, row, "Practise")
    if hear and take.audio:
        player.sound(take.audio, start_s=_start_s(row, take))


def _ask(role: Role, row: Row, tip: str = "") -> None:
    say(row.question.text, "evidence")
    if tip:
        say(tip, "soft")
    _practise(role, row, "Practise this")


def _start_s(row: Row, take: Take) -> float:
    if row.coverage is None or row.coverage.char_start is None or row.coverage.char_end is None:
        return 0.0
    when = spoken(take.assessment.transcript, row.coverage.char_start, row.coverage.char_end)
    return when.start_s if when else 0.0


def _practise(role: Role, row: Row, label: str) -> None:
    if st.button(
        label, key=f"practise-{row.need.id}", icon=":material/mic:", type="secondary" if row.take is None else "tertiary"
    ):
        session.choose_role(role.id)
        session.choose_question(role, row.question)
        navigation.go("practise")
