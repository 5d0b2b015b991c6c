"""Charts of the Progress page, each with a text that says the same; Altair draws them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from rehearse.metrics.norms import norms
from rehearse.report.plain import LEVEL_LABELS, NEED_LABELS, SCORE_LABELS, counted, number
from rehearse.schema import LEVELS, MET, Coverage, Role, Take

if TYPE_CHECKING:
    import altair as alt

Along = Literal["take", "time"]

_COLOURS = ("#2f8a7c", "#8a6fd1", "#c8641f", "#4f83c4")
_SHAPES = ("circle", "square", "triangle-up", "diamond")
_PACE_SHOWN_WPM = (90.0, 190.0)  # a wider axis than most answers need, so that small changes look small
_LEVEL_COLOURS = {"proven": "#2f8a7c", "shown": "#6fb8a8", "claimed": "#d0a548", "not yet": "#9aa0ac"}


def scores_over_takes(takes: Sequence[Take], *, along: Along = "take") -> tuple[alt.LayerChart, str]:
    """Chart every score, 0 to 100, from the oldest take to the newest; a take without a score leaves a gap.

    Parameters
    ----------
    takes
        In any order.
    along
        `take` sets the takes side by side, `time` sets them at their dates.
    """
    ordered = _oldest_first(takes)
    rows, told = [], []
    for name, label in SCORE_LABELS.items():
        values = [take.assessment.scores[name].value if name in take.assessment.scores else None for take in ordered]
        rows += _rows(ordered, values, {"score": label})
        told.append(_told(label, values, best=max))
    chart = _lines(
        rows, along, y_title="score", domain=(0.0, 100.0), series="score", names=tuple(SCORE_LABELS.values()), height=340
    )
    return chart.properties(title="Scores"), _text(told, ordered)


def rates_over_takes(
    takes: Sequence[Take], *, along: Along = "take", limits: Mapping[str, float] | None = None
) -> tuple[alt.VConcatChart, str]:
    """Chart words per minute, and fillers per minute with the band in which they do no harm, from the oldest take to the newest.

    Parameters
    ----------
    takes
        In any order.
    along
        `take` sets the takes side by side, `time` sets them at their dates.
    limits
        A person's own limits, as in `Settings.limits`.
    """
    import altair as alt

    harmless = norms(limits)["fillers_harmless_per_min"]
    ordered = _oldest_first(takes)
    pace = [take.assessment.measures.get("words_per_minute") for take in ordered]
    fillers = [take.assessment.measures.get("fillers_per_minute") for take in ordered]
    band = (
        alt.Chart(_data([{"from": 0.0, "to": harmless.value}]))
        .mark_rect(opacity=0.14, color=_COLOURS[0])
        .encode(y="from:Q", y2="to:Q", tooltip=alt.value(harmless.source))
    )
    pace_lines = _lines(
        _rows(ordered, pace, {"rate": "pace"}),
        along,
        y_title="words a minute",
        domain=_reaching(pace, *_PACE_SHOWN_WPM),
        series="rate",
        names=("pace",),
    )
    filler_lines = _lines(
        _rows(ordered, fillers, {"rate": "fillers"}),
        along,
        y_title="fillers a minute",
        domain=_reaching(fillers, 0.0, 2 * harmless.value),
        series="rate",
        names=("fillers",),
    )
    told = [_told("Words a minute", pace), _told("Fillers a minute", fillers, best=min)]
    told.append(f"Up to {number(harmless.value)} fillers a minute does no harm.")
    chart = alt.vconcat(
        pace_lines.properties(title="Pace"),
        alt.layer(band, filler_lines).properties(title="Fillers"),
    ).resolve_scale(color="independent", shape="independent")
    return chart, _text(told, ordered)


def needs_covered(role: Role, coverage: Sequence[Coverage]) -> tuple[alt.LayerChart, str]:
    """Chart how far each need of a role was met, in the order of the role.

    Parameters
    ----------
    coverage
        The best of each need over all takes; a need that is left out was not yet addressed.
    """
    import altair as alt

    level_of = {need.need_id: need.level for need in coverage}
    levels = [(need, level_of.get(need.id, LEVELS[0])) for need in role.needs]
    rows = [
        {
            "need": need.text,
            "kind": NEED_LABELS[need.kind],
            "level": LEVEL_LABELS[level],
            "reached": LEVELS.index(level),
        }
        for need, level in levels
    ]
    names = [LEVEL_LABELS[level] for level in LEVELS]
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y("need:N", sort=[need.text for need in role.needs], title=None, axis=alt.Axis(labelLimit=180)),
        x=alt.X(
            "reached:Q",
            title=None,
            scale=alt.Scale(domain=[0, len(LEVELS) - 1]),
            axis=alt.Axis(values=list(range(len(LEVELS))), labelExpr=f"{names}[datum.value]"),
        ),
        color=alt.Color("level:N", scale=alt.Scale(domain=names, range=[_LEVEL_COLOURS[name] for name in names]), legend=None),
        tooltip=["need:N", "kind:N", "level:N"],
    )
    chart: alt.LayerChart = base.mark_bar(height={"band": 0.4}) + base.mark_point(size=110, filled=True, opacity=1)
    return chart.properties(title="The employer's needs, over all takes", height=90 + 36 * len(rows)), _needs_text(levels)


def _needs_text(levels: Sequence[tuple[Any, str]]) -> str:
    if not levels:
        return "This role has no needs yet."
    met = sum(level in MET for _, level in levels)
    told = [f"{met} of {counted(len(levels), 'need')} shown or proven."]
    for level in reversed(LEVELS):
        texts = [need.text for need, reached in levels if reached == level]
        if texts:
            told.append(f"{LEVEL_LABELS[level].capitalize()}: {'; '.join(texts)}.")
    return " ".join(told)


def _oldest_first(takes: Sequence[Take]) -> list[Take]:
    return sorted(takes, key=lambda take: (take.created_at, take.id))


def _rows(takes: Sequence[Take], values: Sequence[float | None], series: dict[str, str]) -> list[dict[str, object]]:
    return [
        {
            **series,
            "order": i,
            "when": take.created_at.isoformat(),
            "value": value,
            "question": take.question.text,
            "take": take.number,
        }
        for i, (take, value) in enumerate(zip(takes, values, strict=True), start=1)
    ]


def _reaching(values: Sequence[float | None], low: float, high: float) -> tuple[float, float]:
    measured = [value for value in values if value is not None]
    return min([low, *measured]), max([high, *measured])


def _data(rows: Sequence[dict[str, object]]) -> alt.InlineData:
    import altair as alt

    return alt.InlineData(values=list(rows))


def _lines(
    rows: Sequence[dict[str, object]],
    along: Along,
    *,
    y_title: str,
    series: str,
    names: Sequence[str],
    domain: tuple[float, float],
    height: int = 250,
) -> alt.LayerChart:
    import altair as alt

    x = (
        alt.X("when:T", title=None)
        if along == "time"
        else alt.X("order:Q", title="take", axis=alt.Axis(tickMinStep=1, format="d"), scale=alt.Scale(nice=False, padding=12))
    )
    legend = alt.Legend(title=None, orient="top") if len(names) > 1 else None
    base = alt.Chart(_data(rows)).encode(
        x=x,
        y=alt.Y("value:Q", title=y_title, scale=alt.Scale(domain=list(domain))),
        color=alt.Color(f"{series}:N", legend=legend, scale=alt.Scale(domain=list(names), range=list(_COLOURS[: len(names)]))),
        tooltip=[
            f"{series}:N",
            alt.Tooltip("value:Q", format=".1f"),
            "question:N",
            "take:Q",
            alt.Tooltip("when:T", format="%d %b %H:%M"),
        ],
    )
    shape = alt.Shape(f"{series}:N", legend=legend, scale=alt.Scale(domain=list(names), range=list(_SHAPES[: len(names)])))
    lines: alt.LayerChart = base.mark_line() + base.mark_point(size=70, filled=True, opacity=1).encode(shape=shape)
    return lines.properties(height=height)


def _told(label: str, values: Sequence[float | None], *, best: Callable[[list[float]], float] | None = None) -> str:
    measured = [value for value in values if value is not None]
    if not measured:
        return f"{label}: not measured."
    if len(measured) == 1:
        return f"{label}: {number(measured[0])}."
    most = f", best {number(best(measured))}" if best else ""
    return f"{label}: from {number(measured[0])} to {number(measured[-1])}{most}."


def _text(told: Sequence[str], takes: Sequence[Take]) -> str:
    if not takes:
        return "No takes yet."
    return " ".join([f"{counted(len(takes), 'take')}.", *told])
