"""What a person's correction of a transcript says about the filled pauses that were heard: which are struck out, which stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from rehearse.schema import Interval, Transcript
from rehearse.text import bare


def carried_over(corrected: Transcript, previous: Transcript) -> Transcript:
    """Return corrected words with what is known of their filled pauses.

    A filled pause that the person left standing is as sure as it was before: nobody has confirmed it. One that stands in
    `previous` alone is struck out, as those were that it lists.

    Parameters
    ----------
    corrected
        The words as the person wants them.
    previous
        The transcript that was corrected.
    """
    words, gone = list(corrected.words), set(range(len(previous.words)))
    for before, after in _same(previous, corrected):
        gone.discard(before)
        if words[after].kind == "filled_pause":
            words[after] = replace(words[after], probability=previous.words[before].probability)
    struck = [
        Interval(start_s=word.start_s, end_s=word.end_s)
        for word in (previous.words[index] for index in sorted(gone))
        if word.kind == "filled_pause" and word.start_s is not None and word.end_s is not None
    ]
    return replace(corrected, words=tuple(words), struck=(*previous.struck, *struck))


def _same(previous: Transcript, corrected: Transcript) -> Iterator[tuple[int, int]]:
    """Yield the index in either of each word that both have."""
    before, after = ([bare(word.text) for word in each.words] for each in (previous, corrected))
    for block in Levenshtein.opcodes(before, after):
        if block.tag == "equal":
            yield from zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)
