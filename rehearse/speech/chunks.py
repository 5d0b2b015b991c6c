"""Cut a recording into stretches of speech that are short enough to recognise or align at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rehearse.schema import Interval

ENOUGH_S = 10.0
"""A chunk this long is closed at the next gap."""

LONGEST_S = 20.0
"""No chunk is longer; speech without a gap is cut here."""

MIN_GAP_S = 0.25
"""A shorter gap may be the inside of a word."""

MARGIN_S = 0.3
"""Silence kept before and after the speech of a chunk; a weak start of a word lies outside what a voice detector marks."""

LONG_GAP_S = 3.0
"""A silence this long always ends a chunk, so that it costs nothing to listen to."""

_MOST_SPEECH_S = LONGEST_S - LONG_GAP_S
"""Leaves room for half of a gap on either side."""


def chunks(speech: Sequence[Interval], duration_s: float) -> tuple[Interval, ...]:
    """Return stretches that hold all of `speech`, in order and apart, each at most `LONGEST_S` long.

    Parameters
    ----------
    speech
        Where a voice was heard, in order.
    duration_s
        Length of the recording.
    """
    pieces = [piece for region in speech for piece in _halved(region)]
    if not pieces:
        return ()
    groups = [[pieces[0]]]
    for before, piece in pairwise(pieces):
        if _ends_chunk(groups[-1], before, piece):
            groups.append([piece])
        else:
            groups[-1].append(piece)
    cuts = [_between(left[-1], right[0]) for left, right in pairwise(groups)]
    starts = [max(0.0, groups[0][0].start_s - MARGIN_S), *(start for _, start in cuts)]
    ends = [*(end for end, _ in cuts), min(duration_s, groups[-1][-1].end_s + MARGIN_S)]
    return tuple(Interval(start_s=start, end_s=end) for start, end in zip(starts, ends, strict=True) if end > start)


def chunk_of(when_s: float, within: Sequence[Interval]) -> int:
    """Return the index of the chunk that holds `when_s`, or of the one nearest to it."""
    return min(range(len(within)), key=lambda i: max(within[i].start_s - when_s, when_s - within[i].end_s, 0.0))


def _halved(region: Interval) -> list[Interval]:
    """Return `region` in equal parts, each short enough for a chunk with its margins."""
    parts = int(region.duration_s // (_MOST_SPEECH_S)) + 1
    length = region.duration_s / parts
    return [Interval(start_s=region.start_s + i * length, end_s=region.start_s + (i + 1) * length) for i in range(parts)]


def _ends_chunk(chunk: Sequence[Interval], before: Interval, piece: Interval) -> bool:
    gap_s = piece.start_s - before.end_s
    if gap_s >= LONG_GAP_S or piece.end_s - chunk[0].start_s > _MOST_SPEECH_S:
        return True
    return gap_s >= MIN_GAP_S and before.end_s - chunk[0].start_s >= ENOUGH_S


def _between(before: Interval, after: Interval) -> tuple[float, float]:
    """Return where one chunk ends and the next starts in the gap between two regions."""
    gap_s = max(0.0, after.start_s - before.end_s)
    margin_s = min(gap_s / 2, MARGIN_S) if gap_s >= LONG_GAP_S else gap_s / 2
    return before.end_s + margin_s, after.start_s - margin_s
