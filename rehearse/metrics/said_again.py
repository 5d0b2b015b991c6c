"""Content that is said twice: sentences that say what an earlier one said, and clauses that come again word for word.

Conventions
-----------
A sentence is repeated where its words of content are nearly those of an earlier one (Jaccard similarity of
`repeated_similarity` or more, `repeated_min_words` of content in each). A clause is, from its subject on, where four words
or more, two of them of content, come again. Words said twice in a row are stumbles, and stand in `repetition`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.norms import Norms

_CLAUSE_WORDS = 4
_CLAUSE_CONTENT_WORDS = 2

Again = tuple[range, range]
"""The places of what is said again, and of the first time."""


def repeated_sentences(answer: Answer, lexicon: Lexicon, norms: Norms) -> list[Again]:
    """Return the sentences that say what an earlier one said."""
    small = lexicon.groups["function"] | lexicon.groups["small_talk"]
    seen: list[tuple[range, frozenset[str]]] = []
    found = []
    for sentence in answer.sentences:
        content = frozenset(answer.tokens[place] for place in sentence) - small
        if len(content) < norms["repeated_min_words"].value:
            continue
        limit = norms["repeated_similarity"].value
        twin = next((each for each, other in seen if len(content & other) / len(content | other) >= limit), None)
        if twin is None:
            seen.append((sentence, content))
        else:
            found.append((sentence, twin))
    return found


def repeated_clauses(answer: Answer, lexicon: Lexicon, left_out: Collection[int]) -> list[Again]:
    """Return the clauses that come again word for word, without overlaps; those that begin at places `left_out` don't count."""
    small = lexicon.groups["function"] | lexicon.groups["small_talk"]
    first: dict[tuple[str, ...], int] = {}
    found: list[Again] = []
    for place, token in enumerate(answer.tokens):
        run = answer.tokens[place : place + _CLAUSE_WORDS]
        if token not in lexicon.groups["subject_of_clause"] or place in left_out or (found and place < found[-1][0].stop):
            continue
        before = first.setdefault(run, place)
        length = _same(answer.tokens, before, place)
        while length and answer.tokens[place + length - 1] in lexicon.groups["joint"]:
            length -= 1
        content = set(answer.tokens[place : place + length]) - small
        if length >= _CLAUSE_WORDS and len(content) >= _CLAUSE_CONTENT_WORDS:
            found.append((range(place, place + length), range(before, before + length)))
    return found


def _same(tokens: Sequence[str], before: int, place: int) -> int:
    """Return how many words from `place` on are those from `before` on; 0 where the one runs into the other."""
    length = 0
    while place + length < len(tokens) and before + length < place and tokens[before + length] == tokens[place + length]:
        length += 1
    return length if before + length < place else 0
