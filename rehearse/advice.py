"""What to do differently in the next take: at most three things, the largest gain first, each tied to the place it is about.

A gain is in points: what a part of a score would give back if it were perfect, or the worth set here for things that no score
holds yet, such as a missing result. Advice speaks of what was said and what to say, never of mood, accent or chances.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rehearse.metrics.measured import Measured
from rehearse.schema import Advice, Coverage, Finding, Part, Transcript
from rehearse.text import bare

MOST = 3
"""No more than this many things at once."""

_CLAIMED_GAIN = {"must": 32.0, "nice": 10.0}
_NOT_ADDRESSED_GAIN = {"must": 8.0, "nice": 2.0}
_SHOWN_GAIN = {"must": 4.0, "nice": 1.0}
_NO_RESULT_GAIN = 30.0
_WE_WITHOUT_I_GAIN = 14.0
_SHORT_GAIN = 12.0
_SHORT_RATIO = 0.3
_LEAST_GAIN = 1.0
_MOST_WEIGHT = 0.3
_JOINING = frozenset({"", "so", "and", "but", "well", "um", "uh"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    gain: float
    topic: str
    advice: Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    transcript: Transcript
    measured: Measured

    def first(self, kind: str) -> Finding | None:
        return next((finding for finding in self.measured.findings if finding.kind == kind), None)


def advise(transcript: Transcript, measured: Measured, coverage: Sequence[Coverage]) -> tuple[Advice, ...]:
    """Return at most three pieces of advice for an answer, the most useful first; there is always one.

    Parameters
    ----------
    transcript
        What was said; spans of the advice are offsets into its text.
    measured
        What was measured on it.
    coverage
        How far it met each of the needs that were looked for; empty where none were given.
    """
    if measured.measures.get("sentences") is None:
        return (_listen_again(measured),)
    found = [*_from_needs(transcript, coverage), *_from_findings(transcript, measured)]
    found.sort(key=lambda candidate: -candidate.gain)
    chosen: dict[str, Advice] = {}
    for candidate in found:
        if candidate.gain >= _LEAST_GAIN:
            chosen.setdefault(candidate.topic, candidate.advice)
    return tuple(chosen.values())[:MOST] or (_keep(measured),)


def _listen_again(measured: Measured) -> Advice:
    if not measured.measures.get("words"):
        return Advice(text="Record the answer once more, or type it.", why="No words were heard in this take.")
    text = "Listen to it once, and ask: what did I do, and what came of it?"
    return Advice(text=text, why=measured.unmeasured.get("sentences", ""))


def _keep(measured: Measured) -> Advice:
    numbers = measured.measures.get("numbers_told")
    if not numbers:
        return Advice(
            text="Add one number: how many, how much, how long.", why="No number was told, and one makes an example real."
        )
    return Advice(text="Keep this shape, and tell it once more from memory.", why="Nothing in it stands out to mend.")


def _from_needs(transcript: Transcript, coverage: Sequence[Coverage]) -> Iterator[_Candidate]:
    for each in coverage:
        place = _place(transcript, each.char_start, each.char_end)
        if each.level == "claimed":
            text = f"“{_short(each.need)}”: you said it; now tell one time you did it."
            why = each.why or "A claim with an example counts for more than the claim."
            yield _Candidate(gain=_CLAIMED_GAIN[each.kind], topic="claimed", advice=Advice(text=text, why=why, **place))
        elif each.level == "not_addressed":
            text = f"“{_short(each.need)}”: not heard yet. If this question leaves room, tell one time you did it."
            why = "The employer asks for it, and this answer does not speak of it."
            yield _Candidate(gain=_NOT_ADDRESSED_GAIN[each.kind], topic="not_addressed", advice=Advice(text=text, why=why))
        elif each.level == "shown":
            text = f"“{_short(each.need)}”: say what came of it, a number or what changed."
            why = "The example is there; its result would prove it."
            yield _Candidate(gain=_SHOWN_GAIN[each.kind], topic="result", advice=Advice(text=text, why=why, **place))


def _from_findings(transcript: Transcript, measured: Measured) -> Iterator[_Candidate]:
    heard = _Heard(transcript=transcript, measured=measured)
    for topic, gain, write in _WRITERS:
        worth = gain(measured)
        advice = write(heard) if worth >= _LEAST_GAIN else None
        if advice is not None:
            yield _Candidate(gain=worth, topic=topic, advice=advice)


def _lost(*names: str) -> Callable[[Measured], float]:
    """Return what the parts whose names begin so take from their scores, in points."""

    def points(measured: Measured) -> float:
        return sum(
            _points(part, sum(each.weight for each in score.parts if each.score is not None))
            for score in measured.scores.values()
            for part in score.parts
            if part.name.startswith(names)
        )

    return points


def _points(part: Part, measured_weight: float) -> float:
    """Return by how much its score would rise if the part were perfect.

    A part that is a whole score by itself counts like a large part of one.
    """
    return 0.0 if part.score is None else min(part.weight / measured_weight, _MOST_WEIGHT) * (100.0 - part.score)


def _parts(measured: Measured) -> Iterator[Part]:
    for score in measured.scores.values():
        yield from score.parts


def _worth_if(kind: str, gain: float) -> Callable[[Measured], float]:
    def points(measured: Measured) -> float:
        return gain if any(finding.kind == kind for finding in measured.findings) else 0.0

    return points


def _preamble_worth(measured: Measured) -> float:
    return _lost("time to the first point")(measured) + _lost("words that could go")(measured) * _preamble_share(measured)


def _wording_worth(measured: Measured) -> float:
    return _lost("words that could go")(measured) * (1.0 - _preamble_share(measured))


def _preamble_share(measured: Measured) -> float:
    """Return how much of what could go is preamble, 0 to 1."""
    cuttable = measured.measures.get("cuttable_words") or 0.0
    return (measured.measures.get("preamble_words") or 0.0) / cuttable if cuttable else 0.0


def _short_worth(measured: Measured) -> float:
    ratio = measured.measures.get("length_ratio")
    return _SHORT_GAIN if ratio is not None and ratio < _SHORT_RATIO else 0.0


def _start_later(heard: _Heard) -> Advice | None:
    finding = heard.first("preamble")
    if finding is None or finding.char_end is None:
        return None
    point = _opening(heard.transcript.text[finding.char_end :])
    words = int(heard.measured.measures.get("preamble_words") or 0)
    if not point:
        return Advice(text="Begin with what you did.", why="All of it speaks about the question.", **_at(finding))
    timed = finding.start_s is not None
    lead = f"{heard.measured.measures.get('first_point_s') or 0:.0f} seconds" if timed else f"{words} words"
    return Advice(
        text=f"Start at “{point}”: the first {lead} say nothing yet.", why="A listener waits for the point.", **_at(finding)
    )


def _tell_result(heard: _Heard) -> Advice | None:
    return _on(heard.first("no_result"), "End with what came of it, in one sentence: a number, or what changed.")


def _say_i(heard: _Heard) -> Advice | None:
    return _on(heard.first("we_without_i"), "Say which part was yours: one sentence that begins with “I”.")


def _cut_length(heard: _Heard) -> Advice:
    ratio, target = heard.measured.measures.get("length_ratio") or 0.0, heard.measured.measures.get("target_s") or 0.0
    text = f"Cut it to about {target:.0f} seconds: keep one example and its result."
    return Advice(text=text, why=f"It runs to {ratio:.1f} times the length to aim at.")


def _say_more(heard: _Heard) -> Advice:
    words, target = int(heard.measured.measures.get("words") or 0), heard.measured.measures.get("target_s") or 0.0
    text = "There is room for one example: when it was, what you did, what came of it."
    return Advice(text=text, why=f"{words} words, where about {target:.0f} seconds are yours.")


def _drop_repeat(heard: _Heard) -> Advice | None:
    finding = heard.first("repeated_content")
    return _on(finding, f"Leave out “{_short(finding.text)}”: it was said before.") if finding else None


def _drop_words(heard: _Heard) -> Advice | None:
    wordy, trailing = heard.first("wordy_phrase"), heard.first("trailing_off")
    if wordy:
        return _on(wordy, f"Say “{_short(wordy.text)}” in fewer words.")
    if trailing is None:
        return None
    return _on(trailing, f"End one sentence earlier, before “{_short(trailing.text)}”.")


def _split_sentence(heard: _Heard) -> Advice | None:
    finding = heard.first("long_sentence")
    return _on(finding, f"Make two sentences of the one that starts “{_short(finding.text, 5)}”.") if finding else None


def _fewer_fillers(heard: _Heard) -> Advice | None:
    fillers = [each for each in (heard.first("filled_pause"), heard.first("filler_phrase")) if each]
    if not fillers:
        return None
    first = min(fillers, key=lambda finding: finding.char_start or 0)
    openings = int(heard.measured.measures.get("fillers_at_sentence_start") or 0)
    where = f" {openings} sentences open with one." if openings > 1 else ""
    why = f"{heard.measured.scores['fillers'].summary}{where}"
    return Advice(text=f"Where “{_short(first.text)}” stands, let a short silence stand.", why=why, **_at(first))


def _fewer_hedges(heard: _Heard) -> Advice | None:
    finding = heard.first("hedge")
    if finding is None:
        return None
    count = int(heard.measured.measures.get("hedges") or 0)
    why = f"{count} hedges in the answer; keep those that are true."
    return Advice(text=f"Say it without “{_short(finding.text)}”.", why=why, **_at(finding))


def _name_things(heard: _Heard) -> Advice | None:
    finding = heard.first("vague")
    return _on(finding, f"Say what “{_short(finding.text)}” stands for, or leave it out.") if finding else None


def _shorter_pauses(heard: _Heard) -> Advice | None:
    pauses = [finding for finding in heard.measured.findings if finding.kind == "long_pause"]
    if not pauses:
        return None
    longest = max(pauses, key=lambda finding: (finding.end_s or 0.0) - (finding.start_s or 0.0))
    return _on(longest, "Know the next sentence before you begin: one long pause stands here.")


def _other_pace(heard: _Heard) -> Advice | None:
    part = next((part for part in _parts(heard.measured) if part.name.startswith("speech rate")), None)
    if part is None or part.value is None:
        return None
    words = heard.measured.measures.get("words_per_minute") or 0.0
    why = f"{words:.0f} words a minute; about 160 to 250 are easy to follow."
    if words < 160:
        return Advice(text="Keep going from one sentence to the next; shorter pauses will do.", why=why)
    return Advice(text="Take a breath after each sentence.", why=why)


def _no_repeats(heard: _Heard) -> Advice | None:
    finding = heard.first("repetition") or heard.first("repair") or heard.first("restart")
    return _on(finding, f"Say “{_short(finding.text)}” once; a short silence buys the same time.") if finding else None


_Writer = Callable[[_Heard], Advice | None]

_WRITERS: tuple[tuple[str, Callable[[Measured], float], _Writer], ...] = (
    ("result", _worth_if("no_result", _NO_RESULT_GAIN), _tell_result),
    ("own part", _worth_if("we_without_i", _WE_WITHOUT_I_GAIN), _say_i),
    ("preamble", _preamble_worth, _start_later),
    ("length", _lost("length"), _cut_length),
    ("more", _short_worth, _say_more),
    ("repeated", _lost("content said twice"), _drop_repeat),
    ("wording", _wording_worth, _drop_words),
    ("sentences", _lost("words in long sentences"), _split_sentence),
    ("fillers", _lost("fillers a minute"), _fewer_fillers),
    ("hedges", _lost("hedges"), _fewer_hedges),
    ("vague", _lost("vague words"), _name_things),
    ("pauses", _lost("share of pauses"), _shorter_pauses),
    ("pace", _lost("speech rate"), _other_pace),
    ("repeats", _lost("repeats and restarts"), _no_repeats),
)


def _on(finding: Finding | None, text: str) -> Advice | None:
    return None if finding is None else Advice(text=text, why=finding.message, **_at(finding))


def _at(finding: Finding) -> dict[str, Any]:
    return {
        "char_start": finding.char_start,
        "char_end": finding.char_end,
        "start_s": finding.start_s,
        "end_s": finding.end_s,
    }


def _place(transcript: Transcript, char_start: int | None, char_end: int | None) -> dict[str, Any]:
    """Return the fields of an advice on these characters, with the times of the words inside."""
    if char_start is None or char_end is None:
        return {}
    inside = [word for word in transcript.words if word.char_start < char_end and word.char_end > char_start]
    return {
        "char_start": char_start,
        "char_end": char_end,
        "start_s": inside[0].start_s if inside else None,
        "end_s": inside[-1].end_s if inside else None,
    }


def _opening(text: str) -> str:
    """Return the first words of a text, joining words left out."""
    words = text.split()
    while words and bare(words[0]) in _JOINING:
        words.pop(0)
    return _short(" ".join(words), 3)


def _short(text: str, most: int = 8) -> str:
    """Return the first words of a text, without punctuation at the edges."""
    words = text.split()
    return " ".join(words[:most]).strip(" ,.;:!?") + (" …" if len(words) > most > 5 else "")
