"""What a model's folder holds, and whether it is whole: the files faster-whisper reads, and the manifest of their checksums."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rehearse.errors import WeightsError

REQUIRED = ("config.json", "model.bin", "tokenizer.json")
VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
FILES = (*REQUIRED, *VOCABULARIES, "preprocessor_config.json")
"""All that faster-whisper may read; one of the vocabularies is there, and the last only where the model needs it."""

MANIFEST = "manifest.json"
_SHA256_DIGITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a file should be; `digest` is its SHA-256 sum, or git's name for its content where the hub states only that."""

    size_bytes: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a folder held when it was installed, by file name; `source` is where it came from."""

    source: str
    files: dict[str, Stated]


def present(folder: Path) -> tuple[Path, ...]:
    """Return the files of `folder` that faster-whisper may read."""
    return tuple(folder / name for name in FILES if (folder / name).is_file())


def flaw(folder: Path) -> str:
    """Say what keeps `folder` from being a whole faster-whisper model; empty where it is one."""
    try:
        names = {path.name for path in present(folder)}
        lacking = [name for name in REQUIRED if name not in names] + ([] if names & {*VOCABULARIES} else [VOCABULARIES[0]])
        if lacking:
            return f"it lacks {', '.join(lacking)}"
        with (folder / "model.bin").open("rb") as file:
            # CTranslate2 writes the kind of model at the head of the file, after two numbers.
            return "" if b"WhisperSpec" in file.read(64) else "its model.bin is not a Whisper model in CTranslate2's format"
    except OSError as exc:
        return f"it can't be read ({exc.strerror})"


def seal(folder: Path, *, source: str) -> None:
    """Write the manifest of a complete folder.

    Raises
    ------
    WeightsError
        The folder is not a whole model.
    """
    if lacking := flaw(folder):
        raise WeightsError(f"{source} is not a whole faster-whisper model: {lacking}.")
    stated = {path.name: Stated(size_bytes=path.stat().st_size, digest=_sha256(path)) for path in present(folder)}
    text = msgspec.json.format(msgspec.json.encode(Manifest(source=source, files=stated)))
    (folder / MANIFEST).write_bytes(text)


def problems(folder: Path) -> tuple[str, ...]:
    """Hold every file of a folder against its manifest, and return what is wrong in plain words."""
    if lacking := flaw(folder):
        return (lacking,)
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return (f"there is no readable {MANIFEST} to hold its files against; import the folder to get one",)
    return tuple(
        f"{name} is not the file that was installed; remove the model and get it again"
        for name, stated in manifest.files.items()
        if not matches(folder / name, stated)
    )


def matches(path: Path, stated: Stated) -> bool:
    """Tell whether a file has the size and the checksum it should have."""
    if not path.is_file() or path.stat().st_size != stated.size_bytes:
        return False
    return stated.digest == (_sha256(path) if len(stated.digest) == _SHA256_DIGITS else _git_name(path))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _git_name(path: Path) -> str:
    """Return git's name for a file's content, which is all the hub states for files outside LFS."""
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
