"""The limits that measures are held against, and what a value is worth against them.

Limits are data: `lexicon/limits.toml` gives each its name, value, unit and source. A person may set their own
value; the name must be one of the table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from rehearse.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit: what it is about, its value and unit, where it comes from, and on which page of docs/metrics.md it stands.

    A person's own value under `least` counts as `least`.
    """

    name: str
    page: str
    value: float
    unit: str
    about: str
    source: str
    least: float = 0.0

    def __str__(self) -> str:
        return f"{self.value:g} {self.unit}".strip()


Norms = Mapping[str, Limit]


@cache
def table() -> Norms:
    """Return the limits as they are published, by name."""
    raw = resources.files(__package__).joinpath("lexicon/limits.toml").read_text(encoding="utf-8")
    return {name: Limit(name=name, **row) for name, row in tomllib.loads(raw).items()}


def norms(own: Mapping[str, float] | None = None) -> Norms:
    """Return the limits, a person's own values over the published ones.

    Raises
    ------
    SettingsError
        There is no limit of that name, or the value is not a number from 0 up.
    """
    limits = dict(table())
    for name, value in (own or {}).items():
        if name not in limits:
            raise SettingsError(f"There is no limit called {name!r}. The limits are: {', '.join(sorted(limits))}.")
        if not 0 <= value < float("inf"):
            raise SettingsError(f"The limit {name} can't be {value}: give a number from 0 up.")
        limits[name] = replace(limits[name], value=max(limits[name].least, float(value)), source="your own setting")
    return limits


def falling(value: float, full: Limit, nothing: Limit) -> float:
    """Return 100 up to `full`, 0 from `nothing` on, and a straight line between them."""
    if value <= full.value:
        return 100.0
    if value >= nothing.value:
        return 0.0
    return 100.0 * (nothing.value - value) / (nothing.value - full.value)


def rising(value: float, nothing: Limit, full: Limit) -> float:
    """Return 0 up to `nothing`, 100 from `full` on, and a straight line between them."""
    if value >= full.value:
        return 100.0
    if value <= nothing.value:
        return 0.0
    return 100.0 * (value - nothing.value) / (full.value - nothing.value)
