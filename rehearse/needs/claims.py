"""Who claims what in a passage: oneself or another, done or wished for, with an example or without."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rehearse.needs.lexicons import read
from rehearse.needs.passages import Passage, Term
from rehearse.needs.words import is_number

NEGATION_REACH_WORDS = 9
"""A "not" or "never" reaches this many words on, within its clause."""

EXAMPLE_WORDS = 3
"""An example brings at least this many words of meaning beyond those of the need."""

DENIED = "you said you lack it"
OF_ANOTHER = "you spoke of someone else's work, not your own"
WISHED = "you said you would like to, not that you have"
ASKED = "that was a question, or the advert's own words, not a claim of yours"
BARE = "you said you have it, but gave no example"
SUPPOSED = "you said what you would do, not what you did"
EXAMPLE = "you gave an example of your own"
RESULT = "you gave an example with its result, number or certificate"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a passage claims: `strength` 0 nothing, 1 a bare claim, 2 an example, 3 an example with its result."""

    strength: int
    why: str


def claim(passage: Passage, matched: Collection[Term], *, of_willingness: bool, of_absence: bool = False) -> Claim:
    """Return what is claimed in a passage by the terms that matched a need.

    `of_willingness` says that the need is one of being willing or available, which plain assent meets; `of_absence` that it asks
    for something not to be ("a clean licence"), which a negation meets.
    """
    plain = passage.plain
    if passage.text.rstrip().endswith("?") or _matches("asked", plain) or _said_of_you(passage) or _quoted(passage):
        return Claim(0, ASKED)
    scope = _scope(passage, matched)
    if not of_absence and _denied(passage, matched):
        return Claim(0, DENIED)
    if _matches("disowned", plain) or _of_another(passage, matched):
        return Claim(0, OF_ANOTHER)
    if _matches("wish", scope) and not of_willingness:
        return Claim(0, WISHED)
    return _positive(passage, matched, plain, of_willingness=of_willingness)


def _positive(passage: Passage, matched: Collection[Term], plain: str, *, of_willingness: bool) -> Claim:
    first = min(term.clause for term in matched)
    told = [term for term in passage.terms if term.clause >= first]
    acted = _acted(told)
    if _matches("hypothetical", plain) and not _acted(passage.terms):
        return Claim(1, BARE if of_willingness else SUPPOSED)
    own = any(is_self(term.text) for term in passage.terms)
    numbered = any(term not in matched for term in _numbers(told))
    certified = _matches("certified", plain) and own
    besides = " ".join(term.text for term in passage.terms if term not in matched)
    exemplified = acted or (own and _matches("standing", besides)) or (numbered and certified)
    beyond = sum(1 for term in passage.terms if term.stems and term not in matched)
    if not own or not exemplified or beyond < EXAMPLE_WORDS - 2 * numbered:
        return Claim(1, BARE)
    ended = numbered and (certified or _matches("result", " ".join(term.text for term in told)))
    return Claim(3, RESULT) if ended else Claim(2, EXAMPLE)


def _said_of_you(passage: Passage) -> bool:
    """Tell whether a passage speaks of "you" and nowhere of oneself, as an advert does."""
    return _matches("addressed", passage.plain) and not any(is_self(term.text) for term in passage.terms)


def _quoted(passage: Passage) -> bool:
    """Tell whether a passage speaks as adverts do, and says of nobody what they did."""
    return _matches("quoted", passage.plain) and not _acted(passage.terms)


def shows_result(passage: Passage) -> bool:
    """Tell whether a passage gives a number along with a result or a certificate."""
    numbered = next(_numbers(passage.terms), None) is not None
    return numbered and (_matches("certified", passage.plain) or _matches("result", passage.plain))


def _numbers(terms: Sequence[Term]) -> Iterator[Term]:
    """Yield the numbers that say how much or how many; the time of day says neither."""
    for i, term in enumerate(terms):
        following = terms[i + 1].text if i + 1 < len(terms) else ""
        if is_number(term.text) and not _matches("clock", f"{term.text} {following}"):
            yield term


def _scope(passage: Passage, matched: Collection[Term]) -> str:
    """Return the words of the clauses in which the matched terms stand."""
    clauses = {term.clause for term in matched}
    return " ".join(term.text for term in passage.terms if term.clause in clauses)


def _denied(passage: Passage, matched: Collection[Term]) -> bool:
    """Tell whether at least half of the matched terms stand in the reach of a negation."""
    reached = 0
    for term in matched:
        place = passage.terms.index(term)
        start = max(0, place - NEGATION_REACH_WORDS)
        before = " ".join(one.text for one in passage.terms[start : place + 1] if one.clause == term.clause)
        after = " ".join(one.text for one in passage.terms[place + 1 : place + 6])
        before, after = (_pattern("not_negated").sub(" ", part) for part in (before, after))
        reached += _matches("negated", before) or _pattern("denied_after").match(after) is not None
    return reached * 2 >= max(1, len(matched))


def _of_another(passage: Passage, matched: Collection[Term]) -> bool:
    """Tell whether at least half of the matched terms belong to clauses whose subject is someone else."""
    other = sum(_subject(passage.terms, passage.terms.index(term)) == "other" for term in matched)
    return other * 2 > len(matched) or (len(matched) > 0 and other * 2 == len(matched) and not _acted(passage.terms))


def _subject(terms: Sequence[Term], place: int) -> str:
    """Return whose the word at `place` is: "self", "other", or "" where the clause doesn't say."""
    clause = terms[place].clause
    for term in reversed(terms[:place]):
        if term.clause != clause:
            break
        if term.text in _words("own_subject"):
            return "self"
        if term.text in _words("others"):
            return "other"
    following = " ".join(term.text for term in terms[place : place + 7] if term.clause == clause)
    return "other" if _matches("of_another", following) and " by " in f" {following} " else ""


def _acted(terms: Sequence[Term]) -> bool:
    """Tell whether the speaker says that they did something: "I" or "we" and then a verb of the past."""
    for i, term in enumerate(terms):
        if term.text in _words("own_subject") and any(_is_past(one.text) for one in terms[i + 1 : i + 5]):
            return True
    return False


def _is_past(word: str) -> bool:
    return (
        word.removeprefix("re") in _words("past")
        or word in _words("past")
        or (word.endswith("ed") and len(word) > 3 and word not in _words("not_past"))
    )


def _matches(name: str, text: str) -> bool:
    return _pattern(name).search(text) is not None


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    rules: dict[str, Any] = read("claims")["patterns"]
    return re.compile(rules[name])


@functools.cache
def _words(name: str) -> frozenset[str]:
    rules: dict[str, Any] = read("claims")
    return frozenset(rules[name].split())


def is_self(word: str) -> bool:
    """Tell whether a word speaks of oneself ("I", "my", "we")."""
    return word in _words("self")


def is_own_subject(word: str) -> bool:
    """Tell whether a word makes oneself the one who does it ("I", "we", not "my")."""
    return word in _words("own_subject")


def says_of_oneself(passage: Passage) -> bool:
    """Tell whether a passage states something of oneself ("I have"), and does not only ask it ("have I")."""
    words = [term.text for term in passage.terms]
    return any(
        is_own_subject(word) and before not in _words("inverted") for before, word in zip(["", *words], words, strict=False)
    )


def names_speaker(word: str) -> bool:
    """Tell whether a word speaks of oneself alone ("I", "my"), as the "we" of an advert does not."""
    return word in _words("speaker")


def is_of_absence(need: str) -> bool:
    """Tell whether a need asks for something not to be there, by its wording."""
    return _matches("absence", need.lower())


def is_of_willingness(need: str) -> bool:
    """Tell whether a need is one of being willing or available, by its wording."""
    return _matches("availability", need.lower().replace("’", "'"))
