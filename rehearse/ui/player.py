"""Hear an answer: the player, and the words and marks that start it where they were said."""

from __future__ import annotations

import math
import mimetypes
from pathlib import Path

import streamlit as st

from rehearse.audio import files, voice
from rehearse.report.highlight import CSS, legend, marked
from rehearse.report.plain import clock
from rehearse.report.timeline import timeline
from rehearse.schema import Take
from rehearse.ui.failures import shown_errors

_PEAKS = 180
_HERE = Path(__file__).parent

# Streamlit's own HTML leaves out SVG, and nothing but a component can start the player.
_DRAWING = st.components.v2.component(
    "rehearse_drawing", js=(_HERE / "drawing.js").read_text(encoding="utf-8"), isolate_styles=False
)
_HEAR = st.components.v2.component("rehearse_hear", js=(_HERE / "player.js").read_text(encoding="utf-8"), isolate_styles=False)


def show_timeline(take: Take) -> None:
    """Show the answer along its time, and the player under it."""
    words = take.assessment.measures.get("words")
    duration_s = take.assessment.transcript.duration_s
    facts = [f"Take {take.number}"]
    facts += [] if duration_s is None else [clock(duration_s)]
    facts += [] if words is None else [f"{words:g} words"]
    st.subheader(" · ".join(facts), anchor=False)
    if take.audio is None:
        st.caption("This answer was typed, so it has no sound and no times.")
        return
    peaks: list[float] = []
    if take.audio.is_file():
        with shown_errors():
            peaks = _peaks(str(take.audio))
    drawing = timeline(take.assessment, peaks)
    if drawing:
        _DRAWING(key=f"timeline-{take.id}", data=drawing)
    sound(take.audio)


def show_words(take: Take) -> None:
    """Show what was said, with its marks; each starts the player where it was said."""
    st.html(f"<style>{CSS}</style>")
    st.html(marked(take.assessment, on_click=take.audio is not None))
    signs = legend(take.assessment)
    if signs:
        st.html(signs)
    if take.audio is not None:
        _HEAR(key=f"hear-{take.id}")


def sound(audio: Path, *, start_s: float | None = None) -> None:
    """Show the player of one recording, whatever kind of file it is; it plays at once from `start_s` where that is given."""
    if not audio.is_file():
        st.caption("The recording is gone from the data folder, so it can't be heard. What was found in it is still here.")
        return
    kind = mimetypes.guess_type(audio.name)[0] or "audio/wav"
    st.audio(audio, format=kind, start_time=start_s or 0, autoplay=start_s is not None)


@st.cache_data(show_spinner=False, max_entries=50)
def _peaks(audio: str) -> list[float]:
    return voice.peaks(files.decode(Path(audio), max_duration_s=math.inf), _PEAKS)
