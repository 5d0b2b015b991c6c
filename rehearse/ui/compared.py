"""A take beside the one before it: what moved, and what was kept, gained, left out or lost."""

from __future__ import annotations

import streamlit as st

from rehearse import settings
from rehearse.compare import Comparison, Move, compare
from rehearse.report.plain import SCORE_LABELS, counted
from rehearse.schema import Take
from rehearse.ui import definitions
from rehearse.ui.cards import card
from rehearse.ui.wording import say


def show(take: Take, before: Take) -> None:
    """Offer the comparison; it is worked out when it is asked for."""
    if st.toggle(f"Compare with take {before.number}", key=f"compare-{take.id}"):
        own = settings.load()
        comparison = compare(before.assessment, take.assessment, limits=own.limits, fluency_scores=own.fluency_scores)
        with card("compared"):
            for line in (*map(_moved, comparison.moves), *_needs(comparison)):
                say(line)
            _sentences(f"Left out since take {before.number}", comparison.left_out)
            _sentences(f"New in take {take.number}", comparison.added)
            definitions.link("takes")


def _sentences(title: str, sentences: tuple[str, ...]) -> None:
    if sentences:
        with st.expander(f"{title}: {counted(len(sentences), 'sentence')}"):
            for sentence in sentences:
                say(f"“{sentence}”", "evidence")


def _moved(move: Move) -> str:
    change = f"{SCORE_LABELS[move.name]}: {move.before:.0f} to {move.after:.0f}"
    if round(move.before) == round(move.after):
        return f"{change}, the same."
    if move.wobble is None:
        return f"{change}. Too few sentences to tell whether that is more than chance."
    if move.beyond_wobble:
        return f"{change}, more than chance (it wobbles by {move.wobble:.0f})."
    return f"{change}, which may be chance (it wobbles by {move.wobble:.0f})."


def _needs(comparison: Comparison) -> list[str]:
    named = (("Shown again", comparison.kept), ("New this time", comparison.gained), ("Lost since", comparison.lost))
    return [f"{title}: {'; '.join(needs)}." for title, needs in named if needs]
