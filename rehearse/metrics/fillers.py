"""Filler words: filled pauses ("um") and filler phrases ("you know"), how often, and what that is worth.

Task
----
Count what a listener hears as filler, and nothing else. Hedges ("kind of", "basically") are reported apart, under
their own name.

Conventions
-----------
A filled pause is sure where its probability is at least the limit `sure_probability`, or where a person wrote it (no
probability). Only sure ones enter rates and score; the others are told beside them. A minute
of speech runs from the first word to the last, pauses included. Words are counted without filled pauses. Where
nothing was timed, the rate is estimated at `typed_words_per_min`.

Metrics
-------
fillers, fillers_unsure, fillers_per_minute, fillers_per_100_words, fillers_at_sentence_start, hedges,
hedges_per_100_words; the score `fillers`.

References
----------
Laske and DiGennaro Reed 2024, "Um, so, like, do speech disfluencies matter?", J. Appl. Behav. Anal.,
doi:10.1002/jaba.1093: five a minute did no harm to how a speaker was rated, twelve did.
"""

from __future__ import annotations

from collections.abc import Sequence

from rehearse.metrics.answer import Answer, without_punctuation
from rehearse.metrics.lexicon import Lexicon, Match
from rehearse.metrics.measured import Measured, weighted
from rehearse.metrics.norms import Limit, Norms
from rehearse.schema import Finding, Part, Score, Word

MEASURES = (
    "fillers",
    "fillers_unsure",
    "fillers_per_minute",
    "fillers_per_100_words",
    "fillers_at_sentence_start",
    "hedges",
    "hedges_per_100_words",
)
_SOURCE = "Laske and DiGennaro Reed 2024, doi:10.1002/jaba.1093"


def measure(answer: Answer, lexicon: Lexicon, norms: Norms, filler_phrases: Sequence[Match]) -> Measured:
    """Return the fillers and hedges of an answer that has words."""
    pauses = [_filled_pause(word, answer.transcript.text, norms) for word in answer.filled_pauses]
    phrases = [
        answer.finding("filler_phrase", match.start, match.end, match.rule.message, match.rule.source) for match in filler_phrases
    ]
    hedges = [
        answer.finding("hedge", match.start, match.end, match.rule.message, match.rule.source)
        for match in lexicon.matches("hedge", answer)
    ]
    sure = [word for word in answer.filled_pauses if is_sure(word, norms)]
    count = len(sure) + len(phrases)
    words = len(answer.words)
    minutes = answer.duration_s / 60 if answer.duration_s else None
    return Measured(
        findings=(*pauses, *phrases, *hedges),
        measures={
            "fillers": float(count),
            "fillers_unsure": float(len(pauses) - len(sure)),
            "fillers_per_minute": count / minutes if minutes else None,
            "fillers_per_100_words": 100 * count / words if words else None,
            "fillers_at_sentence_start": float(_at_sentence_start(answer, [*sure, *phrases])),
            "hedges": float(len(hedges)),
            "hedges_per_100_words": 100 * len(hedges) / words if words else None,
        },
        unmeasured=({} if minutes else {"fillers_per_minute": answer.untimed_reason})
        | ({} if words else dict.fromkeys(("fillers_per_100_words", "hedges_per_100_words"), "there are no words")),
    )


def score(answer: Answer, measured: Measured, norms: Norms) -> Score:
    """Return what the fillers are worth: 100 up to five a minute, 50 at twelve, and the same line on to 0."""
    count = measured.measures["fillers"] or 0.0
    unsure = measured.measures["fillers_unsure"] or 0.0
    rate = measured.measures["fillers_per_minute"]
    timed = rate is not None
    if rate is None:
        rate = count / (len(answer.words) / norms["typed_words_per_min"].value)
    part = _rate_part(rate, norms, timed=timed)
    said = f"About {count + unsure:.0f} ({count:.0f} sure)" if unsure else f"{count:.0f}"
    basis = f"{rate:.1f} a minute" if timed else f"about {rate:.1f} a minute at an assumed {norms['typed_words_per_min']}"
    verdict = f"Up to {norms['fillers_harmless_per_min'].value:g} does no harm."
    return Score(value=weighted([part]), summary=f"{said}, {basis}. {verdict}", parts=(part,))


def is_sure(word: Word, norms: Norms) -> bool:
    """Tell whether a filled pause counts: a person wrote it, or it was heard with probability enough."""
    return word.probability is None or word.probability >= norms["sure_probability"].value


def _rate_part(rate: float, norms: Norms, *, timed: bool) -> Part:
    harmless, harmful = norms["fillers_harmless_per_min"], norms["fillers_harmful_per_min"]
    return Part(
        name="fillers a minute" if timed else "fillers a minute, estimated",
        value=rate,
        unit="a minute",
        score=_worth(rate, harmless, harmful),
        weight=1.0,
        limit=f"no harm up to {harmless}, clearly harmful at {harmful}",
        source=harmful.source,
    )


def _worth(rate: float, harmless: Limit, harmful: Limit) -> float:
    if rate <= harmless.value:
        return 100.0
    if harmful.value <= harmless.value:
        return 0.0
    return max(0.0, 100.0 - 50.0 * (rate - harmless.value) / (harmful.value - harmless.value))


def _filled_pause(word: Word, text: str, norms: Norms) -> Finding:
    sure = "" if is_sure(word, norms) else f" Heard with a probability of {word.probability:.0%}, so it is not in the score."
    span = without_punctuation(text, word.char_start, word.char_end)
    return Finding(
        kind="filled_pause",
        text=span.of(text),
        char_start=span.char_start,
        char_end=span.char_end,
        start_s=word.start_s,
        end_s=word.end_s,
        message=f"A filled pause: a short silence does the same work.{sure}",
        source=_SOURCE,
    )


def _at_sentence_start(answer: Answer, fillers: list[Word | Finding]) -> int:
    """Count the sentences that open with a filler."""
    firsts = [answer.words[sentence.start].char_end for sentence in answer.sentences]
    ends = [0, *(answer.words[sentence[-1]].char_end for sentence in answer.sentences)]
    openings = list(zip(ends, firsts, strict=False))
    starts = [filler.char_start or 0 for filler in fillers]
    return sum(any(end <= start <= first for start in starts) for end, first in openings)
