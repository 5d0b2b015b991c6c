"""Structure: which sentences of a story tell situation, task, action and result.

Task
----
For behavioural and situational questions, name the part of the story that each sentence tells, and say what is
missing: most often the result. Not a score of its own yet: it feeds findings, measures and advice.

Conventions
-----------
A sentence is what its cues say (rules `situation`, `task`, `action`, `result`); with cues of several, the latest
part of the story wins. A sentence without cues continues the one before it; before the first cue the story is in
its situation. Shares are of the words.

Metrics
-------
structure_situation_share, structure_task_share, structure_action_share, structure_result_share, numbers_told,
said_i, said_we, sentences_about_you (what the candidate gets), sentences_about_them (what the employer gets).

References
----------
Bangerter, Corvalan and Cavin 2014, "Storytelling in the selection interview?", J. Bus. Psychol.,
doi:10.1007/s10869-014-9350-0: the situation takes most of a story, the result least.
"""

from __future__ import annotations

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.measured import Measured, withheld
from rehearse.schema import Finding, QuestionKind

STORY_KINDS: tuple[QuestionKind, ...] = ("behavioural", "situational")
PARTS = ("situation", "task", "action", "result")
SHARES = tuple(f"structure_{part}_share" for part in PARTS)
MEASURES = (*SHARES, "numbers_told", "said_i", "said_we", "sentences_about_you", "sentences_about_them")

_I = frozenset({"i", "i'm", "i'd", "i've", "i'll", "my", "me", "mine", "myself"})
_WE = frozenset({"we", "we're", "we'd", "we've", "we'll", "our", "us", "ours"})
_MIN_WE = 3
_SOURCE = "Bangerter, Corvalan and Cavin 2014, doi:10.1007/s10869-014-9350-0"


def measure(answer: Answer, lexicon: Lexicon, kind: QuestionKind | None) -> Measured:
    """Return the parts of the story in an answer that has words; their shares are `None` for a question that asks for none."""
    said_i = sum(token in _I for token in answer.tokens)
    said_we = sum(token in _WE for token in answer.tokens)
    numbers = len(lexicon.matches("outcome_number", answer))
    counts: dict[str, float | None] = {"numbers_told": float(numbers), "said_i": float(said_i), "said_we": float(said_we)}
    views = {view: lexicon.matches(view, answer) for view in ("about_you", "about_them")}
    for view, found in views.items():
        counts[f"sentences_{view}"] = float(sum(any(each.start in sentence for each in found) for sentence in answer.sentences))
    findings = [
        answer.finding(view, each.start, each.end, each.rule.message, each.rule.source)
        for view, found in views.items()
        for each in found
    ]
    if kind not in STORY_KINDS:
        asked = "no question was given" if kind is None else "the question asks for no story"
        without = withheld(SHARES, asked)
        return Measured(findings=tuple(findings), measures={**without.measures, **counts}, unmeasured=without.unmeasured)
    told = parts_of_story(answer, lexicon)
    words = len(answer.words)
    shares = {
        f"structure_{part}_share": sum(
            len(sentence) for sentence, each in zip(answer.sentences, told, strict=True) if each == part
        )
        / words
        for part in PARTS
    }
    if "result" not in told:
        findings.append(_no_result(answer))
    if said_we >= _MIN_WE and not any(token in _I for token in answer.tokens):
        findings.append(_we_without_i(answer))
    return Measured(findings=tuple(findings), measures={**shares, **counts})


def parts_of_story(answer: Answer, lexicon: Lexicon) -> tuple[str, ...]:
    """Return for each sentence which of `PARTS` it tells."""
    cues = {part: [match.start for match in lexicon.matches(part, answer)] for part in PARTS}
    told: list[str] = []
    for sentence in answer.sentences:
        heard = [part for part in PARTS if any(place in sentence for place in cues[part])]
        told.append(heard[-1] if heard else told[-1] if told else "situation")
    return tuple(told)


def _no_result(answer: Answer) -> Finding:
    last = answer.sentences[-1]
    message = "The story ends without its result: what changed, and by how much?"
    return answer.finding("no_result", last.start, last.stop, message, _SOURCE)


def _we_without_i(answer: Answer) -> Finding:
    first = next(place for place, token in enumerate(answer.tokens) if token in _WE)
    message = "Only “we” so far: say which part was yours."
    return answer.finding("we_without_i", first, first + 1, message, _SOURCE)
