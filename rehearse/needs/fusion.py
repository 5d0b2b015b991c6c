"""What the network reads and what the rules see, weighed together: the odds that a passage meets a need.

The network knows an example told in other words; the rules know shared names and who claims what. Each gives clues about a
passage beside a need, and a logistic layer weighs them. Its weights stand in the judge's `judge.json`;
`models/training/needs_fusion.py` fits them on answers that the network was not trained on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rehearse.needs.claims import ASKED, DENIED, OF_ANOTHER, WISHED, shows_result
from rehearse.needs.encoder import Odds, Reading
from rehearse.needs.judge import Verdict
from rehearse.needs.passages import Passage
from rehearse.schema import MET, Need

CLUES = (
    "answer addressed",
    "answer shown",
    "strongest word",
    "above usual",
    "telling words",
    "own words",
    "shared by answer",
    "length of need",
    "below best passage",
    "shared by passage",
    "denied",
    "of another",
    "wished",
    "asked",
    "claimed by rules",
    "shown by rules",
    "result",
)
"""What a passage beside a need is weighed by: eight clues hold for the whole answer, the others for the passage.

"Own words" is how far the words that speak of the need speak of it more than of any other need, 0 to 1. "Above usual" is in
log-odds, and so is "below best passage": how much less the passage speaks of the need than the best one does.
"""

MANY_NEEDS = 5
"""From so many needs on, their median tells how much an answer speaks of everything."""

LEAST_USUAL = 0.5
"""An answer that speaks of nothing makes no need stand out: its usual is no lower than this under that of other answers."""

Clues = NDArray[np.float64]


def clues(
    needs: Sequence[Need], passages: Sequence[Passage], rows: Sequence[Sequence[Verdict]], reading: Reading, *, usual: float
) -> Clues:
    """Return the clues, of shape (needs, passages, `CLUES`).

    Parameters
    ----------
    rows
        The rules' verdicts: a row for each need, with one for each passage.
    reading
        What the network says of the answer that holds the passages.
    usual
        The log-odds that an answer speaks of a need, as they usually are. Where many needs are read, their median takes its
        place, within `LEAST_USUAL`: some answers speak a little of everything.
    """
    inside = [(reading.starts < one.span.char_end) & (reading.ends > one.span.char_start) for one in passages]
    results = [float(shows_result(one)) for one in passages]
    whole = [_pooled(odds) for odds in reading.odds]
    own = _own_words([need.text for need in needs], reading.odds[..., 0])
    if len(needs) >= MANY_NEEDS:
        usual = max(usual - LEAST_USUAL, float(np.median([addressed for addressed, _ in whole])))
    found = np.zeros((len(needs), len(passages), len(CLUES)))
    for k, (need, row, odds) in enumerate(zip(needs, rows, reading.odds, strict=True)):
        addressed, shown = whole[k]
        shared = max(verdict.score for verdict in row)
        telling = math.log1p(int((odds[:, 0] > 0).sum()))
        words = len(need.text.split()) / 10
        of_answer = (addressed, shown, float(odds[:, 0].max()), addressed - usual, telling, own[k], shared, words)
        spoken = [_pooled(odds[within])[0] for within in inside]
        best = max(spoken)
        for i, verdict in enumerate(row):
            found[k, i] = (*of_answer, spoken[i] - best, *_seen(verdict), results[i])
    return found


def weigh(found: Clues, weights: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the log-odds that the weights make of the clues; `weights` are by the names of `CLUES`, and a "bias"."""
    return np.asarray(found @ np.array([weights.get(name, 0.0) for name in CLUES]) + weights["bias"])


def _pooled(odds: Odds) -> tuple[float, float]:
    """Return the two log-odds of a stretch: the mean over its tokens, weighed by how much each speaks of the need."""
    if not len(odds):
        return _SILENT
    weight = np.exp(odds[:, 0] - odds[:, 0].max())
    addressed, shown = (odds * weight[:, None]).sum(axis=0) / weight.sum()
    return float(addressed), float(shown)


def _own_words(needs: Sequence[str], odds: Odds) -> list[float]:
    """Return for each need how far the words that speak of it speak of it more than of another, or of nothing at even odds."""
    return [
        _ahead(said, odds[[other != need for other in needs]].max(axis=0, initial=0.0))
        for need, said in zip(needs, odds, strict=True)
    ]


def _ahead(said: Odds, rivals: Odds) -> float:
    if not len(said):
        return 0.0
    weight = np.exp(said - said.max())
    return float((weight / (1 + np.exp(rivals - said))).sum() / weight.sum())


def _seen(verdict: Verdict) -> tuple[float, ...]:
    """Return what the rules see in a passage: what it shares with the need, why it claims nothing, and what it claims."""
    reasons = tuple(float(verdict.why == why) for why in (DENIED, OF_ANOTHER, WISHED, ASKED))
    levels = (float(verdict.level == "claimed"), float(verdict.level in MET))
    return (verdict.score, *reasons, *levels)


_SILENT = (-10.0, -10.0)
"""The log-odds of a stretch without a word."""
