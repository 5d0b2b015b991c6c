"""Tics: words and phrases that this speaker says far more often than others' answers have them, found without a list.

Task
----
Compare how often each phrase of one to four words was said, in one answer or in many, with how often it is said in the answers
of `spoken_rates`. What the answer is about is no tic: a phrase needs a word that colours what is said ("basically", "thing",
"think") or four words and more, words of content count only if they are said on any subject, and none may be the question's or
the advert's. The small words of everyday talk (group `everyday`: "like", "yeah", "you know") colour nothing: whoever talks says
them more often than written answers have them. Where they are fillers or hedges, they are told as such.

Conventions
-----------
A tic was said at least `tic_least` times, at least `tic_ratio` times as often as in those answers, and Dunning's log-likelihood
ratio G² for that is at least `tic_log_likelihood`. A phrase that is nearly always part of the same longer one is told as
that, up to eight words long. No phrase crosses the end of a sentence that was heard or written.

Metrics
-------
tics: how many different ones an answer has.

References
----------
Dunning 1993, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19(1).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.metrics.phrase_context import word_class
from rehearse.metrics.spoken_rates import SpokenRates, spoken_rates
from rehearse.schema import Finding
from rehearse.text import bare

MEASURES = ("tics",)

_SOURCE = "Dunning 1993, Computational Linguistics 19(1)"
_LONGEST = 4
_LONGEST_TOLD = 8
_PART_OF_LONGER = 0.8
_COLOURING = frozenset({"discourse", "degree", "thinking", "seeming", "placeholder", "-ly"})
_CONTENT = frozenset({"other", "-s", "-ing", "-ed"})

Place = tuple[int, int]
Said = tuple[tuple[str, ...], list[Place]]
"""The words of a phrase, and where they were said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tic:
    """One phrase that a speaker says too often.

    Attributes
    ----------
    places
        Where it was said: the number of the answer, and the place of the first word in it.
    answers
        In how many answers it was said.
    every_words
        A speaker says it once in this many words.
    usual_every_words
        The answers that we compare with have it once in this many words.
    """

    phrase: str
    places: tuple[Place, ...]
    answers: int
    every_words: float
    usual_every_words: float
    log_likelihood: float

    @property
    def count(self) -> int:
        """How often it was said."""
        return len(self.places)


def measure(answer: Answer, lexicon: Lexicon, norms: Norms, *, topic: str, marked: Sequence[Finding]) -> Measured:
    """Return the tics of one answer as findings.

    Parameters
    ----------
    topic
        The question and the advert: their words of content are no tics.
    marked
        Fillers and hedges, which have a mark of their own.
    """
    found = tics([answer], lexicon, norms, topic=topic)
    taken = {place for each in marked for place in range(each.char_start or 0, each.char_end or 0)}
    findings = []
    for tic in found:
        message = f"“{tic.phrase}” stands here {tic.count} times; {usual(tic)}."
        spans = [answer.finding("tic", at, at + len(tic.phrase.split()), message, _SOURCE) for _, at in tic.places]
        findings.append([each for each in spans if each.char_start not in taken])
    return Measured(
        findings=tuple(each for of_one in findings for each in of_one),
        measures={"tics": float(sum(bool(of_one) for of_one in findings))},
    )


def tics(answers: Sequence[Answer], lexicon: Lexicon, norms: Norms, *, topic: str = "") -> tuple[Tic, ...]:
    """Return what one speaker says far more often than others' answers have it, the most striking first."""
    rates, words = spoken_rates(), sum(len(answer.tokens) for answer in answers)
    asked = frozenset(bare(word) for word in topic.split()) - lexicon.groups["function"]
    found = []
    for phrase, places in _phrases(answers).items():
        count = len(places)
        if count >= norms["tic_least"].value and _may_be_a_tic(phrase, asked, lexicon.groups["everyday"], rates):
            usual_rate = rates.rate(phrase)
            surprise = log_likelihood(count, words, usual_rate * rates.words, rates.words)
            if surprise >= norms["tic_log_likelihood"].value and count / words >= norms["tic_ratio"].value * usual_rate:
                found.append(_tic(phrase, places, words, usual_rate, surprise))
    return _apart(found, answers, rates)


def usual(tic: Tic) -> str:
    """Say how often others' answers have it, in plain words; of what is rarer than the words that were counted only that."""
    counted = float(f"{spoken_rates().words:.1g}")
    rounded = float(f"{tic.usual_every_words:.1g}")
    if rounded >= counted:
        return f"the invented answers that we compare with, {counted:,.0f} words, hardly have it"
    return f"the invented answers that we compare with have it once in {rounded:,.0f} words or so"


def log_likelihood(count: float, words: float, usual_count: float, usual_words: float) -> float:
    """Return Dunning's G² of a phrase said `count` times in `words`, and `usual_count` times in the `usual_words` of others."""
    share = (count + usual_count) / (words + usual_words)
    cells = (
        (count, words * share),
        (words - count, words * (1 - share)),
        (usual_count, usual_words * share),
        (usual_words - usual_count, usual_words * (1 - share)),
    )
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen > 0)


def _phrases(answers: Sequence[Answer]) -> Mapping[tuple[str, ...], list[Place]]:
    """Return where each phrase was said; one that overlaps itself counts once."""
    found: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for number, answer in enumerate(answers):
        starts = _edges(answer)
        for at in range(len(answer.tokens)):
            for size in range(1, _LONGEST + 1):
                if at + size > len(answer.tokens) or (size > 1 and at + size - 1 in starts):
                    break
                phrase = answer.tokens[at : at + size]
                last = found[phrase][-1] if found[phrase] else (-1, 0)
                if last[0] != number or last[1] + size <= at:
                    found[phrase].append((number, at))
    return found


def _edges(answer: Answer) -> frozenset[int]:
    """Return the places at which sentences begin, as far as that was heard or written."""
    return answer.sentence_starts if answer.sentences_heard else frozenset()


def _may_be_a_tic(phrase: Sequence[str], asked: frozenset[str], everyday: frozenset[str], rates: SpokenRates) -> bool:
    kinds = {token: word_class(token) for token in phrase}
    content = [token for token, kind in kinds.items() if kind in _CONTENT]
    colouring = any(kind in _COLOURING and token not in everyday for token, kind in kinds.items())
    coloured = colouring or (len(phrase) >= _LONGEST and content)
    return bool(
        coloured and "number" not in kinds.values() and not asked.intersection(phrase) and rates.common.issuperset(content)
    )


def _tic(phrase: Sequence[str], places: Sequence[Place], words: int, usual_rate: float, surprise: float) -> Tic:
    return Tic(
        phrase=" ".join(phrase),
        places=tuple(places),
        answers=len({number for number, _ in places}),
        every_words=words / len(places),
        usual_every_words=1 / usual_rate,
        log_likelihood=surprise,
    )


def _apart(found: Sequence[Tic], answers: Sequence[Answer], rates: SpokenRates) -> tuple[Tic, ...]:
    """Return the most striking tics, each grown; what stands inside a kept one, or around it, is the same tic."""
    kept: list[Tic] = []
    for tic in sorted(found, key=lambda each: (-each.log_likelihood, -len(each.phrase), each.phrase)):
        if not any(f" {tic.phrase} " in f" {each.phrase} " or f" {each.phrase} " in f" {tic.phrase} " for each in kept):
            kept.append(_grown(tic, answers, rates))
    return tuple(kept)


def _grown(tic: Tic, answers: Sequence[Answer], rates: SpokenRates) -> Tic:
    """Return the tic as the longest phrase that nearly all its places share."""
    phrase, places = tuple(tic.phrase.split()), list(tic.places)
    while 2 <= len(phrase) < _LONGEST_TOLD and (longer := _longer(phrase, places, answers)) is not None:
        phrase, places = longer
    return _tic(phrase, places, sum(len(answer.tokens) for answer in answers), rates.rate(phrase), tic.log_likelihood)


def _longer(phrase: tuple[str, ...], places: Sequence[Place], answers: Sequence[Answer]) -> Said | None:
    for begin, end in ((-1, 0), (0, 1)):
        wider: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        for number, at in places:
            tokens, starts = answers[number].tokens, _edges(answers[number])
            first, last = at + begin, at + len(phrase) + end
            if first >= 0 and last <= len(tokens) and (at if begin else last - 1) not in starts:
                wider[tokens[first:last]].append((number, first))
        best = max(wider.items(), key=lambda each: len(each[1]), default=None)
        if best and len(best[1]) >= max(2, _PART_OF_LONGER * len(places)):
            return best
    return None
