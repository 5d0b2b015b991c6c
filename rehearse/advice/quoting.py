"""Words inside a piece of advice: a person's own, made short, and reasons as sentences."""

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


def sentence(said: str) -> str:
    """Return a phrase as a sentence: with a capital and a full stop."""
    return f"{said[:1].upper()}{said[1:].rstrip('.')}." if said else ""
