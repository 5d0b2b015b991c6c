"""What to say of the employer's needs: claimed without an example, shown without a result, not heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rehearse.advice.candidate import Candidate
from rehearse.advice.places import last_sentence, of_span
from rehearse.advice.quoting import sentence, short
from rehearse.needs.claims import DENIED, OF_ANOTHER, WISHED
from rehearse.needs.kinds import PLAIN_YES, kind_of
from rehearse.schema import Advice, Coverage, Transcript

_CLAIMED_GAIN = {"must": 32.0, "nice": 10.0}
_NOT_ADDRESSED_GAIN = {"must": 8.0, "nice": 2.0}
_SHOWN_GAIN = {"must": 4.0, "nice": 1.0}

_AFTER_CLAIM: Mapping[str, str] = {
    "certificate": "you said you have it; add when you got it, and its grade or level.",
    "language": "you said it; tell whom you last spoke it with, and about what.",
    "story": "you said it; now tell one time you did it.",
}
_AFTER_EXAMPLE: Mapping[str, str] = {
    "certificate": "add the year, the grade or the level.",
    "language": "add for how long you have used it, or your level.",
    "story": "say what came of it, a number or what changed.",
}
_AGAINST: Mapping[str, str] = {
    DENIED: "you said you lack it; add what you have that comes nearest, or how you would close the gap.",
    OF_ANOTHER: "you told somebody else's part; tell your own.",
    WISHED: "you said you would like to; tell what you have done towards it.",
}
"""What to do where an answer spoke of a need and did not meet it, by why it did not."""


def from_needs(transcript: Transcript, coverage: Sequence[Coverage]) -> Iterator[Candidate]:
    """Yield what could be advised on each need; a need that is not heard is tied to the end, after which it could be told."""
    for each in coverage:
        place = of_span(transcript, each.char_start, each.char_end)
        kind = kind_of(each.need)
        if each.level == "not_addressed":
            advice = Advice(
                text=f"“{short(each.need)}”: {_AGAINST.get(each.why) or _unheard(kind)}",
                why="The employer asks for it, and this answer ends here without it.",
                **last_sentence(transcript),
            )
            yield Candidate(gain=_NOT_ADDRESSED_GAIN[each.kind], topic="not_addressed", advice=advice)
        elif kind in PLAIN_YES:
            continue
        elif each.level == "claimed":
            text = f"“{short(each.need)}”: {_AFTER_CLAIM.get(kind, _AFTER_CLAIM['story'])}"
            why = sentence(each.why) or "A claim with an example counts for more than the claim."
            yield Candidate(gain=_CLAIMED_GAIN[each.kind], topic="claimed", advice=Advice(text=text, why=why, **place))
        elif each.level == "shown":
            text = f"“{short(each.need)}”: {_AFTER_EXAMPLE.get(kind, _AFTER_EXAMPLE['story'])}"
            why = "The example is there; its result would prove it."
            yield Candidate(gain=_SHOWN_GAIN[each.kind], topic="result", advice=Advice(text=text, why=why, **place))


def _unheard(kind: str) -> str:
    asked = "say it in one sentence" if kind in PLAIN_YES | {"certificate"} else "tell one time you did it"
    return f"not heard yet. If this question leaves room, {asked}."
