"""Answers made of some of the sentences of another: what the wobble of a score is measured on.

Conventions
-----------
An answer that was written as a few long sentences, as recognisers do, is taken by its clauses. Chosen sentences keep
their order, their words, and the silence that followed each; what lay between them is left out, so times run on
without a gap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rehearse.metrics.answer import Answer
from rehearse.metrics.clauses import clauses
from rehearse.metrics.lexicon import lexicon
from rehearse.schema import Interval, Transcript, Word
from rehearse.text import sentences

FEW = 6
"""With fewer sentences than this an answer is taken by its clauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One sentence or clause: its words, and its stretch of the recording up to where the next one begins.

    `stretch` is `None` where the words carry no times.
    """

    words: tuple[Word, ...]
    stretch: Interval | None


def pieces(transcript: Transcript) -> tuple[Piece, ...]:
    """Return the sentences of an answer in order; its clauses where it has too few sentences."""
    starts = [span.char_start for span in sentences(transcript)]
    if len(starts) < FEW:
        answer = Answer(transcript)
        starts = [answer.words[clause.start].char_start for clause in clauses(answer, lexicon())]
    spoken: list[list[Word]] = [[] for _ in starts]
    for word in transcript.words if starts else ():
        spoken[max(0, bisect_right(starts, word.char_start) - 1)].append(word)
    found: list[Piece] = []
    next_s = max((word.end_s for word in transcript.words if word.end_s is not None), default=0.0)
    for words in reversed(spoken):
        starts_s = [word.start_s for word in words if word.start_s is not None]
        stretch = Interval(start_s=min(starts_s), end_s=max(next_s, min(starts_s))) if starts_s else None
        found.append(Piece(words=tuple(words), stretch=stretch))
        next_s = stretch.start_s if stretch else next_s
    return tuple(reversed(found))


def joined(transcript: Transcript, chosen: Sequence[Piece]) -> Transcript:
    """Return the chosen pieces of a transcript as an answer of its own."""
    words: list[Word] = []
    speech: list[Interval] = []
    length, now_s = 0, 0.0
    for piece in chosen:
        shift_s = now_s - piece.stretch.start_s if piece.stretch else 0.0
        for word in piece.words:
            words.append(_moved(word, length, shift_s))
            length = words[-1].char_end + 1
        if piece.stretch:
            speech += _shared(transcript.speech or (), piece.stretch, shift_s)
            now_s += piece.stretch.duration_s
    return replace(
        transcript,
        text=" ".join(word.text for word in words),
        words=tuple(words),
        speech=None if transcript.speech is None else tuple(speech),
        struck=(),
    )


def _moved(word: Word, char_start: int, shift_s: float) -> Word:
    return replace(
        word,
        start_s=None if word.start_s is None else word.start_s + shift_s,
        end_s=None if word.end_s is None else word.end_s + shift_s,
        char_start=char_start,
        char_end=char_start + len(word.text),
    )


def _shared(speech: Sequence[Interval], stretch: Interval, shift_s: float) -> list[Interval]:
    """Return what of the speech lies in the stretch, moved."""
    return [
        Interval(start_s=max(each.start_s, stretch.start_s) + shift_s, end_s=min(each.end_s, stretch.end_s) + shift_s)
        for each in speech
        if each.start_s < stretch.end_s and each.end_s > stretch.start_s
    ]
