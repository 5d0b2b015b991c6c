"""Tell hesitations from pauses at a boundary: where a pause stands, not how long it lasts, says which it is.

Conventions
-----------
A hesitation stands inside a clause, or beside a filler: a filled pause that is sure, or a word of a filler phrase. Any other
pause stands at a boundary, between two sentences or clauses. Boundaries are told by punctuation and words alone, never by
times: a silence that ended a sentence would prove itself to stand at a boundary. Without punctuation words alone miss most
boundaries, so then nothing is told apart.

References
----------
Goldman-Eisler 1968, Psycholinguistics (pauses at grammatical junctures and elsewhere).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set

from rehearse.metrics.answer import Answer
from rehearse.metrics.clauses import boundaries
from rehearse.metrics.fillers import is_sure
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.norms import Norms


def hesitation_places(answer: Answer, lexicon: Lexicon, norms: Norms, filler_words: Set[int]) -> frozenset[int] | None:
    """Return the places of the words after which a pause is a hesitation; `None` without punctuation.

    `filler_words` are the places in filler phrases.
    """
    if not answer.punctuated:
        return None
    starts = [word.char_start for word in answer.words]
    filled = {bisect_right(starts, um.char_start) - 1 for um in answer.filled_pauses if is_sure(um, norms)}
    begins = boundaries(answer, lexicon)
    return frozenset(
        place
        for place in range(len(answer.words))
        if place in filled or {place, place + 1} & filler_words or place + 1 not in begins
    )
