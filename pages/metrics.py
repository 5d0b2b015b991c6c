"""What the numbers mean: one page a score, and what they rest on."""

from __future__ import annotations

import streamlit as st

from rehearse.ui import definitions

st.title("What the numbers mean")
definitions.show(st.query_params.get("of"))
