"""The fields of a role: a new one, and the details of one that is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import streamlit as st

from rehearse.needs.documents import read_advert_bytes
from rehearse.schema import Role, RoleKind
from rehearse.ui import role_editing, session
from rehearse.ui.failures import shown_errors
from rehearse.ui.fields import kept_in, up_to_date
from rehearse.ui.resources import library

KINDS: dict[RoleKind, str] = {
    "job": "Job",
    "internship": "Internship",
    "scholarship": "Scholarship",
    "promotion": "Promotion",
    "freelance": "Freelance project",
}
assert set(KINDS) == set(get_args(RoleKind))


def new() -> None:
    """Ask for a role and its advert; on submit, save it with the needs that the advert names, and choose it."""
    with st.form("new-role", border=False):
        typed = _details(Role(title=""), key="new")
        pasted, uploaded = _advert_fields("", key="new")
        submitted = st.form_submit_button("Find the needs", type="primary", icon=":material/checklist:")
    if submitted:
        with shown_errors():
            role = role_editing.found_in_advert(typed, advert_of(pasted, uploaded))
            session.choose_role(library().save_role(role).id)
            st.rerun()


def details(role: Role) -> None:
    """Show the details of `role`, and save each change as it is made."""
    _details(role, key=str(role.id))


def advert(role: Role) -> None:
    """Let the advert of `role` be changed, and find its needs again."""
    with st.form(f"advert-{role.id}", border=False):
        pasted, uploaded = _advert_fields(role.advert, key=str(role.id))
        submitted = st.form_submit_button("Find the needs", icon=":material/checklist:")
    st.caption("Needs that you added or reworded stay, and those that you removed stay away.")
    if submitted:
        with shown_errors():
            library().save_role(role_editing.found_in_advert(role, advert_of(pasted, uploaded)))
            st.rerun()


def advert_of(pasted: str, uploaded: st.runtime.uploaded_file_manager.UploadedFile | None) -> str:
    """Return the advert's text: of the file where there is one, else as it was pasted."""
    return read_advert_bytes(uploaded.name, uploaded.getvalue()) if uploaded else pasted


def _details(role: Role, key: str) -> Role:
    def field(name: str, part: str) -> dict[str, Any]:
        def changed(stored: Role, typed: object) -> Role:
            given: dict[str, Any] = {part: typed}
            return replace(stored, **given)

        return kept_in(role, f"{name}-{key}", getattr(role, part), changed)

    left, right = st.columns(2)
    title = left.text_input("Role", placeholder="Ward manager", max_chars=200, **field("title", "title"))
    employer = right.text_input("Employer", placeholder="St Anne's", max_chars=200, **field("employer", "employer"))
    kind = left.selectbox("Kind", list(KINDS), format_func=KINDS.__getitem__, **field("kind", "kind"))
    day = right.date_input("Interview on", None, format="DD/MM/YYYY", **field("day", "interview_on"))
    return replace(role, title=title, employer=employer, kind=kind, interview_on=day)


def _advert_fields(text: str, key: str) -> tuple[str, st.runtime.uploaded_file_manager.UploadedFile | None]:
    pasted = st.text_area(
        "The advert", height=220, placeholder="Paste the whole advert here.", key=up_to_date(f"advert-text-{key}", text)
    )
    uploaded = st.file_uploader(
        "Or upload it",
        type=["txt", "md", "pdf", "docx"],
        max_upload_size=20,
        key=f"advert-file-{key}-{hash(text)}",  # empty again once the file is the advert, or it would win over a later edit
    )
    return pasted, uploaded
