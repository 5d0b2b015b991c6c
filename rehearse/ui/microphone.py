"""Record with this computer's microphone from the page; a reload of the page finds the recording still running."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from rehearse import settings
from rehearse.audio.microphone import Recorder
from rehearse.errors import RehearseError
from rehearse.report.plain import clock
from rehearse.ui import failures, waiting
from rehearse.ui.failures import shown_errors
from rehearse.ui.waiting import Asked

_REDRAW_S = 0.25
_TEST_S = 6.0
_HEARD_DBFS = -45.0
_QUIET_DBFS, _LOUD_DBFS = -60.0, -6.0
_STOPPED = "stop-recording"


@dataclass
class _Desk:
    """The one microphone of this computer, and what is being recorded with it."""

    recorder: Recorder | None = None
    asked: Asked | None = None
    loudest_dbfs: float | None = None
    error: RehearseError | None = None


def show(asked: Asked, on_recorded: Callable[[Path, Asked, RehearseError | None], None]) -> None:
    """Offer to record; hand a recording that ended to `on_recorded`, with what it answers and what went wrong on the way."""
    desk = _desk()
    stopped = st.session_state.pop(_STOPPED, False)
    if desk.recorder is not None and (stopped or not desk.recorder.active):
        recorder, answers = desk.recorder, desk.asked or asked
        desk.recorder = desk.asked = None
        with shown_errors():
            on_recorded(recorder.stop(), answers, recorder.error or recorder.loss)
    # A key for each role: a click that was for one deleted meanwhile is none for the role that the page shows now.
    if desk.recorder is not None:
        _running(desk)
    elif st.button("Start recording", key=f"start-recording-{asked.role_id}", type="primary", icon=":material/mic:"):
        with shown_errors():
            _start(desk, asked)
            st.rerun()


def recording() -> bool:
    """Tell whether a recording is running, for this page or for one that was closed."""
    return _desk().recorder is not None


def level(dbfs: float) -> float:
    """Return a loudness as the share of a level meter, 0 to 1; speech near a microphone fills about two thirds."""
    return min(1.0, max(0.0, (dbfs - _QUIET_DBFS) / (_LOUD_DBFS - _QUIET_DBFS)))


def test() -> None:
    """Let a person see whether the microphone of this computer hears them."""
    desk = _test_desk()
    if desk.recorder is None and st.button("Test it", icon=":material/graphic_eq:"):
        desk.loudest_dbfs = desk.error = None
        with shown_errors():
            # Among the recordings that wait, and deleted with them: a person may leave before it ends. It is not offered.
            path = waiting.folder() / f"microphone-test-{secrets.token_hex(2)}.wav"
            recorder = Recorder(path, device=settings.load().input_device, max_duration_s=_TEST_S)
            recorder.start()
            desk.recorder, desk.loudest_dbfs = recorder, _QUIET_DBFS
    if desk.recorder is not None:
        _testing(desk)
    elif desk.error is not None:
        failures.show(desk.error)
    elif desk.loudest_dbfs is not None:
        heard = desk.loudest_dbfs > _HEARD_DBFS
        st.caption("It hears you." if heard else "It heard next to nothing. Come closer, unmute it, or choose another one.")


@st.fragment(run_every=_REDRAW_S)
def _testing(desk: _Desk) -> None:
    recorder = desk.recorder
    if recorder is None:
        return
    st.progress(level(recorder.level_dbfs), text="Say something")
    desk.loudest_dbfs = max(desk.loudest_dbfs or _QUIET_DBFS, recorder.level_dbfs)
    if not recorder.active:
        desk.recorder = None
        try:
            waiting.forget(recorder.stop())
            desk.error = recorder.error
        except RehearseError as exc:
            desk.error = exc
        st.rerun()


@st.cache_resource(show_spinner=False)
def _test_desk() -> _Desk:
    return _Desk()


@st.cache_resource(show_spinner=False)
def _desk() -> _Desk:
    return _Desk()


def _start(desk: _Desk, asked: Asked) -> None:
    chosen = settings.load()
    path = waiting.place(asked)
    recorder = Recorder(path, device=chosen.input_device, max_duration_s=chosen.max_answer_s)
    try:
        recorder.start()
    except RehearseError:
        waiting.forget(path)
        raise
    desk.recorder, desk.asked = recorder, asked


@st.fragment(run_every=_REDRAW_S)
def _running(desk: _Desk) -> None:
    recorder = desk.recorder
    if recorder is None or desk.asked is None or not recorder.active:
        st.rerun()
    target_s = desk.asked.question.target_s
    st.progress(level(recorder.level_dbfs), text="How loud you are")
    st.progress(min(1.0, recorder.elapsed_s / target_s), text=f"{clock(recorder.elapsed_s)} of about {clock(target_s)}")
    if st.button("Stop and judge", type="primary", icon=":material/stop_circle:"):
        st.session_state[_STOPPED] = True
        st.rerun()
