"""Where fillers fall: at the opening of the answer, and close together.

Task
----
Tell the places of fillers, not only their number: a listener hears three in a row where three over a minute go by.

Conventions
-----------
Fillers are the findings `filled_pause` and `filler_phrase`; a filled pause that is not sure is left out, as from the
rate. A cluster is `cluster_fillers` or more of them with no more than `cluster_gap_words` words from each to the next.
A filler opens the answer where it stands before or among its first `opening_words` words.

Metrics
-------
fillers_in_opening, filler_clusters, fillers_in_clusters.

References
----------
None gave us a limit: those of lexicon/limits.toml are our own choice. Nothing here enters a score.
"""

from __future__ import annotations

from collections.abc import Sequence

from rehearse.metrics.answer import Answer
from rehearse.metrics.fillers import is_sure
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.schema import Finding

MEASURES = ("fillers_in_opening", "filler_clusters", "fillers_in_clusters")

_KINDS = ("filled_pause", "filler_phrase")


def measure(answer: Answer, findings: Sequence[Finding], norms: Norms) -> Measured:
    """Return where the fillers among `findings` fall, in an answer that has words."""
    unsure = {word.char_start for word in answer.filled_pauses if not is_sure(word, norms)}
    fillers = sorted(
        (each for each in findings if each.kind in _KINDS and each.char_start not in unsure),
        key=lambda each: each.char_start or 0,
    )
    before = [_words_before(answer, each) for each in fillers]
    clusters = [
        cluster for cluster in _runs(before, norms["cluster_gap_words"].value) if len(cluster) >= norms["cluster_fillers"].value
    ]
    return Measured(
        findings=tuple(_finding(answer, [fillers[at] for at in cluster]) for cluster in clusters),
        measures={
            "fillers_in_opening": float(sum(words < norms["opening_words"].value for words in before)),
            "filler_clusters": float(len(clusters)),
            "fillers_in_clusters": float(sum(map(len, clusters))),
        },
    )


def _words_before(answer: Answer, filler: Finding) -> int:
    return sum(word.char_start < (filler.char_start or 0) for word in answer.words)


def _runs(before: Sequence[int], gap: float) -> list[list[int]]:
    """Return the fillers, by number, in runs that have no more than `gap` words from each to the next."""
    runs: list[list[int]] = []
    for at, words in enumerate(before):
        if runs and words - before[at - 1] <= gap:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _finding(answer: Answer, fillers: Sequence[Finding]) -> Finding:
    first, last = fillers[0], fillers[-1]
    text = answer.transcript.text[first.char_start : last.char_end]
    return Finding(
        kind="filler_cluster",
        text=text,
        char_start=first.char_start,
        char_end=last.char_end,
        start_s=first.start_s,
        end_s=last.end_s,
        message=f"{len(fillers)} fillers close together: know the sentence that comes here before you begin.",
        source="own rule",
    )
