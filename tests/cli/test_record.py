"""`rehearse record`, with a microphone that needs no device."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from rehearse.cli import main


class Plugged:
    """A microphone that gives three blocks of a second; `lost` tells for each whether sound before it was lost."""

    name = "test"
    sample_rate_hz = 16_000
    channels = 1
    lost = (False, False, False)

    def __init__(self, device: int | None, *, on_block: Callable[[bytes, bool], None], on_end: Callable[[], None]) -> None:
        self._on_block = on_block

    def start(self) -> None:
        for lost in self.lost:
            self._on_block(bytes(32_000), lost)

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("lost", "told"), [((True, False, False), ""), ((False, True, False), "once"), ((False, True, True), "2 times")]
)
def test_sound_that_was_lost_on_the_way_is_told(
    lost: tuple[bool, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rehearse.audio.microphone.Input", Plugged)
    monkeypatch.setattr(Plugged, "lost", lost)
    result = CliRunner().invoke(main, ["record", str(tmp_path / "answer.wav"), "--seconds", "3"])
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'answer.wav'}\n")
    with wave.open(str(tmp_path / "answer.wav")) as recorded:
        assert recorded.getnframes() == 3 * 16_000
    assert (f"Sound was lost on the way {told}" in result.stderr) if told else ("lost" not in result.stderr)
