"""What the judge of the needs learns from: written answers, recitals of their needs, and how a recogniser may write them."""

import random
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from needs_data import Answer, Asked, read, read_all

PUNCTUATION = re.compile(r"[^\w']+")
SILENT_SHARE = 0.35
"""So many of the needs that an answer is silent on are asked in one pass: they are easy, and cost as much as the others."""
TURNED_TIMES = 3
"""So often a pass learns the answers whose marks were replaced: they are few and short to ask, and tell most."""
RECITED_SHARE, MOST_RECITED = 0.4, 10
READ_OUT = (
    ("You are looking for someone with", 0),
    ("So the advert says you want", 0),
    ("What you need is", 0),
    ("We are looking for a person who brings", 0),
    ("", 0),
)
NAMED = (("I have", 1), ("I can do all of it:", 1), ("My skills are", 1), ("I've got experience with", 1), ("I am good at", 1))


def sets(paths: Iterable[Path], held_out: Path | None, again: Iterable[Path] = ()) -> tuple[list[Answer], list[Answer]]:
    """Return the answers to train on, recitals among them, and those of the jobs that the file `held_out` names, one a line.

    The jobs of the files `again`, which stand among `paths` too, are learnt twice in each pass.
    """
    answers = read_all(paths)
    names = set(held_out.read_text(encoding="utf-8").splitlines()) if held_out else set()
    twice = {one.job for path in again for one in read(path)}
    learnt = [one for one in answers if one.job not in names]
    more = [one for one in learnt if one.job in twice] + [one for one in learnt if one.turned] * (TURNED_TIMES - 1)
    return learnt + more + recitals(learnt), [one for one in answers if one.job in names]


def recitals(answers: list[Answer]) -> list[Answer]:
    """Return, for some jobs, the advert read out, which claims nothing, and for others all the needs named in one breath."""
    rng = random.Random(3)
    jobs = {answer.job: answer.asked for answer in answers if len(answer.asked) > 3 and not answer.turned}
    made: list[Answer] = []
    for job, asked in jobs.items():
        opening, label = rng.choice(READ_OUT) if rng.random() < 0.5 else rng.choice(NAMED)
        if rng.random() < RECITED_SHARE:
            made.append(recital(job, opening.split(), label, rng.sample(asked, min(len(asked), MOST_RECITED)), rng))
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
    return replace(answer, words=words, asked=moved)
