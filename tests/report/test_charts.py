"""The charts of progress: what is drawn, and the same in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rehearse.report.charts import needs_covered, rates_over_takes, scores_over_takes
from rehearse.schema import Coverage, Need, Role, Score, Take

MakeTakes = Callable[..., list[Take]]


@pytest.fixture
def takes(take: Take) -> MakeTakes:
    """Make takes, a day apart, of (clarity, words a minute, fillers a minute)."""

    def make(*values: tuple[float | None, float | None, float | None]) -> list[Take]:
        return [
            replace(
                take,
                id=i,
                number=i,
                created_at=take.created_at + timedelta(days=i),
                assessment=replace(
                    take.assessment,
                    scores={"clarity": Score(value=clarity, reason="" if clarity else "too short")},
                    measures={"words_per_minute": wpm, "fillers_per_minute": fillers},
                ),
            )
            for i, (clarity, wpm, fillers) in enumerate(values, start=1)
        ]

    return make


def drawn(chart: Any) -> list[dict[str, Any]]:
    """Every row that a chart draws, whatever its layers; the chart is a valid Vega-Lite specification."""
    spec = chart.to_dict()
    return [row for name in sorted(spec.get("datasets", {})) for row in spec["datasets"][name]] or _inline(spec)


def _inline(spec: Any) -> list[dict[str, Any]]:
    if isinstance(spec, dict):
        own = spec.get("data", {}).get("values", []) if isinstance(spec.get("data"), dict) else []
        return [*own, *(row for value in spec.values() for row in _inline(value) if isinstance(value, dict | list))]
    return [row for value in spec for row in _inline(value)] if isinstance(spec, list) else []


def test_scores_go_from_the_oldest_take_to_the_newest(takes: MakeTakes) -> None:
    newest_first = takes((62.0, None, None), (None, None, None), (81.0, None, None), (78.4, None, None))[::-1]
    chart, told = scores_over_takes(newest_first)
    clarity = {row["order"]: row["value"] for row in drawn(chart) if row["score"] == "Clarity"}
    assert clarity == {1: 62.0, 2: None, 3: 81.0, 4: 78.4}
    assert told.startswith("4 takes. Clarity: from 62 to 78.4, best 81. Conciseness: not measured.")


def test_time_sets_takes_at_their_dates(takes: MakeTakes) -> None:
    chart, _ = scores_over_takes(takes((62.0, None, None), (70.0, None, None)), along="time")
    assert '"when"' in chart.to_json()
    assert [row["when"] for row in drawn(chart) if row["score"] == "Clarity"] == [
        "2026-11-04T10:05:00+00:00",
        "2026-11-05T10:05:00+00:00",
    ]


def test_one_take_is_told_as_it_is(takes: MakeTakes) -> None:
    _, told = scores_over_takes(takes((62.0, None, None)))
    assert told.startswith("1 take. Clarity: 62.")


def test_rates_show_the_band_in_which_fillers_do_no_harm(takes: MakeTakes) -> None:
    several = takes((None, 150.0, 8.0), (None, 139.0, 3.25))
    chart, told = rates_over_takes(several)
    assert {"from": 0.0, "to": 5.0} in drawn(chart)
    assert told == (
        "2 takes. Words a minute: from 150 to 139. Fillers a minute: from 8 to 3.2, best 3.2. "
        "Up to 5 fillers a minute does no harm."
    )
    own, told = rates_over_takes(several, limits={"fillers_harmless_per_min": 7.0})
    assert {"from": 0.0, "to": 7.0} in drawn(own)
    assert "Up to 7 fillers" in told


def test_no_takes_say_so() -> None:
    for chart, told in (scores_over_takes([]), rates_over_takes([])):
        chart.to_dict()
        assert told == "No takes yet."


def test_needs_are_shown_in_the_order_of_the_role_with_those_not_yet_met() -> None:
    role = Role(
        title="Ward manager",
        needs=(Need(id="n1", text="Rota"), Need(id="n2", text="Leads <b>", kind="nice"), Need(id="n3", text="Calm")),
    )
    coverage = [
        Coverage(need_id="n2", need="Leads <b>", kind="nice", level="proven"),
        Coverage(need_id="n3", need="Calm", kind="must", level="claimed"),
        Coverage(need_id="gone", need="Removed", kind="must", level="shown"),
    ]
    chart, told = needs_covered(role, coverage)
    assert [(row["need"], row["level"], row["reached"]) for row in drawn(chart)] == [
        ("Rota", "not yet", 0),
        ("Leads <b>", "proven", 3),
        ("Calm", "claimed", 1),
    ]
    assert told == "1 of 3 needs shown or proven. Proven: Leads <b>. Claimed: Calm. Not yet: Rota."


def test_a_role_without_needs_says_so() -> None:
    chart, told = needs_covered(Role(title="Porter"), [])
    chart.to_dict()
    assert told == "This role has no needs yet."
