"""Changes to a role's needs, as plain functions from one role to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from rehearse.needs.advert import extract
from rehearse.schema import Need, NeedKind, Role


def found_in_advert(role: Role, advert: str) -> Role:
    """Return `role` with the needs of `advert`, and after them those that were added by hand.

    A need that was there before, word for word, keeps its id, so that earlier takes still speak of it.
    """
    known = {need.text: need.id for need in role.needs}
    own = [need for need in role.needs if need.char_start is None]
    needs: list[Need] = []
    for found in extract(advert):
        taken = [*role.needs, *needs]
        needs.append(replace(found, id=known.get(found.text) or _fresh_id(taken)))
    known_texts = {need.text for need in needs}
    return replace(role, advert=advert, needs=(*needs, *(need for need in own if need.text not in known_texts)))


def with_need(role: Role, text: str, kind: NeedKind = "must") -> Role:
    """Return `role` with one need more."""
    return replace(role, needs=(*role.needs, Need(id=_fresh_id(role.needs), text=" ".join(text.split()), kind=kind)))


def without_need(role: Role, need_id: str) -> Role:
    """Return `role` without one need."""
    return replace(role, needs=tuple(need for need in role.needs if need.id != need_id))


def moved(role: Role, need_id: str, by: int) -> Role:
    """Return `role` with one need `by` places further down, or up where it is negative; at the ends it stays."""
    needs = list(role.needs)
    at = next(i for i, need in enumerate(needs) if need.id == need_id)
    needs.insert(max(0, at + by), needs.pop(at))
    return replace(role, needs=tuple(needs))


def marked_advert(role: Role) -> str:
    """Return the advert as safe HTML, the place of each need marked and numbered as in the checklist, a nice one dotted."""
    numbers = {need.id: i for i, need in enumerate(role.needs, start=1)}
    html: list[str] = []
    done = 0
    for need in _placed(role.needs, len(role.advert)):
        start, end = need.char_start or 0, need.char_end or 0
        if start < done:
            continue
        number = numbers[need.id]
        html.append(
            f'{escape(role.advert[done:start])}<mark class="ui-{need.kind}" title="{escape(f"{number}: {need.text}")}">'
            f"{escape(role.advert[start:end])}<sup>{number}</sup></mark>"
        )
        done = end
    return f'<div class="ui-advert">{"".join(html)}{escape(role.advert[done:])}</div>'


def _placed(needs: Sequence[Need], length: int) -> list[Need]:
    """Return the needs that have a place in an advert of this length, in the order of their places."""
    placed = (need for need in needs if need.char_start is not None and need.char_end is not None and need.char_end <= length)
    return sorted(placed, key=lambda need: need.char_start or 0)


def _fresh_id(needs: Sequence[Need]) -> str:
    taken = {need.id for need in needs}
    return next(name for i in range(1, len(taken) + 2) if (name := f"n{i}") not in taken)
