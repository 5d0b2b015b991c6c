"""The Settings page: each choice is kept, and nothing is deleted by accident."""

from __future__ import annotations

from pathlib import Path

from rehearse import settings

from .conftest import OpenPage, shown


def test_a_choice_is_saved_as_it_is_made(open_page: OpenPage) -> None:
    app = open_page("settings")
    next(one for one in app.toggle if one.label == "Score fillers, pace and pauses").set_value(False).run()
    next(one for one in app.selectbox if one.label == "Language you answer in").set_value("de").run()
    assert settings.load().fluency_scores is False
    assert settings.load().language == "de"


def test_a_model_shows_its_size_and_licence_before_it_is_fetched(open_page: OpenPage) -> None:
    app = open_page("settings")
    assert "Get base.en" in [one.label for one in app.button]
    assert "148 MB from huggingface.co/Systran/faster-whisper-base.en, licence MIT" in shown(app)


def test_a_folder_that_is_no_model_is_refused_in_plain_words(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page("settings")
    next(one for one in app.text_input if one.label.startswith("Or bring one")).input(str(tmp_path))
    next(one for one in app.button if one.label == "Import").click().run()
    assert "not a whole faster" in app.error[0].value.replace("\\", "").replace("\u2060", "")


def test_settings_that_cannot_be_read_are_told_with_the_way_to_mend_them(open_page: OpenPage, home: Path) -> None:
    home.mkdir(parents=True)
    (home / "settings.toml").write_text("engine = 'loud'\n", encoding="utf-8")
    app = open_page("settings")
    assert "delete the file for the defaults" in shown(app)
