"""The score cards: a number, one line that says why, and all of why behind it."""

from __future__ import annotations

from html import escape

import streamlit as st

from rehearse.report.plain import SCORE_LABELS
from rehearse.schema import Assessment, Part, Score, ScoreName
from rehearse.ui.cards import card
from rehearse.ui.wording import say


def show(assessment: Assessment, previous: Assessment | None) -> None:
    """Show the four scores, each beside what the take before it had."""
    names = list(SCORE_LABELS)
    for pair in (names[:2], names[2:]):
        for column, name in zip(st.columns(2, gap="small"), pair, strict=True):
            with column, card(f"score-{name}", height="stretch"):
                score = assessment.scores.get(name, Score(value=None, reason="not measured"))
                before = previous.scores.get(name) if previous else None
                _card(name, score, before)


def _card(name: ScoreName, score: Score, before: Score | None) -> None:
    if score.value is None:
        st.metric(SCORE_LABELS[name], "–")
        say(f"Not measured: {score.reason}", "soft")
        return
    change = round(score.value) - round(before.value) if before and before.value is not None else None
    st.metric(
        SCORE_LABELS[name],
        f"{score.value:.0f}",
        delta=change,
        delta_color="normal" if change else "off",
        delta_description="since the last take" if change is not None else None,
    )
    say(score.summary, "soft")
    if score.parts:
        with st.popover("Why?", type="tertiary"):
            say(f"{SCORE_LABELS[name]}: {score.value:.0f} of 100", "part-name")
            for part in score.parts:
                st.html(_part(part))


def _part(part: Part) -> str:
    value = "" if part.value is None else f"{part.value:.3g} {part.unit}".strip()
    worth = "not measured" if part.score is None else f"{part.score:.0f} of 100"
    lines = [part.limit, f"Counts for {part.weight:.0%}." if part.weight else "", part.reason or "", f"Source: {part.source}"]
    rows = "".join(f'<div class="ui-soft">{escape(line)}</div>' for line in lines if line)
    return (
        f'<div class="ui-part"><div class="ui-part-head"><span>{escape(part.name)}</span>'
        f"<span>{escape(value)}</span><b>{escape(worth)}</b></div>{rows}</div>"
    )
