"""The clauses of an answer: what the parts of a story are told apart by, finer than sentences.

People tell a whole story in one sentence ("and I called at four, and she had her line the next morning"), and recognisers
write it without a full stop.

Conventions
-----------
A clause begins with a sentence, with a word of the group `joint` before a subject ("and she"), and with "because". Where
a sentence has no punctuation inside, a pronoun that can only be a subject begins one as well, unless the word before it
leads into it ("what I", "when she").

A boundary is any place where a sentence or a clause begins, however short, with joining words before a subject ("and then
we", "when she") among what begins one, or that a comma or its like stands before. It is told by what was written alone: no
silence makes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import pairwise

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon

_SHORTEST = 3
_PUNCTUATION = frozenset(",;:–—")
_ENDS_IN_PUNCTUATION = re.compile(r"[,;:–—]\W*$")


def clauses(answer: Answer, lexicon: Lexicon) -> tuple[range, ...]:
    """Return the clauses in order, as ranges of places; together they hold every word once."""
    found: list[range] = []
    for sentence in answer.sentences:
        found += _cut(sentence, _begun(sentence, answer, lexicon))
    return tuple(found)


def boundaries(answer: Answer, lexicon: Lexicon) -> frozenset[int]:
    """Return the places of the words that a sentence, a clause or a part after a comma begins with."""
    words = tuple(replace(word, start_s=None, end_s=None) for word in answer.transcript.words)
    written = Answer(replace(answer.transcript, words=words))
    found = set(written.sentence_starts)
    for sentence in written.sentences:
        found |= _begun(sentence, written, lexicon)
    found |= {place for place in range(1, len(answer.tokens)) if _opens(place, answer, lexicon)}
    text = answer.transcript.text
    for place, (word, after) in enumerate(pairwise(answer.words), start=1):
        if _ENDS_IN_PUNCTUATION.search(text, word.char_start, after.char_start):
            found.add(place)
    return frozenset(found)


def _begun(sentence: range, answer: Answer, lexicon: Lexicon) -> set[int]:
    """Return the places inside a sentence where words alone say that a clause begins."""
    leads = lexicon.groups["opens_clause"] | lexicon.groups["joins_clauses"] | lexicon.groups["joint"]
    joints = {place for place in sentence if 0 < place < len(answer.tokens) - 1 and _joins(place, answer, lexicon)}
    if any(_PUNCTUATION & set(answer.words[place].text) for place in sentence[:-1]):
        return joints
    return joints | {
        place
        for place in sentence
        if place > 0 and answer.tokens[place] in lexicon.groups["pronoun_subject"] and answer.tokens[place - 1] not in leads
    }


def _opens(place: int, answer: Answer, lexicon: Lexicon) -> bool:
    """Tell whether joining words begin at a place and lead to a subject ("and then we", "when she")."""
    joining = lexicon.groups["joint"] | lexicon.groups["opens_clause"]
    if answer.tokens[place] not in joining or answer.tokens[place - 1] in joining:
        return False
    first = next((token for token in answer.tokens[place:] if token not in joining), "")
    return first in lexicon.groups["subject_of_clause"]


def _joins(place: int, answer: Answer, lexicon: Lexicon) -> bool:
    word, after = answer.tokens[place], answer.tokens[place + 1]
    return word == "because" or (word in lexicon.groups["joint"] and after in lexicon.groups["subject_of_clause"])


def _cut(sentence: range, begins: Set[int]) -> Iterator[range]:
    start = sentence.start
    for place in sentence:
        if place in begins and place - start >= _SHORTEST and sentence.stop - place >= _SHORTEST:
            yield range(start, place)
            start = place
    yield range(start, sentence.stop)
