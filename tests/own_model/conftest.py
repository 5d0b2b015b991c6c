"""A language model's server for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .model_server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that is up for the length of a test."""
    with serving() as server:
        yield server
