"""The clauses of an answer: what the parts of a story are told apart by, finer than sentences.

People tell a whole story in one sentence ("and I called at four, and she had her line the next morning"), and recognisers
write it without a full stop.

Conventions
-----------
A clause begins with a sentence, with a word of the group `joint` before a subject ("and she"), and with "because". Where
a sentence has no punctuation inside, a pronoun that can only be a subject begins one as well, unless the word before it
leads into it ("what I", "when she").
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon

_SHORTEST = 3
_PUNCTUATION = frozenset(",;:–—")


def clauses(answer: Answer, lexicon: Lexicon) -> tuple[range, ...]:
    """Return the clauses in order, as ranges of places; together they hold every word once."""
    leads = lexicon.groups["opens_clause"] | lexicon.groups["joins_clauses"] | lexicon.groups["joint"]
    joints = {place for place in range(1, len(answer.tokens) - 1) if _joins(place, answer, lexicon)}
    subjects = {
        place
        for place in range(1, len(answer.tokens))
        if answer.tokens[place] in lexicon.groups["pronoun_subject"] and answer.tokens[place - 1] not in leads
    }
    found: list[range] = []
    for sentence in answer.sentences:
        plain = not any(_PUNCTUATION & set(answer.words[place].text) for place in sentence[:-1])
        found += _cut(sentence, joints | subjects if plain else joints)
    return tuple(found)


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
