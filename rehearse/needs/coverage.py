"""What one answer did for each of the employer's needs, with the words that did it.

A need is met by what the candidate claims for themselves. From weak to strong: `claimed` (said, without an example), `shown` (an
example of one's own), `proven` (an example with its result, number, date or certificate).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rehearse.needs.claims import says_of_oneself
from rehearse.needs.judge import Judge, Verdict
from rehearse.needs.model import standard
from rehearse.needs.passages import Passage, passages
from rehearse.needs.words import stems
from rehearse.schema import LEVELS, Coverage, Need, Question, Span, Transcript

NOT_MENTIONED = "not mentioned"

LEVEL_WORTH = 0.05
"""What one level more counts beside the relation to the need, when the evidence is chosen."""

WORD_COST = 0.001
"""What each word more costs, so that the shortest passage that does it is the evidence."""

SURE_SCORE = 0.7
"""A passage that meets a need so surely stands, whatever is denied or wished for elsewhere in the answer."""

_LINK = r"(?:and|but|so(?! (?:that|much|many|far|long)\b)|or|because|u[hm]+|er+m*|h*m{2,})"
_QUOTABLE = re.compile(rf"(?:{_LINK}\b,?\s+)*(.+?)(?:,?\s+{_LINK})*[,;:–—-]*", re.IGNORECASE | re.DOTALL)

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
        What was asked. It is not evidence: words that only repeat it are passed over, unless they say it of oneself.
    judge
        Who judges; where `None` the trained judge, or the rules where its model is missing.
    """
    found = [one for one in passages(transcript) if not _repeats(one, question)]
    rows = (judge or standard()).judge(needs, found, transcript.text)
    return tuple(_best(need, found, row, transcript.text) for need, row in zip(needs, rows, strict=True))


def _best(need: Need, found: Sequence[Passage], row: Sequence[Verdict], text: str) -> Coverage:
    pairs = list(zip(row, found, strict=True))
    verdict, passage = _strongest(pairs)
    if passage is None or verdict.level == "not_addressed":
        return Coverage(need_id=need.id, need=need.text, kind=need.kind, level="not_addressed", why=verdict.why or NOT_MENTIONED)
    evidence = _quotable(_core(passage, verdict, pairs))
    return Coverage(
        need_id=need.id,
        need=need.text,
        kind=need.kind,
        level=verdict.level,
        evidence=evidence.of(text),
        char_start=evidence.char_start,
        char_end=evidence.char_end,
        why=verdict.why,
    )


def _strongest(pairs: Sequence[tuple[Verdict, Passage]]) -> tuple[Verdict, Passage | None]:
    """Return the passage that is the evidence: a refusal gives way to what surely meets the need and lies apart from it.

    "I had never used SQL before that job. In my first year I rewrote the billing reports in it" is no denial.
    """
    best = verdict, passage = max(pairs, key=_weight, default=(_SILENCE, None))
    if passage is None or verdict.level != "not_addressed":
        return best
    met = [(one, other) for one, other in pairs if one.level != "not_addressed" and one.score >= SURE_SCORE]
    return max((pair for pair in met if not pair[1].meets(passage)), key=_weight, default=best)


def _core(best: Passage, verdict: Verdict, pairs: Sequence[tuple[Verdict, Passage]]) -> Passage:
    """Return the shortest passage within the best one that does as much for the need."""
    enough = LEVELS.index(verdict.level)
    within = (one for other, one in pairs if best.holds(one) and LEVELS.index(other.level) >= enough)
    return min(within, key=lambda one: len(one.terms))


def _quotable(passage: Passage) -> Span:
    """Return where a passage stands without the words, pauses and marks that only link it to what is said around it."""
    match = _QUOTABLE.fullmatch(passage.text)
    start, end = match.span(1) if match else (0, len(passage.text))
    return Span(char_start=passage.span.char_start + start, char_end=passage.span.char_start + end)


def _weight(pair: tuple[Verdict, Passage]) -> float:
    """Return what a passage counts: how much it has to do with the need, how strongly it claims it, and how short it is."""
    verdict, passage = pair
    return verdict.score + LEVEL_WORTH * LEVELS.index(verdict.level) - WORD_COST * len(passage.terms)


def _repeats(passage: Passage, question: Question | None) -> bool:
    if question is None:
        return False
    said = {stem for term in passage.terms for stem in term.stems}
    return bool(said) and said <= stems(question.text) and not says_of_oneself(passage)
