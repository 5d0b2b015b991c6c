"""Recordings on disk: decode whatever a person has, write what was recorded.

Everything after decoding works on the same thing: one channel, 16 kHz, 32-bit floats from -1 to 1.
"""

from __future__ import annotations

import os
import stat
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from rehearse.errors import AudioError, StorageError

SAMPLE_RATE_HZ = 16_000
"""What the voice detector and both recognisers work at."""

Samples = NDArray[np.float32]
"""Mono sound at `SAMPLE_RATE_HZ`, shape `(n,)`, from -1 to 1."""

_SLACK_S = 1.0
"""How far a file may pass the limit: containers round their length up, and encoders pad it."""

_SEALED = {"protocol_whitelist": "none"}
"""A playlist or a reference file must not make FFmpeg open other files or the network."""


def decode(path: Path, *, max_duration_s: float = 1800.0) -> Samples:
    """Read the sound of a recording or a video, whatever its format, extension, rate or channels.

    Damaged stretches inside a file that is otherwise fine are left out.

    Parameters
    ----------
    path
        Any file that FFmpeg can read.
    max_duration_s
        The longest recording to accept. A longer one is refused before it is decoded, or on the way where it does not say how
        long it is.

    Returns
    -------
    Samples
        Shape `(n,)`, 16 kHz, -1 to 1; values that are no numbers are silence.

    Raises
    ------
    AudioError
        The file is missing, is a folder, may not be read, is empty, is no recording, has no sound, or is too long.
    """
    try:
        _require_content(path)
        with _nameless(path) as file, av.open(file, mode="r", metadata_errors="ignore", container_options=_SEALED) as container:
            track = _sound_track(container, path)
            _require_short(_stated_duration_s(container, track), path, max_duration_s)
            blocks = list(_up_to(_resampled(_frames(container, track)), path, max_duration_s))
    except av.FFmpegError as exc:
        raise _not_a_recording(path) from exc
    except OSError as exc:
        raise AudioError(f"{path} can't be opened: {exc.strerror}. Check its name and that you may read it.") from exc
    if not blocks:
        raise AudioError(f"{path} holds no sound that can be decoded: it is empty or damaged. Record or export it again.")
    samples = np.nan_to_num(np.concatenate(blocks), copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    return np.clip(samples, -1.0, 1.0, out=samples)


def write(path: Path, samples: Samples) -> None:
    """Write a 16-bit mono WAV at 16 kHz, whole or not at all; folders on the way are made.

    Parameters
    ----------
    path
        Where to; a file that stands there is replaced.
    samples
        Shape `(n,)`; values outside -1 to 1 are clipped.

    Raises
    ------
    StorageError
        The disk is full or the folder can't be written; whatever stood at `path` is unharmed.
    """
    pcm = np.clip(np.round(np.nan_to_num(samples) * 32768), -32768, 32767).astype("<i2").tobytes()
    draft = path.with_name(path.name + ".draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_wav(draft, pcm)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as exc:
        raise StorageError(
            f"The recording can't be written to {path}: {exc.strerror}. Free some space, or choose another folder."
        ) from exc


def duration_s(samples: Samples) -> float:
    """Return the length of `samples` in seconds."""
    return len(samples) / SAMPLE_RATE_HZ


def _write_wav(path: Path, pcm: bytes) -> None:
    with path.open("wb") as file:
        with wave.open(file, "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(SAMPLE_RATE_HZ)
            wav.writeframes(pcm)
        file.flush()
        os.fsync(file.fileno())


def _nameless(path: Path) -> BinaryIO:
    """Open a file so that FFmpeg judges it by its content alone: led by the name, it hears MP3 frames in random bytes."""
    return os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)), "rb")


def _require_content(path: Path) -> None:
    """Refuse what can't be a recording before it is opened: opening a named pipe would wait for ever."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise AudioError(f"{path} is a folder, not a recording. Give one file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise AudioError(f"{path} is a device or a pipe, not a recording. Give a file.")
    if found.st_size == 0:
        raise AudioError(f"{path} is empty: 0 bytes. Record or export it again.")


def _sound_track(container: InputContainer, path: Path) -> AudioStream:
    track = container.streams.best("audio")
    if not isinstance(track, AudioStream):
        if not container.streams.video:
            raise _not_a_recording(path)
        raise AudioError(f"{path} has no sound track. Give a recording, or a video with sound.")
    return track


def _not_a_recording(path: Path) -> AudioError:
    return AudioError(
        f"{path} is not a recording that can be read: it is damaged, or something else under that name. "
        "WAV, FLAC, MP3, M4A, OGG and WebM work, and so do videos with sound."
    )


def _stated_duration_s(container: InputContainer, track: AudioStream) -> float:
    """Return the length that the file states, in seconds; 0 where it states none, as a browser's WebM."""
    if track.duration is not None and track.time_base is not None:
        return float(track.duration * track.time_base)
    return (container.duration or 0) / av.time_base


def _require_short(length_s: float, path: Path, max_duration_s: float) -> None:
    if length_s > max_duration_s + _SLACK_S:
        raise _too_long(path, _clock(length_s), max_duration_s)


def _too_long(path: Path, length: str, max_duration_s: float) -> AudioError:
    return AudioError(
        f"{path} is too long: {length}, and at most {_clock(max_duration_s)} are accepted. "
        "Cut it to one answer, or set max_answer_s (seconds) higher in settings.toml in the data folder."
    )


def _clock(length_s: float) -> str:
    return f"{length_s / 60:.0f} min" if length_s >= 120 else f"{length_s:.0f} s"


def _frames(container: InputContainer, track: AudioStream) -> Iterator[AudioFrame]:
    """Decode packet by packet, so that a damaged one costs only itself; a damaged container ends the sound."""
    packets = container.demux(track)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.error.InvalidDataError):
            return
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            continue


def _resampled(frames: Iterator[AudioFrame]) -> Iterator[Samples]:
    """Turn frames into blocks of `Samples`; a track may change its rate or its channels on the way."""
    resampler, shape = None, None
    for frame in frames:
        if resampler is None or shape != _shape(frame):
            yield from _blocks(resampler, None)
            resampler, shape = AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE_HZ), _shape(frame)
        yield from _blocks(resampler, frame)
    yield from _blocks(resampler, None)


def _shape(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def _blocks(resampler: AudioResampler | None, frame: AudioFrame | None) -> Iterator[Samples]:
    """Feed one frame to `resampler`, `None` to flush it."""
    resampled = resampler.resample(frame) if resampler else []
    return (np.asarray(block.to_ndarray().reshape(-1), dtype=np.float32) for block in resampled if block is not None)


def _up_to(blocks: Iterator[Samples], path: Path, max_duration_s: float) -> Iterator[Samples]:
    heard_s = 0.0
    for block in blocks:
        heard_s += duration_s(block)
        if heard_s > max_duration_s + _SLACK_S:
            raise _too_long(path, f"more than {_clock(max_duration_s)}", max_duration_s)
        yield block
