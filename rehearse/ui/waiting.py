"""Recordings that were made and not judged yet, so that nothing that was said is ever lost.

A recording is kept here, in a folder of its own, from the moment it begins until the take that it becomes is saved. Beside it
stands what it answers: a recording `20261123-140512-3f2a.wav` has a `20261123-140512-3f2a.json`.
"""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rehearse import codec, settings
from rehearse.audio.recording import recover, unfinished
from rehearse.errors import InputError, StorageError
from rehearse.schema import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a recording answers."""

    role_id: int
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One recording that was not judged yet."""

    audio: Path
    asked: Asked
    recorded_at: datetime


def folder() -> Path:
    """Return where the recordings wait."""
    return settings.data_dir() / "waiting"


def place(asked: Asked, suffix: str = ".wav") -> Path:
    """Return where the next recording is to be written, with what it answers noted beside it.

    Raises
    ------
    StorageError
        The folder can't be written.
    """
    path = folder() / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}{suffix}"
    _write(path.with_suffix(".json"), codec.to_json(asked).encode())
    return path


def keep(data: bytes, asked: Asked, suffix: str = ".wav") -> Path:
    """Write a finished recording, and return where it is.

    Raises
    ------
    StorageError
        The folder can't be written.
    """
    path = place(asked, suffix)
    try:
        _write(path, data)
    except StorageError:
        forget(path)
        raise
    return path


def found() -> tuple[Waiting, ...]:
    """Return every recording that waits, the oldest first; interrupted ones are made whole."""
    for part in unfinished(folder()):
        recover(part)
    waiting = []
    for note in sorted(folder().glob("*.json")):
        try:
            asked = codec.from_json(note.read_bytes(), Asked)
        except InputError:
            continue
        waiting += [
            Waiting(audio=audio, asked=asked, recorded_at=datetime.fromtimestamp(audio.stat().st_mtime, UTC))
            for audio in note.parent.glob(f"{note.stem}.*")
            if audio != note and not audio.name.endswith((".part.wav", ".draft"))
        ]
    return tuple(waiting)


def forget(audio: Path) -> None:
    """Delete a recording and what it answers; one that has become a take has left already."""
    for path in (audio, audio.with_suffix(".json")):
        try:
            path.unlink(missing_ok=True)
        except OSError as exc:
            raise StorageError(f"{path} can't be deleted: {exc.strerror}. Close what plays it, then try again.") from exc


def forget_role(role_id: int) -> None:
    """Delete the recordings that wait for a role; one that is still being recorded stays, and is found when it ends."""
    for one in found():
        if one.asked.role_id == role_id:
            forget(one.audio)


def forget_all() -> None:
    """Delete every recording that waits, interrupted ones too."""
    for path in folder().glob("*"):
        forget(path)


def _write(path: Path, data: bytes) -> None:
    draft = path.with_name(path.name + ".draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as exc:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StorageError(f"The recording can't be written to {path}: {exc.strerror}. Free some space, then try again.") from exc
