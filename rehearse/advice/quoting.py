"""A person's own words inside a piece of advice, made short."""

from __future__ import annotations

from rehearse.text import bare

_JOINING = frozenset({"", "so", "and", "but", "well", "um", "uh"})


def short(text: str, most: int = 8) -> str:
    """Return the first words of a text, without punctuation at the edges."""
    words = text.split()
    return " ".join(words[:most]).strip(" ,.;:!?") + (" …" if len(words) > most > 5 else "")


def opening(text: str) -> str:
    """Return the first words of a text, joining words left out."""
    words = text.split()
    while words and bare(words[0]) in _JOINING:
        words.pop(0)
    return short(" ".join(words), 3)
