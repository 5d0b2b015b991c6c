"""The audio files of the library: taken in whole or not at all, and removed for good."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from pathlib import Path

from rehearse.errors import AudioError, StorageError

# Only a name of this shape is ever deleted in bulk: the folder may hold what someone else put there.
_OURS = re.compile(r"take-[0-9a-f]{32}(?:\.\w{1,8})?(?:\.draft)?")


def keep(source: Path, folder: Path) -> str:
    """Copy `source` into `folder` under a name of its own, and return that name.

    Raises
    ------
    AudioError
        There is no such file.
    StorageError
        The copy can't be written; nothing of it is left, and `source` is as it was.
    """
    if not source.is_file():
        raise AudioError(f"There is no recording at {source}.")
    suffix = source.suffix.lower()
    name = f"take-{uuid.uuid4().hex}" + (suffix if re.fullmatch(r"\.\w{1,8}", suffix, re.ASCII) else "")
    draft = folder / f"{name}.draft"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as read, draft.open("wb") as written:
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
        draft.replace(folder / name)
    except OSError as exc:
        _forget(draft)
        raise StorageError(
            f"The recording {source} can't be kept in {folder}: {exc.strerror}. It is still where it was; free some space or "
            "allow writing there, then save again."
        ) from exc
    return name


def discard(name: str, folder: Path) -> None:
    """Take back what `keep` did, as far as that can be done."""
    _forget(folder / name)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the reason why it is being forgotten is about to be told


def remove(names: list[str], folder: Path) -> int:
    """Delete recordings by name, and return how many were there.

    Raises
    ------
    StorageError
        Some could not be deleted; all others are.
    """
    removed, held = 0, []
    for name in names:
        try:
            (folder / name).unlink()
            removed += 1
        except FileNotFoundError:
            continue
        except OSError as exc:
            held.append(f"{folder / name} ({exc.strerror})")
    if held:
        raise StorageError(
            f"The entries are deleted, but these recordings could not be: {', '.join(held)}. "
            "Close what plays them, then delete them by hand."
        )
    return removed


def names(folder: Path) -> list[str]:
    """Return the names of every recording that `keep` put into `folder`, interrupted copies included."""
    return sorted(path.name for path in folder.glob("take-*") if _OURS.fullmatch(path.name))
