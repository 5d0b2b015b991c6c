"""Parts of a score that cost nothing up to one limit and are worth nothing from another on."""

from __future__ import annotations

from rehearse.metrics.norms import Limit, falling, rising
from rehearse.schema import Part


def falling_part(
    name: str, value: float | None, full: Limit, zero: Limit, *, weight: float, about: str = "", reason: str | None = None
) -> Part:
    """Return a part that is the better the less there is; `about` stands before the limit and says what is held against it."""
    return Part(
        name=name,
        value=value,
        unit=full.unit,
        score=None if value is None else falling(value, full, zero),
        weight=weight,
        limit=_limit(about, f"up to {_shown(full)} costs nothing, nothing is left from {_shown(zero)}"),
        source=full.source,
        reason=reason,
    )


def rising_part(
    name: str, value: float | None, zero: Limit, full: Limit, *, weight: float, about: str = "", reason: str | None = None
) -> Part:
    """Return a part that is the better the more there is; `about` stands before the limit and says what is held against it."""
    return Part(
        name=name,
        value=value,
        unit=full.unit,
        score=None if value is None else rising(value, zero, full),
        weight=weight,
        limit=_limit(about, f"from {_shown(full)} on nothing is lost, nothing is left at {_shown(zero)}"),
        source=full.source,
        reason=reason,
    )


def _limit(about: str, limits: str) -> str:
    return f"{about}; {limits}" if about else limits


def is_share(unit: str) -> bool:
    """Tell whether what is measured in this unit is a share, to be shown in per cent ("of the words")."""
    return unit.startswith("of the ")


def _shown(limit: Limit) -> str:
    """Return the value of a limit, shares in per cent."""
    return f"{limit.value:.0%}" if is_share(limit.unit) else f"{limit.value:g}"
