"""Four ways to answer: the browser's microphone, this computer's, a file, the keyboard; and the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from rehearse.errors import NotFoundError, RehearseError
from rehearse.library.names import full_name
from rehearse.sample import sample_advert, sample_answer_path, sample_question
from rehearse.schema import Question, Role
from rehearse.ui import failures, microphone, player, session, waiting, work
from rehearse.ui.cards import card
from rehearse.ui.failures import shown_errors
from rehearse.ui.resources import library
from rehearse.ui.waiting import Asked, Waiting
from rehearse.ui.wording import moment, say, verbatim
from rehearse.ui.work import Job

WAYS = ("Browser microphone", "This computer's microphone", "Upload", "Type")
_SOUNDS = ["wav", "mp3", "m4a", "ogg", "opus", "flac", "aac", "webm", "mp4", "mov", "mkv", "wma"]
_JOB = "job"
_ROUND = "answer-round"
_WENT_WRONG = "recording-went-wrong"


def show(role: Role, question: Question) -> None:
    """Take an answer, by whichever way, and begin to judge it."""
    asked = Asked(role_id=_id(role), question=question)
    st.session_state.setdefault("way", WAYS[1] if microphone.recording() else WAYS[0])
    way = st.segmented_control(
        "How to answer", WAYS, required=True, label_visibility="collapsed", key="way", persist_state="session"
    )
    if way == WAYS[0]:
        _sound(partial(st.audio_input, "Record your answer"), "browser", asked)
    elif way == WAYS[1]:
        microphone.show(asked, _begin_recording)
    elif way == WAYS[2]:
        label = "A recording of your answer; of a video, its sound"
        _sound(partial(st.file_uploader, label, type=_SOUNDS), "upload", asked)
    else:
        _typed(asked)
    if role.advert == sample_advert():
        _offer_sample(role)


def finish() -> None:
    """Follow the answer that is being judged, and show its take; come back where there is none, or it could not be judged."""
    job: Job | None = st.session_state.get(_JOB)
    if _WENT_WRONG in st.session_state:
        failures.show(st.session_state[_WENT_WRONG])
    if job is None:
        st.session_state.pop(_WENT_WRONG, None)
        return
    take = None
    with shown_errors():
        take = work.follow(job)
    del st.session_state[_JOB]
    if take:
        _next_round()
        session.answered(take)
        session.show_take(take.id)
        st.rerun()


def begin(job: Job) -> None:
    """Follow `job` on this page from now on."""
    st.session_state[_JOB] = job
    st.rerun()


def offer_waiting(role: Role) -> None:
    """Offer the recordings that were interrupted or could not be judged; for `role` those whose own is gone."""
    with shown_errors():
        roles = {one.id: one for one in library().roles()}
        for one in work.recordings():
            with card(f"waiting-{one.audio.stem}"):
                _offer(one, roles.get(one.asked.role_id), role)


def _offer(one: Waiting, its_own: Role | None, here: Role) -> None:
    st.markdown(f"**Recorded {verbatim(moment(one.recorded_at))} and not judged yet**")
    say(f"{full_name(its_own) if its_own else 'A role that is deleted'}: {one.asked.question.text}", "soft")
    player.sound(one.audio)
    with st.container(horizontal=True):
        judge = "Judge it now" if its_own else f"Judge it for {verbatim(full_name(here))}"
        if st.button(judge, key=f"judge-{one.audio.stem}", icon=":material/play_arrow:"):
            _begin_recording(one.audio, Asked(role_id=_id(its_own or here), question=one.asked.question))
        if st.button("Delete it", key=f"forget-{one.audio.stem}", type="tertiary", icon=":material/delete:"):
            waiting.forget(one.audio)
            st.rerun()


def _offer_sample(role: Role) -> None:
    if st.button("Try it with a sample answer", type="tertiary", icon=":material/play_circle:"):
        _judge_bytes(sample_answer_path().read_bytes(), Asked(role_id=_id(role), question=sample_question()), ".wav")
        st.rerun()


def _sound(field: Callable[..., object], name: str, asked: Asked) -> None:
    key = _key(name)
    if field(key=key, on_change=_sound_given, args=(key, asked)):
        st.button("Try to keep it again", on_click=_sound_given, args=(key, asked))


# What is given answers what was on the page then. It is taken before the page is drawn again: by then the role may be gone.


def _sound_given(key: str, asked: Asked) -> None:
    given: Any = st.session_state[key]
    if given is not None:
        _judge_bytes(given.getvalue(), asked, Path(given.name).suffix.lower())


def _typed(asked: Asked) -> None:
    key = _key("typed-text")
    with st.form(_key("typed"), border=False):
        st.text_area("Your answer, as you would say it", height=180, key=key, persist_state="session")
        st.form_submit_button("Judge this answer", type="primary", on_click=_text_given, args=(key, asked))


def _text_given(key: str, asked: Asked) -> None:
    text = st.session_state[key]
    if text.strip():
        with _told_in_the_next_run():
            st.session_state[_JOB] = work.judge_text(_role(asked), asked.question, text)


def _judge_bytes(data: bytes, asked: Asked, suffix: str) -> None:
    with _told_in_the_next_run():
        audio = waiting.keep(data, asked, suffix)
        _next_round()
        st.session_state[_JOB] = work.judge_recording(_role(asked), asked.question, audio)


def _begin_recording(audio: Path, asked: Asked, went_wrong: RehearseError | None = None) -> None:
    if went_wrong is not None:
        st.session_state[_WENT_WRONG] = went_wrong
    with _told_in_the_next_run():
        st.session_state[_JOB] = work.judge_recording(_role(asked), asked.question, audio)
    st.rerun()


@contextmanager
def _told_in_the_next_run() -> Iterator[None]:
    try:
        yield
    except Exception as exc:
        st.session_state[_WENT_WRONG] = exc


def _role(asked: Asked) -> Role:
    try:
        return library().role(asked.role_id)
    except NotFoundError as exc:
        raise NotFoundError(
            "The role that you answered for has been deleted. Your answer is kept: typed words stand in their field, and a "
            "recording is offered. Judge it for another role, or leave it."
        ) from exc


def _key(name: str) -> str:
    """Return the key that a field has in this round."""
    return f"{name}-{st.session_state.get(_ROUND, 0)}"


def _next_round() -> None:
    """Empty the fields, now that what they held is kept elsewhere."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _id(role: Role) -> int:
    if role.id is None:
        raise AssertionError("only a saved role is practised")
    return role.id
