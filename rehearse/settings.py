"""What a person may set, where it is kept, and where the data lives.

Everything is under one data folder: `REHEARSE_HOME` where that is set, else the user's data folder of the operating
system. Nothing is written elsewhere.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import platformdirs
import tomli_w

from rehearse.errors import SettingsError, StorageError

EngineChoice = Literal["auto", "whisper", "sphinx"]

_FILE_NAME = "settings.toml"


def data_dir() -> Path:
    """Return the folder that holds everything `rehearse` writes; it is made when something is first written to it."""
    home = os.environ.get("REHEARSE_HOME")
    return Path(home).expanduser() if home else Path(platformdirs.user_data_dir("rehearse", appauthor=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnModel:
    """A language model of the person's own that may judge the needs too, behind an OpenAI-compatible server.

    Attributes
    ----------
    on
        Off, it is never asked.
    url
        Where the server listens ("http://127.0.0.1:11434/v1"); this computer, unless `allowed_host` names another.
    name
        What the server calls the model ("llama3.1:8b").
    timeout_s
        How long an assessment waits for it at most, in seconds.
    allowed_host
        The one host beyond this computer that the person lets read the answers; empty for none.
    """

    on: bool = False
    url: str = ""
    name: str = ""
    timeout_s: Annotated[float, msgspec.Meta(gt=0, le=600)] = 60.0
    allowed_host: str = ""

    @property
    def in_use(self) -> bool:
        """Whether it is on and something can be asked."""
        return self.on and bool(self.url.strip()) and bool(self.name.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person may set.

    Attributes
    ----------
    engine
        `auto` takes Whisper where a model is on this machine, else PocketSphinx.
    model
        Name in the catalogue of speech models, or a folder.
    language
        ISO 639-1 code of the spoken language.
    input_device
        Number of the microphone as `sounddevice` counts; `None` for the system's default.
    fluency_scores
        Off hides the scores of fillers, pace and pauses: accents and stammers are not faults.
    limits
        A person's own limits by name, over those of the lexicon; see docs/metrics.md.
    max_answer_s
        The longest recording that is accepted, in seconds.
    database_url
        SQLAlchemy's URL of the library; empty for a SQLite file in the data folder. A relative file is one of that folder.
    scheduler_address
        Where a dask scheduler listens; empty to work in this process.
    own_model
        A language model of the person's own that may judge the needs too; off by default.
    """

    engine: EngineChoice = "auto"
    model: str = "base.en"
    language: str = "en"
    input_device: int | None = None
    fluency_scores: bool = True
    limits: Mapping[str, float] = field(default_factory=dict)
    max_answer_s: float = 1800.0
    database_url: str = ""
    scheduler_address: str = ""
    own_model: OwnModel = field(default_factory=OwnModel)

    @property
    def library_url(self) -> str:
        """SQLAlchemy's URL of the library, the default filled in."""
        if self.database_url:
            return self.database_url
        from sqlalchemy import URL  # slow to import, and most commands open no library

        return URL.create("sqlite", database=str(data_dir() / "rehearse.sqlite")).render_as_string()


def audio_dir() -> Path:
    """Return the folder of the recordings."""
    return data_dir() / "audio"


def load() -> Settings:
    """Read the settings; the defaults where none were saved.

    Raises
    ------
    SettingsError
        The file is not TOML, a name is not one of a setting, or a value is not what it may be.
    """
    path = data_dir() / _FILE_NAME
    try:
        return _read(path.read_text(encoding="utf-8-sig"))  # some editors begin a file with a byte order mark
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as exc:
        raise SettingsError(
            f"The settings in {path} can't be read: {exc}. Mend that line, or delete the file for the defaults."
        ) from exc
    except OSError as exc:
        raise StorageError(f"The settings in {path} can't be opened: {exc.strerror}.") from exc


def save(settings: Settings) -> None:
    """Write the settings to the data folder, whole or not at all.

    Raises
    ------
    SettingsError
        The file that is there can't be read, so what it holds would be lost.
    StorageError
        The folder can't be written.
    """
    path = data_dir() / _FILE_NAME
    values = {name: value for name, value in msgspec.to_builtins(settings).items() if value is not None}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        load()
        draft = path.with_suffix(".draft")
        draft.write_text(tomli_w.dumps(values), encoding="utf-8")
        draft.replace(path)
    except OSError as exc:
        raise StorageError(
            f"The settings can't be written to {path}: {exc.strerror}. Free some space, or set REHEARSE_HOME."
        ) from exc


def _read(text: str) -> Settings:
    values = tomllib.loads(text)
    settings = msgspec.convert(values, Settings)
    _check_names(values, Settings)
    _check_names(values.get("own_model", {}), OwnModel)
    return settings


def _check_names(values: Mapping[str, Any], kind: type[Settings | OwnModel]) -> None:
    known = [each.name for each in fields(kind)]
    for name in values:
        if name not in known:
            (nearest,) = get_close_matches(name, known, 1, cutoff=0)
            raise msgspec.ValidationError(f"there is no setting {name!r}; the nearest is {nearest!r}")
