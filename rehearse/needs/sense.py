"""What a piece of an advert means, and how strongly that says that it is a need: the cues know words, the network their sense.

"Two years of retail leadership under their belt" has few words that adverts share. The network of the judge reads each piece
twice, by itself and where it stands in the advert, and a logistic layer weighs what it makes of both with what the cues weigh.
The layer stands in the judge's `judge.json`, for it holds for these weights of the network alone;
`benchmarks/fit_advert_sense.py` fits it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rehearse.needs import encoder
from rehearse.needs.encoder import States, Tokens
from rehearse.schema import Span

MAX_ADVERT_CHARS = 20_000
"""A longer text is no advert as people write them, and reading it would take seconds: its cues alone are weighed."""

MOST = 1.5
"""The meaning of a piece adds or takes no more than this, in log-odds: that of two or three words can be anything."""


@dataclass(frozen=True, slots=True)
class Sense:
    """Weighs what the pieces of an advert mean.

    Attributes
    ----------
    read
        The network's reading of a text.
    layer
        "bias", what the "cues" count, and a weight for each number of what a piece means: "own" by itself, "within" the advert;
        with "middle" added, what they make is 0 on the whole.
    """

    read: Callable[[str], Tokens]
    layer: Mapping[str, Any]

    def weigh(self, advert: str, spans: Sequence[Span], by_cues: Sequence[float]) -> list[float]:
        """Return how strongly each piece says that it is a need, in log-odds; `by_cues` is what its cues weigh."""
        if not spans or len(advert) > MAX_ADVERT_CHARS:
            return list(by_cues)
        meant = meanings(self.read, advert, spans) @ np.array([*self.layer["own"], *self.layer["within"]])
        by_meaning = np.clip(meant + self.layer["middle"], -MOST, MOST)
        return [float(one) for one in self.layer["bias"] + self.layer["cues"] * np.array(by_cues) + by_meaning]


def standard() -> Sense | None:
    """Return the sense that comes with the judge's network; `None` where that is missing, or has none."""
    network = encoder.standard()
    return Sense(network.tokens, network.sense) if network and network.sense else None


def meanings(read: Callable[[str], Tokens], advert: str, spans: Sequence[Span]) -> States:
    """Return what each piece of an advert means by itself and, beside it, within the advert, of shape (pieces, 2 x width).

    Each half is the mean state of the piece's tokens, brought to length 1; 0 where the piece has none.
    """
    pieces = [span.of(advert) for span in spans]
    own = [_mean(read(piece), Span(char_start=0, char_end=len(piece))) for piece in pieces]
    whole = read(advert)
    return np.concatenate([np.stack(own), np.stack([_mean(whole, span) for span in spans])], axis=1)


def _mean(tokens: Tokens, span: Span) -> States:
    inside = (tokens.starts < span.char_end) & (tokens.ends > span.char_start)
    whole: States = tokens.states[inside].sum(axis=0)
    return whole / max(float(np.linalg.norm(whole)), 1e-6)
