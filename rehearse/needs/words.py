"""Words as the needs see them: those that carry meaning, as stems, with words that meet the same need brought together."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from rehearse.needs.lexicons import read
from rehearse.text import bare

if TYPE_CHECKING:
    from nltk.stem.porter import PorterStemmer

_TOKEN = re.compile(r"[^\W_]+(?:[’'&.-][^\W_]+)*[+#]{0,2}")
_CONTRACTION = re.compile(r"['’](?:s|ll|ve|re|d|m|t)$")


def tokens(text: str) -> list[str]:
    """Return the words of `text` in lower case, one form of apostrophe, without punctuation; "C++" and "P&L" stay whole."""
    return [match.group().lower().replace("’", "'") for match in _TOKEN.finditer(text)]


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words in `text` that carry meaning."""
    return frozenset(stem for token in tokens(text) for stem in token_stems(token))


@functools.lru_cache(maxsize=20_000)
def token_stems(token: str) -> tuple[str, ...]:
    """Return the stems of one word from `tokens`: none for a word without meaning of its own, several for a compound."""
    if "-" in token and token not in _groups():
        return tuple(stem for part in token.split("-") if part for stem in token_stems(part))
    if token in _stop_words():
        return ()
    token = _CONTRACTION.sub("", token)
    if token in _stop_words() or (len(token) < 2 and not token.isdigit()):
        return ()
    return (_base(token),)


@functools.lru_cache(maxsize=20_000)
def group(stem: str) -> str:
    """Return the name of the group of words that meet the same need, or the stem where it is in none."""
    return _groups().get(stem, stem)


@functools.lru_cache(maxsize=20_000)
def pointers(name: str) -> frozenset[str]:
    """Return the groups of words that point to the group `name` without naming it."""
    return _related().get(name, frozenset())


def is_number(token: str) -> bool:
    """Tell whether a spoken or written word is a number ("12%", "forty", "2019")."""
    return any(char.isdigit() for char in token) or bare(token) in _numbers()


@functools.lru_cache(maxsize=20_000)
def _base(token: str) -> str:
    irregular: dict[str, str] = read("words")["irregular"]
    if token in irregular:
        return irregular[token]
    return _stemmer().stem(token, to_lowercase=False) if token.isascii() and token.isalpha() else token


@functools.cache
def _stemmer() -> PorterStemmer:
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer()


@functools.cache
def _stop_words() -> frozenset[str]:
    return frozenset(read("words")["stop"].split())


@functools.cache
def _numbers() -> frozenset[str]:
    return frozenset(read("claims")["numbers"].split())


@functools.cache
def _related() -> dict[str, frozenset[str]]:
    return {
        group(_base(name)): frozenset(group(stem) for word in words.split() for stem in token_stems(word))
        for name, words in read("words")["related"].items()
    }


@functools.cache
def _groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for name, words in read("words")["groups"].items():
        for word in words:
            groups.setdefault(_base(word), f"={name}")
    return groups
