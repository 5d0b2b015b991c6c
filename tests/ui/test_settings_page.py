"""The Settings page: each choice is kept, and nothing is deleted by accident."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from rehearse import settings
from rehearse.metrics.norms import table
from rehearse.settings import OwnModel, Settings
from tests.own_model.model_server import serving

from .conftest import OpenPage, shown


def test_a_choice_is_saved_as_it_is_made(open_page: OpenPage) -> None:
    app = open_page("settings")
    next(one for one in app.toggle if one.label == "Score fillers, pace and pauses").set_value(False).run()
    next(one for one in app.selectbox if one.label == "Language you answer in").set_value("de").run()
    assert settings.load().fluency_scores is False
    assert settings.load().language == "de"


def test_a_choice_made_here_leaves_what_another_tab_chose_meanwhile(open_page: OpenPage) -> None:
    settings.save(Settings(own_model=OwnModel(url="http://127.0.0.1:1/v1", name="llama")))
    app = open_page("settings")
    settings.save(replace(settings.load(), language="de", input_device=7))
    app.toggle(key="own-model-on").set_value(True).run()
    app.selectbox(key="setting-engine").set_value("sphinx").run()
    kept = settings.load()
    assert (kept.language, kept.input_device, kept.engine, kept.own_model.on) == ("de", 7, "sphinx", True)
    assert app.selectbox(key="setting-language").value == "de"
    app.selectbox(key="setting-input_device").select_index(0).run()
    assert settings.load() == replace(kept, input_device=None)


def edit_limits(app: AppTest, edits: dict[str, float | None]) -> None:
    """Edit limits in their table as the browser does, which the test runner has no call for."""
    editor = app.data_editor[0]
    row = list(table()).index
    edited = {
        "edited_rows": {str(row(name)): {"Value": value} for name, value in edits.items()},
        "added_rows": [],
        "deleted_rows": [],
    }
    states = app._tree.get_widget_states()
    states.widgets.add(id=editor.proto.id, string_value=json.dumps(edited))
    app._run(states)


def limit_shown(app: AppTest, name: str) -> float:
    values = app.data_editor[0].value.set_index("Limit")["Value"]
    return float(values[table()[name].about])


def test_a_limit_set_here_leaves_the_one_that_another_tab_set_meanwhile(open_page: OpenPage) -> None:
    app = open_page("settings")
    settings.save(Settings(limits={"min_words": 12.0}))
    edit_limits(app, {"cluster_fillers": 4.0, "typed_words_per_min": 0.0})
    assert settings.load().limits == {"min_words": 12.0, "cluster_fillers": 4.0, "typed_words_per_min": 1.0}
    assert limit_shown(app, "typed_words_per_min") == 1.0
    settings.save(Settings(limits={"cluster_fillers": 5.0}))
    edit_limits(app, {"min_words": 30.0})
    assert settings.load().limits == {"cluster_fillers": 5.0, "min_words": 30.0}
    edit_limits(app, {"min_words": None, "cluster_fillers": table()["cluster_fillers"].value})
    assert settings.load().limits == {}


def test_the_published_limits_come_back_at_once(open_page: OpenPage) -> None:
    settings.save(Settings(limits={"min_words": 12.0}))
    app = open_page("settings")
    next(one for one in app.button if one.label == "Back to the published limits").click().run()
    assert settings.load().limits == {}
    assert limit_shown(app, "min_words") == table()["min_words"].value


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
    app.selectbox(key="setting-language").set_value("de")
    app.switch_page("../../pages/role.py").run()
    assert (settings.load().own_model.name, settings.load().own_model.timeout_s) == ("llama", 90.0)
    assert settings.load().language == "de"


def test_another_computer_reads_the_answers_only_when_it_is_named_and_every_page_says_so(open_page: OpenPage) -> None:
    settings.save(Settings(own_model=OwnModel(on=True, url="http://gpu-box:8080/v1", name="llama")))
    app = open_page("settings")
    assert "gpu-box is not this computer" in says(app)
    assert "Everything stays on this computer." in shown(app)
    app.text_input(key="own-model-allowed_host").input("gpu-box").run()
    assert "are sent to gpu-box:8080" in says(app)
    assert "Your answers are sent to gpu-box:8080, as you allowed." in shown(open_page("role"))
