"""From an advert to a judged spoken answer, corrected afterwards, in a real browser with a real recogniser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rehearse.audio import files
from tests.conftest import clip

from .chromium import browsing, click, new_page
from .conftest import make_role

ADVERT = """Shift leader, bakery

What you need
- Experience leading a team
- Experience reducing waste
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """An answer for the microphone: the short clip, with a little silence before it as recording starts."""
    import numpy as np

    path = tmp_path / "spoken.wav"
    files.write(path, np.concatenate([np.zeros(8_000, dtype=np.float32), files.decode(clip("answer_short"))]))
    return path


def record(page: Page, *, until_s: int) -> None:
    """Record with the browser's microphone until its clock shows `until_s` seconds."""
    recorder = page.get_by_test_id("stAudioInput")
    recorder.get_by_role("button", name="Record", exact=True).click()
    expect(recorder.get_by_test_id("stAudioInputWaveformTimeCode")).to_have_text(f"00:{until_s:02d}")
    recorder.get_by_role("button", name="Stop recording").click()


def score(page: Page, name: str) -> str:
    metric = page.get_by_test_id("stMetric").filter(has_text=name)
    return metric.get_by_test_id("stMetricValue").inner_text()


def test_advert_answer_review_and_correction(address: str, spoken: Path) -> None:
    with browsing(hearing=spoken) as browser:
        page = new_page(browser)
        make_role(page, address, title="Shift leader", advert=ADVERT)
        expect(page.get_by_label("Need 2", exact=True)).to_have_value("Experience reducing waste")

        click(page.get_by_role("button", name="Practise", exact=True))
        record(page, until_s=8)
        words = page.locator(".rh-words")
        expect(words).to_contain_text("team")
        for name in ("Clarity", "Conciseness", "Filler words", "Employer's needs"):
            expect(page.get_by_test_id("stMetric").filter(has_text=name)).to_be_visible()
        expect(page.locator(".ui-need")).to_have_count(2)
        expect(page.locator(".rh-timeline svg")).to_be_visible()

        page.reload()
        expect(words).to_contain_text("team")

        click(page.get_by_role("link", name="Review"))
        click(page.locator("[class*=st-key-open-]").get_by_role("button"))
        expect(words).to_contain_text("team")
        before = page.get_by_text("words", exact=False).filter(has_text="Take 1").first.inner_text()

        click(page.get_by_text("Correct the words"))
        truth = clip("answer_short").with_suffix(".txt").read_text(encoding="utf-8").strip()
        page.get_by_label("What you really said").fill(f"{truth} Um, I mean it.")
        click(page.get_by_role("button", name="Compute again"))
        expect(words).to_contain_text("I led a team of five people")
        expect(page.locator(".rh-filler").first).to_contain_text("Um")
        after = page.get_by_text("words", exact=False).filter(has_text="Take 1").first.inner_text()
        assert before != after

        click(page.get_by_text("What was heard first"))
        expect(page.locator(".ui-heard")).not_to_contain_text("I mean it")


def test_a_click_on_a_word_plays_from_there(address: str) -> None:
    with browsing() as browser:
        page = new_page(browser)
        page.goto(address)
        click(page.get_by_role("button", name="Try it with a sample"))
        click(page.get_by_role("button", name="Try it with a sample answer"))
        page.locator(".st-key-answer audio").wait_for()
        word = page.locator(".rh-word[data-start]").nth(20)
        start_s = float(word.get_attribute("data-start") or 0)
        click(word)
        page.wait_for_function(
            "start => { const a = document.querySelector('.st-key-answer audio'); return !a.paused && a.currentTime >= start }",
            arg=start_s,
        )
        assert page.evaluate("document.querySelector('.st-key-answer audio').currentTime") < start_s + 5
        expect(page.locator(".ui-now")).to_have_count(1)
