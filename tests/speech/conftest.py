"""The small Whisper model of our own, and an empty checkout."""

from pathlib import Path

import pytest

from rehearse.weights import store

FIXTURE = Path(__file__).parents[2] / "models" / "whisper-fixture"


@pytest.fixture(scope="session")
def whisper_fixture() -> Path:
    """The folder of the model that knows the clips of tests/data by heart."""
    return FIXTURE


@pytest.fixture
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any speech model, whatever lies in this checkout."""
    monkeypatch.setattr(store, "_CHECKOUT", tmp_path / "nowhere")
