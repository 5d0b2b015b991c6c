"""A recording from a real device of PulseAudio: what was played is what was heard, and nothing that happens loses it."""

from __future__ import annotations

import ctypes.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from rehearse.audio import files, microphone
from rehearse.errors import MicrophoneError

from .conftest import similarity

pytestmark = pytest.mark.xdist_group("microphone")

SCRIPT = Path(__file__).with_name("record_in_a_process.py")
BROWSER = "The browser's microphone on the Practise page still works."


class Recording:
    """A recording in a process of its own."""

    def __init__(self, computer, path, **options):
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), json.dumps({"path": str(path), **options})],
            env=computer.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def fact(self):
        """Return the next thing that it reports."""
        return json.loads(self.process.stdout.readline())

    def go_on(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def stop(self):
        self.process.stdin.close()
        return self.fact()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        if not self.process.stdin.closed:
            self.process.stdin.close()


@pytest.fixture
def plugged_in(computer):
    computer.plug_in()
    return computer


@pytest.mark.slow
def test_what_was_played_is_what_was_heard(plugged_in, tmp_path, spoken_wav, spoken):
    with Recording(plugged_in, tmp_path / "answer.wav") as recording:
        recording.fact()
        plugged_in.play(spoken_wav)
        end = recording.stop()

    assert end["saved"] == str(tmp_path / "answer.wav")
    assert end["error"] is None
    assert end["overflows"] == 0
    assert -30 < end["loudest_dbfs"] < 0
    assert end["quietest_dbfs"] == -90
    heard = files.decode(Path(end["saved"]))
    assert files.duration_s(heard) == pytest.approx(end["elapsed_s"])
    assert similarity(heard, spoken) > 0.95
    assert [path.name for path in tmp_path.glob("*.wav")] == ["answer.wav"]


def test_it_stops_by_itself_at_the_greatest_length(plugged_in, tmp_path):
    with Recording(plugged_in, tmp_path / "answer.wav", max_duration_s=1.3) as recording:
        recording.fact()
        end = recording.fact()

    assert end["error"] is None
    assert files.duration_s(files.decode(tmp_path / "answer.wav")) == pytest.approx(1.3)


@pytest.mark.slow
def test_a_crash_loses_less_than_a_second(plugged_in, tmp_path, spoken_wav):
    path = tmp_path / "answer.wav"
    with Recording(plugged_in, path) as recording:
        first_s, began = recording.fact()["elapsed_s"], time.monotonic()
        plugged_in.play(spoken_wav)
        recording.process.kill()
        recorded_s = first_s + time.monotonic() - began
        recording.process.wait()

    part = tmp_path / "answer.part.wav"
    assert files.duration_s(files.decode(part)) > recorded_s - 1.0

    os.utime(part, (time.time() - 60,) * 2)
    assert microphone.unfinished(tmp_path) == (part,)
    assert microphone.recover(part) == path
    assert files.duration_s(files.decode(path)) > recorded_s - 1.0


@pytest.mark.parametrize("happens", ["pull_out", "crash", "freeze"])
@pytest.mark.slow
def test_a_microphone_that_goes_away(plugged_in, tmp_path, spoken_wav, spoken, happens):
    with Recording(plugged_in, tmp_path / "answer.wav") as recording:
        recording.fact()
        plugged_in.play(spoken_wav)
        getattr(plugged_in, happens)()
        end = recording.fact()
        recording.process.wait(timeout=20)

    assert end["error"] == "MicrophoneError"
    assert "went away, or stopped giving sound, after" in end["message"]
    assert "What it heard until then is kept" in end["message"]
    assert end["message"].endswith(BROWSER)
    assert similarity(files.decode(Path(end["saved"])), spoken[: 2 * files.SAMPLE_RATE_HZ]) > 0.95


def test_a_disk_that_fills_up(plugged_in, small_disk):
    with Recording(plugged_in, small_disk / "answer.wav") as recording:
        recording.fact()
        end = recording.fact()

    assert end["error"] == "StorageError"
    assert "No space left on device" in end["message"]
    assert files.duration_s(files.decode(small_disk / "answer.wav")) > 1.5


def test_no_microphone(computer, tmp_path):
    with Recording(computer, tmp_path / "answer.wav", list_first=True) as recording:
        assert recording.fact() == {"devices": []}
        end = recording.fact()

    assert end["raised"] == "MicrophoneError"
    assert end["message"] == f"No microphone was found on this computer. Plug one in and try again. {BROWSER}"
    assert list(tmp_path.glob("*.wav")) == []


def test_a_microphone_that_is_plugged_in_later(computer, tmp_path):
    with Recording(computer, tmp_path / "answer.wav", list_first=True, wait_first=True) as recording:
        assert recording.fact() == {"devices": []}
        computer.plug_in()
        recording.go_on()
        recording.fact()
        end = recording.stop()

    assert end["saved"] == str(tmp_path / "answer.wav")


def test_a_microphone_that_can_not_be_opened(plugged_in, tmp_path):
    with Recording(plugged_in, tmp_path / "answer.wav", list_first=True, wait_first=True) as recording:
        assert recording.fact() == {"devices": ["default"]}
        plugged_in.pull_out()
        recording.go_on()
        end = recording.fact()

    assert end["raised"] == "MicrophoneError"
    assert end["message"].startswith("The microphone can't be opened: ")
    assert "Close other programs that use it" in end["message"]
    assert end["message"].endswith(BROWSER)
    assert list(tmp_path.glob("*.wav")) == []


def test_a_number_that_no_microphone_has(plugged_in, tmp_path):
    with Recording(plugged_in, tmp_path / "answer.wav", device=77) as recording:
        end = recording.fact()

    assert end["raised"] == "NotFoundError"
    assert "There is no microphone with the number 77. Choose one on the Settings page" in end["message"]


def test_a_recording_that_stands_there_already_is_not_touched(plugged_in, tmp_path):
    files.write(tmp_path / "answer.wav", np.full(1_600, 0.5, np.float32))
    with Recording(plugged_in, tmp_path / "answer.wav") as recording:
        end = recording.fact()

    assert end["raised"] == "StorageError"
    assert "There is a recording at" in end["message"]
    assert len(files.decode(tmp_path / "answer.wav")) == 1_600


@pytest.mark.skipif(sys.platform != "linux", reason="PortAudio is part of sounddevice elsewhere")
def test_portaudio_that_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)

    for attempt in (microphone.devices, microphone.Recorder(tmp_path / "answer.wav").start):
        with pytest.raises(MicrophoneError, match="sudo apt-get install libportaudio2") as caught:
            attempt()
        assert str(caught.value).endswith(BROWSER)
