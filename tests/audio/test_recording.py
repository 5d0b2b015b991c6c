"""A recording can be played while it grows, and what was interrupted is found and made whole."""

from __future__ import annotations

import os
import time

import numpy as np
import pytest

from rehearse.audio import files
from rehearse.audio.recording import STALL_S, GrowingWav, recover, unfinished
from rehearse.errors import AudioError, NotFoundError, StorageError

RATE = 16_000
BLOCK = (np.sin(np.arange(800) / 5) * 8_000).astype("<i2").tobytes()
BLOCK_S = 0.05


def growing(path, *, max_duration_s=60.0):
    return GrowingWav(path, sample_rate_hz=RATE, channels=1, max_duration_s=max_duration_s)


def interrupted(path, *, blocks=20, seconds_ago=STALL_S):
    """Leave what a killed program leaves, and return its path."""
    wav = growing(path)
    for _ in range(blocks):
        wav.append(BLOCK)
    part = path.with_suffix(".part.wav")
    content = part.read_bytes()
    wav.finish()
    path.unlink(missing_ok=True)
    part.write_bytes(content)
    os.utime(part, (time.time() - seconds_ago,) * 2)
    return part


def test_it_can_be_played_after_every_block(tmp_path):
    wav = growing(tmp_path / "answer.wav")
    for count in range(1, 6):
        wav.append(BLOCK)
        assert files.duration_s(files.decode(tmp_path / "answer.part.wav")) == pytest.approx(count * BLOCK_S)

    assert wav.finish() == tmp_path / "answer.wav"
    assert [path.name for path in tmp_path.glob("*.wav")] == ["answer.wav"]


def test_it_ends_exactly_at_its_greatest_length(tmp_path):
    wav = growing(tmp_path / "answer.wav", max_duration_s=0.12)
    for _ in range(5):
        wav.append(BLOCK)

    assert wav.full
    assert files.duration_s(files.decode(wav.finish())) == pytest.approx(0.12)


def test_nothing_heard_leaves_nothing(tmp_path):
    assert growing(tmp_path / "answer.wav").finish() is None
    assert list(tmp_path.glob("*.wav")) == []


@pytest.mark.parametrize("there", ["answer.wav", "answer.part.wav"])
def test_no_recording_is_written_over(tmp_path, there):
    (tmp_path / there).write_bytes(b"an earlier answer")

    with pytest.raises(StorageError, match=f"There is a recording at .*{there} already. Choose another name"):
        growing(tmp_path / "answer.wav")

    assert (tmp_path / there).read_bytes() == b"an earlier answer"


def test_only_a_wav_can_be_recorded(tmp_path):
    with pytest.raises(AudioError, match=r"answer.mp3 has another name. End it in '.wav'"):
        growing(tmp_path / "answer.mp3")


def test_a_full_disk_keeps_what_was_written(small_disk):
    wav = growing(small_disk / "answer.wav")

    with pytest.raises(StorageError, match=r"No space left on device. Free some space .* 2 s of it are kept") as caught:
        for _ in range(100):
            wav.append(BLOCK)

    assert str(small_disk) in str(caught.value)
    samples = files.decode(wav.finish())
    assert 1.9 < files.duration_s(samples) <= 64 * 1_024 / 2 / RATE


def test_interrupted_recordings_are_found_oldest_first(tmp_path):
    new = interrupted(tmp_path / "new.wav", seconds_ago=60)
    old = interrupted(tmp_path / "old.wav", seconds_ago=3_600)
    interrupted(tmp_path / "silent.wav", blocks=0)
    interrupted(tmp_path / "being made now.wav", seconds_ago=0)
    files.write(tmp_path / "whole.wav", np.zeros(RATE, np.float32))

    assert unfinished(tmp_path) == (old, new)
    assert unfinished(tmp_path / "not there") == ()


def test_an_interrupted_recording_is_made_whole(tmp_path):
    part = interrupted(tmp_path / "answer.wav")

    whole = recover(part)

    assert whole == tmp_path / "answer.wav"
    assert files.duration_s(files.decode(whole)) == pytest.approx(1.0)
    assert unfinished(tmp_path) == ()


def test_a_block_that_the_header_does_not_count_yet_is_kept(tmp_path):
    part = interrupted(tmp_path / "answer.wav")
    with part.open("ab") as file:
        file.write(BLOCK + b"\x01")

    assert files.duration_s(files.decode(recover(part))) == pytest.approx(1.0 + BLOCK_S)


def test_recovering_writes_over_nothing(tmp_path):
    part = interrupted(tmp_path / "answer.wav")
    (tmp_path / "answer.wav").write_bytes(b"another answer")

    with pytest.raises(StorageError, match=r"there is a recording at .*answer.wav already"):
        recover(part)

    assert (tmp_path / "answer.wav").read_bytes() == b"another answer"
    assert part.exists()


def test_what_can_not_be_recovered(tmp_path):
    with pytest.raises(NotFoundError, match="There is no interrupted recording at"):
        recover(tmp_path / "gone.part.wav")
    with pytest.raises(AudioError, match="was interrupted before any sound was heard"):
        recover(interrupted(tmp_path / "empty.wav", blocks=0))
