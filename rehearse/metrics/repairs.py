"""Repairs and restarts: words that were taken back, said otherwise, or left midway.

Task
----
Find where a speaker stops, takes words back (the reparandum) and goes on otherwise: after an editing term ("in march, no wait, in
april"), by a word of the same closed class ("he she asked"), by a phrase of the same build ("in the, on the board"), or by a
clause begun anew ("we had a, we ran a shop"). Also where two words stand together that hardly any English sentence puts so.

Conventions
-----------
Nothing leans on punctuation, but no repair crosses the end of a sentence. Filled pauses and filler phrases between the two halves
do not hide a repair. A `repair` was said otherwise, a `restart` is a clause begun anew, a `break` was given up; each marks
the words that a listener did not need, an editing term after them included.

References
----------
Shriberg 1994, Preliminaries to a Theory of Speech Disfluencies (PhD thesis, Berkeley): reparandum, editing term, repair.
Johnson and Charniak 2004, "A TAG-based noisy channel model of speech repairs", ACL: the repair is a rough copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rehearse.metrics.answer import BOUNDARY, Answer
from rehearse.metrics.lexicon import Lexicon, Match
from rehearse.metrics.phrase_context import word_class

_REPARANDUM_REACH = 4
_SMALL_WORD_REACH = 3
_LONGEST_BEGINNING = 5
_LONGEST_RELATIVE = 6
_VERB_STEM = 4
_FORMS = ("modal", "forms_of_have", "forms_of_be")
_HEADS = ("other", "-s", "-ing", "placeholder", "number", "question", "it")
_STANDS_ALONE = frozenset(("all", "another", "any", "both", "each", "either", "half", "some", "that", "this", "those"))
_BROKEN_OFF = re.compile(r"[^\W\d_][-–—]+[,.…]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stumble:
    """Words that were said and then said again or taken back: places `start` to `end`, the latter not included."""

    kind: str
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class Spoken:
    """The words of an answer as one line of places, filler phrases left out."""

    answer: Answer
    places: tuple[int, ...]

    @classmethod
    def of(cls, answer: Answer, filler_phrases: Sequence[Match]) -> Spoken:
        """Return the words of `answer` that are no fillers."""
        fillers = {place for each in filler_phrases for place in range(each.start, each.end)}
        return cls(answer, tuple(place for place in range(len(answer.tokens)) if place not in fillers))

    def token(self, at: int) -> str:
        """Return the word at position `at` of the line, `|` outside it."""
        return self.answer.tokens[self.places[at]] if 0 <= at < len(self.places) else BOUNDARY

    def end(self, at: int) -> int:
        """Return the place one past the word before position `at`, fillers between the two included."""
        return self.places[at] if at < len(self.places) else len(self.answer.tokens)

    def together(self, at: int, end: int) -> bool:
        """Tell whether the words from position `at` to `end`, the latter included, stand in one sentence."""
        inside = range(self.places[at] + 1, self.places[end] + 1) if end < len(self.places) else range(0)
        return bool(inside) and not self.answer.sentence_starts.intersection(inside)

    def before(self, at: int, reach: int) -> frozenset[str]:
        """Return the words that stand up to `reach` positions before `at`."""
        return frozenset(self.token(each) for each in range(at - reach, at))


def repairs(answer: Answer, lexicon: Lexicon, filler_phrases: Sequence[Match]) -> list[Stumble]:
    """Return what was taken back, begun anew or given up; the findings may overlap."""
    spoken = Spoken.of(answer, filler_phrases)
    return [
        *_after_a_term(answer, lexicon),
        *_swapped(spoken, lexicon),
        *_rebuilt(spoken),
        *_begun_anew(spoken, lexicon),
        *_broken_off(answer, lexicon),
    ]


def _after_a_term(answer: Answer, lexicon: Lexicon) -> Iterator[Stumble]:
    strong = lexicon.matches("repair", answer)
    within = {place for match in strong for place in range(match.start, match.end)}
    weak = [match for match in lexicon.matches("repair_term", answer) if match.start not in within]
    for match in (*strong, *weak):
        start = _same_word(answer, lexicon, match)
        if start is None and match in strong:
            start = _same_class(answer, match)
        if start is not None:
            yield _taken_back(answer, start, match.end)
        elif match.rule.message:
            yield Stumble(kind="repair", start=match.start, end=match.end, message=match.rule.message)
    for match in lexicon.matches("swap_term", answer):
        if any(_both_in(answer, match, lexicon.groups[name]) for name in ("number", "weekday", "month")):
            yield _taken_back(answer, match.start - 1, match.end)


def _same_word(answer: Answer, lexicon: Lexicon, term: Match) -> int | None:
    """Return where the words taken back begin: a word shortly before an editing term that is said again right after it."""
    tokens, end = answer.tokens, term.end
    begin = _sentence_start(answer, term.start)
    for place in range(term.start - 1, max(begin, term.start - _REPARANDUM_REACH) - 1, -1):
        content = tokens[place] not in lexicon.groups["function"]
        near = content or term.start - place <= _SMALL_WORD_REACH
        if near and end < len(tokens) and tokens[end] == tokens[place]:
            return place
        if content and end + 1 < len(tokens) and tokens[end + 1] == tokens[place]:
            return max(begin, place - 1)
    return None


def _same_class(answer: Answer, term: Match) -> int | None:
    """Return the nearest word before a sure editing term that is of the same closed class as the word after it."""
    if term.end >= len(answer.tokens):
        return None
    kind = word_class(answer.tokens[term.end])
    nearest = range(term.start - 1, max(_sentence_start(answer, term.start), term.start - _REPARANDUM_REACH) - 1, -1)
    kinds = ("subject", "possessive", "preposition", "determiner")
    return next((place for place in nearest if kind in kinds and word_class(answer.tokens[place]) == kind), None)


def _both_in(answer: Answer, term: Match, group: frozenset[str]) -> bool:
    before, after = term.start - 1, term.end
    return before >= 0 and after < len(answer.tokens) and {answer.tokens[before], answer.tokens[after]} <= group


def _swapped(spoken: Spoken, lexicon: Lexicon) -> Iterator[Stumble]:
    """Yield single words that were replaced by the next one ("he she asked", "we will would", "i i'm")."""
    groups = lexicon.groups
    for at in range(len(spoken.places) - 1):
        one, two = spoken.token(at), spoken.token(at + 1)
        stem = one.partition("'")[0]
        contracted = one != two != "that" and two.partition("'")[0] == stem and "'" in one + two
        contracted = contracted and (word_class(stem) in ("subject", "you", "it") or stem == "there")
        if contracted and stem in groups["also_object"]:
            contracted = spoken.token(at - 1) in groups["opens_turn"] | {BOUNDARY}
        same_class = one != two and any({one, two} <= groups[name] for name in ("only_subject", "modal", "only_possessive"))
        asked_back = word_class(spoken.token(at - 1)) in ("be", "auxiliary", "negation") and word_class(one) == "subject"
        tense = {one, two} in ({"is", "was"}, {"are", "were"}, {"was", "were"}, {"is", "are"})
        if tense and groups["question"] & spoken.before(at, _REPARANDUM_REACH):
            continue
        if (contracted or same_class or tense) and not asked_back and spoken.together(at, at + 1):
            yield _taken_back(spoken.answer, spoken.places[at], spoken.end(at + 1))


def _rebuilt(spoken: Spoken) -> Iterator[Stumble]:
    """Yield a preposition and its article that are built anew ("in the on the board", "to the to a")."""
    small = {"determiner", "possessive"}
    for at in range(len(spoken.places) - 3):
        kinds = [word_class(spoken.token(each)) for each in range(at, at + 4)]
        if kinds[0] == kinds[2] == "preposition" and {kinds[1], kinds[3]} <= small and spoken.together(at, at + 3):
            whole = {spoken.token(at + 1), spoken.token(at + 3)} & _STANDS_ALONE
            same = (spoken.token(at), spoken.token(at + 1)) == (spoken.token(at + 2), spoken.token(at + 3))
            if not whole and not same:
                yield _taken_back(spoken.answer, spoken.places[at], spoken.end(at + 2))


def _begun_anew(spoken: Spoken, lexicon: Lexicon) -> Iterator[Stumble]:
    """Yield clauses that were begun and left for another with the same subject, or with another one right after the verb."""
    for at in range(len(spoken.places) - 2):
        again = _new_clause(spoken, lexicon, at)
        if again is not None:
            said = spoken.answer.text(spoken.places[at], spoken.places[again - 1] + 1)
            message = f"A restart: “{_trimmed(said)}” was left, and begun again."
            yield Stumble(kind="restart", start=spoken.places[at], end=spoken.end(again), message=message)


def _new_clause(spoken: Spoken, lexicon: Lexicon, at: int) -> int | None:
    """Return the position at which the clause that begins at `at` is begun anew."""
    groups, token = lexicon.groups, spoken.token(at)
    if not _may_begin(spoken, lexicon, at):
        return None
    for again in range(at + 2, at + 1 + _LONGEST_BEGINNING):
        between = [spoken.token(each) for each in range(at + 1, again)]
        if (groups["joins_clauses"] - {"is", "was"} | {token}).intersection(between[:-1]) or not spoken.together(at, again):
            return None
        if _same_subject(token, spoken.token(again)) and between[-1] not in groups["joins_clauses"] | {token}:
            left = between[-1] in groups["wants_more"] or _other_form(between, spoken.token(again + 1), groups)
            if left and not _ends_a_relative_clause(spoken.answer, spoken.places[again - 1]):
                return again
        elif len(between) == 1 and _other_subject(spoken, lexicon, at, again):
            return again
    return None


def _may_begin(spoken: Spoken, lexicon: Lexicon, at: int) -> bool:
    """Tell whether a clause of its own may begin at `at`: none after “when”, “yes” or “I think”, nor with “it” as an object."""
    groups, token, before = lexicon.groups, spoken.token(at), spoken.token(at - 1)
    return (
        token in groups["subject_of_clause"]
        and before not in groups["opens_clause"]
        and word_class(before) not in ("thinking", "saying")
        and not spoken.before(at, 2) & groups["yes_or_no"]
        and (token not in groups["also_object"] or before in groups["opens_turn"])
    )


def _same_subject(one: str, two: str) -> bool:
    return one.partition("'")[0] == two.partition("'")[0]


def _other_form(between: Sequence[str], verb: str, groups: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether one verb was said between two subjects, and the second one has another form of it (“i can i could”)."""
    if len(between) != 1 or between[0] == verb:
        return False
    stem = between[0][:_VERB_STEM]
    return (len(stem) == _VERB_STEM and verb.startswith(stem)) or any({between[0], verb} <= groups[name] for name in _FORMS)


def _other_subject(spoken: Spoken, lexicon: Lexicon, at: int, again: int) -> bool:
    """Tell whether a subject and "was" or "had" are followed by another subject, as in “i was we were”; a question isn't."""
    asked = lexicon.groups["opens_clause"] | lexicon.groups["question"] | {"than", "that", "one", "people", "person", "so"}
    return (
        spoken.token(at) in lexicon.groups["only_subject"]
        and spoken.token(at + 1) in lexicon.groups["forms_of_be"] | lexicon.groups["forms_of_have"]
        and spoken.token(again) in lexicon.groups["only_subject"]
        and word_class(spoken.token(again + 1)) not in ("thinking", "saying")
        and not asked & spoken.before(at, _REPARANDUM_REACH)
        and word_class(spoken.token(at - 1)) not in ("be", "auxiliary", "negation", "thinking", "saying", "other", "-s")
    )


def _broken_off(answer: Answer, lexicon: Lexicon) -> Iterator[Stumble]:
    """Yield where a word or a phrase breaks off: hardly any English sentence puts it and what follows together."""
    for match in lexicon.matches("break", answer):
        spelt = {*answer.tokens[max(0, match.start - 1) : match.start], *answer.tokens[match.start + 2 : match.start + 3]}
        ends = match.start + 1 in answer.sentence_starts or _ends_a_relative_clause(answer, match.start)
        grade = any(_is_letter_a(answer, place) for place in (match.start, match.start + 1))
        if not ends and not grade and not any(_is_letter_or_number(each) for each in spelt):
            yield Stumble(kind="break", start=match.start, end=match.start + 1, message=match.rule.message)
    for place, word in enumerate(answer.words):
        begun, following = answer.tokens[place], answer.tokens[place + 1 : place + 3]
        if _BROKEN_OFF.search(word.text) and any(token.startswith(begun) for token in following):
            yield Stumble(kind="break", start=place, end=place + 1, message="A word broke off here, and was said again.")


def _ends_a_relative_clause(answer: Answer, place: int) -> bool:
    """Tell whether a preposition may end a clause on the noun before it, as in “the names i am bad with, i write down”."""
    begin = max(_sentence_start(answer, place), place - _LONGEST_RELATIVE)
    kinds = [word_class(token) for token in answer.tokens[begin : place + 1]]
    subject = max((at for at, kind in enumerate(kinds) if kind in ("subject", "subject_verb", "you")), default=0)
    return kinds[-1] == "preposition" and subject > 0 and kinds[subject - 1] in _HEADS


def _is_letter_or_number(token: str) -> bool:
    """Tell whether a word is a letter of something that was spelt ("the i s p"), or a number."""
    return (len(token) == 1 and token not in ("a", "i")) or word_class(token) == "number"


def _is_letter_a(answer: Answer, place: int) -> bool:
    """Tell whether an A is the letter and not the article ("an A at maths"), where the words are written with capitals."""
    return _trimmed(answer.words[place].text) == "A" and place not in answer.sentence_starts


def _taken_back(answer: Answer, start: int, end: int) -> Stumble:
    said, again = answer.text(start, end), answer.text(end, min(end + 3, len(answer.words))) if end < len(answer.words) else ""
    message = f"A repair: “{_trimmed(said)}” was taken back" + (f", and said again as “{_trimmed(again)}”." if again else ".")
    return Stumble(kind="repair", start=start, end=end, message=message)


def _trimmed(said: str) -> str:
    return said.strip(" ,.;:!?")


def _sentence_start(answer: Answer, place: int) -> int:
    return max(_up_to(answer.sentence_starts, place), default=0)


def _up_to(places: Iterable[int], last: int) -> Iterator[int]:
    return (each for each in places if each <= last)
