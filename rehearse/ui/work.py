"""Judge answers in the background, and show how far that is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from rehearse import jobs, settings
from rehearse.assess import STEPS, assess, with_words
from rehearse.interview import concerns
from rehearse.schema import Assessment, Question, Role, Take
from rehearse.ui import waiting
from rehearse.ui.resources import library
from rehearse.ui.waiting import Waiting

_LOOK_AGAIN_S = 0.15

_in_hand: set[Path] = set()
"""Recordings that are being judged, for whichever page."""


class Job:
    """One answer that is being judged; `take` is done when the answer is judged and saved, whether or not a page waits for it."""

    def __init__(self, save: Callable[[Assessment], Take]) -> None:
        self.take: Future[Take] = Future()
        self.steps: list[str] = []
        self.share: float | None = None
        self._save = save

    def on_step(self, step: str, share: float | None) -> None:
        """Note how far it is."""
        if step not in self.steps:
            self.steps.append(step)
        self.share = share

    def finish(self, judged: Future[Assessment]) -> None:
        """Save what was judged."""
        try:
            self.take.set_result(self._save(with_words(judged.result())))
        except BaseException as exc:
            self.take.set_exception(exc)


def judge_recording(role: Role, question: Question, audio: Path) -> Job:
    """Judge a recording that waits, and make it a take; it waits on where that fails."""
    store = library()

    def save(assessment: Assessment) -> Take:
        take = store.add_take(_id(role), question, assessment, audio=audio)
        waiting.forget(audio)
        return take

    return _start(partial(assess, audio, **_asked(role, question)), save, audio)


def judge_text(role: Role, question: Question, text: str) -> Job:
    """Judge a typed answer, and make it a take."""
    store = library()
    return _start(
        partial(assess, text, **_asked(role, question)),
        lambda assessment: store.add_take(_id(role), question, assessment),
    )


def judge_again(role: Role, take: Take, corrected_text: str) -> Job:
    """Compute a take again from corrected words."""
    store = library()
    again = partial(assess, corrected_text)
    if take.audio and take.audio.is_file():
        again = partial(assess, take.audio, corrected_text=corrected_text, previous=take.assessment.transcript)
    return _start(
        partial(again, **_asked(role, take.question)),
        lambda assessment: store.correct_take(take.id, assessment),
    )


def recordings() -> tuple[Waiting, ...]:
    """Return the recordings that wait and that nobody is judging just now."""
    return tuple(one for one in waiting.found() if one.audio not in _in_hand)


def follow(job: Job) -> Take:
    """Show each step until the answer is judged, and return its take; raise what kept it from being judged."""
    with st.status("Waiting for the answer before this one", expanded=True) as status:
        done, bar = st.empty(), st.empty()
        while not job.take.done():
            if job.steps:
                *before, current = (STEPS[step] for step in job.steps)
                status.update(label=current)
                done.markdown("\n".join(f"- :material/check: {step}" for step in before))
            if job.share is None:
                bar.empty()
            else:
                bar.progress(min(1.0, job.share))
            wait([job.take], timeout=_LOOK_AGAIN_S)
        failed = job.take.exception() is not None
        status.update(label="Not judged" if failed else "Judged", state="error" if failed else "complete", expanded=False)
    return job.take.result()


def _start(judge: Callable[..., Assessment], save: Callable[[Assessment], Take], waits: Path | None = None) -> Job:
    chosen = settings.load()
    job = Job(save)
    # Another machine can't call back into this page, so its steps are not seen.
    on_step = None if chosen.scheduler_address else job.on_step
    judged = jobs.executor(chosen.scheduler_address).submit(judge, settings=chosen, on_step=on_step)
    # Only now: where nobody takes the work, the recording is offered again.
    if waits:
        _in_hand.add(waits)
        job.take.add_done_callback(lambda _: _in_hand.discard(waits))
    judged.add_done_callback(job.finish)
    return job


def _asked(role: Role, question: Question) -> dict[str, Any]:
    """Return what an answer to `question` is held against."""
    raised = concerns.raised_by(question, role.concerns)
    return {"needs": role.needs, "concerns": raised, "advert": role.advert, "question": question}


def _id(role: Role) -> int:
    if role.id is None:
        raise AssertionError("a role that takes are saved for has been saved itself")
    return role.id
