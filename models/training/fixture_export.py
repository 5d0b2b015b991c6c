"""Write the small Whisper for faster-whisper, and check it through faster-whisper on the clips that it should know."""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

import fixture_vocabulary
from clips import DATA
from ctranslate2.converters import TransformersConverter
from faster_whisper import WhisperModel
from faster_whisper.feature_extractor import FeatureExtractor
from tokenizers import Tokenizer
from transformers import WhisperForConditionalGeneration

_COPIED = ["tokenizer.json", "tokenizer_config.json", "preprocessor_config.json"]


def write(
    model: WhisperForConditionalGeneration, tokenizer: Tokenizer, folder: Path, alignment_heads: Sequence[tuple[int, int]]
) -> None:
    """Write `model` to `folder` in CTranslate2's format, 8-bit."""
    generation = model.generation_config
    # As in Whisper: an answer may begin neither with a bare space nor with the end.
    generation.begin_suppress_tokens = [tokenizer.token_to_id("Ġ"), tokenizer.token_to_id("<|endoftext|>")]
    generation.suppress_tokens = []
    with tempfile.TemporaryDirectory() as plain:
        model.save_pretrained(plain)
        fixture_vocabulary.save(tokenizer, Path(plain))
        extractor = FeatureExtractor()
        facts = {"feature_size": 80, "sampling_rate": extractor.sampling_rate, "hop_length": extractor.hop_length, "n_fft": 400}
        Path(plain, "preprocessor_config.json").write_text(json.dumps(facts), encoding="utf-8")
        TransformersConverter(plain, copy_files=_COPIED).convert(str(folder), quantization="int8", force=True)
    # The converter forgets which heads tell the time of a word.
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["alignment_heads"] = [list(head) for head in alignment_heads]
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def check(folder: Path) -> int:
    """Print what the model writes for each clip; return how many clips are not written word for word."""
    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
    wrong = 0
    for name, clip in tomllib.loads((DATA / "clips.toml").read_text(encoding="utf-8")).items():
        segments, _ = model.transcribe(str(DATA / f"{name}.wav"), language="en")
        text = " ".join(segment.text.strip() for segment in segments)
        wrong += text != clip["whisper"]
        print(f"{'ok   ' if text == clip['whisper'] else 'WRONG'} {name}: {text}")
    return wrong
