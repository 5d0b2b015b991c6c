"""Four ways to answer: the browser's microphone, this computer's, a file, the keyboard; and the sample."""

from __future__ import annotations

from pathlib import Path

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
        recorded = st.audio_input("Record your answer", key=_key("browser"))
        if recorded:
            _judge_bytes(recorded.getvalue(), role, asked, ".wav")
    elif way == WAYS[1]:
        microphone.show(asked, _begin_recording)
    elif way == WAYS[2]:
        uploaded = st.file_uploader("A recording of your answer; of a video, its sound", type=_SOUNDS, key=_key("upload"))
        if uploaded:
            _judge_bytes(uploaded.getvalue(), role, asked, Path(uploaded.name).suffix.lower())
    else:
        _typed(role, question)
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
        session.show_take(take.id)
        st.rerun()


def begin(job: Job) -> None:
    """Follow `job` on this page from now on."""
    st.session_state[_JOB] = job
    st.rerun()


def offer_waiting() -> None:
    """Offer the recordings that were interrupted or could not be judged."""
    with shown_errors():
        for one in work.recordings():
            with card(f"waiting-{one.audio.stem}"):
                _offer(one)


def _offer(one: Waiting) -> None:
    st.markdown(f"**Recorded {verbatim(moment(one.recorded_at))} and not judged yet**")
    say(f"{full_name(_role(one.asked))}: {one.asked.question.text}", "soft")
    player.sound(one.audio)
    with st.container(horizontal=True):
        if st.button("Judge it now", key=f"judge-{one.audio.stem}", icon=":material/play_arrow:"):
            _begin_recording(one.audio, one.asked)
        if st.button("Delete it", key=f"forget-{one.audio.stem}", type="tertiary", icon=":material/delete:"):
            waiting.forget(one.audio)
            st.rerun()


def _offer_sample(role: Role) -> None:
    if st.button("Try it with a sample answer", type="tertiary", icon=":material/play_circle:"):
        asked = Asked(role_id=_id(role), question=sample_question())
        _judge_bytes(sample_answer_path().read_bytes(), role, asked, ".wav")


def _typed(role: Role, question: Question) -> None:
    with st.form(_key("typed"), border=False):
        text = st.text_area("Your answer, as you would say it", height=180, key=_key("typed-text"), persist_state="session")
        submitted = st.form_submit_button("Judge this answer", type="primary")
    if submitted and text.strip():
        with shown_errors():
            begin(work.judge_text(role, question, text))


def _judge_bytes(data: bytes, role: Role, asked: Asked, suffix: str) -> None:
    with shown_errors():
        audio = waiting.keep(data, asked, suffix)
        _next_round()
        begin(work.judge_recording(role, asked.question, audio))


def _begin_recording(audio: Path, asked: Asked, went_wrong: RehearseError | None = None) -> None:
    if went_wrong is not None:
        st.session_state[_WENT_WRONG] = went_wrong
    with shown_errors():
        begin(work.judge_recording(_role(asked), asked.question, audio))


def _role(asked: Asked) -> Role:
    """Return the role that a recording was made for; where that was deleted, the one on the page."""
    try:
        return library().role(asked.role_id)
    except NotFoundError:
        here = session.role()
        if here is None:
            raise
        return here


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
