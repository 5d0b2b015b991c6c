"""Written answers as the network reads them: in batches of like length, each need beside a window of its answer."""

import random
from dataclasses import dataclass
from pathlib import Path

import needs_data as data
import numpy as np
import torch
from needs_network import ANSWER_TOKENS, NEED_TOKENS
from tokenizers import Tokenizer

PAIRS = 30
"""So many needs with their answers make one step."""
SOURCE_SHARE = 0.4
"""How often a need is worded as its advert has it."""
WINDOW = 80
"""While training, the layers on top see so many tokens of the answer, around what is marked: read so, held-out answers are
ranked as well as whole, and a step costs less."""


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
