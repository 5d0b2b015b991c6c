"""The training data of the needs judge: jobs with answers and labels, cut into windows, and pairs of a need and a passage.

`train_jobs.json` holds `{"jobs": [{"id", "needs": [{"id", "text", "source"}], "answers": [{"text", "labels": {need id:
{"label": 0|1|2, "evidence": text or null}}}]}]}`, `train.jsonl` a line for each pair: `{"need", "passage", "label", "group"}`.
"""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

HELD_OUT_JOBS = 12
SENTENCE_END = re.compile(r"[.!?][\"')]*\s+")
PUNCTUATION = re.compile(r"[^\w\s']")

Row = tuple[str, str, int]
Embed = Callable[[list[str]], np.ndarray]


@dataclass
class Example:
    """A need beside an answer: its windows, which of them hold the evidence, and how near each is to the need."""

    need: str
    source: str
    windows: list[str]
    label: int
    evidence: list[int]
    touched: set[int]
    nearness: np.ndarray


def split_jobs(path: Path) -> tuple[list[dict], list[dict]]:
    """Return the jobs to train on and those held out, drawn by one fixed seed."""
    jobs = json.loads(path.read_text(encoding="utf-8"))["jobs"]
    ids = [job["id"] for job in jobs]
    random.Random(7).shuffle(ids)
    held = set(ids[:HELD_OUT_JOBS])
    return [job for job in jobs if job["id"] not in held], [job for job in jobs if job["id"] in held]


def read_pairs(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def examples(jobs: list[dict], embed: Embed) -> list[Example]:
    found = []
    for job in jobs:
        needs = embed([need["text"] for need in job["needs"]])
        for answer in job["answers"]:
            spans = windows(answer["text"])
            texts = [answer["text"][start:end] for start, end in spans]
            near = needs @ embed(texts).T
            for k, need in enumerate(job["needs"]):
                if need["id"] in answer["labels"]:
                    found.append(example(need, answer["labels"][need["id"]], answer["text"], spans, near[k]))
    return found


def example(need: dict, label: dict, answer: str, spans: list[tuple[int, int]], near: np.ndarray) -> Example:
    overlaps = np.zeros(len(spans))
    if label["evidence"]:
        start = answer.find(label["evidence"])
        end = start + len(label["evidence"])
        overlaps = np.array([max(0, min(end, b) - max(start, a)) / max(1, min(end - start, b - a)) for a, b in spans])
    evidence = [i for i, share in enumerate(overlaps) if share >= 0.6] or [int(overlaps.argmax())]
    return Example(
        need=need["text"],
        source=need.get("source") or need["text"],
        windows=[answer[a:b] for a, b in spans],
        label=label["label"],
        evidence=evidence if label["evidence"] else [],
        touched={i for i, share in enumerate(overlaps) if share > 0.15},
        nearness=near,
    )


def windows(text: str) -> list[tuple[int, int]]:
    """Return overlapping windows: two sentences, or some 26 words where there is no punctuation, half a window apart."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    if len(ends) * 60 >= len(words):
        edges = [0, *ends, len(text)]
        units = [unit for a, b in pairwise(edges) for unit in cut([w for w in words if a <= w[0] < b], 20)]
    else:
        units = cut(words, 13)
    if len(units) == 1:
        return units
    return [(a[0], b[1]) for a, b in pairwise(units)]


def cut(words: list[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """Cut words into stretches of about `size`."""
    n = max(1, round(len(words) / size))
    parts = [words[k * len(words) // n : (k + 1) * len(words) // n] for k in range(n)]
    return [(part[0][0], part[-1][1]) for part in parts if part]


def rows(found: list[Example], pairs: list[dict]) -> list[Row]:
    """Return the rows of one pass: evidence, near windows that are none, and pairs, some drawn at random."""
    drawn = [row for one in found for row in example_rows(one)]
    for pair in pairs:
        drawn.append((pair["need"], pair["passage"], pair["label"]))
        other = random.choice(pairs)
        if random.random() < 0.7 and other["group"] != pair["group"]:
            drawn.append((other["need"], pair["passage"], 0))
    random.shuffle(drawn)
    return [(need, spoken(passage), label) for need, passage, label in drawn]


def example_rows(one: Example) -> list[Row]:
    need = one.need if random.random() < 0.75 else one.source
    hard = sorted(set(range(len(one.windows))) - one.touched, key=lambda i: -one.nearness[i])
    if one.label:
        chosen = [(need, one.windows[i], one.label) for i in random.sample(one.evidence, min(2, len(one.evidence)))]
        return chosen + [(need, one.windows[i], 0) for i in random.sample(hard[:3], min(1, len(hard)))]
    easy = random.sample(hard[2:], 1) if len(hard) > 2 and random.random() < 0.4 else []
    return [(need, one.windows[i], 0) for i in hard[:2] + easy]


def spoken(passage: str) -> str:
    """Return a third of the passages as a recogniser writes them: lower case, without punctuation."""
    return re.sub(r"\s+", " ", PUNCTUATION.sub(" ", passage)).lower() if random.random() < 0.35 else passage
