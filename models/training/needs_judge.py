"""Train the judge of the needs, and write it in 8 bits.

    python models/training/needs_judge.py ENCODER DATA... [--out FOLDER] [--passes N] [--held-out FILE] [--seed N]
        [--begin FILE] [--keep FILE] [--rate TIMES] [--level-rate] [--watch FILE] [--again DATA...]

ENCODER is the folder of all-MiniLM-L6-v2, DATA are files that `needs_data.py` reads. Needs torch, tokenizers, safetensors, onnx
and onnxruntime. `--keep` writes the weights as torch has them after each quarter of the steps, and `--begin` goes on from such
a file, with other data or another seed, at `--rate` times the usual rate; `--level-rate` keeps the rate from falling, for a run
that another goes on from. The jobs of `--again` are learnt twice a pass. After each quarter it prints how the held-out jobs are
judged, and, with `--watch FILE`, those of a file that nothing is chosen by. `needs_fusion.py` comes next: it adds the weights
by which the network and the rules are weighed together.
"""

import argparse
import math
import random
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import needs_data as data
import numpy as np
import torch
from needs_batch import Batch, Reader, batches
from needs_export import export
from needs_network import LOW, Network, pooled
from needs_sets import sets, spoken
from torch.nn import functional

RATE, JOINT_RATE, HEAD_RATE = 7e-5, 2e-4, 1e-3
WARM_UP = 0.06
TOKEN_WEIGHT = 0.6
RIVAL_WEIGHT = 0.3
SMOOTHING = 0.02


def read_together(network: Network, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the log-odds of each token of the answers, and which tokens were read."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answers, answers_mask = read_apart(network, batch.answers, batch.answer_counts)
        needs, needs_mask = read_apart(network, batch.needs, batch.need_counts)
        read = batch.answer[:, None], batch.places
        logits = network.together(needs, needs_mask, answers[read], answers_mask[read])
    unread = logits.new_full((*batch.evidence.shape, 2), LOW, dtype=torch.float32)
    counts = torch.zeros_like(batch.evidence).scatter(1, batch.places, batch.answer_counts[read])
    return unread.scatter(1, batch.places[..., None].expand(-1, -1, 2), logits.float()), counts


def read_apart(network: Network, ids: torch.Tensor, counts: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    mask = torch.where(counts, 0.0, LOW)
    return network.apart(ids, mask), mask


def loss_of(logits: torch.Tensor, counts: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return how far the whole answers and their tokens are from what they should be."""
    addressed, shown = (batch.label > 0).float(), (batch.label == 2).float()
    whole = pooled(logits, counts)
    smooth = SMOOTHING + (1 - 2 * SMOOTHING) * addressed
    answer_loss = functional.binary_cross_entropy_with_logits(whole[:, 0], smooth)
    level = functional.binary_cross_entropy_with_logits(whole[:, 1], SMOOTHING + (1 - 2 * SMOOTHING) * shown, reduction="none")
    level_loss = (level * addressed).sum() / addressed.sum().clamp(min=1)
    token = functional.binary_cross_entropy_with_logits(logits[..., 0], batch.evidence.float(), reduction="none")
    marked = sum(mean_over(token, part & counts) for part in (batch.evidence, batch.trap, batch.against)).mean()
    return answer_loss + level_loss + TOKEN_WEIGHT * marked + RIVAL_WEIGHT * rival_loss(logits[..., 0], counts, batch)


def rival_loss(odds: torch.Tensor, counts: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return how far the evidence of a need speaks of other needs, of which it is none, more than of the need itself.

    The cross-entropy of each evident token's own need among the needs of the same answer (as InfoNCE, van den Oord et al. 2018,
    sets one right pair against the wrong ones): a need is told from its neighbours where both are asked.
    """
    same = batch.answer[:, None] == batch.answer[None, :]
    rivals = same[:, :, None] & (batch.against & counts)[None, :, :]
    others = odds[None, :, :].masked_fill(~rivals, LOW).logsumexp(dim=1)
    return mean_over(functional.softplus(others - odds), batch.evidence & counts)[batch.label > 0].mean().nan_to_num()


def mean_over(values: torch.Tensor, part: torch.Tensor) -> torch.Tensor:
    return (values * part).sum(-1) / part.sum(-1).clamp(min=1)


def train(
    network: Network,
    reader: Reader,
    answers: list[data.Answer],
    *,
    passes: float,
    seed: int,
    rate: float,
    level_rate: bool,
    watch: Callable[[], None],
) -> None:
    rng = random.Random(seed)
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(parts(network, rate), lr=RATE, weight_decay=0.01, fused=True)
    steps = math.ceil(passes * len(batches(answers, random.Random(0))))
    began, losses = time.monotonic(), []
    network.train()
    for step, chosen in enumerate(islice(endless(answers, rng), steps), start=1):
        batch = reader.batch([one for one in (spoken(one, rng) for one in chosen) if one.asked], rng)
        share = min(1.0, step / (WARM_UP * steps)) * (
            1.0 if level_rate else max(0.01, 0.5 + 0.5 * math.cos(math.pi * step / steps))
        )
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * share
        loss = loss_of(*read_together(network, batch), batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 25 == 0:
            print(f"step {step} of {steps}, loss {np.mean(losses[-25:]):.3f}, {time.monotonic() - began:.0f} s", flush=True)
        if step % math.ceil(steps / 4) == 0 or step == steps:
            watch()


def parts(network: Network, rate: float) -> list[dict]:
    """Return the parameters with the peak of their rate, times `rate`: what is new learns faster than what was trained before."""
    top = network.together
    rates = (
        (network.apart.parameters(), RATE),
        (top.layers.parameters(), JOINT_RATE),
        ([*top.head.parameters(), top.side], HEAD_RATE),
    )
    return [{"params": list(own), "peak": rate * peak} for own, peak in rates]


def endless(answers: list[data.Answer], rng: random.Random) -> Iterator[list[data.Answer]]:
    while True:
        yield from batches(answers, rng)


@torch.no_grad()
def measure(network: Network, reader: Reader, answers: list[data.Answer]) -> dict[str, float]:
    """Return how well answers are judged, and how often the most telling word stands in the evidence."""
    network.eval()
    labels, odds, hits = [], [], []
    for chosen in batches(answers, random.Random(0)):
        batch = reader.batch(chosen, None)
        logits, counts = read_together(network, batch)
        odds.append(pooled(logits, counts))
        labels.append(batch.label)
        best = logits[..., 0].masked_fill(~counts, LOW).argmax(-1)
        hits.append(batch.evidence[torch.arange(len(best)), best][batch.label > 0])
    network.train()
    gold, found = torch.cat(labels).numpy(), torch.cat(odds).numpy()
    return figures(gold, found) | {"evidence hit": torch.cat(hits).float().mean().item()}


def figures(gold: np.ndarray, odds: np.ndarray) -> dict[str, float]:
    """Return the area under the curve of "addressed", and the best F1 that one threshold gives."""
    addressed, n = gold > 0, (gold > 0).sum()
    ranks = odds[:, 0].argsort().argsort() + 1
    auc = (ranks[addressed].sum() - n * (n + 1) / 2) / (n * (len(gold) - n))
    best = max(f1_of(addressed, odds[:, 0] > cut) for cut in np.quantile(odds[:, 0], np.linspace(0.3, 0.9, 61)))
    shown = f1_of(gold == 2, (gold > 0) & (odds[:, 1] > 0))
    return {"AUC": auc, "best F1": best, "shown of addressed, F1": shown}


def f1_of(gold: np.ndarray, said: np.ndarray) -> float:
    return 2 * (gold & said).sum() / max(1, gold.sum() + said.sum())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("encoder", type=Path)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "needs-judge")
    parser.add_argument("--passes", type=float, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1.0)
    parser.add_argument("--level-rate", action="store_true")
    parser.add_argument("--again", type=Path, nargs="*", default=[])
    for name in ("--held-out", "--begin", "--keep", "--watch"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    learnt, held = sets(given.data, given.held_out, given.again)
    print(f"{len(learnt)} answers, {sum(len(one.asked) for one in learnt)} pairs; held out {len(held)} answers")
    torch.manual_seed(given.seed)
    network, reader = Network(given.encoder), Reader(given.encoder)
    if given.begin:
        network.load_state_dict(torch.load(given.begin))
    watched = {"held out": held, "watched": data.read(given.watch) if given.watch else []}

    def watch() -> None:
        if given.keep:
            torch.save(network.state_dict(), given.keep)
        for name, answers in watched.items():
            if answers:
                print(name, {key: round(float(value), 3) for key, value in measure(network, reader, answers).items()}, flush=True)

    train(
        network, reader, learnt, passes=given.passes, seed=given.seed, rate=given.rate, level_rate=given.level_rate, watch=watch
    )
    export(network, given.encoder, given.out)


if __name__ == "__main__":
    main()
