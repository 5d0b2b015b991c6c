"""Words and sentences of a text, with their places; the common ground of recognition, metrics and needs."""

from __future__ import annotations

import re
from itertools import pairwise

from rehearse.schema import Span, Transcript, Word

SENTENCE_PAUSE_S = 0.6
"""A silence this long ends a sentence where the transcript has no punctuation."""

MAX_SPOKEN_SENTENCE_WORDS = 30
"""Unpunctuated speech without a pause is cut at a joining word once a sentence is this long."""

_WORD = re.compile(r"\S*\w\S*")
_FILLED_PAUSE = re.compile(r"(?:u+[hm]+|e+(?:h+|r+)m*|h+m+|a+h+m*|m{2,})", re.IGNORECASE)
_NO_PAUSE = re.compile(r"[A-Z]{2,}|err", re.ASCII)
"""Written like one: a name in capitals (the ER, HM Treasury), and to err."""
_EDGE = re.compile(r"^\W+|\W+$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|approx|No|[ap]\.m))\.$")
_JOINING = frozenset({"and", "so", "but", "then", "because"})


def bare(word: str) -> str:
    """Return `word` in lower case without the punctuation around it ("SQL," gives "sql")."""
    return _EDGE.sub("", word).lower()


def is_filled_pause(word: str) -> bool:
    """Tell whether a written word is a hesitation sound ("um", "Uhh,", "erm", "hmm")."""
    plain = _EDGE.sub("", word)
    return _FILLED_PAUSE.fullmatch(plain) is not None and _NO_PAUSE.fullmatch(plain) is None


def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of `text`, untimed, in order; what holds no letter and no digit is not a word."""
    return tuple(
        Word(
            text=match.group(),
            kind="filled_pause" if is_filled_pause(match.group()) else "word",
            char_start=match.start(),
            char_end=match.end(),
        )
        for match in _WORD.finditer(text)
    )


def from_text(text: str, *, language: str = "en") -> Transcript:
    """Return a transcript of an answer that was given as text; `text` is kept character for character."""
    return Transcript(
        text=text, words=split_words(text), language=language, untimed_reason="the answer was given as text, so nothing was timed"
    )


def sentences(transcript: Transcript) -> tuple[Span, ...]:
    """Return the sentences of a transcript as spans that cover every word once.

    Punctuation ends a sentence where there is any. Speech recognisers often give none: then a silence of `SENTENCE_PAUSE_S`
    ends one, and after `MAX_SPOKEN_SENTENCE_WORDS` words the next joining word ("and", "so") starts a new one.
    """
    words = transcript.words
    if not words:
        return ()
    punctuated = sum(1 for word in words if _ends_sentence(word.text)) * 60 >= len(words)
    starts = [0]
    for i, (previous, word) in enumerate(pairwise(words), start=1):
        length = i - starts[-1]
        if punctuated:
            ends = _ends_sentence(previous.text)
        else:
            ends = _paused(previous, word) or (length >= MAX_SPOKEN_SENTENCE_WORDS and bare(word.text) in _JOINING)
        if ends:
            starts.append(i)
    ends_at = [*starts[1:], len(words)]
    return tuple(
        Span(char_start=words[a].char_start, char_end=words[b - 1].char_end) for a, b in zip(starts, ends_at, strict=True)
    )


def _ends_sentence(word: str) -> bool:
    return _SENTENCE_END.search(word) is not None and _ABBREVIATION.search(word) is None


def _paused(previous: Word, word: Word) -> bool:
    return previous.end_s is not None and word.start_s is not None and word.start_s - previous.end_s >= SENTENCE_PAUSE_S
