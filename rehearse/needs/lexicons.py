"""The rules of this package, kept as data in `lexicon/*.toml`."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def read(name: str) -> dict[str, Any]:
    """Return the contents of `lexicon/NAME.toml`."""
    text = resources.files("rehearse.needs").joinpath("lexicon", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
