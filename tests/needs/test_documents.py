"""Adverts out of files: what is read, and what each bad file is told."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from rehearse.errors import AdvertError
from rehearse.needs.documents import MAX_ADVERT_CHARS, read_advert, read_advert_bytes
from tests.conftest import DATA

ENCRYPTED = DATA / "advert_aes.pdf"
TEXT = "Café manager – 3 years’ experience"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["advert.txt", "ADVERT.MD"])
def test_plain_text_is_read_in_the_usual_encodings(name: str, encoding: str) -> None:
    assert read_advert_bytes(name, TEXT.encode(encoding)) == TEXT


def test_line_ends_of_windows_become_plain_ones(tmp_path: Path) -> None:
    path = tmp_path / "advert.txt"
    path.write_bytes(b"Must have\r\n- SQL\r\n")
    assert read_advert(path) == "Must have\n- SQL"


def test_markup_stays_text() -> None:
    assert read_advert_bytes("a.txt", b"<script>alert(1)</script>") == "<script>alert(1)</script>"


def test_a_word_document_keeps_its_lists_and_tables() -> None:
    document = docx.Document()
    document.add_paragraph("Requirements")
    document.add_paragraph("SQL", style="List Bullet")
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Essential", "Driving licence"
    out = io.BytesIO()
    document.save(out)
    assert read_advert_bytes("a.docx", out.getvalue()) == "Requirements\n- SQL\nEssential | Driving licence"


def pdf(text: str) -> bytes:
    """Return a PDF of one page that shows `text`, written by hand: a font, a stream and a page."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for i, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def empty_pdf(password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_text_of_a_pdf_is_read() -> None:
    assert read_advert_bytes("a.pdf", pdf("SQL and data modelling")) == "SQL and data modelling"


def test_a_pdf_that_is_protected_from_changes_alone_is_read() -> None:
    pytest.importorskip("cryptography")
    assert read_advert(ENCRYPTED) == "SQL and data modelling"


def test_an_encrypted_pdf_tells_what_is_missing_to_read_it() -> None:
    code = f"""
import sys
sys.modules |= {{"cryptography": None, "Crypto": None}}  # as where neither is installed
from pathlib import Path
from rehearse.needs.documents import read_advert
read_advert(Path({str(ENCRYPTED)!r}))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "AdvertError: advert_aes.pdf is encrypted" in run.stderr
    assert "pip install cryptography" in run.stderr


def word(*, merged: str = "") -> bytes:
    """Return a Word document with a table of one cell, which `merged` makes one with the cell above, that is not there."""
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Driving licence"
    if merged:
        cell._tc.get_or_add_tcPr().vMerge_val = merged
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def garbled(package: bytes) -> bytes:
    """Return a Word document whose text is damaged where it is packed."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        begin = parts.getinfo("word/document.xml").header_offset + len("word/document.xml") + 30
    return package[:begin] + b"\xff" * 40 + package[begin + 40 :]


def locked_by_certificate() -> bytes:
    """Return a PDF that is encrypted for the holders of certificates, which no password opens."""
    return empty_pdf("secret").replace(b"/Filter /Standard", b"/Filter /Adobe.PubSec")


BAD = [
    ("a.txt", b"", "is empty"),
    ("a.txt", b" \n\t ", "holds no text"),
    ("a.txt", b"\x00\x01\x02\xff" * 50, "not plain text"),
    ("a.exe", b"MZ", "of a kind that can't be read"),
    ("advert", b"text", "no ending"),
    ("a.pdf", b"not a pdf", "can't be read as a PDF"),
    ("a.pdf", empty_pdf(), "holds pictures of text"),
    ("a.pdf", empty_pdf("secret"), "protected by a password"),
    ("a.pdf", locked_by_certificate(), "can't be read as a PDF"),
    ("a.pdf", locked_by_certificate(), "can't be read as a PDF: only Standard"),
    ("a.docx", b"not a zip", "can't be read as a Word document"),
    ("a.docx", garbled(word()), "can't be read as a Word document: Error -3"),
    ("a.docx", word(merged="continue"), "can't be read as a Word document: no tr above"),
    ("a.txt", b"x" * (MAX_ADVERT_CHARS + 1), "250,000 is the most"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD, ids=[message for *_, message in BAD])
def test_each_bad_file_gets_one_clear_message(name: str, data: bytes, message: str) -> None:
    with pytest.raises(AdvertError, match=message):
        read_advert_bytes(name, data)


def test_two_hundred_kilobytes_are_accepted() -> None:
    assert len(read_advert_bytes("a.txt", b"x" * 200_000)) == 200_000


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(AdvertError, match="There is no file"):
        read_advert(tmp_path / "none.txt")
    with pytest.raises(AdvertError, match="is a folder"):
        read_advert(tmp_path)
