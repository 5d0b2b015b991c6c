"""Whether a text that was given as an advert reads like one, and what to do where it does not."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from rehearse.needs.lexicons import read
from rehearse.schema import Need

LEAST_CV_SIGNS = 4
"""A text with this many signs of a CV, and more than twice as many of them as of an advert, reads like a CV."""

LEAST_FOREIGN_WORDS = 4
"""Fewer small words of another language than this say nothing about a text."""

MAX_READ_CHARS = 20_000
"""So much of a text is looked at."""

_SENTENCE_END = re.compile(r"\n|(?<=[.!?])\s")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def doubt(advert: str, needs: Sequence[Need]) -> str | None:
    """Return in plain words why `needs`, as drawn from `advert`, may be wrong or missing, or None where nothing speaks for it."""
    if not advert.strip():
        return None
    spoken = language(advert)
    if spoken != "English":
        seems = f"to be in {spoken}" if spoken else "not to be in English"
        return (
            f"This advert seems {seems}, and needs are drawn from English adverts only. "
            "Paste it in English, or add the needs yourself."
        )
    if reads_like_cv(advert):
        return (
            "This reads like a CV, not like a job advert, so no needs were drawn from it. "
            "Paste the employer's advert instead, or add the needs yourself."
        )
    if not needs:
        return "No needs were found in this advert. Add what you know of them yourself."
    return None


def language(text: str) -> str | None:
    """Return the language of `text` ("German"), "English" where nothing speaks against it, None where its script is another."""
    words = Counter(_WORD.findall(text[:MAX_READ_CHARS].lower()))
    letters = sum(len(word) * times for word, times in words.items())
    if sum(len(_LATIN.findall(word)) * times for word, times in words.items()) < letters / 2:
        return None
    counts = {name: sum(words[word] for word in small) for name, small in _languages().items()}
    likeliest = max(counts, key=lambda name: counts[name])
    foreign = counts[likeliest] >= LEAST_FOREIGN_WORDS and counts[likeliest] > 1.5 * counts["English"]
    return likeliest if foreign else "English"


def reads_like_cv(text: str) -> bool:
    """Tell whether a text has more of a CV than of an advert."""
    rows = _SENTENCE_END.split(text[:MAX_READ_CHARS].lower().replace("’", "'"))
    once, by_line, advert = _signs()
    cv = sum(_times(sign, rows) > 0 for sign in once) + sum(_times(sign, rows) for sign in by_line)
    return cv >= LEAST_CV_SIGNS and cv > 2 * sum(_times(sign, rows) for sign in advert)


def _times(sign: re.Pattern[str], rows: Sequence[str]) -> int:
    return sum(sign.search(row) is not None for row in rows)


@functools.cache
def _languages() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read("doubts")["languages"].items()}


@functools.cache
def _signs() -> tuple[tuple[re.Pattern[str], ...], ...]:
    rules = read("doubts")["cv"]
    once, by_line, advert = (tuple(map(re.compile, rules[name])) for name in ("once", "lines", "advert"))
    return once, by_line, advert
