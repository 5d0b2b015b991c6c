"""Whose part and whose gain: "I" against "we", and what the candidate gets against what the employer gets.

Task
----
Count the sentences that speak of what the job gives the candidate (rules `about_you`) and of what the employer gets
(rules `about_them`), and how often "I" and "we" are said. They are shown side by side, and nothing is scored.

Conventions
-----------
A sentence that has cues of both counts on both sides. In a story, `we_min` or more of "we" without one thing that the
candidate did ("I moved the beds") leaves their own part untold.

Metrics
-------
said_i, said_we, sentences_about_you (what the candidate gets), sentences_about_them (what the employer gets).

References
----------
Own rules. That an answer goes as well as it met the employer's needs is the thought behind this app, not a finding.
"""

from __future__ import annotations

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
    findings = [
        answer.finding(view, each.start, each.end, each.rule.message, each.rule.source)
        for view, matches in found.items()
        for each in matches
    ]
    we = [place for place, token in enumerate(answer.tokens) if token in lexicon.groups["we"]]
    if story and len(we) >= norms["we_min"].value and not lexicon.matches("action", answer):
        findings.append(_we_without_i(answer, we[0], norms))
    return Measured(
        findings=tuple(findings),
        measures={
            "said_i": float(sum(token in lexicon.groups["i"] for token in answer.tokens)),
            "said_we": float(len(we)),
            **{
                f"sentences_{view}": float(sum(any(each.start in sentence for each in matches) for sentence in answer.sentences))
                for view, matches in found.items()
            },
        },
    )


def _we_without_i(answer: Answer, first: int, norms: Norms) -> Finding:
    message = "Only “we” so far: say which part was yours."
    return answer.finding("we_without_i", first, first + 1, message, norms["we_min"].source)
