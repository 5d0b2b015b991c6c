"""What a person may set, as fields; each change is saved as it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, get_args

import streamlit as st

from rehearse import settings, weights
from rehearse.audio.microphone import devices
from rehearse.metrics.norms import table
from rehearse.settings import EngineChoice, Settings
from rehearse.ui import definitions
from rehearse.ui.failures import shown_errors
from rehearse.ui.fields import kept, saved

_ENGINES: dict[EngineChoice, str] = {
    "auto": "Whisper where a model is here, else the built-in one",
    "whisper": "Whisper only",
    "sphinx": "The built-in one only (rough)",
}
assert set(_ENGINES) == set(get_args(EngineChoice))

_LANGUAGES = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
}


_SYSTEMS_OWN = -1
_ROUND = "limits-round"


def engine(chosen: Settings) -> None:
    """Let a person pick the engine, the model and the language."""
    models = list(dict.fromkeys([chosen.model, *(model.name for model in weights.installed())]))
    languages = list(dict.fromkeys([*_LANGUAGES, chosen.language]))
    st.selectbox("Engine", list(_ENGINES), format_func=_ENGINES.__getitem__, **_field("engine", chosen.engine))
    st.selectbox("Whisper model", models, **_field("model", chosen.model))
    st.selectbox(
        "Language you answer in",
        languages,
        format_func=lambda one: _LANGUAGES.get(one, one),
        help="Fillers, hedges and needs are judged by English rules.",
        **_field("language", chosen.language),
    )


def microphone(chosen: Settings) -> None:
    """Let a person pick the microphone."""
    names = {_SYSTEMS_OWN: "The system's own choice"}
    with shown_errors():
        names |= {device.id: device.name for device in devices()}
    picked = _SYSTEMS_OWN if chosen.input_device is None else chosen.input_device
    names.setdefault(picked, f"Number {picked}, not plugged in")
    field = kept("setting-input_device", picked, lambda one: _save("input_device", None if one == _SYSTEMS_OWN else one))
    st.selectbox("Microphone of this computer", list(names), format_func=names.__getitem__, **field)


def judging(chosen: Settings) -> None:
    """Let a person switch the scores of fluency."""
    st.toggle(
        "Score fillers, pace and pauses",
        help="Accents and stammers are not faults: switched off, they are still counted, and not scored.",
        **_field("fluency_scores", chosen.fluency_scores),
    )


def limits(chosen: Settings) -> None:
    """Let a person set the limits."""
    with st.expander("Limits and where they come from", icon=":material/rule:"):
        st.caption("Change a value to use your own; clear it to go back. Answers judged from then on use it.")
        _table(chosen.limits)
        if chosen.limits and st.button("Back to the published limits", type="tertiary"):
            with shown_errors():
                _save("limits", {})
                st.rerun()
        definitions.link("all", "What the numbers mean")


def _table(own: Mapping[str, float]) -> None:
    st.data_editor(
        [
            {
                "For": limit.page,
                "Value": own.get(limit.name, limit.value),
                "Unit": limit.unit,
                "Limit": limit.about,
                "Source": "your own setting" if limit.name in own else limit.source,
            }
            for limit in table().values()
        ],
        hide_index=True,
        disabled=["For", "Limit", "Unit", "Source"],
        column_config={
            "For": st.column_config.TextColumn(width=80),
            "Value": st.column_config.NumberColumn(min_value=0.0, width=80),
            "Unit": st.column_config.TextColumn(width=150),
            "Limit": st.column_config.TextColumn(width=320),
        },
        # What is saved is no edit any more, so the table that shows it is a new one.
        **saved(f"limits-{st.session_state.setdefault(_ROUND, 0)}", _save_limits),
    )


def _save_limits(edits: Mapping[str, Mapping[int, Mapping[str, float | None]]]) -> None:
    own = dict(settings.load().limits)
    published = list(table().values())
    for row, edit in edits["edited_rows"].items():
        limit = published[row]
        value = edit.get("Value")
        if value is None or value == limit.value:
            own.pop(limit.name, None)
        else:
            own[limit.name] = max(limit.least, float(value))
    _save("limits", own)
    st.session_state[_ROUND] += 1


def _field(name: str, stored: object) -> dict[str, Any]:
    return kept(f"setting-{name}", stored, partial(_save, name))


def _save(name: str, picked: Any) -> None:
    settings.save(replace(settings.load(), **{name: picked}))
