"""`rehearse doctor`: what works on this machine, and how to mend what does not."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass

import click

from rehearse.errors import RehearseError

_LOW_SPACE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was tried; `needed` tells whether rehearsing is impossible without it."""

    name: str
    works: bool
    detail: str
    needed: bool = True


@click.command()
def doctor() -> None:
    """Tell what works here: microphone, engine, model, data folder; and how to mend what does not."""
    checks = [_run(name, needed, check) for name, needed, check in _CHECKS]
    for check in checks:
        mark = "ok" if check.works else "MEND" if check.needed else "not ok"
        click.echo(f"{mark:<8}{check.name:<13}{check.detail}")
    if any(check.needed and not check.works for check in checks):
        raise click.exceptions.Exit(1)


def _run(name: str, needed: bool, check: Callable[[], str]) -> Check:
    try:
        return Check(name=name, works=True, detail=check(), needed=needed)
    except RehearseError as error:
        return Check(name=name, works=False, detail=str(error), needed=needed)


def _python() -> str:
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def _data_folder() -> str:
    from rehearse.errors import StorageError
    from rehearse.settings import data_dir

    folder = data_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
        free_bytes = shutil.disk_usage(folder).free
    except OSError as exc:
        raise StorageError(f"{folder} can't be written: {exc.strerror}. Set REHEARSE_HOME to a folder that can.") from exc
    if free_bytes < _LOW_SPACE_BYTES:
        raise StorageError(f"{folder} has only {free_bytes / 1e6:.0f} MB free. Make some room.")
    return f"{folder}, {free_bytes / 1e9:.1f} GB free"


def _library() -> str:
    from rehearse.library.store import Library

    library = Library()
    return f"{len(library.roles())} roles, {len(library.takes())} takes"


def _settings() -> str:
    from rehearse.settings import load

    settings = load()
    return f"engine {settings.engine}, model {settings.model}, language {settings.language}"


def _engine() -> str:
    from rehearse.settings import load
    from rehearse.speech.transcriber import transcriber

    engine = transcriber(load())
    rough = " (rough: 'rehearse models pull base.en' gets one that hears far better)" if engine.rough else ""
    return f"{engine.engine}, {engine.model}{rough}"


def _own_model() -> str:
    from rehearse.errors import OwnModelError
    from rehearse.second_opinion import try_out
    from rehearse.settings import load

    chosen = load().own_model
    if not chosen.on:
        return "off: only the built-in judge judges; Settings can add a language model of your own"
    trial = try_out(chosen)
    if not trial.right:
        raise OwnModelError(f"{trial.told}.")
    return trial.told


def _microphone() -> str:
    from rehearse.audio.microphone import devices
    from rehearse.errors import MicrophoneError

    found = devices()
    if not found:
        raise MicrophoneError("No microphone is connected. Connect one, or use the browser's microphone in the app.")
    return "; ".join(f"{device.id}: {device.name}{' (default)' if device.default else ''}" for device in found)


_CHECKS: tuple[tuple[str, bool, Callable[[], str]], ...] = (
    ("python", True, _python),
    ("data folder", True, _data_folder),
    ("settings", True, _settings),
    ("library", True, _library),
    ("engine", True, _engine),
    ("own model", False, _own_model),
    ("microphone", False, _microphone),
)
