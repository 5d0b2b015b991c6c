"""The microphones of this computer, through PortAudio: which are here, open one, close it."""

from __future__ import annotations

import atexit
import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rehearse.errors import MicrophoneError, NotFoundError

BROWSER_INSTEAD = "The browser's microphone on the Practise page still works."
"""What every message about a microphone that fails ends with."""

_PREFERRED_RATE_HZ = 16_000
_BLOCK_S = 0.05
_CLOSE_S = 2.0

_portaudio = threading.RLock()
_streams: set[Any] = set()
"""Open streams, guarded by `_portaudio`: PortAudio can look for new devices only while there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputDevice:
    """A microphone, or another source of sound.

    Attributes
    ----------
    id
        The number that `Recorder` takes; plugging devices in or out changes the numbers.
    channels
        The most it can record at once.
    sample_rate_hz
        The rate it prefers.
    default
        Whether the system records from it unless told otherwise.
    """

    id: int
    name: str
    channels: int
    sample_rate_hz: float
    default: bool


def devices() -> tuple[InputDevice, ...]:
    """Return the microphones that are here now, each once; none is an empty tuple.

    Raises
    ------
    MicrophoneError
        PortAudio is missing or does not start.
    """
    with _portaudio, _speaking_plainly("The microphones can't be listed"):
        sd = _sounddevice()
        _look_again(sd)
        if not len(sd.query_devices()):
            return ()
        # Windows lists every microphone once for each of its sound systems.
        host = sd.query_hostapis(sd.default.hostapi)
        return tuple(
            InputDevice(
                id=found["index"],
                name=found["name"],
                channels=found["max_input_channels"],
                sample_rate_hz=found["default_samplerate"],
                default=found["index"] == host["default_input_device"],
            )
            for found in map(sd.query_devices, host["devices"])
            if found["max_input_channels"] > 0
        )


class Input:
    """A microphone that is ready to give sound: 16-bit samples at 16 kHz, mono, where it can, else at its own rate.

    Parameters
    ----------
    device
        An `InputDevice.id`; `None` for the system's default.
    on_block
        Called with each block of samples, 50 ms long, and whether some were lost before it; it must return at once.
    on_end
        Called when no more blocks will come, whatever the reason.

    Raises
    ------
    MicrophoneError
        PortAudio is missing, there is no microphone, or it can't be opened.
    NotFoundError
        There is no microphone with that number.
    """

    def __init__(self, device: int | None, *, on_block: Callable[[bytes, bool], None], on_end: Callable[[], None]) -> None:
        with _portaudio, _speaking_plainly("The microphone can't be opened"):
            sd = _sounddevice()
            source = _source(sd, device)
            self.name: str = source["name"]
            self.sample_rate_hz, self.channels = _capability(sd, source)
            self._stream = sd.RawInputStream(
                device=source["index"],
                samplerate=self.sample_rate_hz,
                channels=self.channels,
                dtype="int16",
                blocksize=int(self.sample_rate_hz * _BLOCK_S),
                callback=lambda block, _frames, _time, status: on_block(bytes(block), bool(status.input_overflow)),
                finished_callback=on_end,
            )
            _streams.add(self._stream)

    def start(self) -> None:
        """Let the sound flow.

        Raises
        ------
        MicrophoneError
            It can't be started.
        """
        with _speaking_plainly(f"The microphone '{self.name}' can't be started"):
            self._stream.start()

    def close(self) -> None:
        """Close it; the driver of a device that is gone may never return from that, so nobody waits for it for long."""

        def close() -> None:
            self._stream.abort()
            self._stream.close()
            with _portaudio:
                _streams.discard(self._stream)

        closing = threading.Thread(target=close, name="closing the microphone", daemon=True)
        closing.start()
        closing.join(_CLOSE_S)
        if closing.is_alive():
            # At the end of the process sounddevice would wait for the same driver.
            atexit.unregister(_sounddevice()._exit_handler)


def _sounddevice() -> Any:
    try:
        import sounddevice
    except OSError as exc:
        raise MicrophoneError(
            "This computer's microphone can't be used: the PortAudio library is missing. On Debian or Ubuntu: "
            f"sudo apt-get install libportaudio2. {BROWSER_INSTEAD}"
        ) from exc
    return sounddevice


@contextlib.contextmanager
def _speaking_plainly(what: str) -> Iterator[None]:
    """Turn PortAudio's errors into ours."""
    sd = _sounddevice()
    try:
        yield
    except sd.PortAudioError as exc:
        raise MicrophoneError(
            f"{what}: {exc.args[0]}{_host_words(exc)}. Close other programs that use it, check that this program may record, and "
            f"plug it in again. {BROWSER_INSTEAD}"
        ) from exc


def _host_words(exc: Exception) -> str:
    """Return what the operating system said, where PortAudio passes it on."""
    host = exc.args[2] if len(exc.args) > 2 else None
    return f" ({host[2]})" if host and host[2] else ""


def _look_again(sd: Any) -> None:
    """Start PortAudio anew: it knows only the devices that were there when it started."""
    if not _streams:
        # PortAudio offers no other way, and sounddevice no public name for it.
        with contextlib.suppress(sd.PortAudioError):
            sd._terminate()
        sd._initialize()


def _source(sd: Any, device: int | None) -> dict[str, Any]:
    """Return PortAudio's description of one input; a device that it does not know yet is looked for once more."""
    for second_look in (False, True):
        if second_look:
            _look_again(sd)
        with contextlib.suppress(sd.PortAudioError, ValueError):
            found: dict[str, Any] = sd.query_devices(device, "input")
            return found
    if device is None:
        raise MicrophoneError(f"No microphone was found on this computer. Plug one in and try again. {BROWSER_INSTEAD}")
    raise NotFoundError(f"There is no microphone with the number {device}. Choose one on the Settings page. {BROWSER_INSTEAD}")


def _capability(sd: Any, source: dict[str, Any]) -> tuple[int, int]:
    """Return the rate in Hz and the number of channels to record with."""
    own_rate_hz = int(source["default_samplerate"])
    for rate_hz, channels in ((_PREFERRED_RATE_HZ, 1), (own_rate_hz, 1)):
        with contextlib.suppress(sd.PortAudioError):
            sd.check_input_settings(device=source["index"], samplerate=rate_hz, channels=channels, dtype="int16")
            return rate_hz, channels
    return own_rate_hz, min(source["max_input_channels"], 2)
