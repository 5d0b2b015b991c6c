"""The entry of the app: what every page has, then the page."""

from pathlib import Path

import streamlit as st

from rehearse.ui import navigation, session, sidebar
from rehearse.ui.failures import shown_errors

_HERE = Path(__file__).parent

st.set_page_config(page_title="rehearse", page_icon=_HERE / "icon.svg", layout="wide", initial_sidebar_state=264)
st.html(_HERE / "style.css")
pages = navigation.pages()
page = st.navigation(pages, position="hidden")
role = None
with shown_errors():
    role = session.role()
with shown_errors():
    sidebar.show(pages, role)
if role:
    st.query_params["role"] = str(role.id)
with shown_errors():
    page.run()
