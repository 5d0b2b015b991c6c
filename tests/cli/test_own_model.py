"""A person's own language model from the command line: `assess` asks it when it is set, and `doctor` tries it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rehearse.cli import main
from rehearse.settings import Settings, save
from tests.own_model.model_server import serving


def test_assess_asks_the_model_that_is_set_and_names_it(tmp_path: Path) -> None:
    answer, needs = tmp_path / "answer.txt", tmp_path / "needs.json"
    answer.write_text("One night the power went, and I sat down, breathed, and rang each ward in turn.", encoding="utf-8")
    needs.write_text('["Calm under pressure"]', encoding="utf-8")
    with serving() as server:
        server.judges((1, "shown", "I sat down, breathed, and rang each ward"))
        save(Settings(own_model=server.model()))
        result = CliRunner().invoke(main, ["assess", str(answer), "--needs", str(needs), "--format", "json"])
    document = json.loads(result.stdout)
    assert document["coverage"][0]["evidence"] == "I sat down, breathed, and rang each ward"
    assert document["versions"]["own_model"] == f"llama at {server.host}"
    assert "Asking your own model" in result.stderr


@pytest.mark.parametrize(("on", "said"), [(False, "off"), (True, "can't be reached")])
def test_doctor_says_how_the_model_does_and_nothing_depends_on_it(on: bool, said: str) -> None:
    with serving() as gone:
        save(Settings(own_model=gone.model(on=on)))
    result = CliRunner().invoke(main, ["doctor"])
    (line,) = [line for line in result.stdout.splitlines() if " own model " in line]
    assert said in line
    assert not line.startswith("MEND")


def test_doctor_does_not_praise_a_model_that_misjudges_the_sample() -> None:
    with serving() as server:
        save(Settings(own_model=server.model()))
        server.judges((1, "not_addressed", ""), (2, "proven", "we cut the falls"))
        result = CliRunner().invoke(main, ["doctor"])
    (line,) = [line for line in result.stdout.splitlines() if " own model " in line]
    assert "misjudges" in line
    assert line.startswith("not ok")
