"""The Settings page: each choice is kept, and nothing is deleted by accident."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from rehearse import settings
from rehearse.settings import OwnModel, Settings
from tests.own_model.model_server import serving

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


def says(app: AppTest) -> str:
    """Return what the page says in its boxes, as a person reads it."""
    boxes = (*app.success, *app.warning, *app.error)
    return " ".join(str(one.value) for one in boxes).replace("\\", "").replace("\u2060", "")


def test_a_model_of_ones_own_is_off_until_it_is_switched_on_and_can_be_tried(open_page: OpenPage) -> None:
    app = open_page("settings")
    assert "The judge that is built in judges alone." in shown(app)
    next(one for one in app.toggle if one.label == "Let a language model of your own judge too").set_value(True).run()
    with serving() as server:
        server.judges((1, "shown", "I led a team of five nurses"), (2, "not_addressed", ""))
        app.text_input(key="own-model-url").input(f"http://{server.host}/v1").run()
        app.text_input(key="own-model-name").input("llama").run()
        app.button(key="try-own-model").click().run()
        assert f"llama at {server.host} judged a sample answer as it should" in says(app)
        assert app.success
        server.judges((1, "not_addressed", ""), (2, "proven", "we cut the falls"))
        app.button(key="try-own-model").click().run()
        assert "misjudges a plain sample" in says(app)
        assert not app.success
    assert settings.load().own_model == OwnModel(on=True, url=f"http://{server.host}/v1", name="llama")
    assert "Everything stays on this computer." in shown(app)
    app.button(key="try-own-model").click().run()
    assert "can't be reached" in says(app)


def test_what_is_typed_is_saved_where_the_click_that_ends_the_typing_leaves_the_page(open_page: OpenPage) -> None:
    settings.save(Settings(own_model=OwnModel(on=True)))
    app = open_page("settings")
    app.text_input(key="own-model-name").input("llama ")
    app.number_input(key="own-model-timeout_s").set_value(90)
    app.switch_page("../../pages/role.py").run()
    assert (settings.load().own_model.name, settings.load().own_model.timeout_s) == ("llama", 90.0)


def test_another_computer_reads_the_answers_only_when_it_is_named_and_every_page_says_so(open_page: OpenPage) -> None:
    settings.save(Settings(own_model=OwnModel(on=True, url="http://gpu-box:8080/v1", name="llama")))
    app = open_page("settings")
    assert "gpu-box is not this computer" in says(app)
    assert "Everything stays on this computer." in shown(app)
    app.text_input(key="own-model-allowed_host").input("gpu-box").run()
    assert "are sent to gpu-box:8080" in says(app)
    assert "Your answers are sent to gpu-box:8080, as you allowed." in shown(open_page("role"))
