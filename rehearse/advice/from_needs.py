"""What to say of the employer's needs: claimed without an example, shown without a result, not heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rehearse.advice.candidate import Candidate
from rehearse.advice.places import last_sentence, of_span
from rehearse.advice.quoting import sentence, short
from rehearse.schema import Advice, Coverage, Transcript

_CLAIMED_GAIN = {"must": 32.0, "nice": 10.0}
_NOT_ADDRESSED_GAIN = {"must": 8.0, "nice": 2.0}
_SHOWN_GAIN = {"must": 4.0, "nice": 1.0}


def from_needs(transcript: Transcript, coverage: Sequence[Coverage]) -> Iterator[Candidate]:
    """Yield what could be advised on each need; a need that is not heard is tied to the end, after which it could be told."""
    for each in coverage:
        place = of_span(transcript, each.char_start, each.char_end)
        if each.level == "claimed":
            text = f"“{short(each.need)}”: you said it; now tell one time you did it."
            why = sentence(each.why) or "A claim with an example counts for more than the claim."
            yield Candidate(gain=_CLAIMED_GAIN[each.kind], topic="claimed", advice=Advice(text=text, why=why, **place))
        elif each.level == "not_addressed":
            text = f"“{short(each.need)}”: not heard yet. If this question leaves room, tell one time you did it."
            advice = Advice(
                text=text,
                why="The employer asks for it, and this answer ends here without it.",
                **last_sentence(transcript),
            )
            yield Candidate(gain=_NOT_ADDRESSED_GAIN[each.kind], topic="not_addressed", advice=advice)
        elif each.level == "shown":
            text = f"“{short(each.need)}”: say what came of it, a number or what changed."
            why = "The example is there; its result would prove it."
            yield Candidate(gain=_SHOWN_GAIN[each.kind], topic="result", advice=Advice(text=text, why=why, **place))
