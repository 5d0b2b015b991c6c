"""A take beside the one before it: what moved, and what was kept, gained, left out or lost."""

from __future__ import annotations

from typing import cast

import streamlit as st

from rehearse import settings
from rehearse.codec import to_json
from rehearse.compare import Comparison, Move, compare
from rehearse.report.plain import SCORE_LABELS, counted, is_measured_share, measure_name
from rehearse.schema import ScoreName, Take
from rehearse.ui import definitions
from rehearse.ui.cards import card
from rehearse.ui.resources import library
from rehearse.ui.wording import say


def show(take: Take, before: Take) -> None:
    """Offer the comparison; it is worked out when it is asked for."""
    if not st.toggle(f"Compare with take {before.number}", key=f"compare-{take.id}"):
        return
    own = settings.load()
    advert = library().role(take.role_id).advert
    known_by = to_json(before.assessment), to_json(take.assessment)
    comparison = _worked_out(before, take, known_by, advert, dict(own.limits), own.fluency_scores)
    with card("compared"):
        for line in (*map(_moved, comparison.moves), *_needs(comparison)):
            say(line)
        with st.expander("The numbers under them"):
            for move in comparison.numbers:
                say(_number_moved(move), "soft")
        _sentences(f"Left out since take {before.number}", comparison.left_out)
        _sentences(f"New in take {take.number}", comparison.added)
        definitions.link("takes")


@st.cache_data(show_spinner="Comparing the two takes", max_entries=20)
def _worked_out(
    _before: Take,
    _after: Take,
    known_by: tuple[str, str],  # noqa: ARG001  # what is remembered is looked up by it
    advert: str,
    limits: dict[str, float],
    fluency_scores: bool,
) -> Comparison:
    return compare(_before.assessment, _after.assessment, advert=advert, limits=limits, fluency_scores=fluency_scores)


def _sentences(title: str, sentences: tuple[str, ...]) -> None:
    if sentences:
        with st.expander(f"{title}: {counted(len(sentences), 'sentence')}"):
            for sentence in sentences:
                say(f"“{sentence}”", "evidence")


def _moved(move: Move) -> str:
    change = f"{SCORE_LABELS[cast(ScoreName, move.name)]}: {move.before:.0f} to {move.after:.0f}"
    if round(move.before) == round(move.after):
        return f"{change}, the same."
    return f"{change}{_chance(move, '.0f')}"


def _number_moved(move: Move) -> str:
    name = measure_name(move.name)
    share = is_measured_share(move.name)
    shown = ".0%" if share else ".0f" if max(move.before, move.after) >= 20 else ".1f"
    before, after = f"{move.before:{shown}}", f"{move.after:{shown}}"
    change = f"{name[0].upper()}{name[1:]}: {before} to {after}"
    return f"{change}, the same." if before == after else f"{change}{_chance(move, shown)}"


def _chance(move: Move, shown: str) -> str:
    """Say whether a move is more than chance."""
    if move.wobble is None:
        return ". Too few sentences to tell whether that is more than chance."
    wobble = f"(it wobbles by {move.wobble:{shown}})"
    return f", more than chance {wobble}." if move.beyond_wobble else f", which may be chance {wobble}."


def _needs(comparison: Comparison) -> list[str]:
    named = (("Shown again", comparison.kept), ("New this time", comparison.gained), ("Lost since", comparison.lost))
    return [f"{title}: {'; '.join(needs)}." for title, needs in named if needs]
