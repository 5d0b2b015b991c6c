"""Speech models from the command line, fetched from a hub on loopback."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rehearse.cli import main

FIXTURE = Path(__file__).parents[2] / "models" / "whisper-fixture"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["models", *map(str, arguments)])


def test_the_catalogue_says_size_and_licence() -> None:
    (line,) = [line for line in run("list").stdout.splitlines() if line.startswith("base.en ")]
    assert "MB" in line
    assert "MIT" in line


def test_a_folder_is_imported_listed_and_verified(tmp_path: Path) -> None:
    assert run("import", FIXTURE, "--name", "mine").stdout.strip() == "mine"
    assert "mine" in run("list").stdout
    assert run("verify", "mine").stdout.strip() == "mine: whole"


def test_a_damaged_model_is_named(home: Path) -> None:
    run("import", FIXTURE, "--name", "mine")
    weights = home / "models" / "mine" / "model.bin"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    result = run("verify")
    assert result.exit_code == 1
    assert "model.bin" in result.stdout
    assert "mine" in result.stderr


@pytest.mark.parametrize(("arguments", "said"), [(["pull", "enormous"], "enormous"), (["import", "nowhere"], "nowhere")])
def test_what_can_not_be_had_is_named(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_no_network_is_said_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    result = run("pull", "tiny.en", "--yes")
    assert result.exit_code == 1
    assert "licence MIT" in result.stderr
    assert "import" in result.stderr
