"""Write a report as a Word document, the marks as Word's own underlines, strikes and shades."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rehearse.report.contents import Contents
from rehearse.report.marks import Mark, marks, pieces

if TYPE_CHECKING:
    from docx.document import Document

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EVIDENCE_SHADE, _CLAIM_SHADE = "DFF1EA", "F3E7C8"
_SOFT_RGB = (0x59, 0x60, 0x73)


def word_document(page: Contents) -> bytes:
    """Return the report as the bytes of a .docx file; characters that XML can't hold are left out."""
    from docx import Document

    document = Document()
    document.core_properties.title = plain(page.title)[:255]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.add_heading(plain(page.title), level=1)
    _soft(document, " · ".join(page.facts))
    for note in page.notes:
        _soft(document, note)
    document.add_heading("What you said", level=2)
    _transcript(document, page)
    _bullets(document, "Next take", [" ".join(filter(None, advice)) for advice in page.advice])
    if page.scores:
        document.add_heading("Scores", level=2)
        _table(document, ("Score", "Value", "Why"), [(s.label, s.value or "not measured", s.why) for s in page.scores])
    if page.needs:
        document.add_heading("What they need, and what they heard", level=2)
        rows = [
            (need.level_label, f"{need.need} ({need.kind})", " ".join(filter(None, [_bracketed(need.passage), need.why])))
            for need in page.needs
        ]
        _table(document, ("Heard", "Need", "Why"), rows)
    _bullets(document, "What may worry them", page.concerns)
    _bullets(document, "Found", page.found)
    _text(document, "Your notes", page.user_notes)
    _text(document, "Before you corrected the words", page.original_text or "")
    if page.basis:
        document.add_heading("Where the numbers come from", level=2)
        _table(
            document,
            ("Score", "Part", "Measured", "Limit", "Source"),
            [(row.score, row.name, row.value, row.limit, row.source) for row in page.basis],
        )
    _bullets(document, "Measured", [f"{name}: {value}" for name, value in page.measures])
    if page.versions:
        _soft(document, page.versions)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def plain(text: str) -> str:
    """Return `text` without the characters that XML can't hold."""
    return _NOT_IN_XML.sub("", text)


def _transcript(document: Document, page: Contents) -> None:
    paragraph = document.add_paragraph()
    text = page.assessment.transcript.text
    open_marks: list[Mark] = []
    for piece in pieces(text, marks(page.assessment)):
        for mark in piece.closed:
            open_marks.remove(mark)
            if mark.number is not None and mark.char_end <= piece.at:
                paragraph.add_run(str(mark.number)).font.superscript = True
        for mark in piece.placed:
            pause = f" ({mark.duration_s:.1f} s) " if mark.duration_s is not None else f" ({mark.name}) "
            _colour(paragraph.add_run(plain(pause)))
        open_marks += piece.opened
        if piece.text:
            _draw(paragraph.add_run(plain(piece.text)), open_marks)


def _draw(run: Any, over: list[Mark]) -> None:
    from docx.enum.text import WD_UNDERLINE

    underlines = {
        "filler": WD_UNDERLINE.DOTTED,
        "hedge": WD_UNDERLINE.DOUBLE,
        "repetition": WD_UNDERLINE.WAVY,
        "repair": WD_UNDERLINE.WAVY_DOUBLE,
        "tic": WD_UNDERLINE.THICK,
        "structure": WD_UNDERLINE.DASH,
        "note": WD_UNDERLINE.DOTTED,
    }
    for mark in over:
        if mark.look in underlines:
            run.font.underline = underlines[mark.look]
        elif mark.look == "cut":
            run.font.strike = True
        elif mark.look == "evidence":
            _shade(run, _EVIDENCE_SHADE)
        elif mark.look == "claim":
            _shade(run, _CLAIM_SHADE)


def _shade(run: Any, fill: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    run._element.get_or_add_rPr().append(shade)


def _colour(run: Any) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor(*_SOFT_RGB)


def _soft(document: Document, text: str) -> None:
    _colour(document.add_paragraph().add_run(plain(text)))


def _text(document: Document, heading: str, text: str) -> None:
    if text:
        document.add_heading(heading, level=2)
        document.add_paragraph(plain(text))


def _bullets(document: Document, heading: str, items: Sequence[str]) -> None:
    if items:
        document.add_heading(heading, level=2)
    for item in items:
        document.add_paragraph(plain(item), style="List Bullet")


def _table(document: Document, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Light List")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(text)


def _bracketed(number: int | None) -> str:
    return f"[{number}]" if number is not None else ""
