"""Structure: which part of a story, or of an argument, each sentence tells.

Task
----
For behavioural and situational questions, name the part of the story that each sentence tells: situation, task, action,
result. For questions that ask for a view (motivation, strengths, technical ones), name the part of the argument: point,
reason, example, link to the employer. Say what is missing. Not a score: it feeds findings, measures and advice.

Conventions
-----------
A clause (see `clauses`) is what its cues say (the rules of the parts' names; what tells of a situation, an action or a
result is an example in an argument); with cues of several, the latest part wins. A story has no result before its first
action, and what follows the last one, if it is not what "I" or "we" did and says something, is what came of it. A
clause without cues continues the one before it; before the first cue a story is in its situation, and an argument at
its point. Clauses of one sentence that tell the same part stand together. Shares are of the time from first word to
last, or of the words where nothing was timed. A result is called missing only where it is sure: a clause after the first
action that tells a number may be one, and in the last third what others did; so may any, where no action was heard. The
same holds for an example (rules `may_be_example`) and for the link, which only some questions ask for (rules
`asks_for_link`, `offer`).

Metrics
-------
structure_situation_share, structure_task_share, structure_action_share, structure_result_share; structure_point_share,
structure_reason_share, structure_example_share, structure_link_share; numbers_told.

References
----------
Bangerter, Corvalan and Cavin 2014, "Storytelling in the selection interview?", J. Bus. Psychol.,
doi:10.1007/s10869-014-9350-0: stories hold more of the situation than of task, action or result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rehearse.metrics.answer import Answer
from rehearse.metrics.clauses import clauses
from rehearse.metrics.lexicon import LANGUAGES, Lexicon, lexicon
from rehearse.metrics.measured import Measured, withheld
from rehearse.metrics.viewpoint import VIEWS
from rehearse.schema import Finding, Question, QuestionKind, Transcript
from rehearse.text import from_text

STORY = ("situation", "task", "action", "result")
ARGUMENT = ("point", "reason", "example", "link")
STORY_KINDS: tuple[QuestionKind, ...] = ("behavioural", "situational")
ARGUMENT_KINDS: tuple[QuestionKind, ...] = ("motivation", "strengths", "weaknesses", "technical", "other")
MEASURES = (*(f"structure_{part}_share" for part in (*STORY, *ARGUMENT)), "numbers_told")

_CUES: Mapping[str, tuple[str, ...]] = {part: (part,) for part in (*STORY, *ARGUMENT)} | {
    "example": ("example", "situation", "action", "result"),
}
_END_WORDS = 40
_RESULT_FROM = 2 / 3
_SOURCE = "Bangerter, Corvalan and Cavin 2014, doi:10.1007/s10869-014-9350-0"
_MISSING: Mapping[str, tuple[str, str, str]] = {
    "result": ("no_result", "The story ends without its result: what changed, and by how much?", _SOURCE),
    "plan": ("no_result", "No result is told: what would change, or what came of it when you did this?", _SOURCE),
    "example": ("no_example", "A view without an example: tell one time it was so.", "own rule"),
    "link": ("no_link", "It stops before the employer: say what they get from it.", "own rule"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence of an answer, or a piece of one, and the part that it tells.

    Attributes
    ----------
    part
        One of `STORY` or of `ARGUMENT`.
    share
        Of the time spoken, or of the words where nothing was timed; 0 to 1.
    start_s
        When it begins in the recording; `None` where that is not known.
    """

    part: str
    text: str
    share: float
    start_s: float | None


def parts_for(kind: QuestionKind | None) -> tuple[str, ...]:
    """Return the parts that a question of this kind asks for, in their order; none for an introduction, salary or closing."""
    return STORY if kind in STORY_KINDS else ARGUMENT if kind in ARGUMENT_KINDS else ()


def outline(transcript: Transcript, kind: QuestionKind | None) -> tuple[Told, ...]:
    """Return the sentences of an answer in order, each with its part; none where the question asks for no parts.

    An answer in a language without rules has no outline either.
    """
    answer = Answer(transcript)
    language = transcript.language.split("-")[0].lower()
    return _outline(answer, lexicon(language), parts_for(kind)) if answer.words and language in LANGUAGES else ()


def measure(answer: Answer, lexicon: Lexicon, question: Question | None) -> Measured:
    """Return the parts of an answer that has words; shares are `None` for parts that the question does not ask for."""
    kind = question.kind if question else None
    asked = parts_for(kind)
    told = _outline(answer, lexicon, asked)
    wanted = [part for part in asked if part in _MISSING and (part != "link" or _asks_for_link(question, lexicon))]
    heard = {each.part for each in told}
    missing = [part for part in wanted if part not in heard and not _MAY_TELL[part](answer, lexicon)]
    shares = {f"structure_{part}_share": sum(each.share for each in told if each.part == part) for part in asked}
    without = withheld((name for name in MEASURES[:-1] if name not in shares), _why_not(kind))
    return Measured(
        findings=tuple(_untold(answer, "plan" if part == "result" and kind == "situational" else part) for part in missing),
        measures={**without.measures, **shares, "numbers_told": float(len(lexicon.matches("outcome_number", answer)))},
        unmeasured=without.unmeasured,
    )


def _outline(answer: Answer, lexicon: Lexicon, asked: tuple[str, ...]) -> tuple[Told, ...]:
    if not asked:
        return ()
    pieces = clauses(answer, lexicon)
    parts = _parts(pieces, answer, lexicon, asked)
    joined: list[tuple[str, range]] = []
    for part, piece in zip(parts, pieces, strict=True):
        if joined and joined[-1][0] == part and piece.start not in answer.sentence_starts:
            joined[-1] = (part, range(joined[-1][1].start, piece.stop))
        else:
            joined.append((part, piece))
    lengths = _lengths(answer, [piece for _, piece in joined])
    return tuple(
        Told(
            part=part,
            text=answer.text(piece.start, piece.stop),
            share=length / sum(lengths),
            start_s=answer.words[piece.start].start_s,
        )
        for (part, piece), length in zip(joined, lengths, strict=True)
    )


def _parts(pieces: Sequence[range], answer: Answer, lexicon: Lexicon, asked: tuple[str, ...]) -> list[str]:
    heard = _heard(pieces, answer, lexicon, asked)
    if asked == STORY:
        _place_results(heard, pieces, answer, lexicon)
    parts: list[str] = []
    for found in heard:
        parts.append(found[-1] if found else parts[-1] if parts else asked[0])
    return parts


def _heard(pieces: Sequence[range], answer: Answer, lexicon: Lexicon, asked: tuple[str, ...]) -> list[list[str]]:
    """Return the parts that each clause has cues of."""
    cues = {part: {match.start for rule in _CUES[part] for match in lexicon.matches(rule, answer)} for part in asked}
    return [[part for part in asked if not cues[part].isdisjoint(piece)] for piece in pieces]


def _place_results(heard: list[list[str]], pieces: Sequence[range], answer: Answer, lexicon: Lexicon) -> None:
    """Take out results told before the first deed, and add what follows the last one and is no deed of one's own."""
    deeds = [at for at, found in enumerate(heard) if "action" in found]
    if not deeds:
        return
    for at, _ in enumerate(pieces[: deeds[0]]):
        heard[at] = [part for part in heard[at] if part != "result"]
    for at in _of_others(pieces, answer, lexicon):
        if at > deeds[-1]:
            heard[at].append("result")


def _may_tell_result(answer: Answer, lexicon: Lexicon) -> bool:
    pieces = clauses(answer, lexicon)
    deeds = [at for at, found in enumerate(_heard(pieces, answer, lexicon, STORY)) if "action" in found]
    numbers = {match.start for match in lexicon.matches("outcome_number", answer)}
    counted = {at for at, piece in enumerate(pieces) if not numbers.isdisjoint(piece)} - set(deeds)
    late = {at for at in _of_others(pieces, answer, lexicon) if pieces[at].start >= _RESULT_FROM * len(answer.tokens)}
    return max(counted | late, default=-1) > min(deeds, default=-1)


def _asks_for_link(question: Question | None, lexicon: Lexicon) -> bool:
    """Tell whether a question asks why one wants this job: only then does an answer have to reach the employer."""
    if question is None or question.kind != "motivation":
        return False
    return bool(lexicon.matches("asks_for_link", Answer(from_text(question.text))))


def _may_tell_example(answer: Answer, lexicon: Lexicon) -> bool:
    return bool(lexicon.matches("may_be_example", answer))


def _may_reach_employer(answer: Answer, lexicon: Lexicon) -> bool:
    """Tell whether the last sentences, or words, offer something."""
    end = min(answer.sentences[-2:][0].start, len(answer.words) - _END_WORDS)
    return any(match.start >= end for match in lexicon.matches("offer", answer))


_MAY_TELL: Mapping[str, Callable[[Answer, Lexicon], bool]] = {
    "result": _may_tell_result,
    "example": _may_tell_example,
    "link": _may_reach_employer,
}


def _of_others(pieces: Sequence[range], answer: Answer, lexicon: Lexicon) -> set[int]:
    """Return which clauses say something that is no deed of one's own."""
    own = lexicon.groups["subject_of_clause"] & (lexicon.groups["i"] | lexicon.groups["we"])
    empty = lexicon.groups["function"] | lexicon.groups["small_talk"]
    aside = {match.start for rule in ("trailing_off", *VIEWS) for match in lexicon.matches(rule, answer)}
    said = [{answer.tokens[place] for place in piece} for piece in pieces]
    return {
        at
        for at, (words, piece) in enumerate(zip(said, pieces, strict=True))
        if own.isdisjoint(words) and words - empty and aside.isdisjoint(piece)
    }


def _lengths(answer: Answer, pieces: Sequence[range]) -> list[float]:
    """Return how long each piece is: in seconds where all of them are timed, else in words."""
    lengths_s = []
    for piece in pieces:
        first_s, last_s = answer.words[piece.start].start_s, answer.words[piece[-1]].end_s
        if first_s is None or last_s is None or last_s <= first_s:
            return [float(len(each)) for each in pieces]
        lengths_s.append(last_s - first_s)
    return lengths_s


def _untold(answer: Answer, part: str) -> Finding:
    kind, message, source = _MISSING[part]
    last = answer.sentences[-1]
    return answer.finding(kind, last.start, last.stop, message, source)


def _why_not(kind: QuestionKind | None) -> str:
    if kind is None:
        return "no question was given"
    return "the question asks for a story" if kind in STORY_KINDS else "the question asks for no story"
