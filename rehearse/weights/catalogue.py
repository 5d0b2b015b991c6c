"""The speech models that can be fetched; `catalogue.toml` has them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """One model of the catalogue.

    Attributes
    ----------
    repo_id
        Its repository on the Hugging Face hub.
    size_bytes
        What it takes on disk, approximately.
    multilingual
        Whether it knows more than English.
    """

    name: str
    repo_id: str
    size_bytes: int
    licence: str
    multilingual: bool
    summary: str


@cache
def catalogue() -> tuple[ModelInfo, ...]:
    """Return the models that `pull` knows, from the roughest to the most accurate."""
    table = tomllib.loads(files("rehearse.weights").joinpath("catalogue.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table["model"], tuple[ModelInfo, ...])


def entry(name: str) -> ModelInfo | None:
    """Return the model of that name; `None` where the catalogue has none."""
    return next((info for info in catalogue() if info.name == name), None)
