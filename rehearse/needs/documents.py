"""Read an advert out of the file it came in: plain text, Markdown, PDF or Word."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.errors import AdvertError

if TYPE_CHECKING:
    from docx.document import Document

MAX_ADVERT_CHARS = 250_000
"""The longest advert that is read; a page of print has about 3,000 characters."""

MAX_FILE_BYTES = 20_000_000
"""The largest file that is opened, pictures and fonts included."""

_MAX_UNPACKED_BYTES = 200_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")


def read_advert(path: Path) -> str:
    """Return the text of the advert in a .txt, .md, .pdf or .docx file.

    Raises
    ------
    AdvertError
        The file is missing, or not one of these, or holds no readable text, or more than `MAX_ADVERT_CHARS`.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _too_large(path.name)
        data = path.read_bytes()
    except FileNotFoundError as exc:
        raise AdvertError(f"There is no file {path}. Check the name.") from exc
    except IsADirectoryError as exc:
        raise AdvertError(f"{path} is a folder. Give one file: txt, md, pdf or docx.") from exc
    except OSError as exc:
        raise AdvertError(f"{path} can't be opened: {exc.strerror}.") from exc
    return read_advert_bytes(path.name, data)


def read_advert_bytes(name: str, data: bytes) -> str:
    """Return the text of an advert that was uploaded as a file called `name`; its ending says what it is.

    Raises
    ------
    AdvertError
        As `read_advert`.
    """
    if not data:
        raise AdvertError(f"{name} is empty. Choose another file, or paste the advert's text.")
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(name)
    suffix = Path(name).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        raise AdvertError(
            f"{name} is of a kind that can't be read ({suffix or 'no ending'}). Give txt, md, pdf or docx, or paste the text."
        )
    text = _MANY_BLANK_LINES.sub("\n\n", reader(name, data).replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise AdvertError(f"{name} holds no text. Paste the advert's text instead.")
    if len(text) > MAX_ADVERT_CHARS:
        raise AdvertError(
            f"{name} holds {len(text):,} characters of text, and {MAX_ADVERT_CHARS:,} is the most. Give the advert alone."
        )
    return text


def _too_large(name: str) -> AdvertError:
    return AdvertError(
        f"{name} is larger than {MAX_FILE_BYTES // 1_000_000} MB. Save the advert's pages alone, or paste their text."
    )


def _from_plain(name: str, data: bytes) -> str:
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text) is None:
            return text
    raise AdvertError(f"{name} is not plain text. Give txt, md, pdf or docx, or paste the advert's text.")


def _from_pdf(name: str, data: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        text = "" if locked else "\n".join(page.extract_text() for page in reader.pages)
    except DependencyError as exc:
        raise AdvertError(
            f"{name} is encrypted, and what reads such files is not installed here. Install it with 'pip install cryptography', "
            "save a copy without encryption, or paste the text."
        ) from exc
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError) as exc:
        raise AdvertError(f"{name} can't be read as a PDF: {exc}. Save it again, or paste its text.") from exc
    if locked:
        raise AdvertError(f"{name} is protected by a password. Save a copy without it, or paste the text.")
    if not text.strip():
        raise AdvertError(f"{name} holds pictures of text, not text, so it can't be read. Paste the advert's text instead.")
    return text


def _from_docx(name: str, data: bytes) -> str:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MAX_UNPACKED_BYTES:
                raise _too_large(name)
        return "\n".join(_docx_lines(docx.Document(io.BytesIO(data))))
    except (zipfile.BadZipFile, zlib.error, OpcError, SyntaxError, KeyError, ValueError) as exc:
        raise AdvertError(f"{name} can't be read as a Word document: {exc}. Save it as docx again, or paste its text.") from exc


def _docx_lines(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(_distinct(cell.text.strip() for cell in row.cells)) for row in block.rows)
        else:
            listed = block.style is not None and (block.style.name or "").startswith("List")
            yield f"- {block.text}" if listed and block.text.strip() else block.text


def _distinct(cells: Iterable[str]) -> list[str]:
    """Return the texts of a table's row, merged cells once."""
    return list(dict.fromkeys(cells))


_READERS: Mapping[str, Callable[[str, bytes], str]] = {
    ".txt": _from_plain,
    ".text": _from_plain,
    ".md": _from_plain,
    ".markdown": _from_plain,
    ".pdf": _from_pdf,
    ".docx": _from_docx,
}
