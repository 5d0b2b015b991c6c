"""A library on a real SQLite file, with a role in it, and recordings to put into it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rehearse.library.store import Library
from rehearse.schema import Need, Role


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def role_id(library: Library) -> int:
    saved = library.save_role(Role(title="Ward manager", needs=(Need(id="n1", text="Leads a team"), Need(id="n2", text="Rota"))))
    assert saved.id is not None
    return saved.id


@pytest.fixture
def recording(tmp_path: Path) -> Callable[[str], Path]:
    """Make an audio file somewhere of the person's own, outside the data folder."""

    def make(name: str = "answer.wav") -> Path:
        path = tmp_path / name
        path.write_bytes(b"RIFF" + name.encode() * 50)
        return path

    return make
