"""Find takes by their words, whatever the case and the accents, alike on every database."""

from __future__ import annotations

import unicodedata

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

_MOST_WORDS = 50
_MOST_LETTERS = 1000
"""A database compares no text with thousands of words at once, nor with one word as long as a page."""

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


def folded(text: str) -> str:
    """Return `text` without case, accents and curly quotes, the words one space apart ("Café  Noir" gives "cafe noir")."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_STRAIGHT).casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.replace("\0", " ").split())


def holds_all_words(column: InstrumentedAttribute[str], query: str) -> list[ColumnElement[bool]]:
    """Return the conditions that `column`, a folded text, holds every word of `query`; `%` and `_` are plain characters.

    Of a long query, such as a page of text, the first fifty different words count, and the first thousand letters of each.
    """
    words = list(dict.fromkeys(folded(query).split()))
    return [column.contains(word[:_MOST_LETTERS], autoescape=True) for word in words[:_MOST_WORDS]]
