"""The models on this machine: find, verify, import and remove them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rehearse.errors import NotFoundError, WeightsError
from rehearse.settings import data_dir
from rehearse.weights import folder
from rehearse.weights.catalogue import entry

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_CHECKOUT = Path(__file__).parents[2]
_FIXTURE_SUFFIX = "-fixture"
"""Ends the names of models that know only the clips of the tests: found by name, never offered."""

_MULTILINGUAL_VOCABULARY = 51865
"""Whisper's multilingual vocabularies are at least this large (openai/whisper, `Whisper.is_multilingual`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledModel:
    """One model on this machine; `size_bytes` is what its files take."""

    name: str
    path: Path
    size_bytes: int
    multilingual: bool

    def speaks(self, language: str) -> bool:
        """Tell whether it knows `language`, an ISO 639-1 code."""
        return self.multilingual or language == "en"


def home() -> Path:
    """Return the folder that models are written to."""
    return data_dir() / "models"


def names() -> tuple[str, ...]:
    """Return the names of the models on this machine, whole or damaged; `verify` tells which."""
    folders = (path for place in _places() if place.is_dir() for path in place.iterdir())
    return tuple(sorted({path.name for path in folders if _is_offered(path)}))


def installed() -> tuple[InstalledModel, ...]:
    """Return the whole models on this machine, by name."""
    return tuple(describe(path) for path in map(find, names()) if path)


def find(name_or_dir: str) -> Path | None:
    """Return the folder of a model, given its name or the folder itself; `None` where no whole model is there."""
    places = _places() if _NAME.fullmatch(name_or_dir) else ()
    candidates = (*(place / name_or_dir for place in places), Path(name_or_dir).absolute())
    return next((path for path in candidates if not folder.flaw(path)), None)


def describe(path: Path) -> InstalledModel:
    """Return what is known of the whole model in the folder `path`."""
    info = entry(path.name)
    return InstalledModel(
        name=path.name,
        path=path,
        size_bytes=sum(file.stat().st_size for file in folder.present(path)),
        multilingual=info.multilingual if info else _vocabulary_size(path) >= _MULTILINGUAL_VOCABULARY,
    )


def verify(name: str) -> tuple[str, ...]:
    """Return what is wrong with an installed model, in plain words; nothing where every byte is as it was when it came.

    Raises
    ------
    NotFoundError
        No model of that name is here.
    """
    return folder.problems(_folder_of(name))


def import_folder(path: Path, name: str | None = None) -> str:
    """Copy a faster-whisper model from `path` to the data folder, whole or not at all, and return its name.

    Raises
    ------
    NotFoundError
        There is no such folder.
    WeightsError
        It does not hold a whole faster-whisper model, the name is taken or not a plain name, or the disk is full.
    """
    if not path.is_dir():
        raise NotFoundError(f"There is no folder {path}. Give the folder that holds model.bin and the files beside it.")
    name = path.resolve().name if name is None else name
    if not _NAME.fullmatch(name):
        raise WeightsError(f"{name!r} can't be the name of a model: use letters, digits, dots, dashes and underscores.")
    if lacking := folder.flaw(path):
        raise WeightsError(f"{path} is not a whole faster-whisper model: {lacking}. It takes every file of the model's page.")
    with writing(name):
        if (home() / name).exists():
            raise WeightsError(f"A model {name!r} is here already. Remove it first, or import this one under another name.")
        _copy(folder.present(path), name)
    return name


def remove(name: str) -> None:
    """Delete a model of the data folder.

    Raises
    ------
    NotFoundError
        No model of that name is here.
    WeightsError
        It lies elsewhere, so somebody else put it there; or its files can't be deleted.
    """
    path = _folder_of(name)
    if path.parent != home():
        raise WeightsError(
            f"The model {name!r} lies in {path}, and only what is in {home()} is removed here. Delete that folder."
        )
    with writing(name):
        shutil.rmtree(path)


@contextmanager
def writing(name: str) -> Iterator[None]:
    """Hold the one right to change the model `name`, over all threads and processes; the disk's errors become ours.

    Raises
    ------
    WeightsError
        The disk can't be written, or is full.
    """
    from filelock import FileLock

    try:
        home().mkdir(parents=True, exist_ok=True)
        with FileLock(home() / f".{name}.lock"):
            yield
    except OSError as exc:
        raise WeightsError(
            f"The model {name!r} in {home()} can't be written: {exc.strerror or exc}. Free some space, or set REHEARSE_HOME."
        ) from exc


def require_space(size_bytes: int) -> None:
    """Refuse what will not fit, before any of it is written.

    Raises
    ------
    WeightsError
        The disk has less than `size_bytes` free.
    """
    free = shutil.disk_usage(home()).free
    if free < size_bytes:
        raise WeightsError(
            f"There is no space for the model: it needs {size_bytes / 1e6:.1f} MB and {home()} has {free / 1e6:.1f} MB free. "
            "Free some space, take a smaller model, or set REHEARSE_HOME to a folder on another disk."
        )


def install(draft: Path, name: str, *, source: str) -> None:
    """Give a complete draft its manifest and its name; what stood under that name goes.

    Raises
    ------
    WeightsError
        The draft is not a whole model.
    """
    folder.seal(draft, source=source)
    target = home() / name
    if target.exists():
        shutil.rmtree(target)
    draft.replace(target)


def _copy(files: tuple[Path, ...], name: str) -> None:
    require_space(sum(file.stat().st_size for file in files))
    draft = home() / f".{name}.import"
    try:
        draft.mkdir(exist_ok=True)
        for file in files:
            shutil.copyfile(file, draft / file.name)
        install(draft, name, source="imported")
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _places() -> tuple[Path, ...]:
    """Where models are looked for: what was fetched and verified goes before what someone put into a checkout."""
    return (home(), _CHECKOUT / "models") if (_CHECKOUT / "pyproject.toml").is_file() else (home(),)


def _is_offered(path: Path) -> bool:
    named = _NAME.fullmatch(path.name) is not None and not path.name.endswith(_FIXTURE_SUFFIX)
    return named and any((path / file).is_file() for file in ("model.bin", folder.MANIFEST))


def _folder_of(name: str) -> Path:
    path = next((place / name for place in _places() if name in names() and (place / name).is_dir()), None)
    if path is None:
        raise NotFoundError(f"No model {name!r} is on this machine. `rehearse models list` shows which are.")
    return path


def _vocabulary_size(path: Path) -> int:
    table = path / "vocabulary.json"
    try:
        if table.is_file():
            return len(msgspec.json.decode(table.read_bytes(), type=list[str]))
        return (path / "vocabulary.txt").read_bytes().count(b"\n")
    except (OSError, msgspec.DecodeError):
        return 0
