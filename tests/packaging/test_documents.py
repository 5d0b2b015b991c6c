"""What the documents promise is true of the code."""

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

from rehearse.assess import assess
from rehearse.cli import main
from rehearse.report.document import assessment_document
from rehearse.schema import Coverage, Finding, Part, Transcript, Word

ROOT = Path(__file__).parents[2]
JSON_PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_field_of_the_json_is_documented() -> None:
    document = json.loads(json.dumps(assessment_document(assess("I did it."))))
    names = {*document, *(field.name for noun in (Transcript, Word, Finding, Part, Coverage) for field in fields(noun))}
    assert {name for name in names if not re.search(rf'[`"]{name}[`"]', JSON_PAGE)} == set()


def commands(group: click.Group, prefix: str = "rehearse") -> list[str]:
    """Return every command as it is typed."""
    found = []
    for name, command in group.commands.items():
        typed = f"{prefix} {name}"
        found += commands(command, typed) if isinstance(command, click.Group) else [typed]
    return found


@pytest.mark.parametrize("command", commands(main))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert command in README


def test_the_readme_names_the_two_commands_and_its_picture_is_there() -> None:
    assert "make run" in README
    assert "make test" in README
    for picture in re.findall(r"!\[[^]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).exists()


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("models/*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_version_is_one() -> None:
    from rehearse import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
