"""A second opinion on an answer: that of the person's own language model, beside the built-in judge's.

Whatever comes of it, the built-in verdicts are there: where the model is late, out of reach, or says what can't be checked, they
stand, and a line says so.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from rehearse.errors import OwnModelError, SettingsError
from rehearse.needs import prompt
from rehearse.needs.coverage import cover
from rehearse.needs.opinions import Heeded, heed
from rehearse.own_model import ask, endpoint
from rehearse.schema import MET, Coverage, Need, Question, Transcript
from rehearse.settings import OwnModel
from rehearse.text import from_text

_SAMPLE_NEEDS = (Need(id="n1", text="Leads a team"), Need(id="n2", text="Speaks Spanish"))
_SAMPLE_ANSWER = "Last winter I led a team of five nurses through the night shifts, and we cut the falls on our ward by half."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """The verdicts on the needs, and what the person's own model had to do with them.

    Attributes
    ----------
    coverage
        The verdicts that stand, one for each need.
    concerns
        Those on what puts the concerns to rest, where they were asked for.
    note
        What came of asking the model, in one line for the person; empty where it was not asked.
    own_model
        Which model it was and where ("llama3.1:8b at 127.0.0.1:11434"), if any of its verdicts stands; else `None`.
    """

    coverage: tuple[Coverage, ...]
    concerns: tuple[Coverage, ...] = ()
    note: str = ""
    own_model: str | None = None


def consult(
    transcript: Transcript, needs: Sequence[Need], covered: Sequence[Coverage], chosen: OwnModel, question: Question | None = None
) -> Verdicts:
    """Ask the model that is chosen about each need, and return the verdicts that stand; it takes `chosen.timeout_s` at most.

    Parameters
    ----------
    covered
        The built-in judge's verdicts, one for each of `needs`.
    """
    try:
        heeded = _asked(transcript, needs, covered, chosen, question)
    except (OwnModelError, SettingsError) as exc:
        return Verdicts(coverage=tuple(covered), note=f"{exc} The built-in judge's verdicts stand.")
    version = f"{chosen.name} at {endpoint(chosen.url, chosen.allowed_host).host}"
    return Verdicts(
        coverage=heeded.coverage, note=_note(version, heeded, len(needs)), own_model=version if heeded.believed else None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of trying a model on a small sample: whether it judged it as it should, and a line that tells."""

    right: bool
    told: str


def try_out(chosen: OwnModel) -> Trial:
    """Let the model judge a small sample.

    Raises
    ------
    SettingsError
        The address may not be asked, or something is missing.
    OwnModelError
        It can't be reached, or its reply can't be used.
    """
    if not chosen.url.strip() or not chosen.name.strip():
        raise SettingsError("Give your own model's address and its name, such as http://127.0.0.1:11434/v1 and llama3.1:8b.")
    transcript = from_text(_SAMPLE_ANSWER)
    started = time.monotonic()
    heeded = _asked(transcript, _SAMPLE_NEEDS, cover(transcript, _SAMPLE_NEEDS), chosen)
    took_s = time.monotonic() - started
    right = heeded.believed == len(_SAMPLE_NEEDS) and _is_right(heeded.coverage)
    judged = "judged a sample answer as it should" if right else "answers, but misjudges a plain sample: take a larger model"
    told = f"{chosen.name} at {endpoint(chosen.url, chosen.allowed_host).host} {judged} ({took_s:.1f} s)"
    return Trial(right=right, told=told)


def _asked(
    transcript: Transcript,
    needs: Sequence[Need],
    covered: Sequence[Coverage],
    chosen: OwnModel,
    question: Question | None = None,
) -> Heeded:
    reply = ask(chosen, prompt.messages(transcript, needs, question), prompt.schema())
    return heed(transcript.text, covered, prompt.read_reply(reply, needs))


def _is_right(coverage: Sequence[Coverage]) -> bool:
    team, spanish = coverage
    return team.level in MET and spanish.level == "not_addressed"


def _note(version: str, heeded: Heeded, needs: int) -> str:
    silent = needs - heeded.believed - heeded.misquoted - heeded.unraised
    reasons = (
        (heeded.misquoted, "what it quoted does not stand in your answer"),
        (heeded.unraised, "you only read out or listed the words"),
        (silent, "it gave no verdict"),
    )
    kept = "; ".join(f"{count} because {why}" for count, why in reasons if count)
    judged = f"Your own model ({version}) judged {heeded.believed} of {needs} needs."
    return f"{judged} The built-in judge's verdicts stand on the rest: {kept}." if kept else judged
