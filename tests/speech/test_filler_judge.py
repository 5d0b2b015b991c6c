"""What tells a held vowel from a moving sound and from noise, by the shipped judge."""

from pathlib import Path

import numpy as np
import pytest

from rehearse.audio.files import SAMPLE_RATE_HZ, decode
from rehearse.speech.filler_candidates import Candidate, Heard
from rehearse.speech.filler_features import NAMES, features, voice
from rehearse.speech.filler_judge import probability

CLIP = Path(__file__).parents[1] / "data" / "answer_um.wav"


def sound(start_s: float, end_s: float) -> Candidate:
    return Candidate(start_s=start_s, end_s=end_s, before_word=0, nasal=False)


def measured(samples: np.ndarray, candidate: Candidate) -> dict[str, float]:
    values = features(candidate, Heard(words=(), candidates=(candidate,)), samples, voice(samples))
    return dict(zip(NAMES, values, strict=True))


def tone(*hz: float) -> np.ndarray:
    """A buzz of 0.5 s for each pitch, in faint noise."""
    times = np.arange(SAMPLE_RATE_HZ // 2) / SAMPLE_RATE_HZ
    buzz = [sum(np.sin(2 * np.pi * pitch * k * times) / k for k in range(1, 20)) for pitch in hz]
    whole = np.concatenate([np.zeros(4000), *buzz, np.zeros(4000)])
    return (0.05 * whole + np.random.default_rng(0).normal(0, 1e-4, len(whole))).astype(np.float32)


def test_a_held_sound_changes_less_than_noise_and_keeps_its_pitch() -> None:
    held = measured(tone(120), sound(0.3, 0.7))
    noise = np.random.default_rng(0).normal(0, 0.1, SAMPLE_RATE_HZ).astype(np.float32)
    rough = measured(noise, sound(0.3, 0.7))
    assert held["change"] < rough["change"]
    assert held["pitch_spread"] < rough["pitch_spread"]


def test_a_sound_that_changes_halfway_drifts() -> None:
    samples = tone(110, 300)
    assert measured(samples, sound(0.3, 1.2))["drift"] > measured(samples, sound(0.3, 0.7))["drift"] + 0.7


def test_pitch_is_held_against_the_voices_own() -> None:
    samples = tone(200, 200, 200, 150)
    assert measured(samples, sound(1.8, 2.2))["pitch"] == pytest.approx(12 * np.log2(150 / 200), abs=0.5)


def test_a_longer_stiller_lower_sound_is_surer() -> None:
    ordinary = measured(tone(120), sound(0.3, 0.6))
    for name, by in {"length": 0.5, "change": -0.3, "drift": -0.3, "pitch_spread": -0.5, "pitch": -2.0}.items():
        other = ordinary | {name: ordinary[name] + by}
        assert probability(np.array(list(other.values()))) > probability(np.array(list(ordinary.values()))), name


@pytest.mark.parametrize(("start_s", "end_s"), [(-0.1, 0.2), (0.0, 0.16), (100.0, 100.3)])
def test_sounds_at_and_beyond_the_edges_get_a_probability(start_s: float, end_s: float) -> None:
    samples = decode(CLIP)
    candidate = sound(start_s, end_s)
    values = features(candidate, Heard(words=(), candidates=(candidate,)), samples, voice(samples))
    assert np.isfinite(values).all()
    assert 0 <= probability(values) <= 1


@pytest.mark.parametrize("length", [0, 100, SAMPLE_RATE_HZ])
def test_a_recording_without_a_voice_can_be_measured(length: int) -> None:
    of = voice(np.zeros(length, dtype=np.float32))
    assert of.pitch_hz == 0
    assert of.change >= 0
