"""The list of needs as a JSON document: what `rehearse needs --format json` writes and `--needs` reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from rehearse import codec
from rehearse.errors import AdvertError
from rehearse.schema import Need, NeedKind

_HOW = 'It should be what "rehearse needs --format json" writes, or a plain list of texts.'

_Offset = Annotated[int, msgspec.Meta(ge=0)]


class _Row(msgspec.Struct, kw_only=True):
    text: str
    id: str = ""
    kind: NeedKind = "must"
    char_start: _Offset | None = None
    char_end: _Offset | None = None


class _Document(msgspec.Struct, kw_only=True):
    needs: list[_Row]
    version: int = codec.VERSION


def needs_json(needs: Sequence[Need], *, indent: int | None = 2) -> str:
    """Return the needs as a JSON document; docs/json.md describes it."""
    return codec.to_json({"version": codec.VERSION, "needs": list(needs)}, indent=indent)


def read_needs(source: Path | bytes) -> tuple[Need, ...]:
    """Read needs from a JSON file, or from its bytes.

    Only `text` has to be there; an `id` that is missing or stands twice is replaced by a new one. A plain list of texts is
    read too.

    Raises
    ------
    AdvertError
        The file can't be opened, or is not such a document.
    """
    data = source if isinstance(source, bytes) else _opened(source)
    return _numbered([row for row in _rows(data) if row.text.strip()])


def _opened(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise AdvertError(f"The list of needs {path} can't be opened: {exc.strerror}.") from exc


def _rows(data: bytes) -> list[_Row]:
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as exc:
        raise AdvertError(f"This is not a list of needs: it is not JSON ({exc}). {_HOW}") from exc
    try:
        if isinstance(value, list):
            return [_Row(text=item) if isinstance(item, str) else msgspec.convert(item, _Row) for item in value]
        document = msgspec.convert(value, _Document)
    except msgspec.ValidationError as exc:
        raise AdvertError(f"This is not a list of needs: {exc}. {_HOW}") from exc
    if document.version != codec.VERSION:
        raise AdvertError(
            f"This list of needs is of version {document.version}, and version {codec.VERSION} is the one known here."
        )
    return document.needs


def _numbered(rows: Sequence[_Row]) -> tuple[Need, ...]:
    given = {row.id for row in rows}
    fresh = (f"n{i}" for i in range(1, 2 * len(rows) + 2) if f"n{i}" not in given)
    needs: dict[str, Need] = {}
    for row in rows:
        need_id = row.id if row.id and row.id not in needs else next(fresh)
        placed = row.char_start is not None and row.char_end is not None and row.char_start < row.char_end
        needs[need_id] = Need(
            id=need_id,
            text=" ".join(row.text.split()),
            kind=row.kind,
            char_start=row.char_start if placed else None,
            char_end=row.char_end if placed else None,
        )
    return tuple(needs.values())
