"""The words of the needs and the advert that a recogniser would not expect: names, products, abbreviations, rare terms."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rehearse.needs.skills import tag
from rehearse.needs.words import stems
from rehearse.schema import Need

MAX_HOTWORDS = 40

LONG_WORD_CHARS = 9
"""A word of the needs this long is rare enough in speech to be worth telling."""

SURE = 0.5
"""A word without a capital is told from this log odds on that it names a field of knowledge; below it there are many mistakes."""

_NAME_WORD = r"(?:[A-Z][\w&+#.-]*[\w+#]|[A-Z]|[a-z]+[A-Z]\w*|\w*[A-Za-z]\d\w*)"
_NAME = re.compile(rf"(?<![\w@/.])(?:\.NET|{_NAME_WORD}(?:[ ]{_NAME_WORD})*)(?![\w@])")
_SENTENCE_START = re.compile(r"(?:^|[\n.!?:;•*|\"“(–—-])\s*$")
_SHOUTED = re.compile(r"^[^a-z\n]{12,}$", re.MULTILINE)
_CODE = re.compile(r"[A-Z]\d{1,2}|[A-Z]")
_WORD = re.compile(r"\w[\w-]+\w")
_CALENDAR = frozenset(filter(None, [*calendar.day_name, *calendar.month_name, *(f"{day}s" for day in calendar.day_name)]))
_ODD = re.compile(r"[A-Z]{2}|[a-z][A-Z]|\d|[&+#]|^[A-Z]$")


def hotwords(needs: Sequence[Need], advert: str = "") -> tuple[str, ...]:
    """Return at most `MAX_HOTWORDS` terms to tell a recogniser to expect, the most useful first.

    Names and abbreviations in the needs come first, then what the advert names as knowledge ("kafka" too), then its other names
    by how often they stand there, then the long words of the needs.
    """
    from_needs = [name for need in needs for name in _names(need.text)]
    counted = Counter(_names(advert))
    known = _knowledge(advert)
    by_count = sorted(counted, key=lambda name: -counted[name])
    from_advert = [*(name for name in by_count if known.keys() & name.lower().split()), *_sure(known), *by_count]
    long = [word for need in needs for word in _WORD.findall(need.text) if len(word) >= LONG_WORD_CHARS and stems(word)]
    distinct: dict[str, str] = {}
    for name in [*from_needs, *from_advert, *sorted(long, key=len, reverse=True)]:
        distinct.setdefault(name.lower(), name)
    return tuple(distinct.values())[:MAX_HOTWORDS]


def _knowledge(advert: str) -> dict[str, float]:
    """Return the words of the advert, in lower case, that name a field of knowledge, with its log odds."""
    rows = advert.splitlines()
    return {
        row[word.char_start : word.char_end].strip(".,;:!?").lower(): word.knowledge
        for row, words in zip(rows, tag(rows), strict=True)
        for word in words
        if word.knowledge > 0
    }


def _sure(known: Mapping[str, float]) -> list[str]:
    return [word for word, odds in known.items() if odds > SURE and len(word) > 2 and word.isalpha() and stems(word)]


def _names(text: str) -> Iterator[str]:
    """Yield proper names and abbreviations; a capital that only starts a sentence or a heading makes no name."""
    for match in _NAME.finditer(_SHOUTED.sub("", text)):
        name = match.group().strip(".-")
        opens = _SENTENCE_START.search(match.string[: match.start()][-8:]) is not None
        if opens and not _ODD.search(name.split()[0]):
            name = " ".join(name.split()[1:])
        if stems(name) and not name.isdigit() and not _CODE.fullmatch(name) and name not in _CALENDAR:
            yield name
