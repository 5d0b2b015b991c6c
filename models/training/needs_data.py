"""The training data of the needs judge: answers as words, and for each need the words that speak of it.

Three kinds of file are read:

- `*.json`: `{"jobs": [{"id", "needs": [{"id", "text", "source"}], "answers": [{"text", "labels": {need id: {"label": 0|1|2,
  "evidence": text or null}}}]}]}`.
- `*.jsonl`: a line for each pair, `{"need", "passage", "label", "evidence", "group"}`. Passages of several groups are joined to
  answers.
- `*.txt`: jobs as they are written by hand; `needs_written/README.md` describes the marks.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MARK = re.compile(r"\[((?:[012]:n\d+ ?)+)\|([^\[\]|]+)\]")
NEED = re.compile(r"(n\d+) (?:must|nice): (.+?) \|\| (.+)")
SENTENCE_END = re.compile(r"[.!?][\"')]*$")
PUNCTUATION = re.compile(r"[^\w']+")
PASSAGES_JOINED = 4
SILENT_SHARE = 0.55
"""So many of the needs that an answer is silent on are asked in one pass: they are easy, and cost as much as the others."""
RECITED_SHARE = 0.4
READ_OUT = (
    ("You are looking for someone with", 0),
    ("So the advert says you want", 0),
    ("What you need is", 0),
    ("We are looking for a person who brings", 0),
    ("", 0),
)
NAMED = (("I have", 1), ("I can do all of it:", 1), ("My skills are", 1), ("I've got experience with", 1), ("I am good at", 1))
NEAR_WORDS = 12
"""In speech without punctuation, so many words around the evidence count neither for nor against."""


@dataclass
class Asked:
    """A need beside an answer: its wordings, its label, and which words of the answer are evidence, a trap, or in doubt."""

    wordings: tuple[str, ...]
    label: int
    evidence: set[int] = field(default_factory=set)
    trap: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)


@dataclass
class Answer:
    """An answer as words, the job or group it belongs to, and the needs asked of it."""

    job: str
    words: list[str]
    asked: list[Asked]


def read(path: Path) -> list[Answer]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return [answer for job in json.loads(text)["jobs"] for answer in job_answers(job)]
    if path.suffix == ".jsonl":
        return joined_passages([json.loads(line) for line in text.splitlines()])
    return list(written_answers(path.stem, text))


def sets(paths: Iterable[Path], held_out: Path | None) -> tuple[list[Answer], list[Answer]]:
    """Return the answers to train on, recitals among them, and those of the jobs that the file `held_out` names, one a line."""
    answers = [answer for path in sorted(paths) for answer in read(path)]
    names = set(held_out.read_text(encoding="utf-8").splitlines()) if held_out else set()
    learnt = [one for one in answers if one.job not in names]
    return learnt + recitals(learnt), [one for one in answers if one.job in names]


def job_answers(job: dict) -> Iterator[Answer]:
    for given in job["answers"]:
        words, starts = cut(given["text"])
        asked = []
        for need in job["needs"]:
            if need["id"] in given["labels"]:
                label = given["labels"][need["id"]]
                one = Asked((need["text"], need.get("source") or need["text"]), label["label"])
                if label["evidence"]:
                    one.evidence = covered(given["text"], label["evidence"], starts)
                asked.append(one)
        yield Answer(job["id"], words, [with_doubt(one, words) for one in asked])


def written_answers(name: str, text: str) -> Iterator[Answer]:
    needs: dict[str, tuple[str, str]] = {}
    job, question = "", False
    for line in text.splitlines():
        if line.startswith("# "):
            job, needs = f"{name}: {line[2:]}", {}
        elif match := NEED.match(line):
            needs[match[1]] = (match[2], match[3])
        elif line.startswith("## "):
            question = True
        elif line.strip() and question:
            question = False
            yield written_answer(job, line, needs)


def written_answer(job: str, line: str, needs: dict[str, tuple[str, str]]) -> Answer:
    words: list[str] = []
    marks: dict[str, list[tuple[int, set[int]]]] = defaultdict(list)
    last = 0
    for match in MARK.finditer(line):
        words += line[last : match.start()].split()
        inside = match[2].split()
        places = set(range(len(words), len(words) + len(inside)))
        for part in match[1].split():
            label, need = part.split(":")
            marks[need].append((int(label), places))
        words += inside
        last = match.end()
        if trailing := re.match(r"\S+", line[last:]):
            words[-1] += trailing[0]
            last += trailing.end()
    words += line[last:].split()
    asked = []
    for need, wordings in needs.items():
        label = max((one for one, _ in marks[need]), default=0)
        one = Asked(wordings, label)
        for mark, places in marks[need]:
            if label and mark == label:
                one.evidence |= places
            elif mark:
                one.doubtful |= places
            else:
                one.trap |= places
        one.trap -= one.evidence
        asked.append(with_doubt(one, words))
    return Answer(job, words, asked)


def joined_passages(pairs: list[dict]) -> list[Answer]:
    """Return answers made of passages of several groups; each is asked for the needs of all its groups."""
    passages: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for pair in pairs:
        passages[pair["group"], pair["passage"]].append(pair)
    order = list(passages)
    random.Random(5).shuffle(order)
    answers: list[Answer] = []
    while order:
        chosen: list[tuple[str, str]] = []
        for key in list(order):
            if key[0] not in {group for group, _ in chosen}:
                chosen.append(key)
                order.remove(key)
            if len(chosen) == PASSAGES_JOINED:
                break
        words: list[str] = []
        asked: list[Asked] = []
        for key in chosen:
            own, starts = cut(key[1])
            for pair in passages[key]:
                one = Asked((pair["need"],), pair["label"])
                places = covered(key[1], pair["evidence"], starts) if pair.get("evidence") else set(range(len(own)))
                target = one.evidence if pair["label"] else one.trap
                target |= {len(words) + i for i in places}
                asked.append(one)
            words += own
        answers.append(Answer("|".join(sorted({group for group, _ in chosen})), words, [with_doubt(one, words) for one in asked]))
    return answers


def recitals(answers: list[Answer]) -> list[Answer]:
    """Return, for some jobs, the advert read out, which claims nothing, and for others all the needs named in one breath."""
    rng = random.Random(3)
    jobs = {answer.job: answer.asked for answer in answers if len(answer.asked) > 3}
    made: list[Answer] = []
    for job, asked in jobs.items():
        opening, label = rng.choice(READ_OUT) if rng.random() < 0.5 else rng.choice(NAMED)
        if rng.random() < RECITED_SHARE:
            made.append(recital(job, opening.split(), label, rng.sample(asked, len(asked)), rng))
    return made


def recital(job: str, words: list[str], label: int, asked: list[Asked], rng: random.Random) -> Answer:
    short = rng.random() < 0.6
    told: list[Asked] = []
    for one in asked:
        named = one.wordings[0 if short else -1].split()
        places = set(range(len(words), len(words) + len(named)))
        told.append(Asked(one.wordings, label, evidence=places) if label else Asked(one.wordings, 0, trap=places))
        words = [*words, *named[:-1], named[-1] + ","]
    return Answer(job, words, told)


def cut(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    found = list(re.finditer(r"\S+", text))
    return [match.group() for match in found], [match.span() for match in found]


def covered(text: str, part: str, spans: list[tuple[int, int]]) -> set[int]:
    start = text.find(part)
    end = start + len(part)
    return {i for i, (a, b) in enumerate(spans) if start >= 0 and a < end and b > start}


def with_doubt(one: Asked, words: list[str]) -> Asked:
    """Leave the rest of the evidence's sentence out of account: the evidence is the shortest span, its neighbours often help."""
    for place in one.evidence:
        for step in (-1, 1):
            at = place
            while 0 <= at + step < len(words) and abs(at + step - place) <= NEAR_WORDS:
                if SENTENCE_END.search(words[at if step > 0 else at - 1]):
                    break
                at += step
                one.doubtful.add(at)
    one.doubtful -= one.evidence
    return one


def spoken(answer: Answer, rng: random.Random) -> Answer:
    """Return the answer as a recogniser may write it: now and then lower case without punctuation, and with words missing."""
    bare, lossy = rng.random() < 0.3, rng.random() < 0.25
    asked = [one for one in answer.asked if one.label or one.trap or rng.random() < SILENT_SHARE]
    words: list[str] = []
    places: dict[int, int] = {}
    for i, word in enumerate(answer.words):
        heard = PUNCTUATION.sub(" ", word).strip().lower() if bare else word
        if heard and not (lossy and rng.random() < 0.05):
            places[i] = len(words)
            words.append(heard)
    moved = [
        Asked(
            one.wordings,
            one.label,
            *({places[i] for i in group if i in places} for group in (one.evidence, one.trap, one.doubtful)),
        )
        for one in asked
    ]
    return Answer(answer.job, words, moved)
