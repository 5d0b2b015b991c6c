"""What was kept: roles, takes and their export, from the command line."""

import json
import sqlite3
import wave
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rehearse.cli import main
from rehearse.interview.concerns import question, with_concern
from rehearse.library.store import Library
from rehearse.schema import Role

WORDS = "I led the night shift for two years. Last winter I changed the plan, and every late order was out in ten days."

ASKED = "Tell me about a time you led."


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Two takes of one question are saved under a new role."""
    answer = tmp_path / "answer.txt"
    answer.write_text(WORDS, encoding="utf-8")
    advert = tmp_path / "advert.txt"
    advert.write_text("Shift lead\n\nRequirements\n- Experience leading a night shift\n- Planning deliveries\n", encoding="utf-8")
    for _ in range(2):
        result = run("assess", answer, "--advert", advert, "--question", ASKED, "--save", "--role", "Shift lead")
        assert result.exit_code == 0, result.output
    return answer


def test_takes_of_one_question_are_counted_and_listed(saved: Path) -> None:
    assert "Shift lead" in run("roles").stdout
    listed = run("takes", "--role", "shift LEAD").stdout
    assert "take 1" in listed
    assert "take 2" in listed
    assert WORDS in " ".join(run("show", "1").stdout.split())


def test_takes_are_found_by_their_words(saved: Path) -> None:
    assert "take 1" in run("takes", "--search", "late order").stdout
    nothing = run("takes", "--search", "submarine")
    assert (nothing.exit_code, nothing.stdout) == (0, "")


def test_a_take_is_exported(saved: Path, tmp_path: Path) -> None:
    assert json.loads(run("export", "1", "--format", "json").stdout)["transcript"]["text"] == WORDS
    assert WORDS[:20] in run("export", "1", "--format", "markdown").stdout
    out = tmp_path / "take.docx"
    assert run("export", "1", "--format", "docx", "--output", out).exit_code == 0
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "arguments",
    [["show", "99"], ["show", "9" * 25], ["export", "99", "--format", "json"], ["takes", "--role", "Astronaut"]],
)
def test_what_is_not_there_is_named(saved: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "99" in result.stderr or "Astronaut" in result.stderr


def test_nothing_saved_yet_is_no_error() -> None:
    assert (run("roles").exit_code, run("takes").exit_code) == (0, 0)


def test_a_batch_makes_one_role_with_the_needs_and_fills_it(saved: Path, tmp_path: Path) -> None:
    needs = tmp_path / "needs.json"
    needs.write_text('{"version": 1, "needs": [{"text": "Experience leading a team"}]}', encoding="utf-8")
    result = run("assess", saved, saved, "--needs", needs, "--question", ASKED, "--save", "--role", "Team lead")
    assert result.exit_code == 0, result.output
    [role] = [role for role in Library().roles() if role.title == "Team lead"]
    assert [need.text for need in role.needs] == ["Experience leading a team"]
    assert [take.number for take in Library().takes(role.id)] == [2, 1]


def test_a_role_that_is_there_keeps_its_advert_and_needs(saved: Path, tmp_path: Path) -> None:
    [before] = Library().roles()
    needs = tmp_path / "needs.json"
    needs.write_text('{"version": 1, "needs": [{"text": "Fluent French"}]}', encoding="utf-8")
    result = run("assess", saved, "--needs", needs, "--question", ASKED, "--save", "--role", "Shift lead")
    assert result.exit_code == 0, result.output
    assert Library().roles() == (before,)
    assert [one.need for one in Library().takes()[0].assessment.coverage] == ["Fluent French"]


def test_a_name_of_two_roles_is_asked_about_and_nothing_is_saved(saved: Path) -> None:
    library = Library()
    (first,) = library.roles()
    second = library.save_role(Role(title="Shift Lead", employer="Acme"))
    for arguments in (["takes"], ["assess", saved, "--question", ASKED, "--save"]):
        result = run(*arguments, "--role", "shift lead")
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{first.id}: Shift lead" in result.stderr
        assert f"{second.id}: Shift Lead, Acme" in result.stderr
    assert len(library.takes()) == 2
    assert run("assess", saved, "--question", ASKED, "--save", "--role", str(second.id)).exit_code == 0
    assert "Shift Lead, Acme: Tell me about a time you led.  take 1" in run("takes", "--role", "shift lead, acme").stdout


def test_a_concern_is_told_in_its_own_words(saved: Path) -> None:
    library = Library()
    (role,) = library.roles()
    role = library.save_role(with_concern(role, "No people management yet"))
    asked = question(role.concerns[0]).text
    saving = ("assess", saved, "--question", asked, "--save", "--role", "Shift lead")
    for arguments in (saving, ("show", "3"), (*saving, "--format", "markdown")):
        assert "No people management yet" in run(*arguments).stdout


def test_a_take_that_cannot_be_read_is_named_and_can_be_deleted(saved: Path, home: Path) -> None:
    with closing(sqlite3.connect(home / "rehearse.sqlite")) as database, database:
        database.execute("UPDATE takes SET assessment = '{' WHERE id = 1")
    result = run("takes")
    assert result.exit_code == 1
    assert "Take 1 can't be read" in result.stderr
    assert "'rehearse delete 1'" in result.stderr
    assert run("delete", "1", "--yes").exit_code == 0
    assert "take 2" in run("takes").stdout


def test_nothing_is_deleted_without_a_yes(saved: Path) -> None:
    assert run("delete", "1").exit_code == 1
    assert "take 1" in run("takes").stdout


def test_an_answer_without_a_word_is_not_saved_and_makes_no_role(tmp_path: Path) -> None:
    silent, spoken = tmp_path / "silent.wav", tmp_path / "spoken.txt"
    with wave.open(str(silent), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(64_000))
    spoken.write_text(WORDS, encoding="utf-8")
    alone = run("assess", silent, "--question", ASKED, "--save", "--role", "Shift lead")
    assert alone.exit_code == 2
    assert "There are no words to judge: The recording is silent" in alone.stderr
    assert Library().roles() == ()
    both = run("assess", silent, spoken, "--question", ASKED, "--save", "--role", "Shift lead")
    assert both.exit_code == 1
    assert [take.assessment.transcript.text for take in Library().takes()] == [WORDS]
