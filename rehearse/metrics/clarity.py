"""Clarity: how easily a listener follows the answer.

Task
----
Put together what eases or burdens listening: rate, pauses, how surely the words were heard, sentence load,
hedging, vague words, unknown terms, repeats and restarts.

Conventions
-----------
Sentences are those of `rehearse.text.sentences`, so speech without punctuation is never one sentence of two
hundred words; where neither punctuation nor times say where sentences end, their length is not judged. Filled
pauses, filler phrases and repeats are taken out before reading ease is computed. Parts that speak of fluency
(pace, steadiness, pauses, hearing, repeats) can be switched off: accents and stammers are not faults. What was not
measured is left out of the mean, with its reason.

Metrics
-------
sentences, mean_sentence_words, long_sentences, long_sentence_share, reading_ease, signposts, vague_words,
vague_words_per_100_words; the score `clarity`.

References
----------
Flesch 1948, "A new readability yardstick", J. Appl. Psychol. 32(3). The limits' own sources stand in
lexicon/limits.toml.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from statistics import fmean

from rehearse.metrics import hearing, jargon, pace, repetition
from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.measured import Measured, weighted
from rehearse.metrics.norms import Limit, Norms
from rehearse.metrics.parts import falling_part, rising_part
from rehearse.metrics.readability import reading_ease
from rehearse.schema import Finding, Part, Score

MEASURES = (
    "sentences",
    "mean_sentence_words",
    "long_sentences",
    "long_sentence_share",
    "reading_ease",
    "signposts",
    "vague_words",
    "vague_words_per_100_words",
)


_ENDS = frozenset(".!?;:")


def measure(answer: Answer, lexicon: Lexicon, norms: Norms, disfluent: Collection[int]) -> Measured:
    """Return the sentence load, the signposts and the vague words of an answer that has words.

    Parameters
    ----------
    disfluent
        The places of filler phrases and of what was said again, which don't count for reading ease.
    """
    limit = norms["long_sentence_words"]
    long = [breath for breath in _breaths(answer) if len(breath) > limit.value and answer.sentences_heard]
    cleaned = _without(answer, disfluent)
    vague, signposts = (lexicon.matches(name, answer) for name in ("vague", "signpost"))
    reasons: dict[str, str] = {}
    if not answer.sentences_heard:
        why = "without punctuation and times, where a sentence ends is a guess"
        reasons |= dict.fromkeys(("long_sentences", "long_sentence_share"), why)
    if not cleaned:
        reasons["reading_ease"] = "nothing but fillers was said"
    long_share = sum(len(sentence) for sentence in long) / len(answer.words)
    return Measured(
        findings=(
            *(_long_sentence(answer, sentence, limit) for sentence in long),
            *(answer.finding("vague", each.start, each.end, each.rule.message, each.rule.source) for each in vague),
            *(answer.finding("signpost", each.start, each.end, each.rule.message, each.rule.source) for each in signposts),
        ),
        measures={
            "sentences": float(len(answer.sentences)),
            "mean_sentence_words": fmean(len(sentence) for sentence in answer.sentences),
            "long_sentences": float(len(long)) if answer.sentences_heard else None,
            "long_sentence_share": long_share if answer.sentences_heard else None,
            "reading_ease": reading_ease(cleaned) if cleaned else None,
            "signposts": float(len(signposts)),
            "vague_words": float(len(vague)),
            "vague_words_per_100_words": 100 * len(vague) / len(answer.words),
        },
        unmeasured=reasons,
    )


def score(answer: Answer, measured: Measured, norms: Norms, *, fluency: bool) -> Score:
    """Return what all measures of an answer together say of its clarity.

    Parameters
    ----------
    measured
        Holds the measures of this module and of `fillers`, `hearing`, `jargon`, `pace` and `repetition`.
    fluency
        Whether the parts that speak of fluency count.
    """
    parts = [
        _sentence_part(measured, norms),
        _reading_part(measured, norms),
        _hedge_part(measured, norms),
        _vague_part(measured, norms),
        jargon.part(measured, norms),
    ]
    if fluency:
        parts = [
            *pace.parts(answer, measured, norms),
            hearing.part(measured, norms),
            *parts,
            repetition.part(measured, norms),
        ]
    return Score(value=weighted(parts), summary=_summary(measured, norms, fluency=fluency), parts=tuple(parts))


def _breaths(answer: Answer) -> Iterator[range]:
    """Yield the sentences, parted at what ends one for the ear as well: a semicolon, a colon, “um.”, “a.m. The”."""
    for sentence in answer.sentences:
        start = sentence.start
        for place in sentence[1:]:
            if _rests(answer, place):
                yield range(start, place)
                start = place
        yield range(start, sentence.stop)


def _rests(answer: Answer, place: int) -> bool:
    before, after = answer.words[place - 1], answer.words[place]
    between = answer.transcript.text[before.char_end : after.char_start]
    hour = before.text.endswith((".m.", ".M.")) and after.text[:1].isupper() and answer.tokens[place].partition("'")[0] != "i"
    return before.text.endswith((";", ":")) or hour or not _ENDS.isdisjoint(between)


def _without(answer: Answer, dropped: Collection[int]) -> list[str]:
    """Return the sentences without the words at the places of `dropped`."""
    cleaned = []
    for sentence in answer.sentences:
        tokens = [answer.tokens[place].strip(".!?") for place in sentence if place not in dropped]
        if tokens:
            cleaned.append(" ".join(token.replace(".", "") for token in tokens))
    return cleaned


def _long_sentence(answer: Answer, sentence: range, limit: Limit) -> Finding:
    message = f"A sentence of {len(sentence)} words; over {limit} it is hard to hold in the ear. Make two of it."
    return answer.finding("long_sentence", sentence.start, sentence.stop, message, limit.source)


def _sentence_part(measured: Measured, norms: Norms) -> Part:
    return falling_part(
        "words in long sentences",
        measured.measures["long_sentence_share"],
        norms["long_sentence_share_full"],
        norms["long_sentence_share_zero"],
        weight=0.1,
        about=f"long is over {norms['long_sentence_words']}",
        reason=measured.unmeasured.get("long_sentence_share"),
    )


def _reading_part(measured: Measured, norms: Norms) -> Part:
    return rising_part(
        "reading ease of the spoken sentences",
        measured.measures["reading_ease"],
        norms["reading_ease_zero"],
        norms["reading_ease_full"],
        weight=0.05,
        reason=measured.unmeasured.get("reading_ease"),
    )


def _hedge_part(measured: Measured, norms: Norms) -> Part:
    rate = measured.measures["hedges_per_100_words"]
    return falling_part("hedges", rate, norms["hedges_full"], norms["hedges_zero"], weight=0.1)


def _vague_part(measured: Measured, norms: Norms) -> Part:
    rate = measured.measures["vague_words_per_100_words"]
    return falling_part("vague words", rate, norms["vague_full"], norms["vague_zero"], weight=0.1)


def _summary(measured: Measured, norms: Norms, *, fluency: bool) -> str:
    measures = measured.measures
    sentences: list[str] = []
    rate, variation = measures["words_per_minute"], measures["pace_variation"]
    if fluency and rate is not None:
        steady = variation is not None and variation <= norms["pace_variation_full"].value
        letters_per_s = measures["letters_per_s"] or 0.0
        fast = letters_per_s > norms["rate_fast"].value
        slow = letters_per_s < (norms["rate_slow"].value + norms["rate_slow_zero"].value) / 2
        kind = ", fast" if fast else ", slow" if slow else ", steady" if steady else ""
        sentences.append(f"{rate:.0f} words a minute{kind}.")
    else:
        sentences.append(f"{measures['mean_sentence_words']:.0f} words a sentence.")
    long = measures["long_sentences"]
    if long is None:
        sentences.append("Where sentences end is not known.")
    else:
        count = f"{long:.0f} sentence{'s' * (long != 1)}" if long else "No sentence"
        sentences.append(f"{count} ran past {norms['long_sentence_words'].value:g} words.")
    return " ".join(sentences)
