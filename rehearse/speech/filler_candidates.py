"""Propose filled pauses: align the words to the audio with a hesitation sound allowed in every place, and see which are taken.

A hesitation sound costs a probability, so it is taken only where it fits the audio better than the words, by that acoustic
margin. The same chunk is aligned at several margins; in how many of them a sound holds is its grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rehearse.speech.grammar import BEAM, FILLER_PHONES, WIDE_BEAM, Grammar, Label

MARGINS = (1e-10, 1e-15, 1e-20)
"""Total probability of a hesitation sound in a place, from the easiest to the strictest. From 1e-25 on true ones are lost."""

WORD_MARGIN = 1e-15
"""The alignment whose word times are kept."""


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
    grade
        In how many of the alignments it holds, 1 to `len(MARGINS)`.
    cost
        As in `Label`, the mean over the sound.
    """

    start_s: float
    end_s: float
    before_word: int
    nasal: bool
    grade: int
    cost: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What alignment made of one chunk: the words where they stand, and the candidates; `retried` after a wider search."""

    words: tuple[Label, ...]
    candidates: tuple[Candidate, ...]
    retried: bool


def listen(grammar: Grammar, pcm: bytes, slots: Sequence[Sequence[str]]) -> Heard | None:
    """Align one chunk and return its words and candidates; `None` where its words could not be laid along the audio."""
    beam = BEAM
    middle = grammar.align(pcm, slots, filler_probability=WORD_MARGIN, beam=beam)
    if middle is None:
        beam = WIDE_BEAM
        middle = grammar.align(pcm, slots, filler_probability=WORD_MARGIN, beam=beam)
    if middle is None:
        return None
    others = (grammar.align(pcm, slots, filler_probability=margin, beam=beam) for margin in MARGINS if margin != WORD_MARGIN)
    passes = [_sounds(middle), *(_sounds(labels) for labels in others if labels is not None)]
    return Heard(
        words=tuple(label for label in middle if label.word is not None),
        candidates=tuple(_graded(sound, passes) for sound in _distinct(passes)),
        retried=beam != BEAM,
    )


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
    length_s = labels[-1].end_s - labels[0].start_s
    return Candidate(
        start_s=labels[0].start_s,
        end_s=labels[-1].end_s,
        before_word=before_word,
        nasal=FILLER_PHONES[labels[-1].sound].endswith("M"),
        grade=1,
        cost=sum(label.cost * (label.end_s - label.start_s) for label in labels) / length_s,
    )


def _distinct(passes: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """Return each sound once, as the first alignment that holds it has it."""
    distinct: list[Candidate] = []
    for sounds in passes:
        distinct += [sound for sound in sounds if not any(overlaps(sound, known) for known in distinct)]
    return sorted(distinct, key=lambda sound: sound.start_s)


def _graded(sound: Candidate, passes: Sequence[Sequence[Candidate]]) -> Candidate:
    held = sum(any(overlaps(sound, other) for other in sounds) for sounds in passes)
    return replace(sound, grade=held)


def overlaps(one: Candidate, other: Candidate) -> bool:
    """Tell whether two sounds share half of the shorter."""
    shared_s = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return shared_s >= 0.5 * min(one.end_s - one.start_s, other.end_s - other.start_s)
