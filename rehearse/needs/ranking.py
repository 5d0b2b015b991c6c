"""Which needs weigh most: musts before what is nice to have, and first what the advert comes back to."""

from __future__ import annotations

from collections.abc import Sequence

from rehearse.needs.words import stems
from rehearse.schema import Need

MENTION_SHARE = 0.5
"""Another part of the advert speaks of a need when it shares this much of the need's words."""


def ranked(needs: Sequence[Need], passages: Sequence[str]) -> list[Need]:
    """Return needs in the order in which they deserve a candidate's time; those of equal weight stay as they were.

    Parameters
    ----------
    needs
        In the order of the advert.
    passages
        The advert in parts, those that the needs come from among them.
    """
    told = [stems(passage) for passage in passages]

    def weight(need: Need) -> tuple[bool, int]:
        meaning = stems(need.text)
        return need.kind == "nice", -sum(len(meaning & words) >= MENTION_SHARE * len(meaning) for words in told if meaning)

    return sorted(needs, key=weight)
