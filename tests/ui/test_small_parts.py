"""The small parts of the app: words, levels, and how it is served."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rehearse import settings
from rehearse.assess import assess
from rehearse.errors import InputError
from rehearse.library.store import Library
from rehearse.schema import Question, Role
from rehearse.settings import Settings
from rehearse.ui import ownership, waiting
from rehearse.ui.launch import launch
from rehearse.ui.microphone import level
from rehearse.ui.wording import countdown, size

from .conftest import OpenPage, shown

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "words"),
    [(26, "interview in 3 days"), (24, "interview tomorrow"), (23, "interview today"), (9, "interview was 9 November")],
)
def test_the_interview_counts_down(day: int, words: str) -> None:
    assert countdown(date(2026, 11, day), TODAY) == words


def test_sizes_are_told_in_the_unit_people_use() -> None:
    assert (size(148_000_000), size(3_090_000_000)) == ("148 MB", "3.1 GB")


def test_the_level_meter_is_empty_in_silence_and_full_at_the_top() -> None:
    assert level(-90.0) == 0.0
    assert level(0.0) == 1.0
    assert 0.4 < level(-27.0) < 0.8


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(InputError, match=f"Port {port} is taken"):
            launch(port, browser=False)


def test_a_microphone_that_is_not_there_is_told_and_leaves_nothing_waiting(open_page: OpenPage, ward_manager: Role) -> None:
    settings.save(replace(Settings(), input_device=999))
    app = open_page("practise")
    app.button_group(key="way").set_value("This computer's microphone").run()
    next(one for one in app.button if one.label == "Start recording").click().run()
    assert "microphone" in shown(app)
    assert len(app.error) == 1
    assert list(waiting.folder().iterdir()) == []


def test_a_take_that_cannot_be_read_leaves_the_other_pages_alone(
    open_page: OpenPage, ward_manager: Role, library: Library, home: Path
) -> None:
    library.save_role(Role(title="Matron"))
    library.add_take(ward_manager.id, Question(text="Why you?", kind="other"), assess("I led a ward."))
    with closing(sqlite3.connect(home / "rehearse.sqlite")) as database, database:
        database.execute("UPDATE takes SET assessment = '{'")
    app = open_page("settings")
    assert (len(app.exception), len(app.error)) == (0, 0)
    assert app.sidebar.selectbox[0].value == ward_manager.id


@pytest.mark.parametrize(
    ("database_url", "scheduler_address", "hosts"),
    [
        ("", "", []),
        ("sqlite:////srv/share/rehearse.sqlite", "tcp://127.0.0.1:8786", []),
        ("postgresql://me@localhost/rehearse", "localhost:8786", []),
        ("postgresql:///rehearse?host=/var/run/postgresql", "tcp://[::1]:8786", []),
        ("postgresql+psycopg://me:secret@db.example/rehearse", "", ["at db.example,"]),
        ("postgresql:///rehearse?host=db1.example&host=db2.example:5432", "", ["at db1.example, db2.example:5432,"]),
        ("", "gpu-box:8786", ["at gpu-box,"]),
        ("postgresql://192.168.1.5/rehearse", "tls://[fd00::7]:8786", ["at 192.168.1.5,", "at fd00::7,"]),
    ],
)
def test_a_database_or_a_scheduler_elsewhere_is_told(database_url: str, scheduler_address: str, hosts: list[str]) -> None:
    settings.save(replace(Settings(), database_url=database_url, scheduler_address=scheduler_address))
    told = ownership.sent_elsewhere()
    assert len(told) == len(hosts)
    assert all(host in sentence for host, sentence in zip(hosts, told, strict=True))


@pytest.mark.parametrize("setting", ["database_url", "scheduler_address"])
@pytest.mark.parametrize("page", ["settings", "role"])
def test_an_address_with_a_wrong_port_leaves_the_pages_standing(setting: str, page: str, open_page: OpenPage) -> None:
    settings.save(replace(Settings(), **{setting: "postgresql://me@localhost:54e2/rehearse"}))
    app = open_page(page)
    assert len(app.exception) == 0
    assert "did not expect" not in shown(app)
    assert "Everything stays on this computer." in shown(app)
    assert ("not a database" in shown(app)) == (setting == "database_url")


def test_every_page_tells_of_a_scheduler_elsewhere(open_page: OpenPage, ward_manager: Role) -> None:
    settings.save(replace(Settings(), scheduler_address="tcp://cluster:8786"))
    app = open_page("settings")
    assert "Everything stays on this computer." not in shown(app)
    assert "Your answers are judged at cluster" in shown(app)
    assert any("cluster" in str(one.value) for one in app.warning)
