"""Read the word times of a Praat TextGrid in its short form."""

from __future__ import annotations

import re
from pathlib import Path

from rehearse.schema import Interval

_INTERVAL = re.compile(r'^([\d.]+)\n([\d.]+)\n"(.*)"$', re.MULTILINE)


def word_times(path: Path) -> list[tuple[str, Interval]]:
    """Return the words of the first tier with their times; marks such as "[adif]" or "<VOCNOISE>" are left out."""
    tier = path.read_text(encoding="utf-8").split('"IntervalTier"')[1]
    rows = tier.partition('"words"')[2].strip().split("\n", 3)[3]
    return [
        (text, Interval(start_s=float(start), end_s=float(end)))
        for start, end, text in _INTERVAL.findall(rows)
        if re.match(r"\w", text)
    ]
