"""The rules as a judge: shared words, weighed by how rare they are among the needs, and who claims them.

The relation of a passage to a need is the weight of the need's stems that stand in the passage, over the weight of all its stems
(at most `FULL_WEIGHT`, so that a long need asks for no more than a short one). A stem weighs less the more of the needs share it,
and more when it is a name or an abbreviation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rehearse.needs.claims import claim, is_of_absence, is_of_willingness, is_self, names_speaker
from rehearse.needs.judge import Judge, Verdict
from rehearse.needs.passages import Passage, Term
from rehearse.needs.words import group, pointers, stems, token_stems, tokens
from rehearse.schema import LEVELS, Level, Need

THRESHOLD = 0.3
"""A passage related less than this to a need does not speak of it."""

FULL_WEIGHT = 2.5
GROUP_WORTH = 0.8
"""What another word for the same need is worth beside the word itself."""
POINTER_WORTH = 0.5
"""What a word is worth that points to the need without naming it."""

NAME_WEIGHT = 1.6
LIST_NEEDS = 3
LIST_SHARE = 0.6
"""A passage, or an answer, is a list of keywords when it touches `LIST_NEEDS` needs and they make up `LIST_SHARE` of its words of
meaning. Of the training answers none comes above 0.4."""

RECITED_WORDS = 1
"""A passage without "I" that brings no more words of meaning than this beyond those of the needs is no claim."""

OWN_REACH_WORDS = 20
"""A passage farther than this from every "I" and "my" is no claim of one's own. Of the passages that meet a need in the training
answers 0.4 % are; of adverts read aloud nearly all."""

LISTED = "you named it in a list, but said nothing of what you did"
RECITED = "you read out their words, or named nobody: say what you did yourself"

_NAME = re.compile(r"\b(?:[A-Z]{2,}[A-Za-z0-9+#]*|[A-Z][a-z]+[A-Z]\w*|\w*\d\w*)\b|(?<=[\w,/] )[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class _Wanted:
    weights: dict[str, float]
    groups: dict[str, float]
    pointers: dict[str, float]
    total: float
    of_willingness: bool
    of_absence: bool


class RulesJudge:
    """Judges by shared words and by who claims them; needs no model."""

    def judge(self, needs: Sequence[Need], passages: Sequence[Passage], text: str) -> list[list[Verdict]]:  # noqa: ARG002
        """Return a row for each need, with a verdict for each passage, in the order given; the passages say it all."""
        wanted = _wanted(needs)
        recited = _is_list(_terms(passages), wanted)
        lists = [recited or _is_list(passage.terms, wanted) for passage in passages]
        nobodys = _nobodys(passages)
        vocabulary = frozenset(name for one in wanted for name in one.groups)
        return [
            [_verdict(one, passage, vocabulary, listed=lists[i], nobodys=i in nobodys) for i, passage in enumerate(passages)]
            for one in wanted
        ]


RULES: Judge = RulesJudge()
"""The judge that is always there."""


def _wanted(needs: Sequence[Need]) -> list[_Wanted]:
    spread = Counter(stem for need in needs for stem in stems(need.text))
    return [_weighed(need.text, spread) for need in needs]


def _weighed(need: str, spread: Counter[str]) -> _Wanted:
    names = {stem for match in _NAME.finditer(need) for token in tokens(match.group()) for stem in token_stems(token)}
    weights = {stem: (NAME_WEIGHT if stem in names else 1.0) / spread[stem] ** 0.5 for stem in stems(need)}
    groups: dict[str, float] = {}
    for stem, weight in weights.items():
        groups[group(stem)] = max(groups.get(group(stem), 0.0), weight)
    pointing: dict[str, float] = {}
    for name, weight in groups.items():
        for pointer in pointers(name) - groups.keys():
            pointing[pointer] = max(pointing.get(pointer, 0.0), weight * POINTER_WORTH)
    total = min(FULL_WEIGHT, sum(groups.values()))
    return _Wanted(weights, groups, pointing, total, is_of_willingness(need), is_of_absence(need))


def _terms(passages: Sequence[Passage]) -> list[Term]:
    """Return the words of the answer that the passages are of, in order."""
    terms = {term.span.char_start: term for passage in passages for term in passage.terms}
    return [terms[start] for start in sorted(terms)]


def _nobodys(passages: Sequence[Passage]) -> frozenset[int]:
    """Return the places of the passages that stand too far from every word of the speaker's own to be their claim."""
    terms = _terms(passages)
    order = {term.span.char_start: i for i, term in enumerate(terms)}
    own = [i for i, term in enumerate(terms) if any(names_speaker(word) for word in term.text.split())]

    def far(passage: Passage) -> bool:
        first, last = (order[term.span.char_start] for term in (passage.terms[0], passage.terms[-1]))
        return not any(first - OWN_REACH_WORDS <= place <= last + OWN_REACH_WORDS for place in own)

    return frozenset(i for i, passage in enumerate(passages) if far(passage))


def _verdict(wanted: _Wanted, passage: Passage, vocabulary: frozenset[str], *, listed: bool, nobodys: bool) -> Verdict:
    matched = [term for term in passage.terms if any(name in wanted.groups or name in wanted.pointers for name in term.groups)]
    score = _relation(wanted, matched)
    if score < THRESHOLD:
        return Verdict(score=score, level="not_addressed", why=RECITED if nobodys and score else "")
    made = claim(passage, matched, of_willingness=wanted.of_willingness, of_absence=wanted.of_absence)
    if made.strength and (nobodys or _is_recited(passage, vocabulary)):
        return Verdict(score=score, level="not_addressed", why=LISTED if listed else RECITED)
    if listed and made.strength > 1:
        return Verdict(score=score, level="claimed", why=LISTED)
    level: Level = LEVELS[made.strength]
    return Verdict(score=score, level=level, why=made.why)


def _relation(wanted: _Wanted, matched: Collection[Term]) -> float:
    if not wanted.total:
        return 0.0
    said = {stem for term in matched for stem in term.stems}
    met: dict[str, float] = {}
    for term in matched:
        for stem, name in zip(term.stems, term.groups, strict=True):
            if name in wanted.groups:
                worth = 1.0 if stem in wanted.weights and stem in said else GROUP_WORTH
                met[name] = max(met.get(name, 0.0), wanted.groups[name] * worth)
            elif name in wanted.pointers:
                met[name] = wanted.pointers[name]
    return min(1.0, sum(met.values()) / wanted.total)


def _is_list(terms: Sequence[Term], wanted: Sequence[_Wanted]) -> bool:
    """Tell whether a passage, or a whole answer, is little more than the names of several needs."""
    meaning = [term for term in terms if term.stems]
    touched = [
        one for one in wanted if _relation(one, [term for term in meaning if set(term.groups) & one.groups.keys()]) >= THRESHOLD
    ]
    if len(touched) < LIST_NEEDS:
        return False
    named = {name for one in touched for name in one.groups}
    return sum(1 for term in meaning if named & set(term.groups)) >= LIST_SHARE * len(meaning)


def _is_recited(passage: Passage, vocabulary: frozenset[str]) -> bool:
    """Tell whether a passage says nothing beyond the words of the needs, and says them of nobody."""
    own = any(is_self(term.text) for term in passage.terms)
    beyond = sum(1 for term in passage.terms if term.stems and not vocabulary & set(term.groups))
    return not own and beyond <= RECITED_WORDS
