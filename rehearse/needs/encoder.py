"""The network behind the judge: reads needs and an answer, and says of each word how far it speaks of each need.

A MiniLM reads every text once; a few layers on top read each need beside the answer. What the MiniLM makes of an advert tells its
needs from the rest of it too. Both run in ONNX Runtime, their matrices in 8 bits. `models/training/needs_judge.py` trains them;
`models/README.md` has their source and licence.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Encoding

WEIGHTS = "together.onnx"
PLACES = tuple(root / "models" / "needs-judge" for root in Path(__file__).parents[1:3])
"""Where the model is looked for: in the package, then beside it in a checkout."""

OVERLAP_TOKENS = 64
"""An answer longer than the network reads at once is read in stretches that share so many tokens."""

NEEDS_AT_ONCE = 4
"""More would take memory and save no time on one core."""

PADDING = -1e4

Odds = NDArray[np.float32]
States = NDArray[np.float32]

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of an answer, token by token.

    Attributes
    ----------
    starts, ends
        The characters of the answer that each token stands for, shape (tokens,).
    odds
        Log-odds of shape (needs, tokens, 2): that the token speaks of the need, and, where it does, that it shows it.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    odds: Odds


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the MiniLM makes of a text: the characters that each token stands for, and its state, of shape (tokens, width)."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    states: States


class Encoder:
    """The network, loaded once, and safe to use from several threads.

    Parameters
    ----------
    folder
        Holds `apart.onnx`, `together.onnx`, `tokenizer.json` and `judge.json`.

    Attributes
    ----------
    weights
        How `fusion` weighs what it reads with what the rules see: by "addressed" and "shown", the weight of each clue.
    usual
        The log-odds that an answer speaks of a need, as they usually are.
    sense
        How `advert` weighs what a piece of an advert means: a bias, and a weight for each number of a state, under "own" as
        it is read alone and under "within" as it is read in the advert; empty before they are fitted.
    """

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        facts: dict[str, Any] = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
        self.weights: dict[str, dict[str, float]] = facts["weights"]
        self.usual: float = facts["usual"]
        self.sense: dict[str, Any] = facts.get("sense", {})
        self._apart, self._together = (_session(folder / f"{part}.onnx") for part in ("apart", "together"))
        self._needs, self._answers = (Tokenizer.from_file(str(folder / "tokenizer.json")) for _ in range(2))
        self._needs.enable_truncation(facts["need_tokens"])
        self._answers.enable_truncation(facts["answer_tokens"], stride=OVERLAP_TOKENS)
        for tokenizer in (self._needs, self._answers):
            tokenizer.no_padding()

    def read(self, needs: Sequence[str], answer: str) -> Reading:
        """Return what each token of the answer says of each need; a need that stands twice is read once."""
        distinct = list(dict.fromkeys(needs))
        need_states = [self._states(self._needs.encode(need)) for need in distinct]
        whole = self._answers.encode(answer)
        readings = [self._reading(need_states, part, keep) for part, keep in _stretches([whole, *whole.overflowing])]
        return Reading(
            starts=np.concatenate([one.starts for one in readings]),
            ends=np.concatenate([one.ends for one in readings]),
            odds=np.concatenate([one.odds for one in readings], axis=1)[[distinct.index(need) for need in needs]],
        )

    def tokens(self, text: str) -> Tokens:
        """Return what the MiniLM makes of each token of a text, read by itself."""
        whole = self._answers.encode(text)
        parts = [(part, keep) for part, keep in _stretches([whole, *whole.overflowing])]
        places = np.concatenate([np.array(part.offsets).reshape(-1, 2)[keep] for part, keep in parts])
        states = np.concatenate([self._states(part)[0][keep] for part, keep in parts])
        return Tokens(starts=places[:, 0], ends=places[:, 1], states=states)

    def _reading(self, needs: Sequence[Odds], part: Encoding, keep: slice) -> Reading:
        answer = self._states(part)
        mask = np.zeros(answer.shape[:2], np.float32)
        odds = np.zeros((len(needs), answer.shape[1], 2), np.float32)
        order = sorted(range(len(needs)), key=lambda i: needs[i].shape[1])
        for start in range(0, len(order), NEEDS_AT_ONCE):
            places = order[start : start + NEEDS_AT_ONCE]
            states, needs_mask = _padded([needs[i] for i in places])
            given = {"needs": states, "needs_mask": needs_mask, "answer": answer, "answer_mask": mask}
            odds[places] = self._together.run(None, given)[0]
        spans = np.array(part.offsets)[keep]
        words = spans[:, 0] < spans[:, 1]
        return Reading(starts=spans[words, 0], ends=spans[words, 1], odds=odds[:, keep][:, words])

    def _states(self, text: Encoding) -> Odds:
        ids = np.array([text.ids])
        states: Odds = self._apart.run(None, {"ids": ids, "mask": np.zeros(ids.shape, np.float32)})[0]
        return states


def standard() -> Encoder | None:
    """Return the network, `None` where its model is missing. It is loaded once; any thread may ask."""
    with _lock:
        path = folder()
        return _loaded(path) if path else None


def folder() -> Path | None:
    """Return where the network lies, in the package or in a checkout's `models`; `None` where it isn't there."""
    return next((place for place in PLACES if (place / WEIGHTS).is_file()), None)


@functools.cache
def _loaded(path: Path) -> Encoder:
    return Encoder(path)


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _padded(states: Sequence[Odds]) -> tuple[Odds, Odds]:
    longest = max(one.shape[1] for one in states)
    padded = np.zeros((len(states), longest, states[0].shape[2]), np.float32)
    mask = np.full((len(states), longest), PADDING, np.float32)
    for i, one in enumerate(states):
        padded[i, : one.shape[1]] = one[0]
        mask[i, : one.shape[1]] = 0
    return padded, mask


def _stretches(parts: Sequence[Encoding]) -> Iterator[tuple[Encoding, slice]]:
    """Yield each stretch with the tokens to keep of it: where two overlap, each gives the half that is farther from its edge."""
    for i, part in enumerate(parts):
        first = 0 if i == 0 else 1 + OVERLAP_TOKENS // 2
        last = len(part.ids) if i == len(parts) - 1 else len(part.ids) - 1 - OVERLAP_TOKENS // 2
        yield part, slice(first, last)
