"""Whose part and whose gain: "I" against "we", and what the candidate gets against what the employer gets.

Task
----
Count the sentences that speak of what the job gives the candidate (rules `about_you`) and of what the employer gets
(rules `about_them`), and how often "I" and "we" are said. They are shown side by side, and nothing is scored.

Conventions
-----------
A sentence that has cues of both counts on both sides. In a story, `we_min` or more of "we" without a clause of the candidate's
own, hedges ("I think") aside, leave their own part untold.

Metrics
-------
said_i, said_we, sentences_about_you (what the candidate gets), sentences_about_them (what the employer gets).

References
----------
Own rules. That an answer goes as well as it met the employer's needs is the thought behind this app, not a finding.
"""

from __future__ import annotations

from collections.abc import Sequence

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.schema import Finding

MEASURES = ("said_i", "said_we", "sentences_about_you", "sentences_about_them")
VIEWS = ("about_you", "about_them")


def measure(answer: Answer, lexicon: Lexicon, norms: Norms, *, story: bool) -> Measured:
    """Return whose part and whose gain an answer that has words speaks of; `story` where it is to tell what one did."""
    found = {view: lexicon.matches(view, answer) for view in VIEWS}
    own, shared = ([place for place, token in enumerate(answer.tokens) if token in lexicon.groups[name]] for name in ("i", "we"))
    findings = [
        answer.finding(view, each.start, each.end, each.rule.message, each.rule.source)
        for view, matches in found.items()
        for each in matches
    ]
    if story and len(shared) >= norms["we_min"].value and not _tells_own_part(answer, lexicon, own):
        findings.append(_we_without_i(answer, shared[0], norms))
    sentences = {
        f"sentences_{view}": float(sum(any(each.start in sentence for each in matches) for sentence in answer.sentences))
        for view, matches in found.items()
    }
    return Measured(findings=tuple(findings), measures={"said_i": float(len(own)), "said_we": float(len(shared)), **sentences})


def _tells_own_part(answer: Answer, lexicon: Lexicon, own: Sequence[int]) -> bool:
    """Tell whether "I" or "me" is said otherwise than in a hedge: a candidate who speaks of themselves may tell their part."""
    hedged = {place for match in lexicon.matches("hedge", answer) for place in range(match.start, match.end)}
    return any(place not in hedged and answer.tokens[place] not in ("my", "mine") for place in own)


def _we_without_i(answer: Answer, first: int, norms: Norms) -> Finding:
    message = "Only “we” so far: say which part was yours."
    return answer.finding("we_without_i", first, first + 1, message, norms["we_min"].source)
