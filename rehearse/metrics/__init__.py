"""Measures on the words and times of an answer: fillers, pace, clarity, conciseness, structure.

`measure` is the way in. It is pure: a transcript and plain values in, a `Measured` out, the same for the same
input. What the measures and scores mean, their formulas and limits, stands in docs/metrics.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from rehearse.metrics import (
    clarity,
    conciseness,
    filler_places,
    fillers,
    hearing,
    jargon,
    pace,
    repetition,
    structure,
    tics,
    viewpoint,
)
from rehearse.metrics.answer import Answer
from rehearse.metrics.filler_phrases import filler_phrases
from rehearse.metrics.lexicon import LANGUAGES, lexicon
from rehearse.metrics.measured import Measured, united, withheld
from rehearse.metrics.norms import Norms, norms
from rehearse.metrics.pause_kinds import hesitation_places
from rehearse.schema import Question, Score, ScoreName, Transcript

__all__ = ["MEASURES", "Measured", "measure", "unfit"]

MEASURES = (
    "words",
    *pace.MEASURES,
    *fillers.MEASURES,
    *filler_places.MEASURES,
    *repetition.MEASURES,
    *clarity.MEASURES,
    *hearing.MEASURES,
    *jargon.MEASURES,
    *conciseness.MEASURES,
    *structure.MEASURES,
    *viewpoint.MEASURES,
    *tics.MEASURES,
)
"""The names of all measures; each is a number, or `None` with its reason in `Measured.unmeasured`."""

_SCORES: tuple[ScoreName, ...] = ("clarity", "conciseness", "fillers")


def measure(
    transcript: Transcript,
    *,
    question: Question | None = None,
    advert: str = "",
    limits: Mapping[str, float] | None = None,
    fluency_scores: bool = True,
) -> Measured:
    """Measure one answer.

    Parameters
    ----------
    transcript
        What was said.
    question
        Gives the target length, and whether a story or a view was asked for.
    advert
        The employer's words, as far as they are known: their acronyms and terms need no explaining.
    limits
        A person's own limits by name, over the published ones.
    fluency_scores
        Off withholds the score of fillers and takes pace, pauses, hearing and repeats out of clarity; findings and
        measures stay.

    Raises
    ------
    SettingsError
        `limits` names a limit that does not exist, or gives one that is not a number from 0 up.
    """
    limit_of = norms(limits)
    answer = Answer(transcript)
    spoken = Measured(measures={"words": float(len(answer.words))})
    if not answer.words:
        return united([withheld(MEASURES[1:], "nothing was said"), _only_pauses(answer, spoken)])
    language = transcript.language.split("-")[0].lower()
    if language not in LANGUAGES:
        reason = f"the rules know English only, and this answer is in {transcript.language!r}"
        unjudged = withheld((name for name in MEASURES[1:] if name not in pace.MEASURES), reason)
        return united([unjudged, spoken, pace.measure(answer, limit_of), _no_scores(reason)])
    measured = united([spoken, *_measures(answer, question, advert, limit_of)])
    return united([measured, Measured(scores=_scores(answer, measured, limit_of, fluency=fluency_scores))])


def unfit(transcript: Transcript, *, limits: Mapping[str, float] | None = None) -> str | None:
    """Say why a transcript can't be judged as if it were the speaker; `None` where it can.

    A recogniser that guessed at the words tells it by their probabilities; words that a person gave have none.
    """
    return _too_unsure(transcript, norms(limits))


def _measures(answer: Answer, question: Question | None, advert: str, limit_of: Norms) -> list[Measured]:
    rules = lexicon()
    kind = question.kind if question else None
    phrases = filler_phrases(answer, rules)
    filled = fillers.measure(answer, rules, limit_of, phrases)
    stumbles = repetition.stumbles(answer, rules, phrases)
    filler_words = {place for each in phrases for place in range(each.start, each.end)}
    disfluent = filler_words.union(place for each in stumbles for place in range(each.start, each.end))
    known = f"{advert} {question.text if question else ''}"
    target_s = max(1.0, question.target_s if question else limit_of["target_s"].value)
    return [
        pace.measure(answer, limit_of, hesitation_places(answer, rules, limit_of, filler_words)),
        filled,
        filler_places.measure(answer, filled.findings, limit_of),
        repetition.measure(stumbles, answer),
        clarity.measure(answer, rules, limit_of, disfluent),
        hearing.measure(answer, limit_of),
        jargon.measure(answer, rules, limit_of, known),
        conciseness.measure(answer, rules, limit_of, target_s, filler_words),
        structure.measure(answer, rules, question),
        viewpoint.measure(answer, rules, limit_of, story=kind in structure.STORY_KINDS),
        tics.measure(answer, rules, limit_of, topic=known, marked=filled.findings),
    ]


def _scores(answer: Answer, measured: Measured, limit_of: Norms, *, fluency: bool) -> dict[ScoreName, Score]:
    reason = _too_little(answer, limit_of) or _too_unsure(answer.transcript, limit_of)
    if reason:
        return dict(_no_scores(reason).scores)
    return {
        "clarity": clarity.score(answer, measured, limit_of, fluency=fluency),
        "conciseness": conciseness.score(answer, measured, limit_of),
        "fillers": fillers.score(answer, measured, limit_of)
        if fluency
        else Score(value=None, reason="switched off in the settings"),
    }


def _too_little(answer: Answer, limit_of: Norms) -> str | None:
    words, least = len(answer.words), limit_of["min_words"]
    return f"not measured: {words} word{'s' * (words != 1)}, fewer than {least.value:g}" if words < least.value else None


def _too_unsure(transcript: Transcript, limit_of: Norms) -> str | None:
    probabilities = [word.probability for word in transcript.words if word.kind == "word" and word.probability is not None]
    least = limit_of["min_mean_probability"]
    if not probabilities or (mean := fmean(probabilities)) >= least.value:
        return None
    return (
        f"the recogniser was unsure of too many words: {mean:.2f} on average, and {least.value:g} is the least. "
        "Correct the words, and everything is computed again"
    )


def _no_scores(reason: str) -> Measured:
    return Measured(scores={name: Score(value=None, reason=reason) for name in _SCORES})


def _only_pauses(answer: Answer, spoken: Measured) -> Measured:
    """Return what can be said of an answer without a word: nothing, or filled pauses alone."""
    count = len(answer.filled_pauses)
    reason = f"not measured: no words, {count} filled pause{'s' * (count != 1)}" if count else "nothing was said"
    return united([spoken, _no_scores(reason)])
