"""The small encoder behind the judge: reads a need and a passage together, in 8 bits on the processor.

It is a MiniLM (6 layers, 384 wide) in CTranslate2's format, trained by `models/training/needs_judge.py`; `models/README.md`
has its source and licence.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Encoding

MAX_TOKENS = 128
"""A need and a passage longer than this together lose the end of the passage (or of the need, where that is the longer)."""

BATCH = 32

Matrix = NDArray[np.float64]


class Encoder:
    """The encoder with its head; loaded once, and safe to use from several threads.

    Parameters
    ----------
    folder
        Holds `encoder.bin`, `config.json`, `vocabulary.json`, `tokenizer.json` and `judge.json`.
    """

    def __init__(self, folder: Path) -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        files = {"model.bin": (folder / "encoder.bin").read_bytes()}
        files |= {name: (folder / name).read_bytes() for name in ("config.json", "vocabulary.json")}
        self._encoder = ctranslate2.Encoder(str(folder), compute_type="int8", intra_threads=1, files=files)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        self._tokenizer.no_padding()
        head: dict[str, Any] = json.loads((folder / "judge.json").read_text(encoding="utf-8"))["head"]
        self._weight, self._bias = np.array(head["weight"]), np.array(head["bias"])

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """Return for each (need, passage), how probable it is that the passage does nothing, claims it, or shows it."""
        logits = self._pooled(self._tokenizer.encode_batch(list(pairs))) @ self._weight.T + self._bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def _pooled(self, encoded: Sequence[Encoding]) -> Matrix:
        """Return the mean over each text's tokens; texts of like length go together, so that little is padded."""
        vectors = np.zeros((len(encoded), self._weight.shape[1]))
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            ids = [encoded[i].ids for i in places]
            output = self._encoder.forward_batch(ids, token_type_ids=[encoded[i].type_ids for i in places])
            states = np.array(output.last_hidden_state)
            for row, place in enumerate(places):
                vectors[place] = states[row, : len(encoded[place].ids)].mean(axis=0)
        return vectors
