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
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import needs_data as data
import numpy as np
import torch
from needs_export import export
from needs_network import ANSWER_TOKENS, LOW, NEED_TOKENS, Network, pooled
from needs_sets import sets, spoken
from tokenizers import Tokenizer
from torch.nn import functional

RATE, JOINT_RATE, HEAD_RATE = 7e-5, 2e-4, 1e-3
WARM_UP = 0.06
PAIRS = 30
"""So many needs with their answers make one step."""
SOURCE_SHARE = 0.4
"""How often a need is worded as its advert has it."""
WINDOW = 80
"""While training, the layers on top see so many tokens of the answer, around what is marked: read so, held-out answers are
ranked as well as whole, and a step costs less."""
TOKEN_WEIGHT = 0.6
RIVAL_WEIGHT = 0.3
SMOOTHING = 0.02


@dataclass
class Batch:
    """Answers and needs as numbers; `answer` tells which answer a need is held against, `places` which of its tokens are read."""

    answers: torch.Tensor
    answer_counts: torch.Tensor
    needs: torch.Tensor
    need_counts: torch.Tensor
    answer: torch.Tensor
    places: torch.Tensor
    label: torch.Tensor
    evidence: torch.Tensor
    against: torch.Tensor
    trap: torch.Tensor


class Reader:
    """Makes batches of answers."""

    def __init__(self, encoder: Path) -> None:
        self.needs = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self.answers = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self.needs.enable_truncation(NEED_TOKENS)
        self.answers.enable_truncation(ANSWER_TOKENS)
        for one in (self.needs, self.answers):
            one.no_padding()

    def batch(self, answers: list[data.Answer], rng: random.Random | None) -> Batch:
        """Return the answers with their needs as numbers.

        `rng` draws how each need is worded and which window of the answer is read beside it; `None` takes the short wording and
        the whole answer.
        """
        encoded = self.answers.encode_batch([one.words for one in answers], is_pretokenized=True)
        asked = [(k, one) for k, answer in enumerate(answers) for one in answer.asked]
        texts = [one.wordings[-1 if rng and rng.random() < SOURCE_SHARE else 0] for _, one in asked]
        ids, counts = padded([one.ids for one in encoded])
        need_ids, need_counts = padded([one.ids for one in self.needs.encode_batch(texts)])
        marks = np.zeros((3, len(asked), ids.shape[1]), dtype=bool)
        for row, (k, one) in enumerate(asked):
            for token, word in enumerate(encoded[k].word_ids):
                if word is not None:
                    evident = word in one.evidence
                    marks[:, row, token] = evident, not evident and word not in one.doubtful, word in one.trap
        lengths = [len(encoded[k].ids) for k, _ in asked]
        focus = np.where(marks[0].any(axis=1, keepdims=True), marks[0], marks[2])
        places = np.array([window(*row, ids.shape[1], rng) for row in zip(focus, lengths, strict=True)])
        return Batch(
            ids,
            counts,
            need_ids,
            need_counts,
            torch.tensor([k for k, _ in asked]),
            torch.from_numpy(places),
            torch.tensor([one.label for _, one in asked]),
            *torch.from_numpy(marks),
        )


def window(marked: np.ndarray, length: int, longest: int, rng: random.Random | None) -> np.ndarray:
    """Return which tokens of an answer of `length` are read: all, or `WINDOW` of them around a stretch that is marked."""
    if rng is None or longest <= WINDOW:
        return np.arange(longest)
    first = last = rng.choice(np.flatnonzero(marked).tolist() or range(length))
    while first > 0 and marked[first - 1]:
        first -= 1
    while last + 1 < length and marked[last + 1]:
        last += 1
    earliest, latest = sorted((first, last + 1 - WINDOW))
    return max(0, min(rng.randint(earliest, latest), length - WINDOW)) + np.arange(WINDOW)


def padded(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, rows))
    ids, counts = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        counts[i, : len(row)] = True
    return ids, counts


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


def batches(answers: list[data.Answer], rng: random.Random) -> list[list[data.Answer]]:
    """Return the answers in batches of like length, of about `PAIRS` needs each, in random order."""
    order = sorted(answers, key=lambda one: len(one.words) + rng.randrange(40))
    made: list[list[data.Answer]] = [[]]
    for one in order:
        if sum(len(other.asked) for other in made[-1]) + len(one.asked) > PAIRS and made[-1]:
            made.append([])
        made[-1].append(one)
    rng.shuffle(made)
    return made


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
