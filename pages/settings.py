"""Settings: what hears, what judges, and where the data is."""

from __future__ import annotations

import streamlit as st

from rehearse import settings
from rehearse.ui import choices, microphone, own_model, ownership, speech_models
from rehearse.ui.cards import card

before = settings.load()
st.title("Settings")
left, right = st.columns(2, gap="medium")
with left, card("speech", "Speech model"):
    speech_models.show(before)
with left, card("engine", "Engine and language"):
    after = choices.engine(before)
with right, card("microphone", "Microphone"):
    after = choices.microphone(after)
    microphone.test()
with right, card("how", "How answers are judged"):
    after = choices.judging(after)
with right, card("own-model", "A language model of your own"):
    after = own_model.show(after)
with right, card("your", "Your data"):
    ownership.show()
after = choices.limits(after)
choices.keep(before, after)
