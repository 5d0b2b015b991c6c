"""Changes to a role's needs, as plain functions from one role to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

from rehearse.needs.advert import extract
from rehearse.schema import Need, NeedKind, Role


def found_in_advert(role: Role, advert: str) -> Role:
    """Return `role` with the needs of `advert`, and after them those of the person's own: added by hand, or reworded.

    A need that was there before keeps its id, so that earlier takes still speak of it, and what the person made of it. One that
    they removed stays away while the advert says the same; an empty list is filled afresh.
    """
    before = extract(role.advert)
    sources = {need.char_start: need for need in before}
    said_before = {need.text for need in sources.values()}
    removed = said_before - {_source(need, sources).text for need in role.needs} if role.needs else set()
    left = list(role.needs)
    needs: list[Need] = []
    for found in before if advert == role.advert else extract(advert):
        known = next((need for need in left if _source(need, sources).text == found.text), None)
        if known:
            left.remove(known)
            needs.append(_again(known, _source(known, sources), found))
        elif found.text not in removed:
            needs.append(replace(found, id=_fresh_id(role, needs)))
    theirs = (need for need in left if need.char_start is None or need.text not in said_before)
    known_texts = {need.text for need in needs}
    own = (replace(need, char_start=None, char_end=None) for need in theirs if need.text not in known_texts)
    return replace(role, advert=advert, needs=(*needs, *own))


def with_need(role: Role, text: str, kind: NeedKind = "must") -> Role:
    """Return `role` with one need more."""
    return replace(role, needs=(*role.needs, Need(id=_fresh_id(role), text=" ".join(text.split()), kind=kind)))


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


def _source(need: Need, sources: Mapping[int | None, Need]) -> Need:
    """Return what the advert gave where `need` now stands; `need` itself where it gave nothing."""
    return sources.get(need.char_start, need)


def _again(known: Need, source: Need, found: Need) -> Need:
    """Return `known`, which is found again, at its new place; its kind follows the advert unless the person chose another."""
    kind = found.kind if known.kind == source.kind else known.kind
    return replace(known, kind=kind, char_start=found.char_start, char_end=found.char_end)


def _fresh_id(role: Role, more: Sequence[Need] = ()) -> str:
    """Return an id that no need has; nor one that went, while a concern still speaks of it."""
    taken = {need.id for need in (*role.needs, *more)} | {concern.need_id for concern in role.concerns}
    return next(name for i in range(1, len(taken) + 2) if (name := f"n{i}") not in taken)
