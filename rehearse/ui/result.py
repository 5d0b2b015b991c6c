"""One judged answer: what was said, how, what of the employer's needs it met, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import streamlit as st

from rehearse.metrics.conciseness import CUTS
from rehearse.schema import Advice, Take
from rehearse.ui import compared, heard_fillers, navigation, needs_met, player, scores, shape
from rehearse.ui.cards import card
from rehearse.ui.resources import library
from rehearse.ui.wording import verbatim


def show(take: Take, next_steps: Callable[[], None] | None = None) -> None:
    """Show a take beside the one before it; `next_steps` draws what can be done now, under the advice."""
    before = _before(take)
    with st.container(key="answer"):
        left, right = st.columns([1.55, 1], gap="medium")
        with left:
            _notes(take)
            with card("timeline"):
                player.show_timeline(take)
            with card("words", "What you said"):
                player.show_words(_only_cuts(take) if _cuts_alone(take) else take)
                heard_fillers.show(take)
            if take.assessment.advice:
                with card("advice", "Next take"):
                    st.html(f'<ul class="ui-advice">{"".join(map(_advice, take.assessment.advice))}</ul>')
            if next_steps:
                next_steps()
            shape.show(take.assessment)
        with right:
            with st.container(key="scores"):
                scores.show(take.assessment, before.assessment if before else None)
            if before:
                compared.show(take, before)
            with card("coverage", "What they need, and what they heard"):
                needs_met.show(take.assessment)
            needs_met.show_concerns(take, library().role(take.role_id))


def _cuts_alone(take: Take) -> bool:
    """Offer to see what could go and nothing else; tell whether it is asked for."""
    if not any(finding.kind in CUTS for finding in take.assessment.findings):
        return False
    measures = take.assessment.measures
    could_go = (measures.get("cuttable_words") or 0) + (measures.get("repeated_words") or 0)
    return st.toggle(f"Only what could go: {could_go:.0f} of {measures.get('words') or 0:.0f} words", key=f"cuts-{take.id}")


def _only_cuts(take: Take) -> Take:
    findings = tuple(finding for finding in take.assessment.findings if finding.kind in CUTS)
    return replace(take, assessment=replace(take.assessment, findings=findings, coverage=()))


def _before(take: Take) -> Take | None:
    earlier = (one for one in library().takes(take.role_id, take.question.text) if one.number < take.number)
    return max(earlier, key=lambda one: one.number, default=None)


def _notes(take: Take) -> None:
    for note in take.assessment.notes:
        st.info(verbatim(note), icon=":material/info:")
    if take.assessment.versions.get("engine") == "sphinx" and st.button("Get a better speech model", type="tertiary"):
        navigation.go("settings")


def _advice(advice: Advice) -> str:
    start = "" if advice.start_s is None else f' data-start="{advice.start_s:.3f}" role="button" tabindex="0" title="Hear it"'
    return f'<li class="ui-do"{start}>{escape(advice.text)}<div class="ui-soft">{escape(advice.why)}</div></li>'
