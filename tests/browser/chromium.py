"""The app served on loopback, and a Chromium whose microphone plays a file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

TIMEOUT_MS = 60_000

_STILL = """() => {
    const moves = one => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity
    const drawn = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    return drawn && !document.getAnimations().some(moves)
}"""
"""The page is drawn, and nothing on it is sliding: a button that moves while it is pressed is not clicked."""

_FLAGS = (
    "--no-sandbox",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
)
_THIS_APP = (sys.executable, "-m", "rehearse", "app", "--no-browser")


@contextmanager
def serving(home: Path, command: Sequence[str | Path] = _THIS_APP, *, cwd: Path | None = None) -> Iterator[str]:
    """Serve the app from a process of its own, and give its address."""
    environment = {**os.environ, "REHEARSE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, cwd=cwd, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = next((match for line in server.stdout if (match := re.search(r"http://127\.0\.0\.1:\d+", line))), None)
            assert found is not None, "the app ended without printing its address"
            yield found.group()
        finally:
            server.terminate()


@contextmanager
def browsing(*, hearing: Path | None = None) -> Iterator[Browser]:
    """Open a Chromium whose microphone hears a WAV file once, from its beginning."""
    flags = [*_FLAGS, *([f"--use-file-for-fake-audio-capture={hearing}%noloop"] if hearing else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser) -> Page:
    """Open a page that is patient enough for recognition on a slow machine."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(TIMEOUT_MS)
    expect.set_options(timeout=TIMEOUT_MS)
    return page


def click(target: Locator) -> None:
    """Click once the page keeps still, as a person does."""
    target.page.wait_for_function(_STILL)
    target.click()
