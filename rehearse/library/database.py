"""Open the database behind a library: connections, migrations, and its errors in plain words."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from rehearse import settings
from rehearse.errors import InputError, SettingsError, StorageError

BUSY_TIMEOUT_S = 5.0
"""How long a SQLite connection waits for another one that is writing."""

# Any number does, as long as every rehearse asks for the same.
_MIGRATION_LOCK = 7_304_511
_PASSWORD = re.compile(r"(?<=//)([^/:@]*):.*(?=@)")
_opening = threading.Lock()
_engines: dict[URL, Engine] = {}


def engine(url: str) -> Engine:
    """Return the engine of this process for `url`, its database made or brought up to date.

    Raises
    ------
    SettingsError
        `url` isn't a database's address.
    StorageError
        The database can't be opened, or was written by a newer rehearse.
    """
    address = _address(url)
    with _opening:
        opened = _engines.get(address)
        if opened is None or _file_is_gone(address):
            with plain_errors(address):
                opened = _engines[address] = _connect(address)
                _migrate(opened)
        return opened


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as exc:  # a port that is no number is a ValueError
        shown = _PASSWORD.sub(r"\1:***", url)
        raise SettingsError(
            f"{shown!r} is not a database's address. Write sqlite:///FILE or postgresql://USER@HOST/NAME, or clear that setting."
        ) from exc
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        raise SettingsError(f"{url!r} keeps nothing: name a file, as in sqlite:///rehearse.sqlite.")
    return _in_data_folder(address)


def _in_data_folder(address: URL) -> URL:
    """Return `address` with a relative SQLite file put into the data folder, so that it is one library wherever one starts."""
    if address.get_backend_name() != "sqlite" or "uri" in address.query:
        return address
    return address.set(database=str(settings.data_dir() / (address.database or "")))


def _file_is_gone(address: URL) -> bool:
    return address.get_backend_name() == "sqlite" and not Path(address.database or "").exists()


def _connect(address: URL) -> Engine:
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True)
    Path(address.database or "").parent.mkdir(parents=True, exist_ok=True)
    # A connection is one open file: cheap to open, and closed at once, so that the data folder can be moved or removed.
    made = create_engine(address, poolclass=NullPool)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _prepare_sqlite(dbapi_connection: Any, record: object) -> None:  # noqa: ARG001
    # The driver's own transactions leave out DDL; `_begin_sqlite` starts them instead.
    dbapi_connection.isolation_level = None
    for pragma in (
        f"busy_timeout={int(BUSY_TIMEOUT_S * 1000)}",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what a person deletes is not to be read from the file afterwards
    ):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # One that reads first and writes later fails at once when another wrote in between; so one that means to write says so.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(opened: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", "rehearse.library:migrations")
    scripts = ScriptDirectory.from_config(config)
    with opened.execution_options(writes=True).begin() as connection:
        # Two programs that open a fresh library at once migrate it one after the other; on SQLite "writes" sees to it.
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
        current = MigrationContext.configure(connection).get_current_revision()
        if current == scripts.get_current_head():
            return
        if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
            raise StorageError(
                f"The library at {shown(opened.url)} was written by a newer rehearse (its format is {current!r}). "
                "Install the newer version, or name another library in the settings."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def shown(address: URL) -> str:
    """Return the place of a database without its password."""
    if address.get_backend_name() == "sqlite":
        return str(address.database)
    return address.render_as_string(hide_password=True)


@contextmanager
def plain_errors(address: URL) -> Iterator[None]:
    """Raise what the database, its driver or the disk raises as one of our errors, with how to mend it.

    Raises
    ------
    StorageError
        The database can't be read or written.
    InputError
        A text holds characters that can't be stored.
    """
    try:
        yield
    except DBAPIError as exc:
        raise StorageError(_plain(str(exc.orig), shown(address))) from exc
    except OSError as exc:
        raise StorageError(_plain(exc.strerror or str(exc), shown(address))) from exc
    except (NoSuchModuleError, ImportError) as exc:
        raise StorageError(
            f"This machine has no driver for {address.drivername!r}. For PostgreSQL, pip install 'rehearse[postgresql]' "
            "and write postgresql://USER@HOST/NAME."
        ) from exc
    except UnicodeEncodeError as exc:
        raise InputError(
            f"The text holds half a character that can't be stored ({exc.object[exc.start : exc.end]!r}). Type that place again."
        ) from exc


_SAFE = "what was saved before is still there"
_REMEDIES = (
    ("locked", f"another program is writing to it. Close that program, then try again; {_SAFE}"),
    ("full", f"the disk is full. Free some space, then try again; {_SAFE}"),
    ("no space", f"the disk is full. Free some space, then try again; {_SAFE}"),
    ("disk i/o", f"the disk is full or failing. Free some space, then try again; {_SAFE}"),
    ("not a database", "the file is damaged, or is no library. Move it away, and put a copy of yours in its place"),
    ("malformed", "the file is damaged. Move it away, and put a copy of yours in its place"),
    ("no such table", "its tables are gone. Start rehearse again"),
    ("read-only", f"it can't be written. Allow writing there, or set REHEARSE_HOME to another folder; {_SAFE}"),
    ("readonly", f"it can't be written. Allow writing there, or set REHEARSE_HOME to another folder; {_SAFE}"),
    ("unable to open", "it can't be opened. Allow reading and writing there, or set REHEARSE_HOME to another folder"),
    ("permission", "it can't be opened. Allow reading and writing there, or set REHEARSE_HOME to another folder"),
)


def _plain(said: str, place: str) -> str:
    said = " ".join(said.split())
    remedy = next((remedy for sign, remedy in _REMEDIES if sign in said.lower()), "see that it is there and can be written")
    return f"The library at {place} can't be used: {remedy}. ({said})"
