"""Measure how well needs are drawn from adverts, and how well answers are judged against them.

    python -m benchmarks.needs JOBS.json [NOTES.json] [--embeddings FOLDER]

JOBS.json holds `{"jobs": [{"id", "advert", "needs": [{"id", "text", "kind", "source"}], "answers": [{"id", "question", "text",
"labels": {need id: {"label": 0|1|2, "evidence"}}}]}]}`, with `"neutral": [advert text]` where known. NOTES.json gives, by job,
`neutral` and, by "answer/need", a `trap`: a 0 that shares words with the need. Each figure stands beside a baseline of plain
keyword overlap (every advert line that holds a word such as "experience", and the share of a need's stems in the answer), and
answers beside the rules alone and, with FOLDER, beside the plain embedding: the cosine of the nearest passage, at the threshold
that is best on these very answers. FOLDER is what `models/training/needs_judge.py ENCODER --passes 0 --out FOLDER` writes.
"""

import argparse
import functools
import json
import re
import time
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rehearse.needs import judge as passage_judge
from rehearse.needs.advert import extract
from rehearse.needs.coverage import cover
from rehearse.needs.model import standard
from rehearse.needs.passages import passages
from rehearse.needs.rules import RULES
from rehearse.needs.words import stems
from rehearse.schema import Coverage, Level, Need, Question
from rehearse.text import from_text

LABELS: dict[Level, int] = {"not_addressed": 0, "claimed": 1, "shown": 2, "proven": 2}
KEYWORD_SHARE = 0.25
WANTING = re.compile(r"\b(experience|skills?|knowledge|ability|must|required|essential|degree|certificate|you)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^\n.]+[.]?")

Span = tuple[int, int]
Extract = Callable[[str], tuple[Need, ...]]
Judge = Callable[[str, list[Need], str], tuple[Coverage, ...]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("jobs", type=Path)
    parser.add_argument("notes", type=Path, nargs="?")
    parser.add_argument("--embeddings", type=Path)
    given = parser.parse_args()
    jobs = json.loads(given.jobs.read_text(encoding="utf-8"))["jobs"]
    notes = json.loads(given.notes.read_text(encoding="utf-8")) if given.notes else {}
    table("Needs found in adverts", {"rehearse": adverts(jobs, notes, extract), "keywords": adverts(jobs, notes, keyword_needs)})
    judges: dict[str, Judge] = {"rehearse": judged_by(standard()), "rules": judged_by(RULES), "keywords": keyword_cover}
    columns = {name: answers(jobs, notes, judge) for name, judge in judges.items()}
    if given.embeddings:
        near = Nearness(given.embeddings)
        columns["embeddings"] = max(
            (answers(jobs, notes, near.judge(i / 50)) for i in range(10, 35)), key=itemgetter("addressed: F1")
        )
    table("Answers judged", columns)


def adverts(jobs: list[dict[str, Any]], notes: dict[str, Any], draw: Extract) -> dict[str, float]:
    hits = found = wanted = right_kind = 0
    for job in jobs:
        advert, drawn = job["advert"], draw(job["advert"])
        gold = [(place(advert, need["source"]), need["kind"]) for need in job["needs"]]
        neutral = [place(advert, text) for text in notes.get(job["id"], job).get("neutral", [])]
        pairs = matched([(need.char_start or 0, need.char_end or 0) for need in drawn], [span for span, _ in gold])
        hits += len(pairs)
        wanted += len(gold)
        right_kind += sum(drawn[i].kind == gold[k][1] for i, k in pairs.items())
        found += sum(i in pairs or not any(within(need, span) for span in neutral) for i, need in enumerate(drawn))
    return {"precision": hits / max(1, found), "recall": hits / wanted, "must or nice right": right_kind / max(1, hits)}


def matched(found: list[Span], gold: list[Span]) -> dict[int, int]:
    """Pair what was found with the gold, the best fit first; a pair shares at least 0.4 of its union."""
    ranked = sorted(((union_share(a, b), i, k) for i, a in enumerate(found) for k, b in enumerate(gold)), reverse=True)
    pairs: dict[int, int] = {}
    for share, i, k in ranked:
        if share >= 0.4 and i not in pairs and k not in pairs.values():
            pairs[i] = k
    return pairs


def answers(jobs: list[dict[str, Any]], notes: dict[str, Any], judge: Judge) -> dict[str, float]:
    rows: list[tuple[int, int]] = []
    traps: list[int] = []
    evidence: list[bool] = []
    started = time.perf_counter()
    for job in jobs:
        needs = [Need(id=need["id"], text=need["text"], kind=need["kind"]) for need in job["needs"]]
        marked = notes.get(job["id"], {}).get("pairs", {})
        for answer in job["answers"]:
            for one in judge(answer["text"], needs, answer["question"]):
                gold, said = answer["labels"][one.need_id], LABELS[one.level]
                rows.append((gold["label"], said))
                if "trap" in marked.get(f"{answer['id']}/{one.need_id}", {}):
                    traps.append(said)
                if gold["label"] and said and one.char_start is not None:
                    gold_span = place(answer["text"], gold["evidence"])
                    evidence.append(shared((one.char_start, one.char_end or 0), gold_span) > 0)
    seconds = (time.perf_counter() - started) / sum(len(job["answers"]) for job in jobs)
    addressed = [(gold > 0, said > 0) for gold, said in rows]
    return {
        "addressed: precision": share_of(addressed, lambda gold, said: gold and said, lambda _, said: said),
        "addressed: recall": share_of(addressed, lambda gold, said: gold and said, lambda gold, _: gold),
        "addressed: F1": f1(addressed, True),
        "macro F1 over 0, 1, 2": sum(f1(rows, label) for label in (0, 1, 2)) / 3,
        "traps passed": sum(said > 0 for said in traps) / len(traps) if traps else float("nan"),
        "evidence overlaps": sum(evidence) / len(evidence) if evidence else float("nan"),
        "ms an answer": 1000 * seconds,
    }


def judged_by(judge: passage_judge.Judge) -> Judge:
    return lambda text, needs, question: cover(from_text(text), needs, question=Question(text=question), judge=judge)


class Nearness:
    """Holds each need against the nearest passage by the cosine of their embeddings."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.session = onnxruntime.InferenceSession(folder / "apart.onnx")
        self.embed = functools.cache(self.embed)

    def embed(self, text: str) -> NDArray[np.float64]:
        """Return the unit mean of the states of a text's tokens."""
        ids = np.array([self.tokenizer.encode(text).ids])
        states = self.session.run(None, {"ids": ids, "mask": np.zeros(ids.shape, np.float32)})[0][0]
        mean = states.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def judge(self, threshold: float) -> Judge:
        """Return the judge that calls a need shown where a passage is at least this near."""
        return lambda text, needs, _: tuple(self.coverage(need, text, threshold) for need in needs)

    def coverage(self, need: Need, text: str, threshold: float) -> Coverage:
        """Return what the nearest passage does for a need."""
        wanted = self.embed(need.text)
        nearest = max(passages(from_text(text)), key=lambda one: float(wanted @ self.embed(one.text)))
        near = wanted @ self.embed(nearest.text) >= threshold
        span = nearest.span
        level: Level = "shown" if near else "not_addressed"
        return Coverage(
            need_id=need.id, need=need.text, kind=need.kind, level=level, char_start=span.char_start, char_end=span.char_end
        )


def keyword_cover(text: str, needs: list[Need], question: str) -> tuple[Coverage, ...]:  # noqa: ARG001
    said = stems(text)
    return tuple(
        Coverage(need_id=need.id, need=need.text, kind=need.kind, level="shown" if enough(need, said) else "not_addressed")
        for need in needs
    )


def enough(need: Need, said: frozenset[str]) -> bool:
    wanted = stems(need.text)
    return len(wanted & said) >= KEYWORD_SHARE * max(1, len(wanted))


def keyword_needs(advert: str) -> tuple[Need, ...]:
    return tuple(
        Need(id=str(match.start()), text=match.group(), char_start=match.start(), char_end=match.end())
        for match in SENTENCE.finditer(advert)
        if WANTING.search(match.group())
    )


def f1(rows: list[tuple[Any, Any]], label: object) -> float:
    both = sum(gold == said == label for gold, said in rows)
    either = sum(gold == label for gold, _ in rows) + sum(said == label for _, said in rows)
    return 2 * both / max(1, either)


def share_of(rows: list[tuple[bool, bool]], part: Callable[[bool, bool], bool], whole: Callable[[bool, bool], bool]) -> float:
    return sum(part(*row) for row in rows) / max(1, sum(whole(*row) for row in rows))


def place(text: str, part: str) -> Span:
    start = text.index(part)
    return start, start + len(part)


def shared(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def union_share(a: Span, b: Span) -> float:
    return shared(a, b) / (max(a[1], b[1]) - min(a[0], b[0])) if shared(a, b) else 0.0


def within(need: Need, span: Span) -> bool:
    own = (need.char_start or 0, need.char_end or 0)
    return union_share(own, span) >= 0.4 or shared(own, span) >= 0.7 * (own[1] - own[0])


def table(title: str, columns: dict[str, dict[str, float]]) -> None:
    print(f"\n{title:32}" + "".join(f"{name:>12}" for name in columns))
    for row in next(iter(columns.values())):
        print(f"{row:32}" + "".join(f"{column[row]:12.3f}" for column in columns.values()))


if __name__ == "__main__":
    main()
