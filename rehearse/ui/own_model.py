"""A language model of the person's own on the Settings page: off, until they switch it on and say where it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from rehearse import settings
from rehearse.errors import RehearseError, SettingsError
from rehearse.own_model import endpoint
from rehearse.second_opinion import try_out
from rehearse.settings import OwnModel
from rehearse.ui.failures import shown_errors
from rehearse.ui.fields import kept
from rehearse.ui.wording import verbatim

_TIMEOUTS_S = (1, 600)


def show(own: OwnModel) -> None:
    """Let a person set their own model, and try it."""
    on = st.toggle(
        "Let a language model of your own judge too",
        help="It needs a server that speaks as OpenAI's does: Ollama, llama.cpp's server, LM Studio. The built-in judge is "
        "always there: where the model is late, or quotes what you did not say, the built-in verdict stands.",
        **_field("on", own.on),
    )
    if not on:
        st.caption("Off. The judge that is built in judges alone.")
        return
    _fields(own)
    _reach(own)
    if st.button("Try it", icon=":material/play_arrow:", key="try-own-model"):
        with shown_errors(), st.spinner(f"Asking it about a sample answer, for {own.timeout_s:g} seconds at most"):
            trial = try_out(own)
            told = verbatim(f"{trial.told}.")
            if trial.right:
                st.success(told, icon=":material/check:")
            else:
                st.warning(told, icon=":material/warning:")


def reads_elsewhere() -> str | None:
    """Return the host beyond this computer that reads the answers; `None` where there is none."""
    try:
        chosen = settings.load().own_model
        at = endpoint(chosen.url, chosen.allowed_host) if chosen.in_use else None
    except RehearseError:
        return None  # with such settings nobody is asked
    return at.host if at and not at.local else None


def _fields(own: OwnModel) -> None:
    st.text_input("Address", placeholder="http://127.0.0.1:11434/v1", **_field("url", own.url))
    st.text_input("Model", placeholder="llama3.1:8b", **_field("name", own.name))
    whole_s = max(1, round(own.timeout_s))
    st.number_input("Wait for it at most, in seconds", *_TIMEOUTS_S, step=10, **_field("timeout_s", whole_s))
    st.text_input(
        "Another computer that may read your answers",
        placeholder="None: only this computer",
        help="The name of one host, as it stands in the address. Your answers, the questions and the needs are sent there, and "
        "to no other; over http:// others on the way can read them.",
        **_field("allowed_host", own.allowed_host),
    )


def _field(part: str, stored: str | int | bool) -> dict[str, Any]:
    return kept(f"own-model-{part}", stored, partial(_save, part))


def _save(part: str, typed: str | int | bool) -> None:
    chosen = settings.load()
    given: dict[str, Any] = {part: typed.strip() if isinstance(typed, str) else typed}
    settings.save(replace(chosen, own_model=replace(chosen.own_model, **given)))


def _reach(own: OwnModel) -> None:
    """Say where the answers go, or why they can't."""
    if not own.url:
        return
    try:
        at = endpoint(own.url, own.allowed_host)
    except SettingsError as exc:
        st.warning(verbatim(str(exc)), icon=":material/info:")
        return
    if at.local:
        st.caption("On this computer: your answers stay here.")
    else:
        st.warning(verbatim(f"Your answers, the questions and the needs are sent to {at.host}."), icon=":material/public:")
