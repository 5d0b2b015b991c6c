"""Settings: what hears, what judges, and where the data is."""

from __future__ import annotations

import streamlit as st

from rehearse import settings
from rehearse.ui import choices, microphone, own_model, ownership, speech_models
from rehearse.ui.cards import card

chosen = settings.load()
st.title("Settings")
left, right = st.columns(2, gap="medium")
with left, card("speech", "Speech model"):
    speech_models.show(chosen)
with left, card("engine", "Engine and language"):
    choices.engine(chosen)
with right, card("microphone", "Microphone"):
    choices.microphone(chosen)
    microphone.test()
with right, card("how", "How answers are judged"):
    choices.judging(chosen)
with right, card("own-model", "A language model of your own"):
    own_model.show(chosen.own_model)
with right, card("your", "Your data"):
    ownership.show()
choices.limits(chosen)
