"""The pieces of an advert that could each be a need or a part of one: a bullet, a sentence, or a clause of a longer sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rehearse.needs.layout import Line
from rehearse.schema import Span

MAX_BULLET_WORDS = 45
"""A bullet up to this long is one piece; a longer one is read as prose."""

_SENTENCE = re.compile(
    r"(?<!e\.g)(?<!i\.e)(?<!\b[A-Z])(?<!approx)(?<!\bincl)(?<!\betc)(?<!\b[Mm]in)[.!?…][\"'”’)*_]*\s+(?=[\"'“‘(*_]*[A-Z0-9£$€])|\s*;\s+"
)
_SOMEONE = (
    r"(?:you|we|he|she|they|it|i|the (?:person|candidate|right|successful|ideal|holder|fellow|postholder)|someone|somebody"
    r"|anyone|anybody|your|there|that|this|a|an|the|must|can|be|have|has|having|being|able|ideally|preferably|experience|knowledge|please)"
)
_CLAUSE = re.compile(
    rf",?\s+(?:and|but|so|because|since|as(?!\s+an?\b|\s+the\b)|though|although|while|or)\s+(?=(?:if\s+)?{_SOMEONE}(?:['’]\w+)?\b)"
    r"|,?\s+(?:and\s+|or\s+)?(?=who\s+\w+s\b|who\s+(?:can|will|have|don))|,\s+as (?:is|are|would|does)\s+"
    r"|,\s+(?:and\s+|or\s+|so\s+)?(?=if\s|with\s|ideally\s|preferably\s|to\s|previous\s|some\s|any\s|will\s|patience\s|strong\s)"
    rf"|,\s+(?={_SOMEONE}(?:['’]\w+)?\b)|\s+[–—]\s+|\s-\s|:\s+|\s\((?=[^)]{{25,}}\))",
    re.IGNORECASE,
)
_RATINGS = (
    *("essential", "required", "mandatory", "needed", "must"),
    *("preferred", "desirable", "optional", "plus", "bonus", "advantage", "asset"),
)
_RATED = re.compile(
    rf"(?:{'|'.join(f'(?<= {one})' for one in _RATINGS)})[,;]\s+(?!(?:and\s|but\s|though\s)?not?\s)(?:and\s+|but\s+|while\s+)?"
    rf"(?=[^,;.()]{{3,60}}\s(?:{'|'.join(_RATINGS)})[\s.!]*(?:$|[,;]))",
    re.IGNORECASE,
)
_LISTED = re.compile(r",\s+(?:and\s+|or\s+|&\s+)?")
_OPENS = re.compile(
    r"(?:\w+[\w'’]*\s+){0,5}(?:some(?:one|body)|any(?:one|body)|people|persons?|one|those|candidate|applicant)", re.IGNORECASE
)
_DESCRIBES = re.compile(r"(?:who|whose|with|that|able|has|having|will|can)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"(?:[\w'’]+\s+){1,8}(?:that|this|those|these|both|there)(?:\s(?:too|please|as well))?[\s.,;!)]*"
    r"|not (?:just|only|merely) (?:[\w'’-]+[\s.,;!)]*){1,6}",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*[A-Z][\w./&'’-]*(?: [\w./&'’-]+){0,2}\s*:[\s-]*(?=\S)")
_EDGES = re.compile(r"^[\s,;:•·▪■●✓✔–—*_\"“(-]+|[\s,;:–—*_(-]+$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a line, and the line that it stands in."""

    span: Span
    text: str
    line: Line
    sentence: str
    """What it is a part of, or all of it."""
    alone: bool
    """Whether it is its whole line, or a whole bullet."""


def clauses(line: Line) -> Iterator[Clause]:
    """Yield the pieces of one line, in order, without overlap; two that are each rated, "a must" and "a plus", are two."""
    if line.bullet and len(line.text.split()) <= MAX_BULLET_WORDS:
        for start, end in _split(line.text, 0, len(line.text), _RATED):
            yield from _trimmed(line, start, end, line.text[start:end], alone=True)
        return
    label = _LABEL.match(line.text)
    first = label.end() if label else 0
    sentences = _split(line.text, 0, len(line.text), _SENTENCE)
    for start, end in (part for a, b in sentences for part in _split(line.text, a, b, _RATED)):
        parts = [part for a, b in _split(line.text, start, end, _CLAUSE, first) for part in _split(line.text, a, b, _LISTED)]
        for a, b in _whole(line.text, parts):
            yield from _trimmed(line, a, b, line.text[start:end], alone=(a, b) == (0, len(line.text)))


def joined(first: Clause, second: Clause, advert: str) -> Clause:
    """Return the two pieces of one line, and what stands between them, as one piece."""
    span = replace(first.span, char_end=second.span.char_end)
    return replace(first, span=span, text=span.of(advert), alone=False)


def _whole(text: str, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a part that says nothing without its neighbour to it: "we want somebody", "and you must be fine with that"."""
    whole: list[tuple[int, int]] = []
    for start, end in parts:
        before = text[slice(*whole[-1])].strip() if whole else ""
        opened = _OPENS.fullmatch(before) and _DESCRIBES.match(text[start:end].lstrip())
        if before and (opened or _POINTS_BACK.fullmatch(text[start:end].strip())):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _split(text: str, start: int, end: int, boundary: re.Pattern[str], first: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the pieces between the boundaries from `first` on."""
    position = start
    for match in boundary.finditer(text, max(start, first), end):
        yield position, match.start() + (1 if text[match.start()] in ".!?…" else 0)
        position = match.end()
    yield position, end


def _trimmed(line: Line, start: int, end: int, sentence: str, *, alone: bool) -> Iterator[Clause]:
    text = line.text[start:end]
    lead = _EDGES.match(text)
    start += lead.end() if lead else 0
    end = start + len(_EDGES.sub("", line.text[start:end]))
    if any(char.isalnum() for char in line.text[start:end]):
        span = Span(char_start=line.span.char_start + start, char_end=line.span.char_start + end)
        yield Clause(span=span, text=line.text[start:end], line=line, sentence=sentence, alone=alone)
