"""Fixtures that every test may use."""

from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, so that no test sees or touches a person's."""
    folder = tmp_path / "rehearse-home"
    monkeypatch.setenv("REHEARSE_HOME", str(folder))
    return folder


def clip(name: str) -> Path:
    """Return the path of a recording in tests/data."""
    return DATA / f"{name}.wav"
