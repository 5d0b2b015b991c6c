"""Any recording is decoded to the same thing, and what is none gets one plain sentence."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import av
import numpy as np
import pytest

from rehearse.audio import files
from rehearse.errors import AudioError, StorageError

from .conftest import similarity


def encode(path, samples, codec, *, container=None, rate=16_000, layout="mono", picture=False, target=None):
    """Write `samples` in another format, with a moving picture where asked for."""
    with av.open(target or str(path), "w", format=container) as out:
        video = out.add_stream("mpeg4", rate=10) if picture else None
        sample_format = av.Codec(codec, "w").audio_formats[0]
        sound = out.add_stream(codec, rate=rate, layout=layout, format=sample_format)
        if video is not None:
            video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
            for _ in range(int(len(samples) / 16_000 * 10)):
                out.mux(video.encode(av.VideoFrame(64, 64, "yuv420p")))
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1).astype(np.float32), format="flt", layout="mono")
        frame.sample_rate = 16_000
        resampler = av.AudioResampler(format=sample_format, layout=layout, rate=rate, frame_size=sound.frame_size or 0)
        for block in [*resampler.resample(frame), *resampler.resample(None)]:
            if block is not None:
                out.mux(sound.encode(block))
        out.mux(sound.encode(None))
        if video is not None:
            out.mux(video.encode(None))
    return path


FORMATS = {
    "phone, 8 kHz": ("a.wav", "pcm_s16le", {"rate": 8_000}),
    "stereo, 24-bit": ("a.wav", "pcm_s24le", {"rate": 48_000, "layout": "stereo"}),
    "float": ("a.wav", "pcm_f32le", {"rate": 44_100}),
    "float, 16 kHz already": ("a.wav", "pcm_f32le", {}),
    "FLAC": ("a.flac", "flac", {}),
    "MP3": ("a.mp3", "libmp3lame", {"rate": 44_100, "layout": "stereo"}),
    "M4A": ("a.m4a", "aac", {"rate": 44_100}),
    "OGG": ("a.ogg", "libopus", {"rate": 48_000}),
    "WebM": ("a.webm", "libopus", {"rate": 48_000}),
    "video": ("a.mp4", "aac", {"rate": 44_100, "picture": True}),
    "M4A under a wrong name": ("a.wav", "aac", {"rate": 44_100, "container": "mp4"}),
    "MP3 under a wrong name": ("a.txt", "libmp3lame", {"rate": 44_100, "container": "mp3"}),
}


@pytest.mark.parametrize(("name", "codec", "how"), FORMATS.values(), ids=FORMATS)
def test_every_format_gives_the_same_sound(tmp_path, spoken, name, codec, how):
    samples = files.decode(encode(tmp_path / name, spoken, codec, **how))

    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert np.abs(samples).max() <= 1.0
    assert files.duration_s(samples) == pytest.approx(files.duration_s(spoken), abs=0.15)
    assert similarity(samples, spoken) > 0.9


class Pipe:
    """What a browser records into: it can't go back to state the length."""

    def __init__(self, path):
        self._file = path.open("wb")
        self.write, self.close = self._file.write, self._file.close


def test_a_webm_that_does_not_state_its_length(tmp_path, spoken):
    path, pipe = tmp_path / "a.webm", Pipe(tmp_path / "a.webm")
    encode(path, spoken, "libopus", rate=48_000, container="webm", target=pipe)
    pipe.close()

    assert files.duration_s(files.decode(path)) == pytest.approx(files.duration_s(spoken), abs=0.1)
    with pytest.raises(AudioError, match="more than 1 s, and at most 1 s are accepted"):
        files.decode(path, max_duration_s=1.0)


def test_a_very_short_recording_is_decoded(tmp_path, spoken):
    files.write(tmp_path / "short.wav", spoken[:4_800])

    assert files.duration_s(files.decode(tmp_path / "short.wav")) == pytest.approx(0.3)


def test_values_that_are_no_numbers_are_silence(tmp_path, spoken):
    broken = spoken.copy()
    broken[1_000], broken[2_000], broken[3_000], broken[4_000] = np.nan, np.inf, -np.inf, 1e20
    samples = files.decode(encode(tmp_path / "a.wav", broken, "pcm_f32le"))

    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1.0
    np.testing.assert_allclose(samples[5_000:], spoken[5_000:], atol=1e-4)


def test_a_damaged_stretch_costs_only_itself(tmp_path, spoken):
    path = encode(tmp_path / "a.flac", spoken, "flac")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 500] = bytes(500)
    path.write_bytes(content)

    samples = files.decode(path)

    assert files.duration_s(samples) > 0.7 * files.duration_s(spoken)
    assert similarity(samples, spoken[-16_000:]) > 0.9


def test_a_file_cut_short_gives_what_is_there(tmp_path, spoken):
    path = encode(tmp_path / "a.mp3", spoken, "libmp3lame", rate=44_100)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    assert files.duration_s(files.decode(path)) == pytest.approx(files.duration_s(spoken) / 2, abs=0.3)


def nothing(path):
    pass


def a_folder(path):
    path.mkdir()


def an_empty_file(path):
    path.touch()


def a_text(path):
    path.write_text("Dear Sir or Madam, this is not a recording.\n" * 50)


def random_bytes(path):
    path.write_bytes(np.random.default_rng(1).bytes(200_000))


def a_header_alone(path):
    files.write(path, np.zeros(0, dtype=np.float32))


def a_silent_film(path):
    with av.open(str(path), "w", format="mp4") as out:
        video = out.add_stream("mpeg4", rate=10)
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        for _ in range(10):
            out.mux(video.encode(av.VideoFrame(64, 64, "yuv420p")))
        out.mux(video.encode(None))


def a_pipe(path):
    os.mkfifo(path)


BAD = {
    nothing: "can't be opened: No such file",
    a_folder: "is a folder, not a recording. Give one file in it",
    an_empty_file: "is empty: 0 bytes",
    a_text: "is not a recording that can be read",
    random_bytes: "is not a recording that can be read",
    a_header_alone: "holds no sound",
    a_silent_film: "has no sound track",
    a_pipe: "is a device or a pipe",
}


@pytest.mark.parametrize("extension", ["wav", "mp3", "webm"])
@pytest.mark.parametrize(("make", "says"), BAD.items(), ids=lambda value: getattr(value, "__name__", None))
def test_what_is_no_recording_gets_one_plain_sentence(tmp_path, make, says, extension):
    if make is a_pipe and not hasattr(os, "mkfifo"):
        pytest.skip("named pipes are a thing of Unix")
    path = tmp_path / f"answer.{extension}"
    make(path)

    with pytest.raises(AudioError, match=says) as caught:
        files.decode(path)

    assert str(path) in str(caught.value)


OF_OTHER_FILES = {
    "a list of files": "ffconcat version 1.0\nfile other.wav\n",
    "a playlist": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nother.wav\n#EXT-X-ENDLIST\n",
    "a network stream": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 45671 RTP/AVP 0\n",
}


@pytest.mark.parametrize("content", OF_OTHER_FILES.values(), ids=OF_OTHER_FILES)
def test_nothing_but_the_file_itself_is_opened(tmp_path, spoken, monkeypatch, content):
    monkeypatch.chdir(tmp_path)
    files.write(tmp_path / "other.wav", spoken)
    (tmp_path / "answer.wav").write_text(content)

    began = time.monotonic()
    with pytest.raises(AudioError, match="is not a recording that can be read"):
        files.decode(tmp_path / "answer.wav")

    assert time.monotonic() - began < 1.0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes to take away")
def test_a_file_that_may_not_be_read(tmp_path, spoken):
    path = tmp_path / "secret.wav"
    files.write(path, spoken)
    path.chmod(0)
    as_root = os.geteuid() == 0
    if as_root:  # who may read everything, and so becomes nobody for a moment
        os.seteuid(65_534)
    try:
        with pytest.raises(AudioError, match=r"can't be opened: Permission denied. Check its name and that you may read it"):
            files.decode(path)
    finally:
        if as_root:
            os.seteuid(0)


def test_two_hours_are_refused_before_they_are_decoded(tmp_path):
    path = tmp_path / "two hours.wav"
    files.write(path, np.zeros(16_000, dtype=np.float32))
    length = 2 * 3_600 * 16_000 * 2
    with path.open("r+b") as file:
        file.truncate(44 + length)  # a hole: no disk is used for it
        file.seek(4)
        file.write((36 + length).to_bytes(4, "little"))
        file.seek(40)
        file.write(length.to_bytes(4, "little"))

    began = time.monotonic()
    with pytest.raises(
        AudioError, match=r"is too long: 120 min, and at most 30 min are accepted. Cut it .* set max_answer_s .* in settings.toml"
    ):
        files.decode(path)

    assert time.monotonic() - began < 0.5


def test_what_is_written_is_what_is_read(tmp_path, spoken):
    path = tmp_path / "folder that is not there yet" / "answer.wav"
    files.write(path, spoken)

    np.testing.assert_array_equal(files.decode(path), spoken)


def test_too_loud_is_clipped(tmp_path):
    files.write(tmp_path / "loud.wav", np.array([2.0, -2.0, np.nan, 0.5] * 400, dtype=np.float32))

    np.testing.assert_allclose(files.decode(tmp_path / "loud.wav")[:4], [1.0, -1.0, 0.0, 0.5], atol=1e-4)


def test_a_full_disk_leaves_the_old_file_and_no_draft(small_disk, spoken):
    path = small_disk / "answer.wav"
    files.write(path, spoken[:8_000])

    with pytest.raises(StorageError, match=r"can't be written to .*answer.wav: No space left on device. Free some space"):
        files.write(path, spoken)

    assert [found.name for found in small_disk.iterdir()] == ["answer.wav"]
    np.testing.assert_array_equal(files.decode(path), spoken[:8_000])


def test_a_folder_in_the_way_is_left_alone(tmp_path, spoken):
    (tmp_path / "answer.wav").mkdir()

    with pytest.raises(StorageError, match="can't be written"):
        files.write(tmp_path / "answer.wav", spoken)

    assert [found.name for found in Path(tmp_path).iterdir()] == ["answer.wav"]
