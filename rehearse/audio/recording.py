"""A WAV file that can be played at every moment while it grows, so that a crash loses no more than its last block.

While it grows, `answer.wav` is called `answer.part.wav`; a file that still has that name when nothing writes to it was
interrupted.
"""

from __future__ import annotations

import contextlib
import os
import time
import wave
from pathlib import Path

from rehearse.errors import AudioError, NotFoundError, StorageError

STALL_S = 5.0
"""A recording that did not grow for so long is no longer being made."""

_PART = ".part.wav"
_HEADER_BYTES = 44
_SAMPLE_BYTES = 2


class GrowingWav:
    """A 16-bit WAV that is written block by block.

    Parameters
    ----------
    path
        Where the finished file will stand; it ends in `.wav`. Folders on the way are made.
    sample_rate_hz, channels
        What the blocks will hold.
    max_duration_s
        How long it may grow; what is appended after that is left out.

    Raises
    ------
    AudioError
        `path` does not end in `.wav`.
    StorageError
        There is a recording at `path` already, finished or interrupted, or the file can't be made.
    """

    def __init__(self, path: Path, *, sample_rate_hz: int, channels: int, max_duration_s: float) -> None:
        if path.suffix.lower() != ".wav":
            raise AudioError(f"A recording is a WAV file, and {path} has another name. End it in '.wav'.")
        self.path = path
        self._part = path.with_suffix(_PART)
        self._bytes_per_s = sample_rate_hz * channels * _SAMPLE_BYTES
        self._most_bytes = int(max_duration_s * sample_rate_hz) * channels * _SAMPLE_BYTES
        self._bytes = 0
        for taken in (self.path, self._part):
            if taken.exists():
                raise StorageError(f"There is a recording at {taken} already. Choose another name, or move that one away.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._part.open("xb")
        except OSError as exc:
            raise self._unwritable(exc) from exc
        self._wav = wave.Wave_write(self._file)
        self._wav.setnchannels(channels)
        self._wav.setsampwidth(_SAMPLE_BYTES)
        self._wav.setframerate(sample_rate_hz)

    @property
    def duration_s(self) -> float:
        """Length so far, in seconds."""
        return self._bytes / self._bytes_per_s

    @property
    def full(self) -> bool:
        """Whether it has its greatest length."""
        return self._bytes >= self._most_bytes

    def append(self, pcm: bytes) -> None:
        """Write one block of samples through to the operating system.

        Raises
        ------
        StorageError
            The disk is full, or the file can't be written any more; what was written before is kept.
        """
        pcm = pcm[: self._most_bytes - self._bytes]
        try:
            self._wav.writeframes(pcm)
            self._file.flush()
        except OSError as exc:
            raise self._unwritable(exc) from exc
        self._bytes += len(pcm)

    def finish(self) -> Path | None:
        """Close the file and give it its name; where it holds no sound, remove it and return `None`.

        Raises
        ------
        StorageError
            It can't be renamed; the sound stays in the unfinished file.
        """
        # After a failed write, closing tries to write the same block again, and fails again.
        with contextlib.suppress(OSError):
            self._wav.close()
        with contextlib.suppress(OSError):
            self._file.close()
        try:
            if self._part.stat().st_size <= _HEADER_BYTES:
                self._part.unlink()
                return None
            _state_true_size(self._part)
            return self._part.replace(self.path)
        except OSError as exc:
            raise self._unwritable(exc) from exc

    def _unwritable(self, exc: OSError) -> StorageError:
        return StorageError(
            f"The recording can't be written to {self._part}: {exc.strerror}. Free some space or choose another folder. "
            f"{self.duration_s:.0f} s of it are kept."
        )


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return the recordings in `folder` that were interrupted, oldest first, without those that are being made just now."""
    found = []
    for path in folder.glob("*" + _PART):
        with contextlib.suppress(FileNotFoundError):
            state = path.stat()
            if state.st_size > _HEADER_BYTES and time.time() - state.st_mtime >= STALL_S:
                found.append((state.st_mtime, path))
    return tuple(path for _, path in sorted(found))


def recover(path: Path) -> Path:
    """Make a whole recording of one that was interrupted, and return where it is now.

    Raises
    ------
    NotFoundError
        There is no interrupted recording at `path`.
    AudioError
        Nothing was recorded before the interruption.
    StorageError
        It can't be renamed, or a recording stands under its name.
    """
    whole = path.with_name(path.name.removesuffix(_PART) + ".wav")
    if not path.name.endswith(_PART) or not path.is_file():
        raise NotFoundError(f"There is no interrupted recording at {path}: their names end in '{_PART}'.")
    if path.stat().st_size <= _HEADER_BYTES:
        raise AudioError(f"{path} was interrupted before any sound was heard. Delete it, and record again.")
    if whole.exists():
        raise StorageError(f"{path} can't be finished: there is a recording at {whole} already. Move that one away.")
    try:
        _state_true_size(path)
        return path.replace(whole)
    except OSError as exc:
        raise StorageError(f"{path} can't be renamed to {whole}: {exc.strerror}.") from exc


def _state_true_size(path: Path) -> None:
    """Make the header tell what the file really holds: the last block may stand in it by half, or not at all."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END) // _SAMPLE_BYTES * _SAMPLE_BYTES
        file.truncate(size)
        file.seek(4)
        file.write((size - 8).to_bytes(4, "little"))
        file.seek(_HEADER_BYTES - 4)
        file.write((size - _HEADER_BYTES).to_bytes(4, "little"))
        file.flush()
        os.fsync(file.fileno())
