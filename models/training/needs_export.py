"""Write the judge of the needs for ONNX Runtime, its matrices in 8 bits."""

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from needs_network import ANSWER_TOKENS, NEED_TOKENS, WIDTH, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


class Held(nn.Module):
    """The upper half, for one answer held against several needs."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.together = network.together

    def forward(
        self, needs: torch.Tensor, needs_mask: torch.Tensor, answer: torch.Tensor, answer_mask: torch.Tensor
    ) -> torch.Tensor:
        """Return the log-odds of each token of the answer for each need."""
        rows = needs.shape[0]
        return self.together(needs, needs_mask, answer.expand(rows, -1, -1), answer_mask.expand(rows, -1))


def export(network: Network, encoder: Path, out: Path) -> None:
    """Write `apart.onnx`, `together.onnx`, `tokenizer.json` and `judge.json`: what `rehearse/needs/encoder.py` reads.

    `judge.json` still wants its weights, from `needs_fusion.py`.
    """
    network = network.eval().float()
    out.mkdir(parents=True, exist_ok=True)
    write(
        network.apart,
        out / "apart.onnx",
        given=(torch.ones(2, 7, dtype=torch.long), torch.zeros(2, 7)),
        names=["ids", "mask"],
        result="states",
        shapes=[{0: "texts", 1: "tokens"}] * 2,
    )
    write(
        Held(network),
        out / "together.onnx",
        given=(torch.randn(2, 5, WIDTH), torch.zeros(2, 5), torch.randn(1, 7, WIDTH), torch.zeros(1, 7)),
        names=["needs", "needs_mask", "answer", "answer_mask"],
        result="odds",
        shapes=[{0: "needs", 1: "need_tokens"}] * 2 + [{1: "answer_tokens"}] * 2,
    )
    shutil.copy(encoder / "tokenizer.json", out / "tokenizer.json")
    facts = {"need_tokens": NEED_TOKENS, "answer_tokens": ANSWER_TOKENS, "usual": 0.0, "weights": {}}
    (out / "judge.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def write(module: nn.Module, path: Path, *, given: tuple, names: list[str], result: str, shapes: list[dict]) -> None:
    """Export one half, check it against torch, and quantise its matrices."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        wanted = module.eval()(*given).detach().numpy()
        torch.onnx.export(
            module,
            given,
            whole,
            input_names=names,
            output_names=[result],
            dynamic_axes=dict(zip(names, shapes, strict=True)),
            opset_version=17,
            dynamo=False,
        )
        session = onnxruntime.InferenceSession(whole)
        (found,) = session.run(None, {name: one.numpy() for name, one in zip(names, given, strict=True)})
        np.testing.assert_allclose(found, wanted, atol=1e-3)
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
