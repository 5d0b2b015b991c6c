"""Words said twice, and with `repairs` everything that a speaker said again: how often, and what that is worth.

Task
----
Find immediate repetitions ("the the", "we had we had"). Filled pauses between the two do not hide them. They begin with a
small word: a word of content that is said twice is nearly always taken up anew or stressed ("it took trays, trays of it").
Doubles of small words that are grammar or emphasis ("had had", "no no") are allowed, as data. Repairs and restarts are
found in `repairs`; where findings overlap, the earlier and longer one stands.

Conventions
-----------
A repetition marks the words said first, the ones a listener did not need.

Metrics
-------
repetitions, repairs, restarts (phrases given up included), repetitions_per_100_words (all together).

References
----------
Shriberg 1994, Preliminaries to a Theory of Speech Disfluencies (PhD thesis, Berkeley). Bortfeld et al. 2001, "Disfluency rates in
conversation", Language and Speech 44(2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon, Match
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.metrics.parts import falling_part
from rehearse.metrics.repairs import Stumble, repairs
from rehearse.schema import Part

MEASURES = ("repetitions", "repairs", "restarts", "repetitions_per_100_words")

_LONGEST_PHRASE = 4
_SOURCE = "Shriberg 1994, Preliminaries to a Theory of Speech Disfluencies"


def measure(stumbles: tuple[Stumble, ...], answer: Answer) -> Measured:
    """Return the repeats and repairs of an answer that has words."""
    words = len(answer.words)
    counts = Counter(stumble.kind for stumble in stumbles)
    return Measured(
        findings=tuple(answer.finding(each.kind, each.start, each.end, each.message, _SOURCE) for each in stumbles),
        measures={
            "repetitions": float(counts["repetition"]),
            "repairs": float(counts["repair"]),
            "restarts": float(counts["restart"] + counts["break"]),
            "repetitions_per_100_words": 100 * len(stumbles) / words if words else None,
        },
        unmeasured={} if words else {"repetitions_per_100_words": "there are no words"},
    )


def stumbles(answer: Answer, lexicon: Lexicon, filler_phrases: Sequence[Match]) -> tuple[Stumble, ...]:
    """Return the repetitions and repairs, in order, without overlaps; filler phrases don't hide them."""
    found = [*_repetitions(answer, lexicon), *repairs(answer, lexicon, filler_phrases)]
    found.sort(key=lambda stumble: (stumble.start, -stumble.end))
    kept: list[Stumble] = []
    for stumble in found:
        if not kept or stumble.start >= kept[-1].end:
            kept.append(stumble)
    return tuple(kept)


def part(measured: Measured, norms: Norms) -> Part:
    """Return what repeats and restarts bring to clarity."""
    return falling_part(
        "repeats and restarts",
        measured.measures["repetitions_per_100_words"],
        norms["repetitions_full"],
        norms["repetitions_zero"],
        weight=0.15,
        reason=measured.unmeasured.get("repetitions_per_100_words"),
    )


def _repetitions(answer: Answer, lexicon: Lexicon) -> list[Stumble]:
    tokens = answer.tokens
    small = lexicon.groups["function"] | lexicon.groups["number"]
    allowed = {place for match in lexicon.matches("repetition_allowed", answer) for place in range(match.start, match.end)}
    found = []
    at = 0
    while at < len(tokens):
        size = _repeated_size(answer, at)
        spelt = size == 1 and len(tokens[at]) == 1 and tokens[at] not in ("a", "i")
        if size and tokens[at] in small and not spelt and not allowed.issuperset(range(at, at + 2 * size)):
            said = answer.text(at, at + size)
            found.append(Stumble(kind="repetition", start=at, end=at + size, message=f"“{said}” was said twice in a row."))
        at += size or 1
    return found


def _repeated_size(answer: Answer, at: int) -> int:
    """Return how many words from place `at` are said again right after; a sentence that is said twice is not a stumble."""
    tokens = answer.tokens
    for size in range(_LONGEST_PHRASE, 0, -1):
        again = at + size
        if again + size > len(tokens) or tokens[at:again] != tokens[again : again + size]:
            continue
        if size > 1 and len(set(tokens[at:again])) == 1:  # “i i i i” is one word, said again three times
            continue
        if again not in answer.sentence_starts:
            return size
    return 0
