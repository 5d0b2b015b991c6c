"""The employer's needs, drawn from an advert: a short checklist, must and nice told apart, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rehearse.needs import sense
from rehearse.needs.asides import is_wish, without_asides
from rehearse.needs.boundaries import put_together
from rehearse.needs.clauses import Clause, clauses
from rehearse.needs.cues import Weights, asked_outright, cues_of, need_weights, nice_weight, standard_weights
from rehearse.needs.doubts import language, reads_like_cv
from rehearse.needs.layout import is_open_ended, leads_on, lines
from rehearse.needs.ranking import ranked
from rehearse.needs.sense import Sense
from rehearse.needs.skills import tag
from rehearse.needs.wording import wording
from rehearse.needs.words import stems
from rehearse.schema import Need

MAX_NEEDS = 30
"""A checklist longer than this is no checklist; the strongest are kept."""

MAX_COMPARED = 10 * MAX_NEEDS
"""So many of the strongest are compared with each other, to find those that say the same."""

LEAST_WEIGHT = 0.6
"""A piece weighing more than this is a need; on adverts left out of the fit that lies between fewest missed and fewest wrong."""

HEADED = 1.5
"""A heading such as "Requirements" outweighs words that more often stand under others by so much, in log-odds."""

OUTRIGHT = 4.0
"""A turn of phrase by which nothing but a need is asked weighs so much, in log-odds."""

TELLING = 4.0
"""A duty in a list weighs so much more where it names a number, or a skill where there are fewer other needs than `FEW_NEEDS`."""

FEW_NEEDS = 4

ASKED_ABOVE = 0.5
"""A bullet under a heading that asks, as "Requirements", weighs so much more: hardly any is no need."""

SAME_NEED_SHARE = 0.8
"""Two needs are the same when they share this much of the union of their stems."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    clause: Clause
    weight: float
    nice: float


@dataclass(frozen=True, slots=True)
class Reader:
    """What tells a need from the rest of an advert: the weights of cues and, where the judge's network is there, the sense."""

    weights: Weights
    sense: Sense | None = None


def extract(advert: str, reader: Reader | None = None) -> tuple[Need, ...]:
    """Return the needs that an advert states, the weightiest first (`ranking.ranked`), with ids "n1", "n2" and so on.

    Any layout is read: bullets, tables, headings, prose. Each need's span selects its source in `advert` as given; its text is
    the source shortened. An advert without needs or not in English, and a CV, give an empty tuple; `doubts.doubt` says why.
    At most `MAX_NEEDS` are returned. `reader` takes the place of the standard one.
    """
    if language(advert) != "English" or reads_like_cv(advert):
        return ()
    reader = reader or Reader(standard_weights(), sense.standard())
    found = list(pieces(advert, reader.weights))
    candidates = [one for one in _weighed(advert, found, reader) if one.weight > LEAST_WEIGHT and not _leads_on(one.clause)]
    likeliest = sorted(candidates, key=lambda one: -one.weight)[:MAX_COMPARED]
    strongest = _distinct(likeliest)[:MAX_NEEDS]
    in_order = [_need(one) for one in sorted(strongest, key=lambda one: one.clause.span.char_start)]
    by_weight = ranked(in_order, [clause.text for clause, _ in found])
    return tuple(replace(need, id=f"n{i}") for i, need in enumerate(by_weight, start=1))


def _leads_on(clause: Clause) -> bool:
    """Tell whether a piece only leads to what follows it: "The job holder will ensure:"."""
    return leads_on(clause.text) or (clause.line.heading and is_open_ended(clause.line.text))


def _need(candidate: _Candidate) -> Need:
    span = candidate.clause.span
    return Need(
        id="",
        text=wording(candidate.clause.text),
        kind="nice" if candidate.nice > 0 else "must",
        char_start=span.char_start,
        char_end=span.char_end,
    )


def pieces(advert: str, weights: Weights) -> Iterator[tuple[Clause, frozenset[str]]]:
    """Yield every piece of the advert that could be a need, in order, each with its cues."""
    found = [piece for line in lines(advert) for piece in put_together(list(clauses(line)), advert, weights)]
    for clause, words in zip(found, tag([clause.text for clause in found]), strict=True):
        yield clause, cues_of(clause, words)


def _weighed(advert: str, found: Sequence[tuple[Clause, frozenset[str]]], reader: Reader) -> Iterator[_Candidate]:
    weights = need_weights([cues for _, cues in found], reader.weights)
    if reader.sense:
        weights = reader.sense.weigh(advert, [clause.span for clause, _ in found], weights)
    others = [clause for (clause, _), weight in zip(found, weights, strict=True) if weight > LEAST_WEIGHT]
    few = sum(clause.line.section != "duties" for clause in others) < FEW_NEEDS
    for (clause, cues), weight in zip(found, weights, strict=True):
        nice = nice_weight(_cues_of_itself(clause, cues), reader.weights) + _said_outright(clause, cues)
        beyond = OUTRIGHT * asked_outright(clause.text) + TELLING * _is_telling(clause, cues, few=few)
        beyond += ASKED_ABOVE * _is_asked_above(clause, cues)
        yield _Candidate(clause=clause, weight=weight + beyond, nice=nice)


def _is_telling(clause: Clause, cues: frozenset[str], *, few: bool) -> bool:
    """Tell whether a piece is a duty in a list that a candidate can be held to: "lead a crew of nine", "plan routes in Excel"."""
    number = "0" in cues and "~availability" not in cues
    skill = few and not cues.isdisjoint({"skill best 2", "skill best 3"})
    return clause.line.section == "duties" and clause.line.bullet and (number or skill)


def _cues_of_itself(clause: Clause, cues: frozenset[str]) -> frozenset[str]:
    """Return the cues of a piece without those of what it would only rather see: of "degree in law (a master's preferred)"."""
    plain = without_asides(clause.text)
    if plain == clause.text:
        return cues
    return cues_of(replace(clause, text=plain, sentence=clause.sentence.replace(clause.text, plain)), ())


def _said_outright(clause: Clause, cues: frozenset[str]) -> float:
    """Return what a table's row, a rating at its end, or the heading above a bullet adds to a need's being nice to have."""
    if clause.line.kind:
        return {"must": -5.0, "nice": 5.0}[clause.line.kind]
    if is_wish(clause.text):
        return 5.0
    return -HEADED if _is_asked_above(clause, cues) else 0.0


def _is_asked_above(clause: Clause, cues: frozenset[str]) -> bool:
    """Tell whether a piece is a bullet under a heading that asks, and does not itself say otherwise."""
    return clause.line.bullet and "section must plain" in cues


def _distinct(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates without those that say the same again; a need that is once a must is a must."""
    kept: list[tuple[frozenset[str], _Candidate]] = []
    for one in candidates:
        meaning = stems(wording(one.clause.text))
        twin = next((i for i, (other, _) in enumerate(kept) if _same(meaning, other)), None)
        if twin is None:
            kept.append((meaning, one))
        else:
            kept[twin] = (kept[twin][0], replace(kept[twin][1], nice=min(kept[twin][1].nice, one.nice)))
    return [one for _, one in kept]


def _same(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and len(a & b) >= SAME_NEED_SHARE * len(a | b)
