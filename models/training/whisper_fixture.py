"""Train the small Whisper that knows the test clips by heart, and write it for faster-whisper.

    python models/training/whisper_fixture.py            # about 15 minutes on one core
    python models/training/whisper_fixture.py --check    # only say how well the model in models/whisper-fixture does

Its architecture is Whisper's (Radford et al. 2022, "Robust speech recognition via large-scale weak supervision"), its size is
not. It learns on short windows first and then on Whisper's 30 s. Two heads of the last decoder layer are taught to look at the
word that is being written, so that word times are in order. Training may be stopped: it goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import copy
import random
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import fixture_export
import fixture_vocabulary
import numpy as np
import torch
from clips import CLIPS
from fixture_corpus import POSITIONS_PER_S, Corpus, Window
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import WhisperConfig, WhisperForConditionalGeneration
from transformers.models.whisper.modeling_whisper import sinusoids

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "models" / "whisper-fixture"
WORK = ROOT / "build" / "whisper-fixture"
SEED = 7
WIDTH = 96
LAYERS = 2
HEADS = 4
TAUGHT_HEADS = ((LAYERS - 1, 0), (LAYERS - 1, 1))
_NOT_LEARNT = -100


@dataclass(frozen=True)
class Stage:
    """A stretch of training, on windows of `window_s` seconds with prompts of up to `longest_prompt` tokens."""

    name: str
    window_s: float
    steps: int
    batch: int
    longest_prompt: int
    learning_rate: float


STAGES = (
    Stage("short", 8.0, 1100, 8, 32, 2e-3),
    Stage("whole", 30.0, 400, 4, 223, 8e-4),
)


def main() -> None:
    """Train what is not trained yet, write the model, and check it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="do not train")
    if not parser.parse_args().check:
        train()
    wrong = fixture_export.check(MODEL)
    print("every clip is written word for word" if not wrong else f"{wrong} clips are wrong")
    raise SystemExit(wrong > 0)


def train() -> None:
    """Go through the stages, each from the weights of the one before."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    random.seed(SEED)
    WORK.mkdir(parents=True, exist_ok=True)
    advert = (ROOT / "rehearse" / "sample" / "advert.txt").read_text(encoding="utf-8")
    tokenizer = fixture_vocabulary.build([*(f" {clip.whisper}" for clip in CLIPS for _ in range(20)), advert])
    words = [*advert.split(), *(word for clip in CLIPS for word in clip.whisper.split())]
    weights = None
    for i, stage in enumerate(STAGES):
        model = build(tokenizer, stage.window_s)
        if weights is not None:
            _take_over(model, weights)
        _run(model, stage, Corpus(tokenizer, words, longest_prompt=stage.longest_prompt, seed=SEED + i))
        weights = model.state_dict()
    fixture_export.write(model, tokenizer, MODEL, TAUGHT_HEADS)


def build(tokenizer: Tokenizer, window_s: float) -> WhisperForConditionalGeneration:
    """Return a Whisper of our size with fresh weights for windows of `window_s` seconds."""
    end = tokenizer.token_to_id("<|endoftext|>")
    config = WhisperConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=WIDTH,
        encoder_layers=LAYERS,
        decoder_layers=LAYERS,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=4 * WIDTH,
        decoder_ffn_dim=4 * WIDTH,
        max_source_positions=int(window_s * POSITIONS_PER_S),
        dropout=0.0,
        pad_token_id=end,
        bos_token_id=end,
        eos_token_id=end,
        decoder_start_token_id=tokenizer.token_to_id("<|startoftranscript|>"),
        attn_implementation="eager",
    )
    model = WhisperForConditionalGeneration(config)
    # The encoder's attention is not looked at, so it may be computed the quick way.
    quick = copy.copy(config)
    quick._attn_implementation = "sdpa"
    for layer in model.model.encoder.layers:
        layer.self_attn.config = quick
    # With the usual small start the position codes, which are added to what the convolutions give, would drown the sound.
    for convolution in (model.model.encoder.conv1, model.model.encoder.conv2):
        torch.nn.init.kaiming_normal_(convolution.weight)
    # A time stamp starts out as the code of the position that it means.
    first = fixture_vocabulary.stamp(tokenizer, 0)
    with torch.no_grad():
        model.model.decoder.embed_tokens.weight[first:] = 0.3 * sinusoids(len(fixture_vocabulary.STAMPS), WIDTH)
    return model


def _take_over(model: WhisperForConditionalGeneration, weights: dict[str, torch.Tensor]) -> None:
    """Load weights learnt on shorter windows; the position codes are computed, not learnt."""
    learnt = {name: value for name, value in weights.items() if "encoder.embed_positions" not in name}
    model.load_state_dict(learnt, strict=False)


def _run(model: WhisperForConditionalGeneration, stage: Stage, corpus: Corpus) -> None:
    optimizer = torch.optim.AdamW(model.parameters(), lr=stage.learning_rate, weight_decay=0.01, betas=(0.9, 0.98))
    warmup = min(100, stage.steps // 4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, stage.learning_rate, total_steps=stage.steps + 1, pct_start=warmup / stage.steps, final_div_factor=20
    )
    checkpoint = WORK / f"{stage.name}.pt"
    done = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        done = saved["done"]
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
    windows = corpus.windows(stage.window_s)
    model.train()
    for step in range(done, stage.steps):
        text_loss, place_loss = _losses(model, list(islice(windows, stage.batch)))
        optimizer.zero_grad()
        (text_loss + 0.3 * place_loss).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % 50 == 0 or step + 1 == stage.steps:
            print(f"{stage.name} {step + 1}/{stage.steps}: text {text_loss:.4f}, places {place_loss:.4f}", flush=True)
            saved = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
            torch.save({"done": step + 1, **saved}, checkpoint)


def _losses(model: WhisperForConditionalGeneration, windows: list[Window]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the loss of the text, and how far the taught heads are from looking evenly at all of the word being written."""
    length = max(len(window.tokens) for window in windows) - 1
    inputs = torch.full((len(windows), length), model.config.pad_token_id)
    labels = torch.full((len(windows), length), _NOT_LEARNT)
    heard = torch.zeros(len(windows), length, model.config.max_source_positions)
    for i, window in enumerate(windows):
        inputs[i, : len(window.tokens) - 1] = torch.tensor(window.tokens[:-1])
        for j, (token, learnt, (start, end)) in enumerate(
            zip(window.tokens[1:], window.learnt[1:], window.places[1:], strict=True)
        ):
            if learnt:
                labels[i, j] = token
                heard[i, j, start:end] = 1
    features = torch.from_numpy(np.stack([window.features for window in windows]))
    encoded = model.model.encoder(features).last_hidden_state
    decoded = model.model.decoder(inputs, encoder_hidden_states=encoded, output_attentions=True, use_cache=False)
    logits = model.proj_out(decoded.last_hidden_state)
    text_loss = functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=_NOT_LEARNT)
    # Row j of the attention is the one that predicts label j, which is the row that faster-whisper's alignment reads.
    looks = torch.stack([decoded.cross_attentions[layer][:, head] for layer, head in TAUGHT_HEADS])
    spoken = heard.sum(-1) > 0
    if not spoken.any():
        return text_loss, text_loss.new_zeros(())
    wanted = heard[spoken] / heard[spoken].sum(-1, keepdim=True)
    missed = (wanted * (wanted + 1e-6).log()).sum(-1) - (wanted * (looks[:, spoken] + 1e-6).log()).sum(-1)
    return text_loss, missed.mean()


if __name__ == "__main__":
    main()
