"""The trained judge: a network reads each need beside the whole answer, and says of each word how far it speaks of the need.

A passage is worth what its words say, the most telling ones counting most. The rules name the reason where a passage is a
denial, a wish or a list, and tell an example from a proven one.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rehearse.needs import encoder
from rehearse.needs.claims import (
    ASKED,
    BARE,
    DENIED,
    EXAMPLE,
    OF_ANOTHER,
    RESULT,
    WISHED,
    is_own_subject,
    names_speaker,
    shows_result,
)
from rehearse.needs.encoder import Encoder
from rehearse.needs.fusion import clues, weigh
from rehearse.needs.judge import Judge, Verdict
from rehearse.needs.passages import Passage
from rehearse.needs.rules import LISTED, RECITED, RULES, THRESHOLD
from rehearse.schema import MET, Need

VETOES = frozenset({WISHED, ASKED})
"""Here the rules know best that a passage claims nothing."""

NAMED_SHARE = 0.6
"""Where a passage shares so much with a need, it names it, and the rules know a denial or an example of it."""

SURE_ODDS = 1.5
"""From such log-odds on the network is so sure that what is denied in a passage is something else."""

SHORT_WORDS = 40
"""In an answer shorter than this the network has little to go by: an example that the rules see in a need's own words stands, and
what the network alone sees, where it is asked for several needs, must reach `SURE_ODDS`."""

ALONE_ODDS = 1.0
"""What a need gains that an answer is held against alone: it is what was asked for, and as likely met as not. The weights are set
for answers that meet about one need in four."""

WHOLE = frozenset({RECITED, LISTED})
"""These hold for a passage as a whole, whichever need it is read for."""

UNCLEAR = "you named it, but it was not clear that you have it or have done it"

READ_OUT_SHARE = 0.4
"""Where so many of an answer's passages are read out, those that name no speaker are too. So many have 97 of 112
training adverts, and 3 of 431 answers."""

_NOTHING = Verdict(score=0.0, level="not_addressed", why="")
_NAMED = Verdict(score=0.2, level="not_addressed", why=UNCLEAR)
"""Weighs less than any passage that meets the need, or that the rules refuse with a reason."""


class ModelJudge:
    """Judges by the encoder, with the rules beside it.

    Parameters
    ----------
    network
        Says of each word of an answer how far it speaks of a need, and whether it shows it.
    """

    def __init__(self, network: Encoder) -> None:
        self._network = network

    def judge(self, needs: Sequence[Need], passages: Sequence[Passage], text: str) -> list[list[Verdict]]:
        """Return a row for each need, with a verdict for each passage, in the order given."""
        rows = RULES.judge(needs, passages, text)
        barred = _read_out(rows, passages)
        if not passages or not needs:
            return [list(row) for row in rows]
        reading = self._network.read([need.text for need in needs], text)
        found = clues(needs, passages, rows, reading, usual=self._network.usual)
        addressed, shown = (weigh(found, self._network.weights[level]) for level in ("addressed", "shown"))
        shown[:, _beside_a_list(rows, passages)] = -math.inf
        alone, short = len(needs) == 1, len(text.split()) < SHORT_WORDS
        addressed += ALONE_ODDS * alone
        bar = SURE_ODDS if short and not alone else 0.0
        return [
            [
                _barred(by_rules) if i in barred else _verdict(by_rules, one, (addressed[k, i], shown[k, i]), bar, short=short)
                for i, (by_rules, one) in enumerate(zip(row, passages, strict=True))
            ]
            for k, row in enumerate(rows)
        ]


def standard() -> Judge:
    """Return the trained judge where its model is, else the rules."""
    network = encoder.standard()
    return ModelJudge(network) if network else RULES


def name() -> str:
    """Return which judge `standard` gives: "rules", or "needs-judge" with the first digits of its weights' SHA-256."""
    path = encoder.folder()
    return f"needs-judge {_digest(path)}" if path else "rules"


@functools.cache
def _digest(path: Path) -> str:
    return hashlib.sha256((path / encoder.WEIGHTS).read_bytes()).hexdigest()[:8]


def _read_out(rows: Sequence[Sequence[Verdict]], passages: Sequence[Passage]) -> frozenset[int]:
    """Return the places of the passages that only recite or list, whichever need they are read for."""
    told = frozenset(i for row in rows for i, verdict in enumerate(row) if verdict.why in WHOLE)
    if len(told) < READ_OUT_SHARE * len(passages):
        return told
    return told | {i for i, one in enumerate(passages) if not any(names_speaker(term.text) for term in one.terms)}


def _beside_a_list(rows: Sequence[Sequence[Verdict]], passages: Sequence[Passage]) -> list[int]:
    """Return the places of the passages that share words with a mere list of needs: what stands there is named, not shown."""
    lists = [one for i, one in enumerate(passages) if any(row[i].why == LISTED for row in rows)]
    return [i for i, one in enumerate(passages) if any(one.meets(other) for other in lists)]


def _verdict(by_rules: Verdict, passage: Passage, odds: tuple[float, float], bar: float, *, short: bool) -> Verdict:
    """Return what a passage does for a need; `bar` is what the odds must reach where the rules see nothing of the need."""
    unmet = odds[0] < (bar if by_rules.score < THRESHOLD else 0.0)
    sure = odds[0] >= SURE_ODDS and not short
    refused = unmet or _vetoed(by_rules, passage, sure=sure)
    found = _refused(by_rules) if refused else _met(by_rules, passage, odds)
    if short and by_rules.level in MET and by_rules.score >= NAMED_SHARE and found.level not in MET:
        return by_rules
    return found


def _met(by_rules: Verdict, passage: Passage, odds: tuple[float, float]) -> Verdict:
    addressed, shown = odds
    score = 1 / (1 + math.exp(-addressed))
    if shown < 0:
        return Verdict(score=score, level="claimed", why=by_rules.why if by_rules.level == "claimed" else BARE)
    if shows_result(passage):
        return Verdict(score=score, level="proven", why=RESULT)
    return Verdict(score=score, level="shown", why=EXAMPLE)


def _vetoed(by_rules: Verdict, passage: Passage, *, sure: bool) -> bool:
    """Tell whether the rules know better than the network, which may be `sure`, that a passage claims nothing."""
    if by_rules.why == DENIED:
        return by_rules.score >= NAMED_SHARE and not sure
    if by_rules.why == OF_ANOTHER:
        return not any(is_own_subject(term.text) for term in passage.terms)
    return by_rules.why in VETOES


def _barred(by_rules: Verdict) -> Verdict:
    """Return what the rules say of a passage that only recites or lists, where that is why it claims nothing; else nothing."""
    return by_rules if by_rules.why in WHOLE | VETOES else _NOTHING


def _refused(by_rules: Verdict) -> Verdict:
    """Return that a passage does nothing; with the reason that the rules know, where it names the need."""
    named = by_rules.score >= NAMED_SHARE
    if by_rules.level != "not_addressed":
        return _NAMED if named else _NOTHING
    return by_rules if named else replace(by_rules, why="")
