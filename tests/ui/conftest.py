"""The app without a browser: Streamlit's own test runner on its entry, with a library of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from rehearse.library.store import Library
from rehearse.schema import Need, Role

ENTRY = Path(__file__).parents[2] / "rehearse" / "ui" / "app.py"

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(home: Path) -> Iterator[OpenPage]:
    """Open a page as its address does."""

    def open_page(name: str, **query: object) -> AppTest:
        app = AppTest.from_file(ENTRY, default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = str(value)
        app.run()
        app.switch_page(f"../../pages/{name}.py")
        for key, value in query.items():
            app.query_params[key] = str(value)
        return app.run()

    yield open_page
    st.cache_resource.clear()


@pytest.fixture
def library(home: Path) -> Library:
    """The library that the app under test reads and writes."""
    return Library()


@pytest.fixture
def ward_manager(library: Library) -> Role:
    """A saved role with two needs."""
    needs = (Need(id="n1", text="Leads a team on a busy ward"), Need(id="n2", text="Calm under pressure", kind="nice"))
    return library.save_role(Role(title="Ward manager", employer="St Anne's", needs=needs))


def shown(app: AppTest) -> str:
    """Return everything that the page says, as one text."""
    parts = (app.markdown, app.caption, app.title, app.subheader, app.error, app.info, app.get("html"))
    return "\n".join(str(element.value) for part in parts for element in part)
