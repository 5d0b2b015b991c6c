"""Speech models on the Settings page: which are here, get one, bring one from a folder."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from rehearse import weights
from rehearse.errors import RehearseError
from rehearse.settings import Settings
from rehearse.speech.transcriber import transcriber
from rehearse.ui.failures import shown_errors
from rehearse.ui.wording import say, size, verbatim


def show(chosen: Settings) -> None:
    """Show which engine hears the answers now, the models that are here, and the two ways to one more."""
    _in_use(chosen)
    here = weights.installed()
    for model in here:
        with st.container(horizontal=True, vertical_alignment="center", key=f"model-{model.name}"):
            say(f"{model.name} · {size(model.size_bytes)} · {'many languages' if model.multilingual else 'English'}")
            if st.button("Check", key=f"verify-{model.name}", type="tertiary", help="Compare every byte with what was fetched"):
                with shown_errors():
                    _verify(model.name)
            if st.button("Remove", key=f"remove-{model.name}", type="tertiary"):
                with shown_errors():
                    weights.remove(model.name)
                    st.rerun()
    _get({model.name for model in here})
    _bring()


def _in_use(chosen: Settings) -> None:
    try:
        engine = transcriber(chosen)
    except RehearseError as exc:
        st.warning(verbatim(str(exc)), icon=":material/info:")
        return
    if engine.rough:
        st.info(
            "The small recogniser that is built in hears your answers now. It works without any download and is rough: expect "
            "wrong words. A Whisper model hears far better; get one below, once.",
            icon=":material/info:",
        )
    else:
        st.success(verbatim(f"Whisper ({Path(engine.model).name}) hears your answers here."), icon=":material/check:")


def _get(here: set[str]) -> None:
    wanted = {info.name: info for info in weights.catalogue() if info.name not in here}
    if not wanted:
        return
    st.markdown("**Get a model**")
    names = list(wanted)
    name = st.selectbox(
        "Model",
        names,
        index=names.index("base.en") if "base.en" in names else 0,
        format_func=lambda one: f"{one} · {size(wanted[one].size_bytes)}",
        key="model-to-get",
    )
    info = wanted[name]
    st.caption(
        f"{info.summary} {size(info.size_bytes)} from huggingface.co/{info.repo_id}, licence {info.licence}. "
        "This uses the network, and nothing of yours is sent."
    )
    if st.button(f"Get {name}", icon=":material/download:", key="get-model"):
        with shown_errors():
            _pull(name)
            st.rerun()


def _pull(name: str) -> None:
    bar = st.progress(0.0, text="Asking for the files")

    def on_progress(here: int, whole: int) -> None:
        bar.progress(here / whole, f"{size(here)} of {size(whole)}")

    try:
        weights.pull(name, on_progress=on_progress)
    finally:
        bar.empty()


def _bring() -> None:
    with st.form("import-model", border=False):
        folder = st.text_input("Or bring one from a folder on this computer", placeholder="The folder that holds model.bin")
        submitted = st.form_submit_button("Import")
    if submitted and folder.strip():
        with shown_errors():
            name = weights.import_folder(Path(folder.strip()).expanduser())
            st.toast(verbatim(f"{name} is here now"))
            st.rerun()


def _verify(name: str) -> None:
    problems = weights.verify(name)
    for problem in problems:
        st.warning(verbatim(problem))
    if not problems:
        st.toast(verbatim(f"{name} is whole"))
