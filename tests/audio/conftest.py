"""Speech made by flite, and a computer whose microphone hears what its loudspeaker plays: PulseAudio's null sink."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from rehearse.audio import files

SENTENCE = "I led the migration, and we finished it early."


def until(condition: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
    """Wait for `condition`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"{what}: not within {seconds} s")
        time.sleep(0.02)


def require_programs(*names: str) -> None:
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        pytest.fail(f"{', '.join(missing)} not installed: run tests/install-system-packages, or 'make test' which does")


@pytest.fixture(scope="session")
def spoken_wav(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One spoken sentence, 16 kHz mono."""
    require_programs("flite")
    path = tmp_path_factory.mktemp("speech") / "spoken.wav"
    subprocess.run(["flite", "-voice", "rms", "-t", SENTENCE, "-o", str(path)], check=True, timeout=60)
    return path


@pytest.fixture(scope="session")
def spoken(spoken_wav: Path) -> files.Samples:
    return files.decode(spoken_wav)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small file system to fill")
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"this machine can't mount a small file system to fill: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


class Computer:
    """A sound server of its own; programs that run with `env` see one microphone, which hears what they play."""

    def __init__(self, folder: Path) -> None:
        (folder / "alsa.conf").write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("PULSE_", "XDG_", "DBUS_"))} | {
            "HOME": str(folder),
            "PULSE_SERVER": f"unix:{folder}/socket",
            "PULSE_RUNTIME_PATH": str(folder / "run"),
            "PULSE_STATE_PATH": str(folder / "state"),
            "ALSA_CONFIG_PATH": str(folder / "alsa.conf"),
        }
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None

    def plug_in(self) -> None:
        """Start the sound server, and wait until it answers."""
        with (self._folder / "pulseaudio.log").open("wb") as log:
            self._server = subprocess.Popen(
                [
                    *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"),
                    f"--load=module-native-protocol-unix socket={self._folder}/socket auth-anonymous=1",
                    "--load=module-null-sink sink_name=speaker rate=16000 channels=1",
                ],
                env=self.env,
                stdout=log,
                stderr=log,
            )
        until(lambda: "speaker.monitor" in self._pactl("list", "short", "sources"), "PulseAudio answers")
        self._pactl("set-default-source", "speaker.monitor")

    def play(self, wav: Path) -> None:
        subprocess.run(["paplay", str(wav)], env=self.env, check=True, timeout=60)

    def pull_out(self) -> None:
        """The microphone goes, the sound server stays."""
        self._pactl("unload-module", "module-null-sink")

    def crash(self) -> None:
        """The sound server dies."""
        self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        """The sound server hangs."""
        self._signal(signal.SIGSTOP)

    def shut_down(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def _signal(self, number: signal.Signals) -> None:
        assert self._server is not None
        self._server.send_signal(number)

    def _pactl(self, *arguments: str) -> str:
        command = ["pactl", *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=30, check=False).stdout


@pytest.fixture
def computer() -> Iterator[Computer]:
    """A computer with nothing plugged in yet."""
    if sys.platform != "linux":
        pytest.skip("a virtual microphone needs PulseAudio on Linux")
    require_programs("pulseaudio", "pactl", "paplay")
    plugins = [*Path("/usr/lib").glob("*/alsa-lib/*pcm_pulse.so"), *Path("/usr/lib64").glob("alsa-lib/*pcm_pulse.so")]
    if not plugins or ctypes.util.find_library("portaudio") is None:
        pytest.fail("PortAudio or ALSA's way to PulseAudio is missing: sudo apt-get install libportaudio2 libasound2-plugins")
    # The path of a socket may have 107 characters, and pytest's own folders come near that.
    with tempfile.TemporaryDirectory(prefix="rehearse-") as folder:
        machine = Computer(Path(folder))
        yield machine
        machine.shut_down()


def similarity(heard: files.Samples, played: files.Samples) -> float:
    """Return the greatest normalised cross-correlation over all lags: 1 where `heard` holds `played`, later and louder."""
    n = len(heard) + len(played)
    product = np.fft.irfft(np.fft.rfft(heard, n) * np.conj(np.fft.rfft(played, n)), n)
    lag = int(np.argmax(product[: len(heard)]))
    there = heard[lag : lag + len(played)]
    return float(product[lag] / (np.linalg.norm(there) * np.linalg.norm(played)))
