"""A database opens, migrates, and says plainly what is wrong with it; what was saved stays."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from rehearse.errors import RehearseError, SettingsError, StorageError
from rehearse.library import database
from rehearse.library.store import Library
from rehearse.library.tables import Base
from rehearse.schema import Assessment, Question, Role
from rehearse.text import from_text

QUESTION = Question(text="Why us?")


def answered(answer: str) -> Assessment:
    return Assessment(transcript=from_text(answer))


def file_of(home: Path) -> Path:
    return home / "rehearse.sqlite"


def test_migrations_lead_to_the_tables_as_the_code_has_them(library: Library, home: Path) -> None:
    with create_engine(f"sqlite:///{file_of(home)}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_library_from_before_concerns_is_brought_up_to_date_with_what_it_holds(home: Path) -> None:
    home.mkdir()
    with create_engine(f"sqlite:///{file_of(home)}").begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "rehearse.library:migrations")
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO roles (title, kind, employer, advert) VALUES ('Ward manager', 'job', '', '')"))
        connection.execute(text("INSERT INTO needs (role_id, position, need_id, text, kind) VALUES (1, 0, 'n1', 'Rota', 'must')"))
    (role,) = Library().roles()
    assert ([need.text for need in role.needs], role.concerns) == (["Rota"], ())


def test_connections_keep_the_promises_of_the_library(library: Library, home: Path) -> None:
    with database.engine(f"sqlite:///{file_of(home)}").connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 5000


def test_nothing_is_written_outside_the_data_folder(library: Library, role_id: int, home: Path, tmp_path: Path) -> None:
    assert {path.name for path in tmp_path.iterdir()} == {home.name}


def test_the_library_lies_in_the_data_folder_whatever_that_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "ready? 100% #1"
    monkeypatch.setenv("REHEARSE_HOME", str(home))
    Library().save_role(Role(title="Ward manager"))
    assert file_of(home).exists()
    assert [path.name for path in tmp_path.iterdir()] == [home.name]


def test_a_relative_file_is_one_library_wherever_one_starts(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        Library("sqlite:///mine.sqlite").save_role(Role(title=folder))
    assert (home / "mine.sqlite").exists()
    assert [role.title for role in Library("sqlite:///mine.sqlite").roles()] == ["there", "here"]


def test_four_processes_open_a_fresh_library_at_once(home: Path) -> None:
    script = (
        "import sys; from rehearse.library.store import Library; from rehearse.schema import Role\n"
        "sys.stdin.read()\n"
        "Library().save_role(Role(title='Ward manager'))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"REHEARSE_HOME": str(home)},
        )
        for _ in range(4)
    ]
    errors = []
    for process in started:
        process.stdin.close()
    for process in started:
        with process:
            errors.append(process.stderr.read().decode())
    assert errors == [""] * 4
    assert len(Library().roles()) == 4


def test_a_newer_library_is_left_alone(library: Library, role_id: int, home: Path) -> None:
    with sqlite3.connect(file_of(home)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    database._engines.clear()
    before = file_of(home).read_bytes()
    with pytest.raises(StorageError, match=r"newer rehearse.*'9999'"):
        Library()
    assert file_of(home).read_bytes() == before


def test_a_damaged_file_is_told_and_left_as_it_is(home: Path) -> None:
    home.mkdir()
    file_of(home).write_bytes(b"not a database" * 100)
    with pytest.raises(StorageError, match="damaged") as told:
        Library()
    assert str(file_of(home)) in str(told.value)
    assert file_of(home).read_bytes() == b"not a database" * 100


def test_a_library_whose_file_was_removed_starts_afresh(library: Library, role_id: int, home: Path) -> None:
    shutil.rmtree(home)
    with pytest.raises(StorageError, match="can't be"):
        library.roles()
    assert Library().roles() == ()


def test_a_locked_library_is_told_and_keeps_what_it_has(
    library: Library, role_id: int, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.1)
    other = sqlite3.connect(file_of(home), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="another program is writing"):
        library.add_take(role_id, QUESTION, answered("I led the ward."))
    assert library.takes() == ()
    other.execute("ROLLBACK")
    other.close()
    assert library.add_take(role_id, QUESTION, answered("I led the ward.")).number == 1


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_keeps_nothing_is_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        Library(url)


def test_no_password_is_shown_of_an_address_that_is_none() -> None:
    with pytest.raises(SettingsError, match=r"postgresql://me:\*\*\*@host:port/db") as told:
        Library("postgresql://me:s3cr:et@host:port/db")
    assert "s3cr" not in str(told.value)


@pytest.mark.parametrize(
    "url", ["oracle+nothing://me@host/name", "postgresql+psycopg://me:secret@127.0.0.1:1/name?connect_timeout=2"]
)
def test_a_database_out_of_reach_is_told_without_its_password(url: str) -> None:
    with pytest.raises(StorageError) as told:
        Library(url)
    assert "secret" not in str(told.value)


def test_a_folder_that_is_a_file_is_told(home: Path) -> None:
    home.write_text("in the way")
    with pytest.raises(StorageError, match=r"rehearse\.sqlite"):
        Library(f"sqlite:///{file_of(home)}")


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of one megabyte that holds the data folder."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        sys.platform != "linux"
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False).returncode
    ):
        pytest.skip("a small disk can be mounted on Linux as root only")
    monkeypatch.setenv("REHEARSE_HOME", str(disk / "home"))
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler:
        for size in (65536, 1):
            try:
                while filler.write(b"\0" * size):
                    pass
            except OSError:
                continue


def test_a_full_disk_loses_nothing(small_disk: Path, tmp_path: Path) -> None:
    library = Library()
    role = library.save_role(Role(title="Ward manager"))
    kept = library.add_take(role.id, QUESTION, answered("I led the ward."))
    recording = tmp_path / "answer.wav"
    recording.write_bytes(b"RIFF" * 5000)
    fill(small_disk)
    with pytest.raises(StorageError, match=r"answer\.wav.*still where it was"):
        library.add_take(role.id, QUESTION, answered("I led it."), audio=recording)
    with pytest.raises(StorageError, match="disk is full"):
        library.add_take(role.id, QUESTION, answered("I led it. " * 9000))
    assert recording.read_bytes() == b"RIFF" * 5000
    (small_disk / "filler").unlink()
    assert library.takes() == (kept,)
    assert library.add_take(role.id, QUESTION, answered("I led it."), audio=recording).number == 2
    assert sorted(path.suffix for path in (small_disk / "home" / "audio").iterdir()) == [".wav"]


def test_a_disk_that_cannot_be_written_is_told(small_disk: Path) -> None:
    library = Library()
    library.save_role(Role(title="Ward manager"))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StorageError, match="can't be"):
        library.save_role(Role(title="Porter"))
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert [role.title for role in library.roles()] == ["Ward manager"]


def _as_postgres(command: list[str]) -> list[str]:
    # PostgreSQL refuses to run as root.
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command] if os.geteuid() == 0 else command


@pytest.fixture
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of the test's own, on a socket in its own folder."""
    pytest.importorskip("psycopg", reason="pip install 'rehearse[postgresql]'")
    programs = shutil.which("initdb"), shutil.which("pg_ctl")
    if None in programs or sys.platform == "win32":
        pytest.skip("no PostgreSQL server on this machine")
    folder = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip())
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    initdb, pg_ctl = (str(program) for program in programs)
    data = str(folder / "data")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"

    def run(*command: str) -> None:
        subprocess.run(_as_postgres(list(command)), check=True, cwd=folder, stdout=subprocess.DEVNULL)

    run(initdb, "-D", data, "-U", "me", "--auth=trust", "--no-sync", "-E", "UTF8")
    run(pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    yield f"postgresql+psycopg://me@/postgres?host={folder}"
    run(pg_ctl, "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def test_the_same_library_on_postgresql(postgresql_url: str) -> None:
    library = Library(postgresql_url)
    role = library.save_role(Role(title="Ward manager"))
    first = library.add_take(role.id, QUESTION, answered("I ran the Café’s rota, 100% of it"))
    library.set_notes(first.id, "Slower")
    second = library.correct_take(library.add_take(role.id, QUESTION, answered("word")).id, answered("ward"))
    assert (first.number, second.number) == (1, 2)
    assert [take.id for take in library.takes(search="cafe 100%")] == [first.id]
    assert library.take(second.id) == second
    assert library.take(first.id).created_at == first.created_at
    with pytest.raises(RehearseError):
        library.save_role(Role(title="Ward \0 manager"))
    with database.engine(postgresql_url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    library.delete_role(role.id)
    assert library.takes() == ()
    database.engine(postgresql_url).dispose()
