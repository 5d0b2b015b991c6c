"""A voice is found however quiet, its pauses keep their length, and what is no voice is named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from rehearse.audio import voice
from rehearse.schema import Interval

RATE = 16_000
LENGTH_S = 8
TIME_S = np.arange(LENGTH_S * RATE) / RATE


def at_dbfs(samples, level):
    """Return `samples` at an RMS level, rounded as a 16-bit recording is."""
    gain = 10 ** (level / 20) / np.sqrt(np.mean(samples**2))
    return (np.round(np.clip(samples * gain, -1, 1) * 32768) / 32768).astype(np.float32)


def white():
    return np.random.default_rng(1).standard_normal(len(TIME_S))


def coloured(power):
    spectrum = np.fft.rfft(white())
    return np.fft.irfft(spectrum / np.maximum(np.arange(len(spectrum)), 1) ** (power / 2), len(TIME_S))


def tones(*frequencies_hz):
    return sum(np.sin(2 * np.pi * frequency * TIME_S) for frequency in frequencies_hz)


def melody():
    notes = np.random.default_rng(1).choice([220, 247, 262, 294, 330, 392, 440], 2 * LENGTH_S)
    beat = TIME_S[: RATE // 2]
    return np.concatenate(
        [sum(np.sin(2 * np.pi * k * note * beat) * np.exp(-4 * k * beat) / k for k in (1, 2, 3)) for note in notes]
    )


def typing():
    sound = np.zeros(len(TIME_S))
    for start in np.random.default_rng(1).integers(0, len(sound) - 800, 40):
        sound[start : start + 800] += np.random.default_rng(start).standard_normal(800) * np.exp(-np.arange(800) / 150)
    return sound


NOT_A_VOICE = {
    "white noise": white(),
    "pink noise": coloured(1),
    "brown noise": coloured(2),
    "mains hum": tones(50, 100, 150, 250),
    "a tone": tones(440),
    "a chord": tones(220, 277, 330, 440),
    "a melody": melody(),
    "typing": typing(),
    "pulsing noise": white() * (1 + np.sin(2 * np.pi * 4 * TIME_S)),
}


def spoken_s(regions):
    return sum(region.duration_s for region in regions)


@pytest.mark.parametrize("level", [-20, -40, -60])
@pytest.mark.parametrize("sound", NOT_A_VOICE.values(), ids=NOT_A_VOICE)
def test_noise_and_music_are_not_taken_for_a_voice(sound, level):
    samples = at_dbfs(sound, level)
    regions = voice.speech_regions(samples)

    assert spoken_s(regions) < 0.2
    assert voice.no_speech_reason(samples, regions).startswith("Only noise was heard in 8.0 s, no voice")


def test_a_note_that_sounds_like_a_blip_of_voice_is_left_out():
    assert voice.speech_regions(at_dbfs(melody(), -40)) == ()


@pytest.mark.parametrize("samples", [np.zeros(RATE * 3, np.float32), np.full(RATE * 3, 1 / 32768, np.float32)])
def test_silence_points_at_the_microphone(samples):
    regions = voice.speech_regions(samples)

    assert regions == ()
    assert voice.no_speech_reason(samples, regions).startswith("The recording is silent (3.0 s). Check that the right microphone")


@pytest.mark.parametrize("length", [0, 1, 100, 4_800])
def test_a_recording_too_short_for_an_answer(spoken, length):
    samples = spoken[8_000 : 8_000 + length]

    reason = voice.no_speech_reason(samples, voice.speech_regions(samples))

    assert reason.startswith(f"The recording is too short to hold an answer: {length / RATE:.1f} s")


@pytest.mark.parametrize("level", [-15, -35, -45, -70])
def test_a_voice_is_found_however_quiet(spoken, level):
    samples = at_dbfs(spoken, level)
    regions = voice.speech_regions(samples)

    assert spoken_s(regions) == pytest.approx(spoken_s(voice.speech_regions(spoken)), rel=0.1)
    assert voice.no_speech_reason(samples, regions) is None


def test_a_clipped_voice_is_found(spoken):
    clipped = np.clip(at_dbfs(spoken, -20) * 10, -1, 1)

    assert spoken_s(voice.speech_regions(clipped)) == pytest.approx(spoken_s(voice.speech_regions(spoken)), rel=0.1)


def test_a_voice_far_from_the_zero_line_is_found(spoken):
    shifted = at_dbfs(spoken, -45) + np.float32(0.1)

    assert spoken_s(voice.speech_regions(shifted)) == pytest.approx(spoken_s(voice.speech_regions(spoken)), rel=0.1)


def test_a_loud_noise_does_not_hide_a_quiet_voice(spoken):
    answer = at_dbfs(spoken, -50)
    door = at_dbfs(white()[: RATE * 2], -5)
    samples = np.concatenate([answer, np.zeros(RATE, np.float32), door])

    regions = voice.speech_regions(samples)

    assert spoken_s(regions) == pytest.approx(spoken_s(voice.speech_regions(spoken)), rel=0.1)


@pytest.mark.parametrize("pause_s", [0.4, 1.0, 2.5])
def test_a_pause_keeps_its_length(spoken, pause_s):
    (whole,) = voice.speech_regions(spoken)
    said = spoken[int(whole.start_s * RATE) : int(whole.end_s * RATE)]
    samples = np.concatenate([said, np.zeros(int(pause_s * RATE), np.float32), said])

    first, second = voice.speech_regions(samples)

    assert second.start_s - first.end_s == pytest.approx(pause_s, abs=0.25)


def test_one_word_is_an_answer():
    samples = np.zeros(RATE, np.float32)

    assert voice.no_speech_reason(samples, (Interval(start_s=0.2, end_s=0.5),)) is None


def test_threads_hear_the_same(spoken):
    alone = voice.speech_regions(spoken)

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(voice.speech_regions, [spoken] * 8))

    assert together == [alone] * 8


def test_peaks_draw_the_loudness():
    samples = np.concatenate([np.zeros(50), np.full(50, -0.5), [1.5], np.zeros(49)]).astype(np.float32)

    assert voice.peaks(samples, 3) == [0.0, 0.5, 1.0]
    assert len(voice.peaks(samples, 700)) == 700
    assert voice.peaks(samples[:0], 4) == [0.0] * 4
