"""Make the picture of the Practise page that stands in the README: the sample answer, judged.

    python docs/screenshot.py [--dark] [--narrow] [--out docs/practise.png]

It serves the app with a library of its own, so nothing of yours is in the picture. Needs Playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from chromium import browsing, serving

_PATIENCE_MS = 120_000


def picture(out: Path, *, dark: bool, narrow: bool) -> None:
    """Judge the sample answer in the app, and take a picture of the result."""
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as address, browsing() as browser:
        page = browser.new_page(
            viewport={"width": 420, "height": 1600} if narrow else {"width": 1280, "height": 960},
            color_scheme="dark" if dark else "light",
            device_scale_factor=2 if narrow else 1.5,
        )
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(address)
        page.get_by_role("button", name="Try it with a sample").click()
        page.get_by_role("button", name="Try it with a sample answer").click()
        page.locator(".rh-timeline svg").wait_for()
        page.locator(".st-key-answer audio").wait_for()
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        page.mouse.move(0, 0)
        page.screenshot(path=out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dark", action="store_true", help="on a dark ground")
    parser.add_argument("--narrow", action="store_true", help="as on a telephone")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("practise.png"))
    given = parser.parse_args()
    picture(given.out, dark=given.dark, narrow=given.narrow)
