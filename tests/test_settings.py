"""What a person may set, and where it is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.errors import SettingsError, StorageError
from rehearse.settings import OwnModel, Settings, data_dir, load, save


def test_defaults_hold_until_something_is_saved(home: Path) -> None:
    assert load() == Settings()
    assert not home.exists()


def test_what_was_saved_is_read_again() -> None:
    settings = Settings(
        engine="sphinx", input_device=3, fluency_scores=False, limits={"long_pause_s": 1.5}, own_model=OwnModel(name="llama")
    )
    save(settings)
    assert load() == settings
    save(replace(settings, input_device=None))
    assert load().input_device is None


def test_the_library_is_in_the_data_folder_unless_a_url_says_otherwise(home: Path) -> None:
    assert data_dir() == home
    assert Settings().library_url == f"sqlite:///{home / 'rehearse.sqlite'}"
    assert Settings(database_url="postgresql+psycopg://localhost/x").library_url == "postgresql+psycopg://localhost/x"


def test_a_byte_order_mark_that_an_editor_left_is_passed_over(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("\ufefflanguage = 'de'", encoding="utf-8")
    assert load().language == "de"


@pytest.mark.parametrize(
    ("text", "names"), [("languge = 'de'", ("languge", "language")), ("[own_model]\ntimeout = 5", ("timeout", "timeout_s"))]
)
def test_a_misspelt_name_is_told_with_the_nearest_one_and_never_written_over(
    home: Path, text: str, names: tuple[str, str]
) -> None:
    home.mkdir()
    file = home / "settings.toml"
    file.write_text(text, encoding="utf-8")
    for touch in (load, lambda: save(Settings(engine="sphinx"))):
        with pytest.raises(SettingsError, match="no setting '{}'; the nearest is '{}'".format(*names)):
            touch()
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text", ["engine = 'cassette'", "engine = ", "max_answer_s = 'long'", "own_model = 3", "[own_model]\ntimeout_s = 0", "\udcff"]
)
def test_a_file_that_can_not_be_read_is_named_with_the_reason(home: Path, text: str) -> None:
    home.mkdir()
    (home / "settings.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load()


def test_a_folder_that_can_not_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    monkeypatch.setenv("REHEARSE_HOME", str(in_the_way / "home"))
    with pytest.raises(StorageError, match="REHEARSE_HOME"):
        save(Settings())
