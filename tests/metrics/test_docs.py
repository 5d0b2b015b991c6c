"""docs/metrics.md is true of the code."""

from pathlib import Path

import pytest

from rehearse.metrics import MEASURES, measure
from rehearse.metrics.norms import table

DOCS = Path(__file__).parents[2] / "docs" / "metrics.md"


@pytest.fixture(scope="module")
def page() -> str:
    return DOCS.read_text(encoding="utf-8")


def section(page: str, name: str) -> str:
    """Return one page of the definitions; `all` is what stands before the first."""
    if name == "all":
        return page.partition("\n## ")[0]
    title = {"fillers": "Filler words", "needs": "Employer's needs"}.get(name, name.title())
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_limit_stands_on_its_page_with_its_value_and_source(page):
    for limit in table().values():
        row = f"| `{limit.name}` | {limit} | {limit.about} | {limit.source} |"
        assert section(page, limit.page).count(row) == 1, limit.name


def test_every_limit_is_spoken_of_beside_its_row(page):
    assert [name for name in table() if page.count(f"`{name}`") < 2] == []


@pytest.mark.parametrize("name", ["fillers", "clarity", "conciseness", "needs", "structure"])
def test_every_page_says_what_it_means_how_when_not_and_where_it_fails(page, name):
    asked = ("Meaning", "Formula", "Withheld", "Limits", "Weaknesses")
    assert [what for what in asked if f"**{what}" not in section(page, name)] == []


def test_every_measure_is_named(page):
    assert [name for name in MEASURES if f"`{name}`" not in page] == []


def test_every_part_stands_in_the_docs_with_its_weight(page, speak, story):
    for score in measure(speak(story, probability=0.9)).scores.values():
        for part in score.parts:
            assert f"| {part.name} | {part.weight:g} |" in page


def test_every_kind_of_finding_is_named(page, speak, story):
    story += " The SLA held. I leveraged it, um uh um."
    said = f"Um, that's a great question. The the kind of {story} I went, I mean we went. {story} At the end of the day, so yeah."
    found = {finding.kind for finding in measure(speak(said, silences_s={20: 2})).findings}
    assert len(found) > 8
    assert [kind for kind in found if f"`{kind}`" not in page] == []
