"""An answer as passages: the windows of one or two sentences, or of some clauses of a long one, in which a need could be met."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rehearse.needs.lexicons import read
from rehearse.needs.words import group, token_stems, tokens
from rehearse.schema import Span, Transcript
from rehearse.text import sentences

LONG_SENTENCE_WORDS = 26
"""A sentence longer than this, as speech without punctuation gives, is read in runs of clauses of at most `WINDOW_WORDS`."""

WINDOW_WORDS = 18
LEAST_PIECE_WORDS = 5
MAX_PAIR_WORDS = 45

_CLAUSE_END = re.compile(r"[,;:.!?…–—][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Term:
    """One spoken word: its form in lower case, what it means, and where it stands.

    `clause` counts the clauses of the answer, so that words of one clause share a number.
    """

    text: str
    stems: tuple[str, ...]
    groups: tuple[str, ...]
    span: Span
    clause: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an answer that is judged as one."""

    span: Span
    text: str
    terms: tuple[Term, ...]

    @property
    def plain(self) -> str:
        """The words in lower case with straight apostrophes, one blank between them."""
        return " ".join(term.text for term in self.terms)

    def holds(self, other: Passage) -> bool:
        """Tell whether the other passage stands within this one."""
        return self.span.char_start <= other.span.char_start and other.span.char_end <= self.span.char_end

    def meets(self, other: Passage) -> bool:
        """Tell whether the two share a word."""
        return self.span.char_start < other.span.char_end and other.span.char_start < self.span.char_end


def passages(transcript: Transcript) -> tuple[Passage, ...]:
    """Return the passages of an answer, short ones first; they overlap."""
    terms = _terms(transcript)
    whole = [_within(terms, span) for span in sentences(transcript)]
    singles = [window for one in whole for window in _windows(one)]
    pairs = [(*a, *b) for a, b in pairwise(singles) if len(a) + len(b) <= MAX_PAIR_WORDS and _follows(a, b)]
    return tuple(_passage(transcript.text, window) for window in [*singles, *pairs] if window)


def _terms(transcript: Transcript) -> tuple[Term, ...]:
    terms: list[Term] = []
    clause = 0
    for word in transcript.words:
        if word.kind == "filled_pause":
            continue
        parts = tokens(word.text)
        if not parts:
            continue
        if parts[0] in _clause_starts() or (parts[0] in _own_subjects() and terms and terms[-1].text == "and"):
            clause += 1
        stems = tuple(stem for part in parts for stem in token_stems(part))
        terms.append(
            Term(
                text=" ".join(parts),
                stems=stems,
                groups=tuple(group(stem) for stem in stems),
                span=Span(char_start=word.char_start, char_end=word.char_end),
                clause=clause,
            )
        )
        clause += _CLAUSE_END.search(word.text) is not None
    return tuple(terms)


def _within(terms: Sequence[Term], span: Span) -> tuple[Term, ...]:
    return tuple(term for term in terms if span.char_start <= term.span.char_start < span.char_end)


def _windows(sentence: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """Yield the sentence, or, where it is long, the overlapping runs of its clauses that are short enough to be one passage."""
    if len(sentence) <= LONG_SENTENCE_WORDS:
        yield sentence
        return
    parts = [part for _, clause in groupby(sentence, key=lambda term: term.clause) for part in _pieces(tuple(clause))]
    last = 0
    for i in range(len(parts)):
        end = i + 1
        while end < len(parts) and sum(map(len, parts[i : end + 1])) <= WINDOW_WORDS:
            end += 1
        if end > last:
            yield tuple(term for part in parts[i:end] for term in part)
        last = end


def _pieces(clause: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """Cut a clause that is longer than a window, where a new thought seems to begin ("I", "and"), else evenly."""
    while len(clause) > WINDOW_WORDS:
        openings = [i for i in range(LEAST_PIECE_WORDS, WINDOW_WORDS + 1) if _opens(clause[i - 1], clause[i])]
        cut = openings[-1] if openings else len(clause) // -(-len(clause) // WINDOW_WORDS)
        yield clause[:cut]
        clause = clause[cut:]
    yield clause


def _opens(before: Term, term: Term) -> bool:
    return term.text == "and" or (term.text in _own_subjects() and before.text not in _own_subjects() and before.text != "and")


def _follows(a: tuple[Term, ...], b: tuple[Term, ...]) -> bool:
    return bool(a and b) and a[-1].span.char_end <= b[0].span.char_start


def _passage(text: str, terms: tuple[Term, ...]) -> Passage:
    span = Span(char_start=terms[0].span.char_start, char_end=terms[-1].span.char_end)
    return Passage(span=span, text=span.of(text), terms=terms)


@functools.cache
def _clause_starts() -> frozenset[str]:
    return frozenset(read("claims")["clause_starts"].split())


@functools.cache
def _own_subjects() -> frozenset[str]:
    return frozenset(read("claims")["own_subject"].split())
