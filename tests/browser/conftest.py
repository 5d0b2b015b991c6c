"""The app as a person meets it: served on loopback, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .chromium import browsing, click, new_page, serving


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    """Where the app is served, with a library of the test's own."""
    with serving(home) as address:
        yield address


@pytest.fixture
def page() -> Iterator[Page]:
    """A page in a browser that hears nothing in particular."""
    with browsing() as browser:
        yield new_page(browser)


def make_role(page: Page, address: str, *, title: str, advert: str, employer: str = "") -> None:
    """Make a role by hand, as a first visitor does."""
    page.goto(f"{address}/role")
    page.get_by_label("Role", exact=True).fill(title)
    page.get_by_label("Employer").fill(employer)
    page.get_by_label("The advert").fill(advert)
    click(page.get_by_role("button", name="Find the needs"))
    expect(page.get_by_label("Need 1", exact=True)).to_be_visible()
