"""Read a transcript that somebody else made, or that `rehearse transcribe` wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from rehearse.codec import VERSION, from_json
from rehearse.errors import TranscriptError
from rehearse.schema import Transcript
from rehearse.text import from_text

MAX_BYTES = 10_000_000
"""An hour of speech is 60 kB of text and 2 MB of JSON; what is far larger is not a transcript."""


def read_transcript(path: Path, *, language: str = "en") -> Transcript:
    """Return the transcript in a file.

    Parameters
    ----------
    path
        `.json` as `transcribe --format json` writes it; anything else is plain text in UTF-8, kept character for character
        but for a byte order mark.
    language
        ISO 639-1 code of the language of plain text; JSON names its own.

    Raises
    ------
    TranscriptError
        The file is missing, unreadable, too large, not text, without words, or JSON of another kind.
    """
    raw = _bytes(path)
    if path.suffix.lower() == ".json":
        return _checked(from_json(_unwrapped(raw), Transcript, error=TranscriptError), path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise TranscriptError(
            f"{path} is not text in UTF-8 (byte {exc.start} does not fit). Save it as UTF-8 text, or give the recording itself."
        ) from exc
    if "\0" in text:
        raise TranscriptError(f"{path} is not a text file. Give plain text, or the recording itself.")
    return _checked(from_text(text, language=language), path)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise TranscriptError(f"{path} has {path.stat().st_size:,} bytes, and a transcript has at most {MAX_BYTES:,}.")
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise TranscriptError(f"There is no transcript at {path}.") from exc
    except (IsADirectoryError, PermissionError) as exc:
        what = "is a folder" if path.is_dir() else "may not be read"
        raise TranscriptError(f"{path} {what}. Give a transcript as .txt or .json.") from exc
    except OSError as exc:
        raise TranscriptError(f"{path} can't be read: {exc.strerror}.") from exc


def _unwrapped(raw: bytes) -> bytes:
    """Return the transcript inside a whole document, such as `assess --format json` writes, or `raw` where it is one itself."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        document: dict[str, Any] = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return raw  # whoever decodes it next says what is wrong with it
    version = document.get("version")
    if version is not None and bytes(version) != str(VERSION).encode():
        raise TranscriptError(
            f"This transcript has version {bytes(version).decode()}, and this rehearse reads version {VERSION}. Upgrade rehearse."
        )
    return bytes(document.get("transcript", raw))


def _checked(transcript: Transcript, path: Path) -> Transcript:
    """Return `transcript`, once it is sure that its words stand where they say they do."""
    if not transcript.words:
        raise TranscriptError(f"{path} holds no words. Give a transcript of what was said.")
    last = 0
    for word in transcript.words:
        if not (last <= word.char_start and transcript.text[word.char_start : word.char_end] == word.text != ""):
            raise TranscriptError(
                f"{path}: the word {word.text!r} does not stand at characters {word.char_start} to {word.char_end} of the text. "
                "docs/json.md shows the format."
            )
        last = word.char_end
        _check_times(word.start_s, word.end_s, word.text, path)
    return transcript


def _check_times(start_s: float | None, end_s: float | None, word: str, path: Path) -> None:
    if (start_s is None) != (end_s is None) or (start_s is not None and end_s is not None and not 0 <= start_s <= end_s):
        raise TranscriptError(f"{path}: the word {word!r} can't last from {start_s} to {end_s} seconds.")
