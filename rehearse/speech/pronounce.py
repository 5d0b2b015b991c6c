"""The phones of a word: from the recogniser's dictionary, and by rule for the names and rare words that it does not have."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rehearse.speech.spoken_forms import spoken_forms

Lookup = Callable[[str], str | None]
"""Gives the phones of a lower-case word, separated by spaces, or `None` where the dictionary does not have it."""

MAX_PRONUNCIATIONS = 3

_MIN_COMPOUND_PART = 3
_VOICELESS = frozenset({"P", "T", "K", "F", "TH"})
_SIBILANT = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class _Sounds:
    names: dict[str, str]
    spellings: dict[str, tuple[str, ...]]
    before_silent_e: dict[str, str]
    longest: int


@lru_cache(maxsize=1)
def _sounds() -> _Sounds:
    data = tomllib.loads((files("rehearse.speech") / "letter_sounds.toml").read_text(encoding="utf-8"))
    spellings = {spelling: tuple(phones.split()) for spelling, phones in data["spellings"].items()}
    return _Sounds(data["names"], spellings, data["before_silent_e"], max(map(len, spellings)))


def pronunciations(word: str, lookup: Lookup) -> tuple[str, ...]:
    """Return how a written word may sound, as ARPABET phones separated by spaces; the likeliest first.

    Parameters
    ----------
    word
        As it stands in a transcript: capitals, digits, hyphens, accents and punctuation are read as people read them.
    lookup
        The dictionary to look each spoken token up in.

    Returns
    -------
    tuple of str
        At most `MAX_PRONUNCIATIONS`; empty where nothing in `word` can be read in English.
    """
    found = (_join(form, lookup) for form in spoken_forms(word))
    return tuple(dict.fromkeys(phones for phones in found if phones))[:MAX_PRONUNCIATIONS]


def _join(tokens: tuple[str, ...], lookup: Lookup) -> str:
    spelled_out = len(tokens) > 1
    return " ".join(filter(None, (_token(token, lookup, spelled_out=spelled_out) for token in tokens)))


def _token(token: str, lookup: Lookup, *, spelled_out: bool) -> str:
    letter = _sounds().names.get(token.removesuffix("'s"))
    if letter and (spelled_out or token not in {"a", "i"}):
        return letter if len(token) == 1 else f"{letter} {_s_sound(letter.split()[-1])}"
    return lookup(token) or _inflected(token, lookup) or _compound(token, lookup) or " ".join(letters_to_sound(token))


def _inflected(token: str, lookup: Lookup) -> str | None:
    for ending in ("'s", "s'", "s", "'"):
        stem = token.removesuffix(ending)
        if stem != token and len(stem) > 1 and (phones := lookup(stem)):
            return f"{phones} {_s_sound(phones.split()[-1])}"
    return None


def _s_sound(last_phone: str) -> str:
    if last_phone in _SIBILANT:
        return "IH Z"
    return "S" if last_phone in _VOICELESS else "Z"


def _compound(token: str, lookup: Lookup) -> str | None:
    """Return the phones of two known words written as one ("webhook"), the longest first part preferred."""
    for cut in range(len(token) - _MIN_COMPOUND_PART, _MIN_COMPOUND_PART - 1, -1):
        first, second = lookup(token[:cut]), lookup(token[cut:])
        if first and second:
            return f"{first} {second}"
    return None


def letters_to_sound(token: str) -> tuple[str, ...]:
    """Return a guess at the phones of a word that no dictionary has, from its letters alone."""
    letters = "".join(char for char in token.lower() if char in _sounds().names)
    if not _VOWELS & set(letters.replace("y", "i")):
        return tuple(phone for letter in letters for phone in _sounds().names[letter].split())
    return tuple(_read(letters))


def _read(letters: str) -> Iterator[str]:
    sounds = _sounds()
    marked = f"^{letters}$"
    at = 1
    while at < len(marked) - 1:
        if _lengthened(marked, at):
            yield sounds.before_silent_e[marked[at]]
            at += 1
            continue
        spelling = _longest_spelling(marked, at)
        yield from sounds.spellings[spelling]
        at += len(spelling.strip("^$"))
        if spelling == marked[at] and spelling not in _VOWELS:
            at += 1  # a doubled consonant sounds once


def _longest_spelling(marked: str, at: int) -> str:
    spellings = _sounds().spellings
    for length in range(_sounds().longest, 0, -1):
        here = marked[at : at + length].rstrip("^")
        starts = [f"^{here}"] if at == 1 else []
        for spelling in (*starts, here):
            if spelling in spellings:
                return spelling
    raise AssertionError(f"letter_sounds.toml has no sound for {marked[at]!r}")


def _lengthened(marked: str, at: int) -> bool:
    """Tell whether the vowel here is lengthened by a silent last "e", one consonant further on."""
    return marked[at] in _VOWELS and marked[at + 2 :] == "e$" and marked[at + 1] not in _VOWELS
