"""A speaker's own tics over all takes, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import lexicon
from rehearse.metrics.norms import norms
from rehearse.metrics.tics import Tic, tics, usual
from rehearse.report.plain import counted
from rehearse.schema import Role, Take, Transcript

LEAST_ANSWERS = 2
_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """One phrase that a person says too often: what to tell of it, and the newest take and time at which to hear it."""

    phrase: str
    told: str
    take: Take
    start_s: float | None


def habits(role: Role, takes: Sequence[Take], limits: Mapping[str, float] | None = None) -> tuple[Habit, ...]:
    """Return what this person says in several answers and far more often than others' answers have it, the most striking first.

    Of each question only the newest take counts: who tells one story twice does not repeat themselves. A
    person's own `limits` by name go over the published ones.
    """
    newest: dict[str, Take] = {}
    for take in sorted(takes, key=lambda take: (take.created_at, take.id)):
        if take.assessment.transcript.language.split("-")[0].lower() == "en":
            newest[take.question.text] = take
    held = tuple(newest.values())
    topic = " ".join([role.advert, *(need.text for need in role.needs), *newest])
    found = tics([Answer(take.assessment.transcript) for take in held], lexicon(), norms(limits), topic=topic)
    return tuple(_habit(tic, held) for tic in found if tic.answers >= LEAST_ANSWERS)[:_MOST]


def _habit(tic: Tic, takes: Sequence[Take]) -> Habit:
    number, place = tic.places[-1]
    told = f"You say “{tic.phrase}” {tic.count} times in {counted(tic.answers, 'answer')}; {usual(tic)}."
    words = _spoken(takes[number].assessment.transcript)
    return Habit(phrase=tic.phrase, told=told, take=takes[number], start_s=words[place])


def _spoken(transcript: Transcript) -> list[float | None]:
    return [word.start_s for word in transcript.words if word.kind == "word"]
