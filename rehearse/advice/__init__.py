"""What to do differently in the next take: at most three things, the largest gain first, each tied to the place it is about.

A gain is in points: what a part of a score would give back if it were perfect (`gains`), or the worth set for things that no
score holds yet, such as a missing result. Advice speaks of what was said and what to say, never of mood, accent or chances.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rehearse.advice.from_answer import from_answer
from rehearse.advice.from_needs import from_needs
from rehearse.advice.places import first_sentence, last_sentence
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import norms
from rehearse.schema import Advice, Coverage, Transcript

MOST = 3
"""No more than this many things at once."""

_LEAST_GAIN = 1.0


def advise(
    transcript: Transcript,
    measured: Measured,
    coverage: Sequence[Coverage],
    *,
    limits: Mapping[str, float] | None = None,
) -> tuple[Advice, ...]:
    """Return at most three pieces of advice for an answer, the most useful first; there is always one.

    Parameters
    ----------
    transcript
        What was said; spans of the advice are offsets into its text.
    measured
        What was measured on it.
    coverage
        How far it met each of the needs that were looked for; empty where none were given.
    limits
        A person's own limits by name, those that it was measured against.
    """
    if measured.measures.get("sentences") is None:
        return (_listen_again(transcript, measured),)
    found = [*from_needs(transcript, coverage), *from_answer(transcript, measured, norms(limits))]
    found.sort(key=lambda candidate: -candidate.gain)
    chosen: dict[str, Advice] = {}
    for candidate in found:
        if candidate.gain >= _LEAST_GAIN:
            chosen.setdefault(candidate.topic, candidate.advice)
    return tuple(chosen.values())[:MOST] or (_keep(transcript, measured),)


def _listen_again(transcript: Transcript, measured: Measured) -> Advice:
    if not measured.measures.get("words"):
        return Advice(text="Record the answer once more, or type it.", why="No words were heard in this take.")
    text = "Listen to it once, and ask: what did I do, and what came of it?"
    return Advice(text=text, why=measured.unmeasured.get("sentences", ""), **first_sentence(transcript))


def _keep(transcript: Transcript, measured: Measured) -> Advice:
    numbers = measured.measures.get("numbers_told")
    if not numbers:
        text = "Add one number: how many, how much, how long."
        return Advice(text=text, why="No number was told, and one makes an example real.", **last_sentence(transcript))
    text = "Keep this shape, and tell it once more from memory."
    return Advice(text=text, why="Nothing in it stands out to mend.", **first_sentence(transcript))
