"""Write an assessment or a take as Markdown, a standalone web page, JSON or a Word document."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from rehearse import codec
from rehearse.report import markdown
from rehearse.report.contents import Contents, contents
from rehearse.report.document import assessment_document
from rehearse.report.highlight import CSS, legend, marked
from rehearse.report.marks import marks, pieces
from rehearse.report.timeline import timeline
from rehearse.schema import Assessment, Role, Take

if TYPE_CHECKING:
    from jinja2 import Environment


def to_markdown(item: Assessment | Take, *, role: Role | None = None) -> str:
    """Return `item` as Markdown; whatever was said or noted shows as plain characters.

    Parameters
    ----------
    role
        What it was rehearsed for, named at the top.
    """
    page = contents(item, role)
    return _templates().get_template("report.md.j2").render(page=page, transcript=_numbered(page))


def to_html(item: Assessment | Take, *, role: Role | None = None) -> str:
    """Return `item` as one web page that needs nothing else: light or dark as the reader's system is, and made to be printed.

    Parameters
    ----------
    role
        What it was rehearsed for, named at the top.
    """
    page = contents(item, role)
    return (
        _templates()
        .get_template("report.html.j2")
        .render(
            page=page,
            transcript=_safe(marked(page.assessment)),
            legend=_safe(legend(page.assessment)),
            timeline=_safe(timeline(page.assessment, ())),
            css=_safe(_file("page.css") + CSS),
        )
    )


def to_json(item: Assessment | Take, *, role: Role | None = None) -> str:
    """Return `item` as the JSON document of docs/json.md; a take adds its question, number, date and notes.

    Parameters
    ----------
    role
        What it was rehearsed for, named at the top.
    """
    named = {"role": {"title": role.title, "employer": role.employer}} if role else {}
    if isinstance(item, Assessment):
        return codec.to_json(assessment_document(item, **named), indent=2)
    take = {
        "id": item.id,
        "number": item.number,
        "question": item.question,
        "created_at": item.created_at,
        "original_transcript": item.original_transcript,
        "user_notes": item.user_notes,
    }
    return codec.to_json(assessment_document(item.assessment, **named, take=take), indent=2)


def to_docx(item: Assessment | Take, *, role: Role | None = None) -> bytes:
    """Return `item` as a Word document.

    Parameters
    ----------
    role
        What it was rehearsed for, named at the top.
    """
    from rehearse.report.word import word_document

    return word_document(contents(item, role))


def _numbered(page: Contents) -> str:
    """Return the transcript as Markdown, each passage followed by its number in brackets."""
    text, inserts = page.assessment.transcript.text, []
    for piece in pieces(text, marks(page.assessment)):
        ended = [mark.number for mark in piece.closed if mark.number is not None and mark.char_end <= piece.at]
        inserts.append("".join(f" [{number}]" for number in ended) + piece.text)
    return markdown.lines("".join(inserts))


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704  # made by this package, which escaped what was said


def _file(name: str) -> str:
    return resources.files("rehearse.report").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, select_autoescape

    templates = Environment(
        loader=PackageLoader("rehearse.report"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {"md": markdown.one_line, "md_lines": markdown.lines}
    return templates
