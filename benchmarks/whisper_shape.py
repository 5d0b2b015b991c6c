"""Build a Whisper with the shape of base.en and random weights: it writes nonsense, and takes the time that base.en takes."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
from ctranslate2.specs import LayerSpec, WhisperSpec
from numpy.typing import NDArray

WIDTH, LAYERS, HEADS = 512, 6, 8
VOCABULARY = 51864
END, START, NO_TIMES = 50256, 50257, 50362
_NAMES = {END: "<|endoftext|>", START: "<|startoftranscript|>", 50361: "<|nospeech|>", NO_TIMES: "<|notimestamps|>"}
_BANDS, _FRAMES, _TOKENS = 80, 1500, 448


def write(folder: Path) -> None:
    """Write the model to `folder` in CTranslate2's format, in 8 bits as `rehearse` loads it."""
    chance = np.random.default_rng(0)

    def weights(*shape: int) -> NDArray[np.float32]:
        return chance.normal(0, 0.02, shape).astype(np.float32)

    def fill(spec: LayerSpec, *shape: int) -> None:
        spec.weight, spec.bias = weights(*shape), np.zeros(shape[0], np.float32)

    def attention(spec: LayerSpec, sizes: tuple[int, ...]) -> None:
        norm(spec.layer_norm)
        for linear, size in zip(spec.linear, sizes, strict=True):
            fill(linear, size * WIDTH, WIDTH)

    def norm(spec: LayerSpec) -> None:
        spec.gamma, spec.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    spec = WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    fill(spec.encoder.conv1, WIDTH, _BANDS, 3)
    fill(spec.encoder.conv2, WIDTH, WIDTH, 3)
    spec.encoder.position_encodings.encodings = weights(_FRAMES, WIDTH)
    spec.decoder.position_encodings.encodings = weights(_TOKENS, WIDTH)
    spec.decoder.embeddings.weight = weights(VOCABULARY, WIDTH)
    fill(spec.decoder.projection, VOCABULARY, WIDTH)
    for side in (spec.encoder, spec.decoder):
        norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention, (3, 1))
            if side is spec.decoder:
                attention(layer.attention, (1, 2, 1))
            norm(layer.ffn.layer_norm)
            fill(layer.ffn.linear_0, 4 * WIDTH, WIDTH)
            fill(layer.ffn.linear_1, WIDTH, 4 * WIDTH)
    spec.register_vocabulary([_NAMES.get(i, f"<{i}>") for i in range(VOCABULARY)])
    spec.config.suppress_ids = spec.config.suppress_ids_begin = []
    spec.config.lang_ids = []
    spec.config.alignment_heads = list(product(range(LAYERS // 2, LAYERS), range(HEADS)))
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))
