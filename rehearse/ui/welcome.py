"""What a person sees first: what this is for, and two ways to begin."""

from __future__ import annotations

import streamlit as st

from rehearse.needs.advert import extract
from rehearse.sample import sample_advert, sample_question
from rehearse.schema import Role
from rehearse.ui import navigation, ownership, role_form, session
from rehearse.ui.cards import card
from rehearse.ui.failures import shown_errors
from rehearse.ui.resources import library


def show() -> None:
    """Welcome a person who has no role yet."""
    st.title("Practise your interview out loud")
    st.markdown(
        "An interview goes as well as you meet what the employer needs. Paste the advert, answer a question aloud, and see "
        "what you said, how you said it, and which of their needs it met."
        + ("" if ownership.sent_elsewhere() else " Nothing leaves this computer.")
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Only looking around?", width="content")
        if st.button("Try it with a sample", icon=":material/play_circle:"):
            with shown_errors():
                try_sample()
    with card("new-role", "What are you rehearsing for?"):
        role_form.new()


def try_sample() -> None:
    """Make a role of the sample advert, and open Practise with the sample's question."""
    advert = sample_advert()
    role = library().save_role(Role(title=advert.splitlines()[0], advert=advert, needs=extract(advert)))
    session.choose_role(role.id)
    session.choose_question(role, sample_question())
    navigation.go("practise")
