"""Where one need ends and the next begins, in a sentence of an advert that states several.

A sentence is cut into small parts; two that stand side by side may belong to one need or to two. What stands between them and how
each opens tells, by weights that are fitted on adverts whose needs are marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rehearse.needs.clauses import Clause, joined
from rehearse.needs.cues import Weights, boundary_weight

_WORD = re.compile(r"[a-z']+|\d+")
_LENGTHS = (1, 2, 4, 7, 12, 20)


def put_together(parts: Sequence[Clause], advert: str, weights: Weights) -> list[Clause]:
    """Return the parts of one line, those of a sentence joined between which no need ends."""
    whole = list(parts[:1])
    for before, part in pairwise(parts):
        if neighbours(before, part) and not _apart(whole[-1], before, part, advert, weights):
            whole[-1] = joined(whole[-1], part, advert)
        else:
            whole.append(part)
    return whole


def _apart(so_far: Clause, before: Clause, part: Clause, advert: str, weights: Weights) -> bool:
    return boundary_weight(cues_between(before, part, advert, so_far=len(so_far.text.split())), weights) > 0


def neighbours(first: Clause, second: Clause) -> bool:
    """Tell whether two parts, one after the other, stand in one sentence."""
    return first.line is second.line and first.sentence == second.sentence


def cues_between(first: Clause, second: Clause, advert: str, *, so_far: int) -> frozenset[str]:
    """Return the names of what is weighed where one part of a sentence ends and the next begins.

    Parameters
    ----------
    so_far
        Words of the piece that `first` ends, with the parts before it that belong to it.
    """
    between = " ".join(advert[first.span.char_end : second.span.char_start].lower().split())
    one, other = (_WORD.findall(piece.text.lower().replace("’", "'")) for piece in (first, second))
    ended = "." if first.text[-1] in ".!?" else ""
    return frozenset(
        {
            f"between {ended}{between}",
            f"commas {min(6, first.line.text.count(','))}",
            f"so far {_bucket(so_far)}",
            f"first {_bucket(len(one))}",
            f"second {_bucket(len(other))}",
            f"both {_bucket(max(len(one), len(other)))}",
            f"section {first.line.section}",
            *(f"first opens {word}" for word in one[:1]),
            *(f"second opens {word}" for word in other[:1]),
            *([f"second opens {' '.join(other[:2])}"] if len(other) > 1 else []),
            *(["alike"] if one[:1] == other[:1] else []),
        }
    )


def _bucket(words: int) -> str:
    return next((f"to {most}" for most in _LENGTHS if words <= most), "more")
