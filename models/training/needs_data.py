"""The training data of the needs judge: answers as words, and for each need the words that speak of it.

Five kinds of file are read:

- `*.json`: `{"jobs": [{"id", "needs": [{"id", "text", "source"}], "answers": [{"text", "labels": {need id: {"label": 0|1|2,
  "evidence": text or null}}}]}]}`.
- `*.jsonl`: a line for each pair, `{"need", "passage", "label", "evidence", "group"}`. Passages of several groups are joined to
  answers.
- `*.txt`: jobs as they are written by hand; `needs_written/README.md` describes the marks.
- `*.near`: further needs for jobs of the other files, with the words of their answers that speak of them; described there too.
- `*.turned`: other words for marks of the answers in `*.txt`, by which a need is met that was not, or the other way round.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, pairwise
from pathlib import Path

MARK = re.compile(r"\[((?:[012]:n\d+ ?)+)\|([^\[\]|]+)\]")
SAID = re.compile(r"a(\d+) ([012]) (.+)")
NEED = re.compile(r"(n\d+) (?:must|nice): (.+?) \|\| (.+)")
TURN = re.compile(r"a(\d+) (\d+) (\[.+\])")
SENTENCE_END = re.compile(r"[.!?][\"')]*$")
PASSAGES_JOINED = 4
ABOUT_OTHERS = (".near", ".turned")
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
    """An answer as words, the job or group it belongs to, and the needs asked of it; `turned` where its marks were replaced."""

    job: str
    words: list[str]
    asked: list[Asked]
    turned: bool = False


@dataclass
class Written:
    """A job as it is written by hand: its needs with their wordings, and its answers, each a line with marks."""

    name: str
    needs: dict[str, tuple[str, str]] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)


def read_all(paths: Iterable[Path]) -> list[Answer]:
    """Return the answers of all files, each asked for the further needs of its job too; no file is read twice."""
    files = sorted(set(paths))
    answers = [answer for path in files if path.suffix not in ABOUT_OTHERS for answer in read(path)]
    jobs: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        jobs[answer.job].append(answer)
    for path in files:
        if path.suffix == ".near":
            ask_more(jobs, path.read_text(encoding="utf-8"))
    written = {job.name: job for path in files if path.suffix == ".txt" for job in written_jobs(path)}
    for path in files:
        if path.suffix == ".turned":
            answers += turned_answers(written, path.read_text(encoding="utf-8"))
    return answers


def read(path: Path) -> list[Answer]:
    if path.suffix == ".txt":
        return [written_answer(job, line) for job in written_jobs(path) for line in job.answers]
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return [answer for job in json.loads(text)["jobs"] for answer in job_answers(job)]
    return joined_passages([json.loads(line) for line in text.splitlines()])


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


def written_jobs(path: Path) -> Iterator[Written]:
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, *lines = (line for line in block.splitlines() if line.strip())
        job = Written(f"{path.stem}: {title}")
        for before, line in pairwise([title, *lines]):
            if match := NEED.match(line):
                job.needs[match[1]] = (match[2], match[3])
            elif before.startswith("## "):
                job.answers.append(line)
        yield job


def written_answer(job: Written, line: str) -> Answer:
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
    return Answer(job.name, words, [marked(wordings, marks[need], words) for need, wordings in job.needs.items()])


def turned_answers(jobs: dict[str, Written], text: str) -> Iterator[Answer]:
    """Return the answers of `jobs` with their marks replaced as a `.turned` file says, asked for the needs of the new marks."""
    for block in re.split(r"^= ", text, flags=re.MULTILINE)[1:]:
        name, *lines = (line.strip() for line in block.splitlines() if line.strip())
        copies: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
        for line in lines:
            answer, mark, new = TURN.fullmatch(line).groups()
            nth = next(k for k in count() if int(mark) not in copies[int(answer), k])
            copies[int(answer), nth][int(mark)] = new
        for (answer, _), turns in copies.items():
            yield turned_answer(jobs[name], jobs[name].answers[answer - 1], turns)


def turned_answer(job: Written, line: str, turns: dict[int, str]) -> Answer:
    places = count(1)
    turned = written_answer(job, MARK.sub(lambda mark: turns.get(next(places), mark[0]), line))
    named = {job.needs[need] for new in turns.values() for need in re.findall(r"n\d+", MARK.match(new)[1])}
    return replace(turned, asked=[one for one in turned.asked if one.wordings in named], turned=True)


def marked(wordings: tuple[str, ...], marks: list[tuple[int, set[int]]], words: list[str]) -> Asked:
    """Return a need as the labelled places in an answer make it: the highest label counts."""
    label = max((one for one, _ in marks), default=0)
    asked = Asked(wordings, label)
    for mark, places in marks:
        if label and mark == label:
            asked.evidence |= places
        elif mark:
            asked.doubtful |= places
        else:
            asked.trap |= places
    asked.trap -= asked.evidence
    return with_doubt(asked, words)


def ask_more(jobs: dict[str, list[Answer]], text: str) -> None:
    """Ask the answers of `jobs` for the needs of a `.near` file."""
    for block in re.split(r"^= ", text, flags=re.MULTILINE)[1:]:
        job, *lines = (line for line in block.splitlines() if line.strip())
        answers = jobs[job.strip()]
        for wordings, said in further_needs(lines):
            for number, answer in enumerate(answers, start=1):
                marks = [(label, quoted(answer.words, quote)) for which, label, quote in said if which == number]
                answer.asked.append(marked(wordings, marks, answer.words))


def further_needs(lines: Iterable[str]) -> list[tuple[tuple[str, ...], list[tuple[int, int, str]]]]:
    """Return each need's wordings, and for each line below it the number of the answer, the label and the words it quotes."""
    found: list[tuple[tuple[str, ...], list[tuple[int, int, str]]]] = []
    for line in lines:
        if match := SAID.fullmatch(line.strip()):
            found[-1][1].append((int(match[1]), int(match[2]), match[3]))
        else:
            found.append((tuple(part.strip() for part in line.split(" || ")), []))
    return found


def quoted(words: list[str], quote: str) -> set[int]:
    """Return which words of an answer a quotation of it covers."""
    heard = [(i, part) for i, word in enumerate(words) for part in bare_words(word)]
    wanted = bare_words(quote)
    for start in range(len(heard) - len(wanted) + 1):
        if [part for _, part in heard[start : start + len(wanted)]] == wanted:
            return {i for i, _ in heard[start : start + len(wanted)]}
    raise ValueError(f"not in the answer word for word: {quote}")


def bare_words(text: str) -> list[str]:
    return re.sub(r"[^\w ]+", " ", text.lower().replace("'", "")).split()


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
