"""Propose filled pauses: align the words to the audio with a hesitation sound allowed in every place, and see which are taken.

A hesitation sound costs a probability, so it is taken only where it fits the audio better than the words, by that margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rehearse.speech.grammar import BEAM, FILLER_PHONES, WIDE_BEAM, Grammar, Label

MARGIN = 1e-10
"""Total probability of a hesitation sound in a place. Above it words that are drawn out, breaths and noise are proposed; below
1e-15 true ones are lost, short ones and those of voices unlike the acoustic model's first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sound that may be a filled pause.

    Attributes
    ----------
    start_s, end_s
        From the start of the chunk.
    before_word
        Index of the word that follows it; the number of words where it is the last thing said.
    nasal
        It ends in an "m": "um" rather than "uh". Not sure: the two are easily taken for one another.
    """

    start_s: float
    end_s: float
    before_word: int
    nasal: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What alignment made of one chunk: the words where they stand, and the candidates."""

    words: tuple[Label, ...]
    candidates: tuple[Candidate, ...]


def listen(grammar: Grammar, pcm: bytes, slots: Sequence[Sequence[str]]) -> Heard | None:
    """Align one chunk and return its words and candidates; `None` where its words could not be laid along the audio."""
    for beam in (BEAM, WIDE_BEAM):
        labels = grammar.align(pcm, slots, filler_probability=MARGIN, beam=beam)
        if labels is not None:
            words = tuple(label for label in labels if label.word is not None)
            return Heard(words=words, candidates=tuple(_sounds(labels)))
    return None


def as_candidate(label: Label) -> Candidate:
    """Return an aligned word that is a written filler as if it had been proposed."""
    assert label.word is not None, "a word was aligned"
    return Candidate(start_s=label.start_s, end_s=label.end_s, before_word=label.word + 1, nasal=label.sound.endswith("M"))


def _sounds(labels: Sequence[Label]) -> list[Candidate]:
    """Return the hesitation sounds of one alignment, those that touch joined into one."""
    sounds: list[Candidate] = []
    before_word = 0
    for last_word, run in groupby(labels, key=lambda label: label.word):
        if last_word is not None:
            before_word = last_word + 1
        else:
            sounds += [_joined(touching, before_word) for touching in _touching(list(run))]
    return sounds


def _touching(labels: Sequence[Label]) -> list[list[Label]]:
    groups = [[labels[0]]]
    for label in labels[1:]:
        if label.start_s - groups[-1][-1].end_s < 0.005:
            groups[-1].append(label)
        else:
            groups.append([label])
    return groups


def _joined(labels: Sequence[Label], before_word: int) -> Candidate:
    return Candidate(
        start_s=labels[0].start_s,
        end_s=labels[-1].end_s,
        before_word=before_word,
        nasal=FILLER_PHONES[labels[-1].sound].endswith("M"),
    )
