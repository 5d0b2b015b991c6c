"""The checklist against an answer: for each need the level it reached, and the sentence that did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from rehearse.report.evidence import numbers, spoken
from rehearse.report.plain import CONCERN_LABELS, LEVEL_LABELS
from rehearse.schema import LEVELS, MET, Assessment, Coverage, Level, Role, Take
from rehearse.ui.cards import card


def show(assessment: Assessment) -> None:
    """Show what the employer needs and what they heard of it, the best met first."""
    if not assessment.coverage:
        st.caption("This role has no needs yet. Add them on the Role page, and answers are held against them.")
        return
    st.html(f'<ul class="ui-needs">{"".join(_row(assessment, one) for one in _best_first(assessment.coverage))}</ul>')


def show_concerns(take: Take, role: Role) -> None:
    """Show the concern that the answer was asked about, with the sentence that puts it to rest."""
    texts = {(concern.id, concern.met_by): concern.text for concern in role.concerns}
    rows = [
        _row(take.assessment, replace(one, need=texts.get((one.need_id, one.need), one.need)), CONCERN_LABELS)
        for one in take.assessment.concerns
    ]
    if rows:
        with card("concerns-met", "What may worry them, and what they heard of it"):
            st.html(f'<ul class="ui-needs">{"".join(rows)}</ul>')


def badge(level: Level, labels: Mapping[Level, str] = LEVEL_LABELS) -> str:
    """Return a level as a small label, safe HTML."""
    return f'<span class="ui-level ui-{level}">{labels[level]}</span>'


def _best_first(coverage: Sequence[Coverage]) -> list[Coverage]:
    return sorted(coverage, key=lambda one: (-LEVELS.index(one.level), one.kind != "must"))


def _row(assessment: Assessment, one: Coverage, labels: Mapping[Level, str] = LEVEL_LABELS) -> str:
    number = numbers(assessment).get(one.need_id)
    nice = ' <span class="ui-nice">nice to have</span>' if one.kind == "nice" else ""
    evidence = ""
    if one.evidence:
        when = spoken(assessment.transcript, one.char_start or 0, one.char_end or 0)
        start = f' data-start="{when.start_s:.3f}" role="button" tabindex="0" title="Hear it"' if when else ""
        sup = f"<sup>{number}</sup>" if number else ""
        evidence = f'<div class="ui-evidence"{start}>“{escape(one.evidence.strip())}”{sup}</div>'
    met = one.level in MET
    why = "" if met or not one.why else f'<div class="ui-soft">{escape(one.why)}</div>'
    return f'<li class="ui-need">{badge(one.level, labels)}<div><div>{escape(one.need)}{nice}</div>{evidence}{why}</div></li>'
