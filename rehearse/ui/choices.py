"""What a person may set, as fields; each change is saved as it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

import streamlit as st

from rehearse import settings, weights
from rehearse.audio.microphone import devices
from rehearse.metrics.norms import table
from rehearse.settings import EngineChoice, Settings
from rehearse.ui import definitions
from rehearse.ui.failures import shown_errors

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


def engine(chosen: Settings) -> Settings:
    """Return the settings with the engine, the model and the language that are picked."""
    models = list(dict.fromkeys([chosen.model, *(model.name for model in weights.installed())]))
    languages = list(dict.fromkeys([*_LANGUAGES, chosen.language]))
    return replace(
        chosen,
        engine=st.selectbox("Engine", list(_ENGINES), list(_ENGINES).index(chosen.engine), format_func=_ENGINES.__getitem__),
        model=st.selectbox("Whisper model", models),
        language=st.selectbox(
            "Language you answer in",
            languages,
            languages.index(chosen.language),
            format_func=lambda one: _LANGUAGES.get(one, one),
            help="Fillers, hedges and needs are judged by English rules.",
        ),
    )


def microphone(chosen: Settings) -> Settings:
    """Return the settings with the microphone that is picked."""
    names: dict[int | None, str] = {None: "The system's own choice"}
    with shown_errors():
        names |= {device.id: device.name for device in devices()}
    if chosen.input_device not in names:
        names[chosen.input_device] = f"Number {chosen.input_device}, not plugged in"
    ids = list(names)
    picked = st.selectbox("Microphone of this computer", ids, ids.index(chosen.input_device), format_func=names.__getitem__)
    return replace(chosen, input_device=picked)


def judging(chosen: Settings) -> Settings:
    """Return the settings with the fluency switch as it is set."""
    fluency = st.toggle(
        "Score fillers, pace and pauses",
        chosen.fluency_scores,
        help="Accents and stammers are not faults: switched off, they are still counted, and not scored.",
    )
    return replace(chosen, fluency_scores=fluency)


def limits(chosen: Settings) -> Settings:
    """Return the settings with the limits as they are set."""
    with st.expander("Limits and where they come from", icon=":material/rule:"):
        st.caption("Change a value to use your own; clear it to go back. Answers judged from then on use it.")
        own = _own_limits(chosen.limits)
        if chosen.limits and st.button("Back to the published limits", type="tertiary"):
            own = {}
        definitions.link("all", "What the numbers mean")
    return replace(chosen, limits=own)


def _own_limits(own: Mapping[str, float]) -> dict[str, float]:
    rows: list[dict[str, Any]] = st.data_editor(
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
        key=f"limits-{hash(frozenset(own.items()))}",
    )
    given = {limit.name: row["Value"] for limit, row in zip(table().values(), rows, strict=True)}
    return {name: float(value) for name, value in given.items() if value is not None and value != table()[name].value}


def keep(before: Settings, after: Settings) -> None:
    """Save what was changed."""
    if after != before:
        with shown_errors():
            settings.save(after)
            st.rerun()
