"""Record from this computer's microphone.

The audio callback only queues; a thread writes each block to disk. Whatever ends a recording (a person, its greatest
length, a full disk, a microphone that is pulled out), the same thread closes the file and keeps what was heard.
"""

from __future__ import annotations

import contextlib
import math
import queue
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from rehearse.audio.devices import BROWSER_INSTEAD, Input, InputDevice, devices
from rehearse.audio.recording import STALL_S, GrowingWav, recover, unfinished
from rehearse.errors import MicrophoneError, RehearseError

__all__ = ["InputDevice", "Recorder", "devices", "recover", "unfinished"]

_FLOOR_DBFS = -90.0


class Recorder:
    """One recording, from `start` to `stop`; also a context manager.

    It grows as `<name>.part.wav` and gets its name when it ends. It ends by `stop`, by itself at `max_duration_s`, or by an
    error, which `error` then holds; in each case what was heard is kept.

    Parameters
    ----------
    path
        Where the recording will stand; it ends in `.wav`, and nothing stands there yet.
    device
        An `InputDevice.id`; `None` for the system's default.
    max_duration_s
        When to stop by itself.
    """

    def __init__(self, path: Path, *, device: int | None = None, max_duration_s: float = 1800.0) -> None:
        self.path = path
        self._device = device
        self._max_duration_s = max_duration_s
        self._blocks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._writer: threading.Thread | None = None
        self._stopping = False
        self._saved: Path | None = None
        self._level_dbfs = _FLOOR_DBFS
        self._elapsed_s = 0.0
        self._began = False
        self._overflows = 0
        self._error: RehearseError | None = None

    def start(self) -> None:
        """Begin to record.

        Raises
        ------
        MicrophoneError
            PortAudio is missing, there is no microphone, or it can't be opened.
        NotFoundError
            There is no microphone with that number.
        AudioError, StorageError
            The file can't be made, or there is one already.
        """
        source = Input(self._device, on_block=self._take, on_end=self._end)
        try:
            wav = GrowingWav(
                self.path,
                sample_rate_hz=source.sample_rate_hz,
                channels=source.channels,
                max_duration_s=self._max_duration_s,
            )
            try:
                source.start()
            except MicrophoneError:
                wav.finish()
                raise
        except RehearseError:
            source.close()
            raise
        self._writer = threading.Thread(target=self._write, args=(source, wav), name="recorder", daemon=True)
        self._writer.start()

    def stop(self) -> Path:
        """End the recording, where it has not ended by itself, and return the file; see `error` for why it ended early.

        Raises
        ------
        MicrophoneError, StorageError
            Nothing was recorded, or the file could not be given its name.
        """
        self._stopping = True
        self._end()
        if self._writer is not None:
            self._writer.join()
        if self._saved is None:
            raise self._error or MicrophoneError(
                f"Nothing was recorded: the microphone gave no sound before it was stopped. Try again. {BROWSER_INSTEAD}"
            )
        return self._saved

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        """Stop; where the block failed, its own error goes on rather than that of an empty recording."""
        if exc is None:
            self.stop()
        else:
            with contextlib.suppress(RehearseError):
                self.stop()

    @property
    def active(self) -> bool:
        """Whether it is recording now."""
        return self._writer is not None and self._writer.is_alive()

    @property
    def elapsed_s(self) -> float:
        """Seconds recorded so far."""
        return self._elapsed_s

    @property
    def level_dbfs(self) -> float:
        """RMS of the latest block of 50 ms, from -90 (silence) to 0 (full scale)."""
        return self._level_dbfs

    @property
    def overflows(self) -> int:
        """How often the system lost sound because this process did not take it in time."""
        return self._overflows

    @property
    def loss(self) -> MicrophoneError | None:
        """What to tell of the sound that was lost; `None` where none was."""
        if not self._overflows:
            return None
        often = "once" if self._overflows == 1 else f"{self._overflows} times"
        return MicrophoneError(
            f"Sound was lost on the way {often} while this was recorded, because this computer was busy: words may be missing, "
            "and pauses too short. Listen to it; if so, close other programs and record it again."
        )

    @property
    def error(self) -> RehearseError | None:
        """Why the recording ended before it was stopped; `None` where it did not."""
        return self._error

    def _take(self, pcm: bytes, lost: bool) -> None:
        self._overflows += lost and self._began  # what was lost before the first block was not part of the recording
        self._began = True
        self._blocks.put(pcm)

    def _end(self) -> None:
        self._blocks.put(None)

    def _write(self, source: Input, wav: GrowingWav) -> None:
        try:
            while not wav.full and (pcm := self._next_block(source.name)) is not None:
                wav.append(pcm)
                self._elapsed_s = wav.duration_s
                self._level_dbfs = _level_dbfs(pcm)
        except RehearseError as exc:
            self._error = exc
        self._level_dbfs = _FLOOR_DBFS
        source.close()
        try:
            self._saved = wav.finish()
        except RehearseError as exc:
            self._error = exc

    def _next_block(self, name: str) -> bytes | None:
        """Return the next block, `None` once the recording was stopped."""
        pcm = None
        # In two halves: a single wait also runs out while this program is suspended.
        for _ in range(2):
            with contextlib.suppress(queue.Empty):
                pcm = self._blocks.get(timeout=STALL_S / 2)
                break
        if pcm is None and not self._stopping:
            raise MicrophoneError(
                f"The microphone '{name}' went away, or stopped giving sound, after {self._elapsed_s:.1f} s. What it heard until "
                f"then is kept. Plug it in again and make a new recording. {BROWSER_INSTEAD}"
            )
        return pcm


def _level_dbfs(pcm: bytes) -> float:
    samples = np.frombuffer(pcm, dtype=np.int16).astype(np.float64)
    rms = float(np.sqrt(np.mean(samples**2))) / 32768
    return max(20 * math.log10(rms), _FLOOR_DBFS) if rms > 0 else _FLOOR_DBFS
