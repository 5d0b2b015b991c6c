"""Conciseness: how little of the answer could go without loss.

Task
----
Measure length against the question's target, the way to the first point, words that a shorter wording saves, how
much of the rest is new content, and content that is said twice.

Conventions
-----------
A short answer is concise: only what is too long, late, wordy, repeated or thin costs. The preamble is everything before
the first content of the answer's own: words of politeness, of talk about the question and of thinking aloud
(groups `small_talk` and `function`, rules `preamble`). Words that could go are the preamble, what a shorter
wording saves, and a trailing end. They, and what is said again (see `said_again`), are each a share of themselves and
the words that are neither. So cutting a later copy or wording it shorter never lowers the score, and a longer preamble
or end never raises it.

Metrics
-------
target_s, length_ratio, first_point_s, preamble_words, cuttable_words, cuttable_share, repeated_words,
repeated_share, new_content_share, new_content_density; the score `conciseness`.

References
----------
plainlanguage.gov, "Use simple words and phrases". The limits' own sources stand in lexicon/limits.toml.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rehearse.metrics.answer import Answer
from rehearse.metrics.density import density
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.measured import Measured, weighted
from rehearse.metrics.norms import Norms, falling
from rehearse.metrics.parts import falling_part, rising_part
from rehearse.metrics.said_again import Again, repeated_clauses, repeated_sentences
from rehearse.schema import Finding, Part, Score

MEASURES = (
    "target_s",
    "length_ratio",
    "first_point_s",
    "preamble_words",
    "cuttable_words",
    "cuttable_share",
    "repeated_words",
    "repeated_share",
    "new_content_share",
    "new_content_density",
)
CUTS = ("preamble", "wordy_phrase", "repeated_content", "trailing_off")
"""The kinds of findings on words that could go."""

_PREAMBLE_REACH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cuts:
    """What could go, in words, and the findings that say so."""

    preamble: int
    wordy: int
    trailing: int
    repeated: int
    density: float | None
    findings: tuple[Finding, ...]


def measure(answer: Answer, lexicon: Lexicon, norms: Norms, target_s: float, fillers: Collection[int]) -> Measured:
    """Return the length and the cuttable words of an answer that has words; `fillers` are the places of filler phrases."""
    cuts = _cuts(answer, lexicon, norms, fillers)
    words = len(answer.words)
    cuttable = cuts.preamble + cuts.wordy + cuts.trailing
    left = max(1, words - cuttable - cuts.repeated)
    return Measured(
        findings=cuts.findings,
        measures={
            "target_s": target_s,
            "length_ratio": _length_s(answer, norms) / target_s,
            "first_point_s": _first_point_s(answer, cuts.preamble, norms),
            "preamble_words": float(cuts.preamble),
            "cuttable_words": float(cuttable),
            "cuttable_share": cuttable / (left + cuttable),
            "repeated_words": float(cuts.repeated),
            "repeated_share": cuts.repeated / (left + cuts.repeated),
            "new_content_share": max(0.0, 1.0 - (cuttable + cuts.repeated) / words),
            "new_content_density": cuts.density,
        },
        unmeasured={} if cuts.density is not None else {"new_content_density": "nothing follows the preamble"},
    )


def score(answer: Answer, measured: Measured, norms: Norms) -> Score:
    """Return what length, first point, wording and repeats are worth."""
    timed = answer.duration_s is not None
    parts = (
        _length_part(measured, norms, timed=timed),
        _first_point_part(measured, norms, timed=timed),
        _wording_part(measured, norms),
        _density_part(measured, norms),
        _repeated_part(measured, norms),
    )
    return Score(value=weighted(parts), summary=_summary(answer, measured), parts=parts)


def preamble_end(answer: Answer, lexicon: Lexicon, least: int) -> int:
    """Return how many words at the start say nothing of the answer's own yet; fewer than `least` count as none."""
    marks = lexicon.matches("preamble", answer)
    end = 0
    while True:
        reached = _end_of_small_talk(answer, lexicon, end)
        ahead = [match.end for match in marks if end <= match.start <= reached + _PREAMBLE_REACH and match.end > reached]
        furthest = max([reached, *ahead])
        if furthest == end:
            return end if end >= least else 0
        end = furthest


def _end_of_small_talk(answer: Answer, lexicon: Lexicon, start: int) -> int:
    """Return where the run of small words from place `start` on ends, after its last word of small talk.

    At the very start such a run counts only with a word that is small talk for sure: "I think trust" begins an
    answer.
    """
    small, talk, sure = (lexicon.groups[name] for name in ("function", "small_talk", "small_talk_sure"))
    end = place = start
    while place < len(answer.tokens) and answer.tokens[place] in small | talk:
        place += 1
        if answer.tokens[place - 1] in talk:
            end = place
    return end if start or sure.intersection(answer.tokens[:end]) else 0


def _cuts(answer: Answer, lexicon: Lexicon, norms: Norms, fillers: Collection[int]) -> _Cuts:
    repeats = repeated_sentences(answer, lexicon, norms)
    start = preamble_end(answer, lexicon, int(norms["preamble_min_words"].value))
    copied = {place for later, _ in repeats for place in later}
    echoes = [each for each in repeated_clauses(answer, lexicon, copied) if each[0].start >= start]
    again = copied | {place for later, _ in echoes for place in later}
    wordy = [match for match in lexicon.matches("wordy_phrase", answer) if match.start >= start and match.start not in again]
    shorter = [(match, max(1, match.end - match.start - _words_instead(match.rule.use))) for match in wordy]
    empty = {*fillers, *(place for match in wordy for place in range(match.start, match.end))}
    trailing = _trailing(answer, lexicon, repeats) if start < len(answer.words) else range(0)
    findings = [
        answer.finding("wordy_phrase", match.start, match.end, match.rule.message.format(use=match.rule.use), match.rule.source)
        for match, _ in shorter
    ]
    if start:
        findings.append(_preamble(answer, start, lexicon))
    if trailing:
        rule = lexicon.rules["trailing_off"][0]
        findings.append(answer.finding("trailing_off", trailing.start, trailing.stop, rule.message, rule.source))
    for later, earlier in (*repeats, *echoes):
        said = _quoted(answer, earlier.start, earlier.stop)
        message = f"Said before, in “{said}”: once is enough."
        findings.append(answer.finding("repeated_content", later.start, later.stop, message, "own rule"))
    return _Cuts(
        preamble=start,
        wordy=sum(saved for _, saved in shorter),
        trailing=len(trailing),
        repeated=sum(len(later) for later, _ in (*repeats, *echoes) if later.start >= start),
        density=density(answer, lexicon, again | set(range(start)), empty, int(norms["new_content_window_words"].value)),
        findings=tuple(findings),
    )


def _words_instead(use: str) -> int:
    """Return how many words the first of the shorter forms has ("about, for or in" has one)."""
    return len(use.partition(",")[0].split())


def _preamble(answer: Answer, end: int, lexicon: Lexicon) -> Finding:
    rule = lexicon.rules["preamble"][0]
    if end >= len(answer.words):
        return answer.finding("preamble", 0, end, "The answer has not begun yet: nothing follows.", rule.source)
    message = rule.message.format(start=_quoted(answer, _start_of_point(answer, end), len(answer.words), most=4))
    return answer.finding("preamble", 0, end, message, rule.source)


def _start_of_point(answer: Answer, end: int) -> int:
    """Return the first word after the preamble that is not a joining word."""
    joining = {"so", "and", "but", "well", "that", "is"}
    place = end
    while place < len(answer.words) - 1 and answer.tokens[place] in joining:
        place += 1
    return place


def _quoted(answer: Answer, start: int, end: int, most: int = 6) -> str:
    """Return the words, at most `most` of them, without the punctuation at the edge."""
    return answer.text(start, min(end, start + most)).strip(" ,.;:!?") + (" …" if end - start > most else "")


def _trailing(answer: Answer, lexicon: Lexicon, repeats: list[Again]) -> range:
    """Return the words with which the last sentence, or the last that is not a repeat, trails off."""
    copies = {later for later, _ in repeats}
    ends = {answer.sentences[-1].stop, [each for each in answer.sentences if each not in copies][-1].stop}
    found = range(0)
    for match in reversed(lexicon.matches("trailing_off", answer)):
        if match.end in ends or match.end == found.start:
            found = range(match.start, found.stop or match.end)
    return found


def _length_s(answer: Answer, norms: Norms) -> float:
    if answer.duration_s is not None:
        return answer.duration_s
    return _as_seconds(len(answer.words), norms)


def _as_seconds(words: int, norms: Norms) -> float:
    return 60 * words / norms["typed_words_per_min"].value


def _first_point_s(answer: Answer, preamble: int, norms: Norms) -> float:
    """Return seconds from the first sound to the first word of content."""
    if preamble == 0:
        return 0.0
    starts = [word.start_s for word in answer.transcript.words if word.start_s is not None]
    first = answer.words[preamble].start_s if preamble < len(answer.words) else None
    if starts and first is not None:
        return first - min(starts)
    if preamble == len(answer.words):
        return _length_s(answer, norms)
    return _as_seconds(preamble, norms)


def _length_part(measured: Measured, norms: Norms, *, timed: bool) -> Part:
    ratio = measured.measures["length_ratio"] or 0.0
    full, zero = norms["length_full"], norms["length_zero"]
    how = "in seconds" if timed else f"in words, at an assumed {norms['typed_words_per_min']}"
    return Part(
        name="length",
        value=ratio,
        unit="times the target",
        score=falling(ratio, full, zero),
        weight=0.2,
        limit=f"{measured.measures['target_s']:g} s, {how}; up to {full} costs nothing, nothing is left from {zero.value:g}",
        source=full.source,
    )


def _first_point_part(measured: Measured, norms: Norms, *, timed: bool) -> Part:
    seconds = measured.measures["first_point_s"] or 0.0
    full, zero = norms["first_point_full_s"], norms["first_point_zero_s"]
    return Part(
        name="time to the first point" if timed else "time to the first point, estimated from words",
        value=seconds,
        unit="s",
        score=falling(seconds, full, zero),
        weight=0.2,
        limit=f"up to {full} costs nothing, nothing is left from {zero}",
        source=full.source,
    )


def _wording_part(measured: Measured, norms: Norms) -> Part:
    share = measured.measures["cuttable_share"]
    return falling_part("words that could go", share, norms["cuttable_full"], norms["cuttable_zero"], weight=0.2)


def _density_part(measured: Measured, norms: Norms) -> Part:
    return rising_part(
        "new content",
        measured.measures["new_content_density"],
        norms["new_content_zero"],
        norms["new_content_full"],
        weight=0.25,
        reason=measured.unmeasured.get("new_content_density"),
    )


def _repeated_part(measured: Measured, norms: Norms) -> Part:
    share = measured.measures["repeated_share"]
    return falling_part("content said twice", share, norms["repeated_full"], norms["repeated_zero"], weight=0.15)


def _summary(answer: Answer, measured: Measured) -> str:
    measures = measured.measures
    seconds, cut = measures["first_point_s"] or 0.0, int((measures["cuttable_words"] or 0) + (measures["repeated_words"] or 0))
    late = f"{seconds:.0f} second{'s' * (round(seconds) != 1)} before the point"
    opening = late if seconds >= 1 else f"{len(answer.words)} words, straight to the point"
    return f"{opening}; {f'{cut} words could go' if cut > 1 else 'one word could go' if cut else 'no word to spare'}."
