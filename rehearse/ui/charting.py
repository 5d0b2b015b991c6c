"""The charts of the Progress page, each with the text that says the same."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import streamlit as st

from rehearse import settings
from rehearse.needs.score import best
from rehearse.report import charts
from rehearse.report.charts import Along
from rehearse.schema import Role, Take
from rehearse.ui.wording import say


def scores(takes: Sequence[Take], along: Along) -> None:
    """Show the scores over the takes."""
    _show(*charts.scores_over_takes(takes, along=along))


def rates(takes: Sequence[Take], along: Along) -> None:
    """Show pace and fillers over the takes."""
    _show(*charts.rates_over_takes(takes, along=along, limits=settings.load().limits))


def needs(role: Role, takes: Sequence[Take]) -> None:
    """Show the best that any take did for each need as the role has it now."""
    texts = {need.id: need.text for need in role.needs}
    met = best([one for one in take.assessment.coverage if texts.get(one.need_id) == one.need] for take in reversed(takes))
    _show(*charts.needs_covered(role, met))


def _show(chart: alt.Chart | alt.LayerChart | alt.VConcatChart, told: str) -> None:
    # Streamlit fits single charts to the width of the page, and stacked ones not.
    for one in chart.vconcat if isinstance(chart, alt.VConcatChart) else [chart]:
        st.altair_chart(one.configure(background="transparent").configure_legend(columns=2))
    say(told, "soft")
