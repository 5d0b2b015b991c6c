from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rehearse.schema import Interval
from rehearse.speech.chunks import LONGEST_S, chunk_of, chunks


def regions(*edges: float) -> tuple[Interval, ...]:
    return tuple(Interval(start_s=start, end_s=end) for start, end in zip(edges[::2], edges[1::2], strict=True))


def test_short_speech_is_one_chunk_with_a_margin() -> None:
    assert chunks(regions(1, 4, 4.5, 6), 10) == (Interval(start_s=0.7, end_s=6.3),)


def test_a_long_chunk_ends_in_the_middle_of_the_next_gap() -> None:
    first, second = chunks(regions(0, 11, 12, 15), 15)
    assert (first.end_s, second.start_s) == (11.5, 11.5)


def test_a_long_silence_is_not_listened_to() -> None:
    first, second = chunks(regions(0, 2, 60, 62), 62)
    assert first.end_s < 3
    assert second.start_s > 59


def test_no_speech_has_no_chunks() -> None:
    assert chunks((), 10) == ()


@example([1.0, 1.0, 2.5, 19.0])
@given(st.lists(st.floats(0.01, 50), min_size=2, max_size=30).filter(lambda steps: len(steps) % 2 == 0))
def test_chunks_hold_all_speech_and_are_short_and_apart(steps: list[float]) -> None:
    edges = [sum(steps[: i + 1]) for i in range(len(steps))]
    speech = regions(*edges)
    found = chunks(speech, edges[-1])
    assert all(chunk.duration_s <= LONGEST_S + 1e-6 for chunk in found)
    assert all(before.end_s <= after.start_s + 1e-6 for before, after in pairwise(found))
    for region in speech:
        covered = sum(max(0.0, min(c.end_s, region.end_s) - max(c.start_s, region.start_s)) for c in found)
        assert covered == pytest.approx(region.duration_s, abs=1e-6)


def test_a_moment_between_chunks_belongs_to_the_nearest() -> None:
    within = regions(0, 2, 10, 12)
    assert [chunk_of(when, within) for when in (1, 3, 9, 99)] == [0, 0, 1, 1]
