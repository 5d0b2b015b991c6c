"""The app as a person meets it: served on loopback, in a real Chromium whose microphone plays a file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
)
TIMEOUT_MS = 60_000


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve the app from a process of its own, and give its address."""
    command = [sys.executable, "-c", "from rehearse.ui.launch import launch; launch(None, browser=False)"]
    environment = {**os.environ, "REHEARSE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = next(found.group() for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
            yield address
        finally:
            server.terminate()


@contextmanager
def browsing(*, hearing: Path | None = None) -> Iterator[Browser]:
    """Open a Chromium whose microphone hears a WAV file once, from its beginning."""
    flags = [*CHROMIUM_FLAGS, *([f"--use-file-for-fake-audio-capture={hearing}%noloop"] if hearing else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        try:
            yield browser
        finally:
            browser.close()


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


def new_page(browser: Browser) -> Page:
    """Open a page that is patient enough for recognition on a slow machine."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(TIMEOUT_MS)
    expect.set_options(timeout=TIMEOUT_MS)
    return page


Fill = Callable[[str, str], None]


def make_role(page: Page, address: str, *, title: str, advert: str, employer: str = "") -> None:
    """Make a role by hand, as a first visitor does."""
    page.goto(f"{address}/role")
    page.get_by_label("Role", exact=True).fill(title)
    page.get_by_label("Employer").fill(employer)
    page.get_by_label("The advert").fill(advert)
    page.get_by_role("button", name="Find the needs").click()
    expect(page.get_by_label("Need 1", exact=True)).to_be_visible()
