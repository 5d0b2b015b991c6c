"""Articulation, as far as the recogniser tells it: how surely the words were heard, and which it could not place.

Task
----
Say which share of the words came through clearly. It is the ear of a machine: an accent, a poor microphone or a rare
name lowers it as mumbling does.

Conventions
-----------
A word is unsure where its probability is under `unsure_word_probability`. It is unplaced where others have times and it
has none: laid along the sound, it did not fit there. A word that is both counts once. PocketSphinx's probabilities say
nothing of how a word was spoken, and it gives every word a time, so with it nothing is measured here.

Metrics
-------
unsure_word_share, unplaced_word_share, mean_word_probability, unclear_word_share (unsure or unplaced).

References
----------
None gave us a limit: those of lexicon/limits.toml are our own choice.
"""

from __future__ import annotations

from statistics import fmean

from rehearse.metrics.answer import Answer
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.metrics.parts import falling_part
from rehearse.schema import Part

MEASURES = ("unsure_word_share", "unplaced_word_share", "mean_word_probability", "unclear_word_share")


def measure(answer: Answer, norms: Norms) -> Measured:
    """Return how surely the words of an answer were heard; the answer has words."""
    told = answer.transcript.engine != "sphinx"
    probabilities = [word.probability for word in answer.words if told and word.probability is not None]
    placed = told and any(word.start_s is not None for word in answer.words)
    least = norms["unsure_word_probability"].value
    unsure = {at for at, word in enumerate(answer.words) if word.probability is not None and word.probability < least}
    unplaced = {at for at, word in enumerate(answer.words) if word.start_s is None}
    words = len(answer.words)
    unclear = (unsure if probabilities else set()) | (unplaced if placed else set())
    measures = {
        "unsure_word_share": len(unsure) / len(probabilities) if probabilities else None,
        "unplaced_word_share": len(unplaced) / words if placed else None,
        "mean_word_probability": fmean(probabilities) if probabilities else None,
        "unclear_word_share": len(unclear) / words if probabilities or placed else None,
    }
    return Measured(measures=measures, unmeasured=_reasons(answer, measures, told=told))


def part(measured: Measured, norms: Norms) -> Part:
    """Return what hearing brings to clarity."""
    return falling_part(
        "words heard unsurely or not placed",
        measured.measures["unclear_word_share"],
        norms["unsure_words_full"],
        norms["unsure_words_zero"],
        weight=0.1,
        about=f"unsure is under {norms['unsure_word_probability'].value:g}",
        reason=measured.unmeasured.get("unclear_word_share"),
    )


def _reasons(answer: Answer, measures: dict[str, float | None], *, told: bool) -> dict[str, str]:
    """Return why, for each measure that is `None`."""
    if not told:
        return dict.fromkeys(MEASURES, "this engine's probabilities don't say how clearly a word was spoken")
    why = "the words carry no probabilities"
    reasons = dict.fromkeys(("unsure_word_share", "mean_word_probability", "unclear_word_share"), why)
    reasons["unplaced_word_share"] = answer.untimed_reason
    return {name: reason for name, reason in reasons.items() if measures[name] is None}
