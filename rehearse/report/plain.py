"""Numbers, times and names in plain words, alike wherever a report shows them."""

from __future__ import annotations

from collections.abc import Sequence

from rehearse.metrics.parts import is_share
from rehearse.schema import Level, NeedKind, ScoreName

SCORE_LABELS: dict[ScoreName, str] = {
    "clarity": "Clarity",
    "conciseness": "Conciseness",
    "fillers": "Filler words",
    "needs": "Employer's needs",
}
LEVEL_LABELS: dict[Level, str] = {"proven": "proven", "shown": "shown", "claimed": "claimed", "not_addressed": "not yet"}
CONCERN_LABELS: dict[Level, str] = {"proven": "answered", "shown": "answered", "claimed": "in part", "not_addressed": "open"}
"""How far an answer put a concern to rest."""
NEED_LABELS: dict[NeedKind, str] = {"must": "must have", "nice": "nice to have"}


def clock(time_s: float) -> str:
    """Return a time as a player shows it (94.2 gives "1:34")."""
    minutes, seconds = divmod(round(time_s), 60)
    return f"{minutes}:{seconds:02d}"


def length(duration_s: float) -> str:
    """Return a duration in words (94.2 gives "1 minute 34 seconds")."""
    minutes, seconds = divmod(round(duration_s), 60)
    parts = [counted(n, unit) for n, unit in ((minutes, "minute"), (seconds, "second")) if n]
    return " ".join(parts) or "0 seconds"


def counted(n: int, noun: str) -> str:
    """Return a count with its noun ("1 take", "3 takes")."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def number(value: float | None) -> str:
    """Return a measured number with no more digits than it needs; a dash where it was not measured."""
    if value is None:
        return "–"
    if abs(value) < 1:
        return f"{round(value, 2):g}"
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.1f}"


def in_unit(value: float, unit: str) -> str:
    """Return a measured number with its unit, a share in per cent (0.04 "of the words" gives "4% of the words")."""
    return f"{value:.0%} {unit}" if is_share(unit) else f"{number(value)} {unit}".strip()


def measure_value(name: str, value: float) -> str:
    """Return the value of a measure, a share in per cent ("cuttable_share", 0.04 gives "4%")."""
    return f"{value:.0%}" if is_measured_share(name) else number(value)


def is_measured_share(name: str) -> bool:
    """Tell whether a measure of this name is a share, to be shown in per cent."""
    return name.endswith(("_share", "_density"))


def measure_name(name: str) -> str:
    """Return the name of a measure as words ("words_per_minute" gives "words per minute")."""
    for unit, words in (("_s", " (seconds)"), ("_wpm", " (words a minute)"), ("_hz", " (hertz)")):
        if name.endswith(unit):
            name = name.removesuffix(unit) + words
    return name.replace("_", " ")


def steps(items: Sequence[str]) -> str:
    """Return items that hold commas of their own as a person tells them one after the other ("a, or b; c; d")."""
    return "; ".join(items)


def listed(items: Sequence[str]) -> str:
    """Return items as a person lists them ("a, b and c")."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))
