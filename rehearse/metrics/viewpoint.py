"""Whose part a story tells: "I" against "we".

Conventions
-----------
In a story, `we_min` or more of "we" without a clause of the candidate's own, hedges ("I think") aside, leave their own part
untold.

Metrics
-------
said_i, said_we.
"""

from __future__ import annotations

from collections.abc import Sequence

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.schema import Finding

MEASURES = ("said_i", "said_we")


def measure(answer: Answer, lexicon: Lexicon, norms: Norms, *, story: bool) -> Measured:
    """Return whose part an answer that has words speaks of; `story` where it is to tell what one did."""
    own, shared = ([place for place, token in enumerate(answer.tokens) if token in lexicon.groups[name]] for name in ("i", "we"))
    told = story and len(shared) >= norms["we_min"].value and not _tells_own_part(answer, lexicon, own)
    return Measured(
        findings=(_we_without_i(answer, shared[0], norms),) if told else (),
        measures={"said_i": float(len(own)), "said_we": float(len(shared))},
    )


def _tells_own_part(answer: Answer, lexicon: Lexicon, own: Sequence[int]) -> bool:
    """Tell whether "I" or "me" is said otherwise than in a hedge: a candidate who speaks of themselves may tell their part."""
    hedged = {place for match in lexicon.matches("hedge", answer) for place in range(match.start, match.end)}
    return any(place not in hedged and answer.tokens[place] not in ("my", "mine") for place in own)


def _we_without_i(answer: Answer, first: int, norms: Norms) -> Finding:
    message = "Only “we” so far: say which part was yours."
    return answer.finding("we_without_i", first, first + 1, message, norms["we_min"].source)
