"""What one answer did for each of the employer's needs, with the words that did it.

A need is met by what the candidate claims for themselves. From weak to strong: `claimed` (said, without an example), `shown` (an
example of one's own), `proven` (an example with its result, number, date or certificate).
"""

from __future__ import annotations

from collections.abc import Sequence

from rehearse.needs.judge import Judge, Verdict
from rehearse.needs.model import standard
from rehearse.needs.passages import Passage, passages
from rehearse.needs.words import stems
from rehearse.schema import LEVELS, Coverage, Need, Question, Transcript

NOT_MENTIONED = "not mentioned"

LEVEL_WORTH = 0.05
"""What one level more counts beside the relation to the need, when the evidence is chosen."""

WORD_COST = 0.001
"""What each word more costs, so that the shortest passage that does it is the evidence."""

_SILENCE = Verdict(score=0.0, level="not_addressed", why=NOT_MENTIONED)


def cover(
    transcript: Transcript, needs: Sequence[Need], *, question: Question | None = None, judge: Judge | None = None
) -> tuple[Coverage, ...]:
    """Return the coverage of each need, in the order given.

    Parameters
    ----------
    transcript
        The answer, punctuated or not.
    needs
        What the employer wants.
    question
        What was asked. It is not evidence: words that only repeat it are passed over.
    judge
        Who judges; where `None` the trained judge, or the rules where its model is missing.
    """
    found = [one for one in passages(transcript) if not _repeats(one, question)]
    rows = (judge or standard()).judge(needs, found, transcript.text)
    return tuple(_best(need, found, row) for need, row in zip(needs, rows, strict=True))


def _best(need: Need, found: Sequence[Passage], row: Sequence[Verdict]) -> Coverage:
    pairs = list(zip(row, found, strict=True))
    verdict, passage = max(pairs, key=_weight, default=(_SILENCE, None))
    if passage is None or verdict.level == "not_addressed":
        return Coverage(need_id=need.id, need=need.text, kind=need.kind, level="not_addressed", why=verdict.why or NOT_MENTIONED)
    passage = _core(passage, verdict, pairs)
    return Coverage(
        need_id=need.id,
        need=need.text,
        kind=need.kind,
        level=verdict.level,
        evidence=passage.text,
        char_start=passage.span.char_start,
        char_end=passage.span.char_end,
        why=verdict.why,
    )


def _core(best: Passage, verdict: Verdict, pairs: Sequence[tuple[Verdict, Passage]]) -> Passage:
    """Return the shortest passage within the best one that does as much for the need."""
    enough = LEVELS.index(verdict.level)
    within = (one for other, one in pairs if best.holds(one) and LEVELS.index(other.level) >= enough)
    return min(within, key=lambda one: len(one.terms))


def _weight(pair: tuple[Verdict, Passage]) -> float:
    """Return what a passage counts: how much it has to do with the need, how strongly it claims it, and how short it is."""
    verdict, passage = pair
    return verdict.score + LEVEL_WORTH * LEVELS.index(verdict.level) - WORD_COST * len(passage.terms)


def _repeats(passage: Passage, question: Question | None) -> bool:
    if question is None:
        return False
    said = {stem for term in passage.terms for stem in term.stems}
    return bool(said) and said <= stems(question.text)
