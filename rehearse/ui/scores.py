"""The score cards: a number, one line that says why, and all of why behind it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from rehearse.metrics.parts import is_share
from rehearse.report.plain import SCORE_LABELS, counted, listed
from rehearse.schema import Assessment, Part, Score, ScoreName
from rehearse.ui import definitions
from rehearse.ui.cards import card
from rehearse.ui.wording import say


def show(assessment: Assessment, previous: Assessment | None) -> None:
    """Show the scores, each beside what the take before it had; several that are missing for one reason say it once."""
    scores = {name: assessment.scores.get(name, Score(value=None, reason="not measured")) for name in SCORE_LABELS}
    together = _missing_together(scores)
    if together:
        with card("score-none"):
            st.subheader(listed([SCORE_LABELS[name] for name in together]).capitalize(), anchor=False)
            say(_why_not(scores[together[0]]))
            definitions.link("all")
    names = [name for name in scores if name not in together]
    for pair in (names[:2], names[2:]):
        for column, name in zip(st.columns(2, gap="small") if pair else (), pair, strict=False):
            with column, card(f"score-{name}", height="stretch"):
                before = previous.scores.get(name) if previous else None
                _card(name, scores[name], before, _places(assessment) if name == "fillers" else "")


def _missing_together(scores: dict[ScoreName, Score]) -> list[ScoreName]:
    """Return the scores that are missing for the reason that most are missing for; none where they don't share one."""
    missing = [score.reason for score in scores.values() if score.value is None]
    reason = max(missing, key=missing.count, default=None)
    together = [name for name, score in scores.items() if score.value is None and score.reason == reason]
    return together if len(together) > 1 else []


def _why_not(score: Score) -> str:
    reason = (score.reason or "no reason is known").removeprefix("not measured: ")
    return f"Not measured: {reason.rstrip('.')}."


def _card(name: ScoreName, score: Score, before: Score | None, more: str) -> None:
    if score.value is None:
        st.metric(SCORE_LABELS[name], "–")
        say(_why_not(score), "soft")
        definitions.link(name, "More")
        return
    change = round(score.value) - round(before.value) if before and before.value is not None else None
    st.metric(
        SCORE_LABELS[name],
        f"{score.value:.0f}",
        delta=change,
        delta_color="normal" if change else "off",
        delta_description="since last" if change is not None else None,
    )
    say(score.summary, "soft")
    with st.popover("Why?", type="tertiary"):
        say(f"{SCORE_LABELS[name]}: {score.value:.0f} of 100", "part-name")
        if more:
            say(more, "soft")
        for part in _dearest_first(score.parts):
            st.html(_part(part))
        definitions.link(name)


def _places(assessment: Assessment) -> str:
    """Return how dense the fillers are and where they fall, in a line; empty where there are none."""
    measures = assessment.measures
    opening, starts, clusters, inside = (
        int(measures.get(name) or 0)
        for name in ("fillers_in_opening", "fillers_at_sentence_start", "filler_clusters", "fillers_in_clusters")
    )
    places = ["one opens the answer" if opening else "", f"{counted(starts, 'sentence')} open with one" if starts > 1 else ""]
    places.append(f"{inside} stand close together, in {counted(clusters, 'place')}" if clusters else "")
    told = listed([place for place in places if place])
    rate = measures.get("fillers_per_100_words")
    per_words = "" if not rate else f"{rate:.1f} per 100 words. "
    return f"{per_words}{told[:1].upper()}{told[1:]}{'.' if told else ''}"


def _dearest_first(parts: Sequence[Part]) -> list[Part]:
    """Return the parts by what each takes from the score; those not measured last."""
    return sorted(parts, key=lambda part: 1.0 if part.score is None else part.weight * (part.score - 100.0))


def _part(part: Part) -> str:
    worth = "not measured" if part.score is None else f"{part.score:.0f} of 100"
    counts = f"; counts for {part.weight:.0%}" if part.weight else ""
    lines = [part.reason or "", f"{part.limit}{counts}", f"Source: {part.source}"]
    rows = "".join(f'<div class="ui-soft">{escape(line)}</div>' for line in lines if line)
    return (
        f'<div class="ui-part"><div class="ui-part-head"><span>{escape(part.name)}</span>'
        f"<span>{escape(_value(part))}</span><b>{escape(worth)}</b></div>{rows}</div>"
    )


def _value(part: Part) -> str:
    if part.value is None:
        return ""
    if is_share(part.unit):
        return f"{part.value:.0%} {part.unit}"
    return f"{part.value:.2g} {part.unit}" if abs(part.value) < 10 else f"{part.value:.0f} {part.unit}"
