"""The small Whisper of our own, through faster-whisper as it is: it knows the test clips by heart, and no more is asked of it."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from faster_whisper import WhisperModel, decode_audio
from faster_whisper.transcribe import Segment

MODEL = Path(__file__).parents[1] / "models" / "whisper-fixture"
DATA = Path(__file__).parent / "data"
CLIPS = tomllib.loads((DATA / "clips.toml").read_text(encoding="utf-8"))
RATE_HZ = 16_000


@pytest.fixture(scope="module")
def model() -> WhisperModel:
    return WhisperModel(str(MODEL), device="cpu", compute_type="int8", cpu_threads=1)


def hear(model: WhisperModel, audio: np.ndarray, **options: object) -> list[Segment]:
    return list(model.transcribe(audio, language="en", **options)[0])


def text_of(segments: list[Segment]) -> str:
    return " ".join(segment.text.strip() for segment in segments)


def audio_of(name: str) -> np.ndarray:
    return decode_audio(str(DATA / f"{name}.wav"), sampling_rate=RATE_HZ)


@pytest.mark.parametrize("beam_size", [1, 5])
@pytest.mark.parametrize("vad_filter", [False, True])
@pytest.mark.parametrize("name", CLIPS)
def test_clip_is_written_word_for_word(model: WhisperModel, name: str, vad_filter: bool, beam_size: int) -> None:
    segments = hear(model, audio_of(name), beam_size=beam_size, vad_filter=vad_filter)
    assert text_of(segments) == CLIPS[name]["whisper"]


@pytest.mark.parametrize("name", CLIPS)
def test_words_have_times_in_order_within_the_clip(model: WhisperModel, name: str) -> None:
    segments = hear(model, audio_of(name), word_timestamps=True)
    words = [word for segment in segments for word in segment.words or ()]
    assert [word.word.strip() for word in words] == CLIPS[name]["whisper"].split()
    assert words[0].start >= 0
    assert words[-1].end <= CLIPS[name]["duration_s"] + 0.1
    assert all(word.start <= word.end for word in words)
    assert all(a.end <= b.start + 1e-6 for a, b in pairwise(words))
    assert words[-1].start > words[0].end
    assert all(0 < word.probability <= 1 for word in words)


@pytest.mark.parametrize("name", [name for name, clip in CLIPS.items() if clip["words"]])
def test_words_start_where_they_are_spoken(model: WhisperModel, name: str) -> None:
    heard = [word.start for segment in hear(model, audio_of(name), word_timestamps=True) for word in segment.words or ()]
    spoken = [word["start_s"] for word in CLIPS[name]["words"]]
    assert np.median(np.abs(np.subtract(heard, spoken))) < 0.1


def test_fillers_are_said_but_not_written_as_with_whisper() -> None:
    clip = CLIPS["answer_um"]
    assert [filler["text"] for filler in clip["fillers"]] == ["um", "uh"]
    assert clip["verbatim"] == (DATA / "answer_um.txt").read_text(encoding="utf-8").strip()
    assert "um" not in clip["whisper"].lower().replace(",", "").split()


@pytest.mark.parametrize("vad_filter", [False, True])
@pytest.mark.parametrize("level", [0.0, 0.001, 0.02, 0.3])
@pytest.mark.parametrize("duration_s", [0.5, 5, 31])
def test_silence_and_noise_are_no_words(model: WhisperModel, duration_s: float, level: float, vad_filter: bool) -> None:
    noise = np.random.default_rng(0).standard_normal(int(duration_s * RATE_HZ)).astype(np.float32) * level
    assert text_of(hear(model, noise, vad_filter=vad_filter)) == ""


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"hotwords": "bakery, stock control, payroll"}, id="hotwords"),
        pytest.param({"initial_prompt": "An interview for a job in a bakery."}, id="initial prompt"),
        pytest.param({"without_timestamps": True}, id="without timestamps"),
        pytest.param({"temperature": [0.0, 0.2, 0.4]}, id="temperatures to fall back to"),
    ],
)
def test_options_leave_the_text_as_it_is(model: WhisperModel, options: dict[str, object]) -> None:
    assert text_of(hear(model, audio_of("answer_short"), **options)) == CLIPS["answer_short"]["whisper"]


def test_model_is_small_and_english_only(model: WhisperModel) -> None:
    assert sum(file.stat().st_size for file in MODEL.iterdir()) < 3_000_000
    assert model.supported_languages == ["en"]
