"""Serve the app on this computer alone, and open it."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import click

from rehearse.errors import InputError

HOST = "127.0.0.1"
_HERE = Path(__file__).parent


def launch(port: int | None, browser: bool) -> None:
    """Serve the app until it is stopped.

    Parameters
    ----------
    port
        Where to listen; the first free one from 8501 on where `None`.
    browser
        Open the app in a browser, if there is a display to show it on.

    Raises
    ------
    InputError
        Another program listens on `port`.
    """
    import streamlit as st

    config = _options(tomllib.loads((_HERE / ".streamlit" / "config.toml").read_text(encoding="utf-8")))
    if port is not None:
        if not _is_free(port):
            raise InputError(f"Port {port} is taken by another program. Give another with --port, or none to find a free one.")
        config["server.port"] = port

    @asynccontextmanager
    async def announce(_app: st.App) -> AsyncIterator[dict[str, Any]]:
        # The socket already takes connections here, so a browser may come before the server answers.
        address = f"http://{HOST}:{st.get_option('server.port')}"
        click.echo(f"rehearse is at {address}  (Ctrl+C stops it)")
        if browser and _has_display():
            asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)
        yield {}

    st.App(_HERE / "app.py", lifespan=announce).run(config=config)


def _options(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return nested tables as Streamlit's dotted names."""
    options: dict[str, Any] = {}
    for name, value in table.items():
        options |= _options(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {prefix + name: value}
    return options


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0


def _has_display() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
