"""The layout of an advert: its lines, which of them are headings, and what each heading announces."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from rehearse.needs.lexicons import read
from rehearse.schema import NeedKind, Span

Section = Literal["none", "must", "nice", "process", "perks", "duties", "about", "unwanted"]

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(
    r"\s*(?:[-–—*•·◦▪▫■□●○◆◇►▶➤➢➔→⇒»›✓✔☑✅~+>§¤_o=^]{1,3}(?=\s)|[•·▪■●►➤→✓✔✅☑]|[^\w\s\"'“‘(£$€#*]{1,3}(?=\s)"
    r"|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)](?=\s)|\[[ xX]?\])\s*"
)
_PLAIN_BULLET = re.compile(r"\s*[-–—*•·◦▪▫■□●○◆◇►▶➤➢➔→»›✓✔☑✅]\s")
_HEADING_MARK = re.compile(r"\s*#{1,6}\s+")
_MARKUP = re.compile(r"[*_#=~`]+")
_FRAME = re.compile(r"\s+[^\w\s.!?;:,)\]\"'”’]+\s*$")
_RUN_IN = re.compile(r"[*_]{0,2}([A-Z][^.:?!|\n]{0,58}?)[*_]{0,2}\s*(?::|[.?!](?=\s+[A-Z*])|\s[–—-](?=\s))[*_]{0,2}\s*")
_STATES = re.compile(r"^(?!wh|how).*\b(?:is|are|was|were|means|pays)\b", re.IGNORECASE)
_CELL_GAP = re.compile(r"\s*\|\s*|\t+|\s*\.{4,}\s*|\s+\.{3}\s+(?=\w+$)| {3,}|\s+[•·▪■●✓✔]\s+")
_RUN = re.compile(r"(?:[^\s.!?]\S*(?: \S+){0,4}? {2,}){2,}\S+(?: \S+){0,4}")
_RUN_GAP = re.compile(r" {2,}")
_ESSENTIAL = re.compile(r"\W*(?:essential|required|must(?:[- ]have)?|e|m|mandatory)\W*", re.IGNORECASE)
_DESIRABLE = re.compile(r"\W*(?:desirable|pref(?:erred|\.)?|nice(?: to have)?|d|optional|bonus|plus)\W*", re.IGNORECASE)
_YEARS = re.compile(r"\d+\+?\s*(?:years?|yrs?|months?)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:of|least|minimum|than|with|for|and|or|have|need|over|about|around|approximately|,)\W*$", re.IGNORECASE)
_OPEN_ENDED = re.compile(r"(?::|…|\.\.\.)[*_]*\s*$")
_LEADS_ON = re.compile(
    r"\b(?:will|must|should|shall|to|they|you|holder|candidate)\s+(?:also\s+)?"
    r"(?:ensure(?:\s+that)?|include|be able to|be responsible for)\W*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?;:][\"'”’)*_]*\s*$")

WRAPPED_LINE_CHARS = 55
"""A line at least this long that stops in mid-sentence goes on in the next, as in text taken from a PDF."""

MAX_ACRONYM_CHARS = 4
"""A line of so few capitals is a short name such as CSS, and no heading unless its words announce something."""

MAX_RUN_CHARS = 400
MAX_HEADING_WORDS = 9
MAX_TITLE_WORDS = 12
MAX_RUN_IN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one cell of a table's row, with what stands around it.

    `span` leaves out the bullet. `section` is what the nearest heading above announces. `kind` is what a table's row says of it.
    What stands under a heading that announces whom the employer does not want is no line of these.
    `heading` tells that it looks like a heading itself: where bullets were lost, short needs do.
    """

    span: Span
    text: str
    bullet: bool
    section: Section
    kind: NeedKind | None = None
    heading: bool = False


def lines(advert: str) -> Iterator[Line]:
    """Yield the lines of an advert, in order, but for its title."""
    section: Section = "none"
    listed = False
    rows = [(row, bullet) for row, bullet in _rows(advert) if not _is_boilerplate(row.of(advert))]
    for i, (row, bullet) in enumerate(rows):
        text = row.of(advert)
        before_list = not bullet and i + 1 < len(rows) and rows[i + 1][1]
        announced = _announces(text) if not bullet else None
        if i == 0 and not bullet and _is_title(text) and not announced:
            continue
        run_in = None if bullet and section in ("must", "nice") else _run_in_heading(text)
        if _is_heading(text, announced, before_list=before_list, bullet=bullet, goes_on=run_in is not None):
            if announced != "unwanted":
                yield Line(span=row, text=text, bullet=False, section=section, heading=True)
            section, listed = announced or "none", False
            continue
        if section == "unwanted" and listed and not bullet:
            section = "none"
        listed = bullet
        if section == "unwanted" or (run_in and run_in[0] == "unwanted"):
            continue
        if run_in:
            announced, length = run_in
            head = replace(row, char_end=row.char_start + length)
            if ":" not in head.of(advert):  # may be a sentence: "Driving licence required. Weekends too."
                yield Line(span=head, text=head.of(advert), bullet=False, section=section, heading=True)
            section = announced
            yield from _cells(advert, replace(row, char_start=row.char_start + length), bullet, section)
        else:
            yield from _cells(advert, row, bullet, section)


def _rows(advert: str) -> Iterator[tuple[Span, bool]]:
    """Yield each line without its bullet, lines that were wrapped joined, and whether it had a bullet."""
    pending: tuple[int, int, bool] | None = None
    for match in _LINE.finditer(advert):
        raw = match.group()
        mark = _BULLET.match(raw) or _HEADING_MARK.match(raw)
        bullet = (
            mark is not None
            and _HEADING_MARK.match(raw) is None
            and not _is_framed(raw, mark.group())
            and not _adorns_heading(mark, before=advert[match.end() :].lstrip("\n"))
        )
        start = match.start() + (mark.end() if mark else len(raw) - len(raw.lstrip()))
        end = match.start() + len(raw.rstrip())
        if start >= end:
            continue
        if (
            pending
            and not mark
            and _goes_on(advert[pending[0] : pending[1]], advert[start:end])
            and "\n\n" not in advert[pending[1] : start]
        ):
            pending = (pending[0], end, pending[2])
            continue
        if pending:
            yield Span(char_start=pending[0], char_end=pending[1]), pending[2]
        pending = (start, end, bullet)
    if pending:
        yield Span(char_start=pending[0], char_end=pending[1]), pending[2]


def _is_framed(line: str, mark: str) -> bool:
    """Tell whether a line ends with the sign that it begins with, as headings do and bullets don't."""
    sign = mark.strip()
    return not sign[-1:].isalnum() and line.rstrip().endswith(f" {sign}")


def _adorns_heading(mark: re.Match[str], *, before: str) -> bool:
    """Tell whether a sign such as an emoji stands before a heading: before bold type, a colon, or a list with plain bullets."""
    if _PLAIN_BULLET.match(mark.string) or any(char.isalnum() for char in mark.group()):
        return False
    heading = mark.string[mark.end() :].strip()
    if not heading or len(heading.split()) > MAX_HEADING_WORDS:
        return False
    bold = heading.startswith("**") and heading.endswith("**")
    return bold or heading.endswith(":") or (_announces(heading) is not None and _PLAIN_BULLET.match(before) is not None)


def _is_boilerplate(text: str) -> bool:
    """Tell whether a line belongs to the page that the advert was copied from, or stands in every advert."""
    plain = _MARKUP.sub("", text).replace("’", "'").strip().lower()
    return any(pattern.fullmatch(plain) for pattern in _boilerplate())


def _goes_on(text: str, following: str) -> bool:
    last = text.rsplit("\n", 1)[-1]
    return (
        len(last) >= WRAPPED_LINE_CHARS
        and _ENDS.search(last) is None
        and (following[0].islower() or following[0] in "(&£$€" or following[0].isdigit())
        and not (_YEARS.match(following) and _OPEN.search(last) is None)
    )


def _is_heading(text: str, announced: Section | None, *, before_list: bool, bullet: bool, goes_on: bool) -> bool:
    plain = _FRAME.sub("", _MARKUP.sub("", text)).strip()
    words = plain.split()
    opens = before_list or is_open_ended(plain)
    if bullet or not words or _is_rated(text) or len(words) > MAX_HEADING_WORDS + 5 * opens:
        return False
    if opens:
        return True
    if plain[-1] in ".;,!" or "|" in plain or goes_on:
        return False
    marked = text.lstrip().startswith(("#", "**", "__", "=")) or (plain.isupper() and len(plain) > MAX_ACRONYM_CHARS)
    return marked or (announced is not None and len(words) <= MAX_HEADING_WORDS - 2)


def leads_on(text: str) -> bool:
    """Tell whether a text says nothing without what follows: "The job holder will ensure:"."""
    return _LEADS_ON.search(text) is not None


def is_open_ended(text: str) -> bool:
    """Tell whether a line ends as those do that a list follows."""
    return _OPEN_ENDED.search(text) is not None or leads_on(text)


def _is_rated(text: str) -> bool:
    """Tell whether a line is a table's row that says "essential" or "desirable" in one of its cells."""
    cells = _CELL_GAP.split(text)
    return len(cells) > 1 and any(_ESSENTIAL.fullmatch(one) or _DESIRABLE.fullmatch(one) for one in cells)


def _is_title(text: str) -> bool:
    """Tell whether the first line of an advert is its title: short, and no sentence."""
    return len(text.split()) <= MAX_TITLE_WORDS and _ENDS.search(text) is None and "|" not in text


def _run_in_heading(text: str) -> tuple[Section, int] | None:
    """Return what a heading on the same line as its text announces, and its length: "About you. You have ..."."""
    match = _RUN_IN.match(text)
    if not match or len(match[1].split()) > MAX_RUN_IN_WORDS or _is_sentence(match):
        return None
    announced = _announces(match[1])
    return (announced, match.end()) if announced and match.end() < len(text) else None


def _is_sentence(heading: re.Match[str]) -> bool:
    """Tell whether what looks like a heading on the same line as its text states something: "Half the job is people."."""
    return heading.group().rstrip("*_ ").endswith(".") and _STATES.search(heading[1]) is not None


def _announces(heading: str) -> Section | None:
    plain = _MARKUP.sub("", heading).replace("’", "'").strip(" :?!.–—-").lower()
    return next((kind for kind, pattern in _section_patterns() if pattern.search(plain)), None)


def _cells(advert: str, row: Span, bullet: bool, section: Section) -> Iterator[Line]:
    text = row.of(advert)
    cells = []
    position = 0
    gaps = _RUN_GAP if len(text) <= MAX_RUN_CHARS and _RUN.fullmatch(text) else _CELL_GAP
    for gap in [*gaps.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if end > position:
            cells.append((position, end))
        position = gap.end() if gap else end
    kind: NeedKind | None = None
    if len(cells) > 1:
        if any(_ESSENTIAL.fullmatch(text[a:b]) for a, b in cells):
            kind = "must"
        elif any(_DESIRABLE.fullmatch(text[a:b]) for a, b in cells):
            kind = "nice"
    for a, b in cells:
        cell = text[a:b]
        if not (_ESSENTIAL.fullmatch(cell) or _DESIRABLE.fullmatch(cell)):
            span = Span(char_start=row.char_start + a, char_end=row.char_start + b)
            yield Line(span=span, text=cell, bullet=bullet or kind is not None, section=section, kind=kind)


@functools.cache
def _boilerplate() -> tuple[re.Pattern[str], ...]:
    rules: Any = read("boilerplate")
    return tuple(re.compile(rule["pattern"]) for rule in rules["line"])


@functools.cache
def _section_patterns() -> tuple[tuple[Section, re.Pattern[str]], ...]:
    rules: Any = read("sections")
    return tuple((rule["kind"], re.compile("|".join(rule["patterns"]))) for rule in rules["section"])
