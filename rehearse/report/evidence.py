"""The passages of an answer that speak to a need: numbered once, shown alike in transcript, timeline and checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rehearse.schema import LEVELS, Assessment, Interval, Level, Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One stretch of the answer that claims, shows or proves something the employer needs.

    Attributes
    ----------
    number
        Counted from 1 in the order of the answer.
    level
        The strongest that it reaches for any of its needs.
    needs
        Ids and texts of the needs that it speaks to.
    """

    number: int
    char_start: int
    char_end: int
    level: Level
    needs: tuple[tuple[str, str], ...]


def passages(assessment: Assessment) -> tuple[Passage, ...]:
    """Return the passages of an answer, in order; those that were found not to count are left out."""
    by_span: dict[tuple[int, int], list[tuple[str, str, Level]]] = {}
    length = len(assessment.transcript.text)
    for need in assessment.coverage:
        start, end = need.char_start, need.char_end
        if need.level != "not_addressed" and start is not None and end is not None and 0 <= start < end <= length:
            by_span.setdefault((start, end), []).append((need.need_id, need.need, need.level))
    return tuple(
        Passage(
            number=i,
            char_start=start,
            char_end=end,
            level=max((level for _, _, level in found), key=LEVELS.index),
            needs=tuple((need_id, text) for need_id, text, _ in found),
        )
        for i, ((start, end), found) in enumerate(sorted(by_span.items()), start=1)
    )


def numbers(assessment: Assessment) -> Mapping[str, int]:
    """Return the number of the passage that speaks to each need, by the need's id; the rest of the needs are left out."""
    return {need_id: passage.number for passage in passages(assessment) for need_id, _ in passage.needs}


def spoken(transcript: Transcript, char_start: int, char_end: int) -> Interval | None:
    """Return when a stretch of the transcript was said; `None` where none of its words carries a time."""
    starts: list[float] = []
    ends: list[float] = []
    for word in transcript.words:
        if word.char_start < char_end and word.char_end > char_start and word.start_s is not None and word.end_s is not None:
            starts.append(word.start_s)
            ends.append(word.end_s)
    return Interval(start_s=min(starts), end_s=max(ends)) if starts else None
