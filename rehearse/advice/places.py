"""Where in an answer a piece of advice belongs: the fields of `Advice` that let it be found and played."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from rehearse.schema import Finding, Transcript, Word
from rehearse.text import sentences


class Place(TypedDict, total=False):
    """A stretch of the transcript, with its time where the words have times; empty for no place."""

    char_start: int | None
    char_end: int | None
    start_s: float | None
    end_s: float | None


def at(finding: Finding) -> Place:
    """Return the place of a finding."""
    return Place(char_start=finding.char_start, char_end=finding.char_end, start_s=finding.start_s, end_s=finding.end_s)


def of_span(transcript: Transcript, char_start: int | None, char_end: int | None) -> Place:
    """Return the place of a span of characters; none where the span is not known."""
    if char_start is None or char_end is None:
        return Place()
    inside = [word for word in transcript.words if word.char_start < char_end and word.char_end > char_start]
    return Place(
        char_start=char_start,
        char_end=char_end,
        start_s=inside[0].start_s if inside else None,
        end_s=inside[-1].end_s if inside else None,
    )


def first_sentence(transcript: Transcript) -> Place:
    """Return where the answer begins."""
    return _sentence(transcript, 0)


def last_sentence(transcript: Transcript) -> Place:
    """Return where the answer ends."""
    return _sentence(transcript, -1)


def from_time(transcript: Transcript, after_s: float) -> Place:
    """Return the place of all that is said from `after_s` seconds after the first word on; the last sentence without times."""
    starts_s = [word.start_s for word in transcript.words if word.start_s is not None]
    later = [word for word in transcript.words if word.start_s is not None and word.start_s >= starts_s[0] + after_s]
    return _between(later[0], transcript.words[-1]) if later else last_sentence(transcript)


def stretch(transcript: Transcript, words: int, *, fastest: bool) -> Place:
    """Return the fastest or the slowest stretch of that many words; the first sentence where there is none."""
    timed = [word for word in transcript.words if word.start_s is not None and word.end_s is not None]
    stretches = [timed[start : start + words] for start in range(len(timed) - words + 1)]
    if not stretches:
        return first_sentence(transcript)
    chosen = (min if fastest else max)(stretches, key=_length_s)
    return _between(chosen[0], chosen[-1])


def _length_s(words: Sequence[Word]) -> float:
    return (words[-1].end_s or 0.0) - (words[0].start_s or 0.0)


def _sentence(transcript: Transcript, number: int) -> Place:
    spans = sentences(transcript)
    return of_span(transcript, spans[number].char_start, spans[number].char_end) if spans else Place()


def _between(first: Word, last: Word) -> Place:
    return Place(char_start=first.char_start, char_end=last.char_end, start_s=first.start_s, end_s=last.end_s)
