"""The trained judge: an encoder reads each need beside the passages of the answer that have most to do with it.

The rules choose the passages, name the reason where one is a denial, a wish or a list, and tell an example from a proven one.
"""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rehearse.needs.claims import ASKED, BARE, EXAMPLE, OF_ANOTHER, RESULT, WISHED, is_self, shows_result
from rehearse.needs.encoder import Encoder
from rehearse.needs.judge import Judge, Verdict
from rehearse.needs.passages import Passage
from rehearse.needs.rules import LISTED, RECITED, RULES, THRESHOLD
from rehearse.schema import LEVELS, Need

PASSAGES_PER_NEED = 6
"""So many passages are read for each need: those that share most with it, the longer first. More cost time and gain little."""

ADDRESSED = 0.5
"""A passage speaks of a need when it is at least this probable that it does."""

SHOWN = 0.5
"""A passage that speaks of a need gives an example when this share of its probability says so."""

VETOES = frozenset({WISHED, ASKED, RECITED, LISTED})
"""Here the rules know best that a passage claims nothing. Denials and the work of others the encoder judges better than they."""

WHOLE = frozenset({RECITED, LISTED})
"""These hold for a passage as a whole, whichever need it is read for."""

_NOTHING = Verdict(score=0.0, level="not_addressed", why="")
PLACES = tuple(root / "models" / "needs-judge" for root in Path(__file__).parents[1:3])
"""Where the model is looked for: in the package, then beside it in a checkout."""

_lock = threading.Lock()


class ModelJudge:
    """Judges by the encoder, with the rules beside it.

    Parameters
    ----------
    encoder
        Says how probable it is that a passage does nothing for a need, claims it, or shows it.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def judge(self, needs: Sequence[Need], passages: Sequence[Passage]) -> list[list[Verdict]]:
        """Return a row for each need, with a verdict for each passage, in the order given."""
        rows = [list(row) for row in RULES.judge(needs, passages)]
        barred = {i for row in rows for i, verdict in enumerate(row) if verdict.why in WHOLE}
        places = [(k, i) for k, row in enumerate(rows) for i in _nearest(row, passages)]
        found = self._encoder.probabilities([(needs[k].text, passages[i].text) for k, i in places])
        judged = {
            place: _verdict(rows[place[0]][place[1]], passages[place[1]], p) for place, p in zip(places, found, strict=True)
        }
        for (k, i), verdict in tuple(judged.items()):
            for j in _cores(i, rows[k], passages) if verdict.level != "not_addressed" else ():
                if judged.get((k, j), _NOTHING).level == "not_addressed":
                    judged[k, j] = verdict
        return [
            [_refused(one) if i in barred else judged.get((k, i), _refused(one)) for i, one in enumerate(row)]
            for k, row in enumerate(rows)
        ]


def standard() -> Judge:
    """Return the trained judge where its model is, else the rules. It is loaded once; any thread may ask."""
    with _lock:
        return _loaded(folder())


def name() -> str:
    """Return which judge `standard` gives: "rules", or "needs-judge" with the first digits of its weights' SHA-256."""
    path = folder()
    return f"needs-judge {_digest(path)}" if path else "rules"


def folder() -> Path | None:
    """Return where the trained judge lies, in the package or in a checkout's `models`; `None` where it isn't there."""
    return next((place for place in PLACES if (place / "encoder.bin").is_file()), None)


@functools.cache
def _loaded(path: Path | None) -> Judge:
    return ModelJudge(Encoder(path)) if path else RULES


@functools.cache
def _digest(path: Path) -> str:
    return hashlib.sha256((path / "encoder.bin").read_bytes()).hexdigest()[:8]


def _nearest(row: Sequence[Verdict], passages: Sequence[Passage]) -> Collection[int]:
    """Return the places of the passages to read: the most related by the rules; where they are alike, the longer."""
    order = sorted(range(len(row)), key=lambda i: (-row[i].score, -len(passages[i].terms)))
    return order[:PASSAGES_PER_NEED]


def _cores(place: int, row: Sequence[Verdict], passages: Sequence[Passage]) -> Collection[int]:
    """Return the places of the passages within one that hold all it shares with the need: those did it."""
    whole = row[place]
    return [
        i
        for i, verdict in enumerate(row)
        if verdict.score >= max(whole.score, THRESHOLD)
        and LEVELS.index(verdict.level) >= max(1, LEVELS.index(whole.level))
        and passages[place].holds(passages[i])
    ]


def _verdict(by_rules: Verdict, passage: Passage, probabilities: NDArray[np.float64]) -> Verdict:
    addressed = float(1 - probabilities[0])
    if addressed < ADDRESSED or by_rules.why in VETOES or (by_rules.why == OF_ANOTHER and not _own(passage)):
        return _refused(by_rules)
    if probabilities[2] < SHOWN * addressed:
        return Verdict(score=addressed, level="claimed", why=by_rules.why if by_rules.level == "claimed" else BARE)
    if shows_result(passage):
        return Verdict(score=addressed, level="proven", why=RESULT)
    return Verdict(score=addressed, level="shown", why=EXAMPLE)


def _own(passage: Passage) -> bool:
    return any(is_self(term.text) for term in passage.terms)


def _refused(by_rules: Verdict) -> Verdict:
    """Return that a passage does nothing, with the reason where the rules know one."""
    if by_rules.level != "not_addressed":
        return _NOTHING
    return by_rules
