"""What is to be marked in a transcript: one list of spans, drawn as HTML by `highlight` and as runs by `export`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rehearse.metrics.answer import without_punctuation
from rehearse.metrics.norms import table
from rehearse.report.evidence import Passage, passages, spoken
from rehearse.report.plain import listed
from rehearse.schema import Assessment, Finding, Transcript, Word

Look = Literal[
    "evidence",
    "claim",
    "long-sentence",
    "cut",
    "filler",
    "hedge",
    "tic",
    "repetition",
    "repair",
    "pause",
    "structure",
    "note",
    "word",
]  # each is a class in style.css

_LOOKS: dict[str, Look] = {
    "filled_pause": "filler",
    "filler_phrase": "filler",
    "hedge": "hedge",
    "repetition": "repetition",
    "break": "repair",
    "vague": "hedge",
    "repair": "repair",
    "restart": "repair",
    "tic": "tic",
    "wordy_phrase": "cut",
    "preamble": "cut",
    "trailing_off": "cut",
    "repeated_content": "cut",
    "long_sentence": "long-sentence",
    "long_pause": "pause",
    "signpost": "structure",
}
_OUTERMOST_FIRST: tuple[Look, ...] = (
    "long-sentence",
    "evidence",
    "claim",
    "cut",
    "structure",
    "note",
    "repair",
    "repetition",
    "tic",
    "hedge",
    "filler",
    "pause",
    "word",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One stretch of a transcript to be marked, or one place (`char_start == char_end`) where something is to be put in.

    Attributes
    ----------
    look
        How it is drawn; a class of style.css, without its prefix.
    name
        What it is, in plain words.
    message
        Why it matters.
    start_s
        When it begins in the recording; `None` where that is not known.
    duration_s
        How long it lasts; `None` where that is not known.
    sure
        False for a filled pause that was only perhaps heard.
    number
        Of the passage, for evidence.
    """

    look: Look
    name: str
    message: str
    char_start: int
    char_end: int
    start_s: float | None = None
    duration_s: float | None = None
    sure: bool = True
    number: int | None = None

    @property
    def order(self) -> tuple[int, int]:
        """Sorts the outermost first among the marks that begin at one place."""
        return _OUTERMOST_FIRST.index(self.look), -self.char_end


def marks(assessment: Assessment) -> tuple[Mark, ...]:
    """Return everything to be marked in an answer, in order; what stands outside the transcript is left out."""
    unsure = _unsure_spans(assessment)
    length = len(assessment.transcript.text)
    found = [_of_passage(passage, assessment.transcript) for passage in passages(assessment)]
    for finding in assessment.findings:
        start, end = finding.char_start, finding.char_end
        if start is not None and end is not None and 0 <= start <= end <= length:
            found.append(_of_finding(finding, start, end, sure=(start, end) not in unsure))
    return tuple(sorted(found, key=lambda mark: (mark.char_start, mark.order)))


def unsure_fillers(assessment: Assessment) -> tuple[Word, ...]:
    """Return the filled pauses that were only perhaps heard: as many of the least probable as the answer's measures count.

    They are those that its score leaves out, whatever the limits are now. Where none were counted, the published limit tells.
    """
    heard = [(word.probability, word) for word in assessment.transcript.words if word.kind == "filled_pause"]
    guesses = sorted(((sure, word) for sure, word in heard if sure is not None), key=lambda each: each[0])
    count = assessment.measures.get("fillers_unsure")
    if count is None:
        count = sum(sure < table()["sure_probability"].value for sure, _ in guesses)
    return tuple(word for _, word in guesses[: int(count)])


def _unsure_spans(assessment: Assessment) -> set[tuple[int, int]]:
    """Return where fillers stand that were only perhaps heard, as their findings have it: without the comma after them."""
    text = assessment.transcript.text
    spans = (without_punctuation(text, word.char_start, word.char_end) for word in unsure_fillers(assessment))
    return {(span.char_start, span.char_end) for span in spans}


def _of_passage(passage: Passage, transcript: Transcript) -> Mark:
    when = spoken(transcript, passage.char_start, passage.char_end)
    return Mark(
        look="claim" if passage.level == "claimed" else "evidence",
        name=passage.level,
        message=listed([text for _, text in passage.needs]),
        char_start=passage.char_start,
        char_end=passage.char_end,
        start_s=when.start_s if when else None,
        duration_s=when.duration_s if when else None,
        number=passage.number,
    )


def _of_finding(finding: Finding, start: int, end: int, *, sure: bool) -> Mark:
    timed = finding.start_s is not None and finding.end_s is not None
    return Mark(
        look=_LOOKS.get(finding.kind, "note"),
        name=finding.kind.replace("_", " "),
        message=finding.message,
        char_start=start,
        char_end=end,
        start_s=finding.start_s,
        duration_s=finding.end_s - finding.start_s if timed else None,  # type: ignore[operator]  # both are there when timed
        sure=sure,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One step through a marked transcript: the marks that end, those that begin, and the text up to the next step.

    Attributes
    ----------
    closed
        Innermost first; a mark that another one cuts in two is closed and opened again.
    placed
        Marks without length, between what closes and what opens.
    opened
        Outermost first.
    """

    at: int
    closed: tuple[Mark, ...]
    placed: tuple[Mark, ...]
    opened: tuple[Mark, ...]
    text: str


def pieces(text: str, found: Iterable[Mark]) -> Iterator[Piece]:
    """Step through `text` so that marks nest: each is closed before the one it was opened in."""
    spans = [mark for mark in found if mark.char_start < mark.char_end]
    places = [mark for mark in found if mark.char_start == mark.char_end]
    cuts = sorted({0, len(text), *(edge for mark in (*spans, *places) for edge in (mark.char_start, mark.char_end))})
    stack: list[Mark] = []
    for here, there in pairwise([*cuts, len(text)]):
        closed: list[Mark] = []
        while any(mark.char_end <= here for mark in stack):
            closed.append(stack.pop())
        again = [mark for mark in closed if mark.char_end > here]
        opened = sorted([*again, *(mark for mark in spans if mark.char_start == here)], key=lambda mark: mark.order)
        stack.extend(opened)
        yield Piece(
            at=here,
            closed=tuple(closed),
            placed=tuple(mark for mark in places if mark.char_start == here),
            opened=tuple(opened),
            text=text[here:there],
        )
