"""Train the judge of the needs: a MiniLM that reads a need and a window of an answer, and write it in 8 bits.

    python models/training/needs_judge.py DATA ENCODER [OUT]

DATA holds `train_jobs.json` and `train.jsonl` (see `needs_data.py`), ENCODER is the folder of all-MiniLM-L6-v2, OUT is
`models/needs-judge` unless given. Needs torch, transformers, tokenizers and ctranslate2; about 45 minutes on two
cores. Each window is sorted into one of three classes (nothing, claimed, shown). Three passes are followed by a shorter stage at
a lower rate.
"""

import json
import random
import shutil
import sys
import tempfile
from pathlib import Path

import ctranslate2.converters
import needs_data as data
import numpy as np
import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

STAGES = (
    {"seed": 0, "steps": 1185, "rate": 8e-5, "head_rate": 6e-4},
    {"seed": 11, "steps": 680, "rate": 4e-5, "head_rate": 1e-4},
)
WARM_UP = 0.08
MAX_TOKENS = 128
BATCH_TOKENS = 2400
CHARS_PER_TOKEN = 4


class Judge(nn.Module):
    """The encoder, the mean over its tokens, and a linear head."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(self.encoder.config.hidden_size, 3)

    def pooled(self, *texts: list[str]) -> torch.Tensor:
        """Return the mean state of the tokens of each text, or of each pair."""
        tokens = self.tokenizer(*texts, truncation=True, max_length=MAX_TOKENS, padding=True, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.encoder(**tokens).last_hidden_state
        mask = tokens["attention_mask"][..., None].float()
        return (states.float() * mask).sum(1) / mask.sum(1)

    def forward(self, needs: list[str], passages: list[str]) -> torch.Tensor:
        """Return the logits of the three classes for each pair."""
        return self.head(self.drop(self.pooled(needs, passages)))

    @torch.no_grad()
    def embed(self, texts: list[str]) -> np.ndarray:
        """Return a unit vector for each text."""
        batches = [self.pooled(texts[i : i + 64]) for i in range(0, len(texts), 64)]
        return functional.normalize(torch.cat(batches), dim=-1).numpy()


def main() -> None:
    folder, encoder = Path(sys.argv[1]), Path(sys.argv[2])
    out = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(__file__).parents[1] / "needs-judge"
    torch.manual_seed(STAGES[0]["seed"])
    judge = Judge(encoder).eval()
    jobs, _ = data.split_jobs(folder / "train_jobs.json")
    found, pairs = data.examples(jobs, judge.embed), data.read_pairs(folder / "train.jsonl")
    for stage in STAGES:
        train(judge.train(), found, pairs, **stage)
    export(judge.eval(), encoder, out)


def train(judge: Judge, found: list, pairs: list[dict], *, seed: int, steps: int, rate: float, head_rate: float) -> None:
    random.seed(seed)
    torch.manual_seed(seed)
    groups = [{"params": judge.encoder.parameters(), "peak": rate}, {"params": judge.head.parameters(), "peak": head_rate}]
    optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
    step = 0
    while step < steps:
        for batch in batches(data.rows(found, pairs))[: steps - step]:
            share = min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * share
            needs, passages, labels = (list(column) for column in zip(*batch, strict=True))
            loss = functional.cross_entropy(judge(needs, passages), torch.tensor(labels), label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 50 == 0:
                print(f"seed {seed}, step {step} of {steps}, loss {loss.item():.3f}", flush=True)


def batches(rows: list[data.Row]) -> list[list[data.Row]]:
    """Return batches of rows of like length, of about `BATCH_TOKENS` each, in random order."""
    made: list[list[data.Row]] = []
    for start in range(0, len(rows), 1024):
        batch: list[data.Row] = []
        for row in sorted(rows[start : start + 1024], key=length):
            if batch and (len(batch) + 1) * length(row) > BATCH_TOKENS:
                made.append(batch)
                batch = []
            batch.append(row)
        made.append(batch)
    random.shuffle(made)
    return made


def length(row: data.Row) -> int:
    return min(MAX_TOKENS, (len(row[0]) + len(row[1])) // CHARS_PER_TOKEN + 4)


def export(judge: Judge, source: Path, out: Path) -> None:
    """Write what `rehearse/needs/encoder.py` reads."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = AutoModel.from_pretrained(source)
        whole.load_state_dict(judge.encoder.state_dict(), strict=False)
        whole.save_pretrained(folder)
        judge.tokenizer.save_pretrained(folder)
        converted = Path(folder) / "converted"
        ctranslate2.converters.TransformersConverter(folder).convert(str(converted), quantization="int8")
        shutil.copy(converted / "model.bin", out / "encoder.bin")
        for file in (converted / "config.json", converted / "vocabulary.json", Path(folder) / "tokenizer.json"):
            shutil.copy(file, out / file.name)
    head = {"weight": judge.head.weight.tolist(), "bias": judge.head.bias.tolist()}
    (out / "judge.json").write_text(json.dumps({"head": head}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
