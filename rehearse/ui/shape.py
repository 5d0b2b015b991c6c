"""How an answer is built: which part each sentence tells, whose part and whose gain it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from rehearse.metrics.structure import ARGUMENT, STORY, Told, outline, parts_for
from rehearse.report.plain import counted
from rehearse.schema import Assessment
from rehearse.ui import definitions
from rehearse.ui.cards import card
from rehearse.ui.wording import say

_RESULT = "Stories in interviews hold more of the situation than of task, action or result (Bangerter and others 2014)."
_SIDES = (("about_you", "What you get"), ("about_them", "What they get"))


def show(assessment: Assessment) -> None:
    """Show the parts of an answer with their share of its time; nothing where the question asks for none."""
    kind = assessment.question.kind if assessment.question else None
    told = outline(assessment.transcript, kind)
    sides = _sides(assessment)
    if not told and not sides:
        return
    with card("shape", "How it is built"):
        if told:
            parts = parts_for(kind)
            st.html(_bar(told, parts))
            say(_RESULT if parts == STORY else _reached(told), "soft")
            say(_counts(assessment), "soft")
        if sides:
            st.html(sides)
        if told:
            with st.expander("Sentence by sentence"):
                st.html(f'<ul class="ui-told">{"".join(map(_sentence, told))}</ul>')
        definitions.link("structure")


def _bar(told: Sequence[Told], parts: Sequence[str]) -> str:
    shares = {part: sum(each.share for each in told if each.part == part) for part in parts}
    blocks = "".join(
        f'<span class="ui-share ui-share-{number}" style="flex-grow:{share:.3f}"></span>'
        for number, share in enumerate(shares.values())
        if share
    )
    names = "".join(
        f'<li><span class="ui-share ui-share-{number}"></span>{part} <b>{share:.0%}</b></li>'
        if share
        else f'<li class="ui-none">{part}: not heard</li>'
        for number, (part, share) in enumerate(shares.items())
    )
    return f'<div class="ui-shares" aria-hidden="true">{blocks}</div><ul class="ui-share-names">{names}</ul>'


def _reached(told: Sequence[Told]) -> str:
    missing = [part for part in ARGUMENT if part not in {each.part for each in told}]
    return "A view carries further with an example, and with what they get from it." if missing else "All four are there."


def _counts(assessment: Assessment) -> str:
    measures = assessment.measures
    numbers, own, shared = (int(measures.get(name) or 0) for name in ("numbers_told", "said_i", "said_we"))
    return f"{counted(numbers, 'number')} told. “I” {_times(own)}, “we” {_times(shared)}."


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _sides(assessment: Assessment) -> str:
    """Return what was said of either side's gain, safe HTML; empty where nothing was."""
    rows = []
    for kind, title in _SIDES:
        found = [each for each in assessment.findings if each.kind == kind]
        if found:
            quotes = ", ".join(
                f'<span class="ui-quote"{_start(each.start_s)}>“{escape(" ".join(each.text.split()))}”</span>' for each in found
            )
            rows.append(f'<div class="ui-soft"><b>{title}:</b> {quotes}</div>')
    return "".join(rows)


def _sentence(told: Told) -> str:
    return f'<li><span class="ui-part-of">{told.part}</span><span{_start(told.start_s)}>{escape(told.text)}</span></li>'


def _start(start_s: float | None) -> str:
    return "" if start_s is None else f' data-start="{start_s:.3f}" role="button" tabindex="0" title="Hear it"'
