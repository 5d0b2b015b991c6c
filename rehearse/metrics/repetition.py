"""Repeats and repairs: words said twice in a row, and thoughts begun again.

Task
----
Find immediate repetitions ("the the", "we had we had"), and restarts ("I went, I mean we went"; "no wait"). Filled
pauses between the two do not hide them. Doubles that are grammar or emphasis ("had had", "very very") are allowed,
as data.

Conventions
-----------
A repetition marks the words said first, the ones a listener did not need. A restart after an editing term is found
where the word right after the term was also said within the four words before it (three, for a small word like
“the”), or the one after that, if it is a word of content.

Metrics
-------
repetitions, repairs, repetitions_per_100_words (both together).

References
----------
Shriberg 1994, Preliminaries to a Theory of Speech Disfluencies (PhD thesis, Berkeley): reparandum, editing term,
repair. Bortfeld et al. 2001, "Disfluency rates in conversation", Language and Speech 44(2).
"""

from __future__ import annotations

from dataclasses import dataclass

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.metrics.parts import falling_part
from rehearse.schema import Part

MEASURES = ("repetitions", "repairs", "repetitions_per_100_words")

_LONGEST_PHRASE = 4
_REPARANDUM_REACH = 4
_SMALL_WORD_REACH = 3
_SOURCE = "Shriberg 1994, Preliminaries to a Theory of Speech Disfluencies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stumble:
    """Words that were said and then said again or taken back: places `start` to `end`, the latter not included."""

    kind: str
    start: int
    end: int
    message: str


def measure(stumbles: tuple[Stumble, ...], answer: Answer) -> Measured:
    """Return the repeats and repairs of an answer that has words."""
    words = len(answer.words)
    repetitions = sum(stumble.kind == "repetition" for stumble in stumbles)
    return Measured(
        findings=tuple(answer.finding(each.kind, each.start, each.end, each.message, _SOURCE) for each in stumbles),
        measures={
            "repetitions": float(repetitions),
            "repairs": float(len(stumbles) - repetitions),
            "repetitions_per_100_words": 100 * len(stumbles) / words if words else None,
        },
        unmeasured={} if words else {"repetitions_per_100_words": "there are no words"},
    )


def stumbles(answer: Answer, lexicon: Lexicon) -> tuple[Stumble, ...]:
    """Return the repetitions and repairs, in order, without overlaps."""
    found = [
        *_repetitions(answer, lexicon),
        *_repairs(answer, lexicon),
        *_fresh_starts(answer, lexicon),
        *_breaks(answer, lexicon),
    ]
    found.sort(key=lambda stumble: (stumble.start, -stumble.end))
    kept: list[Stumble] = []
    for stumble in found:
        if not kept or stumble.start >= kept[-1].end:
            kept.append(stumble)
    return tuple(kept)


def part(measured: Measured, norms: Norms) -> Part:
    """Return what repeats and restarts bring to clarity."""
    return falling_part(
        "repeats and restarts",
        measured.measures["repetitions_per_100_words"],
        norms["repetitions_full"],
        norms["repetitions_zero"],
        weight=0.15,
        reason=measured.unmeasured.get("repetitions_per_100_words"),
    )


def _repetitions(answer: Answer, lexicon: Lexicon) -> list[Stumble]:
    tokens = answer.tokens
    allowed = {place for match in lexicon.matches("repetition_allowed", answer) for place in range(match.start, match.end)}
    found = []
    at = 0
    while at < len(tokens):
        size = _repeated_size(answer, at)
        if size and not allowed.issuperset(range(at, at + 2 * size)):
            said = answer.text(at, at + size)
            found.append(Stumble(kind="repetition", start=at, end=at + size, message=f"“{said}” was said twice in a row."))
        at += size or 1
    return found


def _repeated_size(answer: Answer, at: int) -> int:
    """Return how many words from place `at` are said again right after; a sentence that is said twice is not a stumble."""
    tokens = answer.tokens
    for size in range(_LONGEST_PHRASE, 0, -1):
        again = at + size
        if again + size > len(tokens) or tokens[at:again] != tokens[again : again + size]:
            continue
        if again not in answer.sentence_starts:
            return size
    return 0


def _repairs(answer: Answer, lexicon: Lexicon) -> list[Stumble]:
    found = []
    told = lexicon.matches("repair", answer)
    within = {place for match in told for place in range(match.start, match.end)}
    terms = [match for match in lexicon.matches("repair_term", answer) if match.start not in within]
    for match in (*told, *terms):
        start = _reparandum_start(answer, lexicon, match.start, match.end)
        if start is not None:
            said, again = answer.text(start, match.start), answer.text(match.end, min(match.end + 3, len(answer.words)))
            message = f"A restart: “{said}” was taken back and begun again with “{again}”."
            found.append(Stumble(kind="repair", start=start, end=match.end, message=message))
        elif match.rule.message:
            found.append(Stumble(kind="repair", start=match.start, end=match.end, message=match.rule.message))
    return found


def _fresh_starts(answer: Answer, lexicon: Lexicon) -> list[Stumble]:
    """Return clauses that were begun and left: a subject said again two or three words on, with nothing that joins the two."""
    tokens, groups = answer.tokens, lexicon.groups
    found = []
    for place, token in enumerate(tokens):
        if token not in groups["subject_of_clause"] or (place and tokens[place - 1] in groups["opens_clause"]):
            continue
        for reach in (2, 3):
            again = place + reach
            between = tokens[place + 1 : again]
            if (
                again < len(tokens)
                and tokens[again].partition("'")[0] == token.partition("'")[0]
                and not groups["joins_clauses"].union((token,)).intersection(between)
                and not answer.sentence_starts.intersection(range(place + 1, again + 1))
            ):
                message = f"A restart: “{answer.text(place, again)}” was left, and begun again."
                found.append(Stumble(kind="repair", start=place, end=again, message=message))
                break
    return found


def _breaks(answer: Answer, lexicon: Lexicon) -> list[Stumble]:
    """Return where a phrase breaks off: two words stand together that no English sentence puts so."""
    return [
        Stumble(kind="break", start=match.start, end=match.start + 1, message=match.rule.message)
        for match in lexicon.matches("break", answer)
        if match.start + 1 not in answer.sentence_starts
    ]


def _reparandum_start(answer: Answer, lexicon: Lexicon, start: int, end: int) -> int | None:
    """Return where the words taken back begin: a word shortly before an editing term that is said again right after it."""
    tokens = answer.tokens
    begin = max((each for each in answer.sentence_starts if each <= start), default=0)
    for place in range(start - 1, max(begin, start - _REPARANDUM_REACH) - 1, -1):
        content = tokens[place] not in lexicon.groups["function"]
        near = content or start - place <= _SMALL_WORD_REACH
        if near and end < len(tokens) and tokens[end] == tokens[place]:
            return place
        if content and end + 1 < len(tokens) and tokens[end + 1] == tokens[place]:
            return max(begin, place - 1)
    return None
