"""Read and write the nouns of `schema` as JSON; docs/json.md describes the format."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from rehearse.errors import InputError

VERSION = 1

T = TypeVar("T")


def to_builtins(value: object) -> Any:
    """Return `value` as dicts, lists, strings and numbers, ready for any JSON writer."""
    return msgspec.to_builtins(value)


def to_json(value: object, *, indent: int | None = None) -> str:
    """Return `value` as JSON text, on one line unless `indent` is given."""
    raw = msgspec.json.encode(value)
    return (msgspec.json.format(raw, indent=indent) if indent else raw).decode()


def from_json(raw: bytes | str, kind: type[T], *, error: type[InputError] = InputError) -> T:
    """Read `raw` as a `kind`.

    Raises
    ------
    InputError
        Or its subclass `error`: the text isn't JSON, or isn't shaped like a `kind`.
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as exc:
        raise error(
            f"This is not a {kind.__name__.lower()} as rehearse writes it: {exc}. docs/json.md shows the format."
        ) from exc
