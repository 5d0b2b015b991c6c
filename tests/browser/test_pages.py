"""What holds for every page: its address works at once, nothing comes from elsewhere, and what was typed is text."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from rehearse.assess import assess
from rehearse.library.store import Library
from rehearse.schema import Concern, Need, Question, Role

from .chromium import click

pytestmark = pytest.mark.slow

MARKUP = "<script>window.hacked=1</script> **bold** :red[red] $x^2$ :smile: `code` <b>b</b> [a](http://example.com) # h -> 🎤"
HEADINGS = {
    "review": "Review",
    "role": "What they need",
    "practise": "Record your answer",
    "evening": "The evening before",
    "progress": "Progress",
    "settings": "Settings",
    "metrics": "What the numbers mean",
}


@pytest.fixture
def role_of_markup(home: Path) -> Role:
    """A role, a need, a question, an answer and a note that look like markup."""
    library = Library()
    role = library.save_role(
        Role(
            title=MARKUP,
            employer=MARKUP,
            advert=MARKUP,
            needs=(Need(id="n1", text=MARKUP, char_start=0, char_end=len(MARKUP)), Need(id="n2", text=f"{MARKUP} too")),
            concerns=(Concern(id="c1", text=MARKUP, met_by=MARKUP, reply=MARKUP),),
        )
    )
    question = Question(text=MARKUP)
    answer = f"{MARKUP} I led a team of five people and we cut the waste by half in three months last year."
    take = library.add_take(role.id, question, assess(answer, needs=role.needs, concerns=role.concerns, question=question))
    library.set_notes(take.id, MARKUP)
    return role


def test_a_deep_link_works_on_a_fresh_server_and_nothing_comes_from_elsewhere(address: str, page: Page) -> None:
    Library().save_role(Role(title="Ward manager", needs=(Need(id="n1", text="Calm under pressure"),)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name, heading in HEADINGS.items():
        page.goto(f"{address}/{name}")
        expect(page.get_by_test_id("stMain").get_by_text(heading).first).to_be_visible()
    assert {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))} == {"127.0.0.1"}


def test_what_was_typed_is_shown_as_text_on_every_page(role_of_markup: Role, address: str, page: Page) -> None:
    take_id = Library().takes()[0].id
    for place in ("role", "practise", f"practise?take={take_id}", "review", f"review?take={take_id}", "evening", "progress"):
        page.goto(f"{address}/{place}")
        main = page.get_by_test_id("stMain")
        expect(page.locator(".ui-role")).to_have_text(f"{MARKUP}, {MARKUP}")
        if place != "progress":
            expect(main.get_by_text(MARKUP).first).to_be_visible()
        assert page.evaluate("window.hacked") is None
        assert main.locator("b:text('b'), strong:text('bold'), a:text('a'), .katex").count() == 0


def test_messages_show_names_as_text(address: str, page: Page) -> None:
    page.goto(f"{address}/settings")
    page.get_by_label("Or bring one from a folder on this computer").fill("/no/**such** :smile: <b>folder</b> -> $x$")
    click(page.get_by_role("button", name="Import"))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("There is no folder")
    shown = alert.inner_text().replace("\u2060", "")
    assert "/no/**such** :smile: <b>folder</b> -> $x$" in shown


def test_nothing_is_deleted_before_it_is_confirmed(role_of_markup: Role, address: str, page: Page) -> None:
    library = Library()
    page.goto(f"{address}/review?take={library.takes()[0].id}")
    click(page.get_by_role("button", name="Delete this take"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(MARKUP)
    assert len(library.takes()) == 1
    click(dialog.get_by_role("button", name="Delete for good"))
    expect(page.get_by_text("No takes yet.")).to_be_visible()
    assert library.takes() == ()

    click(page.get_by_role("link", name="Settings"))
    click(page.get_by_role("button", name="Delete everything"))
    expect(dialog.get_by_role("button", name="Delete for good")).to_be_disabled()
    dialog.get_by_label("Type delete to confirm").fill("delete")
    dialog.get_by_label("Type delete to confirm").press("Enter")
    click(dialog.get_by_role("button", name="Delete for good"))
    expect(page.locator(".ui-role")).to_have_count(0)
    assert library.roles() == ()
