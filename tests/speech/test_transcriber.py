"""Which engine does the work."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from rehearse import weights
from rehearse.errors import EngineError
from rehearse.settings import Settings
from rehearse.speech.transcriber import transcriber

pytestmark = pytest.mark.usefixtures("no_models")


@pytest.fixture
def install(whisper_fixture):
    """Put our small model on the machine under the name of a real one."""
    return lambda name: weights.import_folder(whisper_fixture, name)


def test_without_a_model_the_embedded_engine_serves_and_says_it_is_rough():
    chosen = transcriber(Settings())
    assert (chosen.engine, chosen.rough) == ("sphinx", True)


def test_the_model_of_the_settings_goes_first(install):
    install("tiny.en")
    install("small.en")
    chosen = transcriber(Settings(model="tiny.en"))
    assert (chosen.engine, chosen.model, chosen.rough) == ("whisper", "tiny.en", False)


def test_where_it_is_missing_the_most_accurate_one_serves(install):
    install("tiny.en")
    install("small.en")
    install("of-our-own")
    assert transcriber(Settings(model="base.en")).model == "small.en"


def test_a_language_takes_a_model_that_knows_it(install):
    install("base.en")
    install("tiny")
    assert transcriber(Settings(model="base.en", language="fr")).model == "tiny"


def test_a_folder_is_a_model_too(whisper_fixture, tmp_path):
    folder = shutil.copytree(whisper_fixture, tmp_path / "elsewhere")
    assert transcriber(Settings(model=str(folder), engine="whisper")).model == "elsewhere"


def test_whisper_without_its_model_says_how_to_get_it():
    with pytest.raises(EngineError, match=r"'base\.en' is not on this machine.*`rehearse models pull base\.en`"):
        transcriber(Settings(engine="whisper"))


@pytest.mark.parametrize("engine", ["auto", "sphinx"])
def test_the_embedded_engine_speaks_english_only(engine):
    with pytest.raises(EngineError, match=r"English only.*'fr'.*models pull base"):
        transcriber(Settings(engine=engine, language="fr"))


def test_sphinx_is_taken_when_asked_for(install):
    install("base.en")
    assert transcriber(Settings(engine="sphinx")).engine == "sphinx"


def test_threads_load_a_model_once(install):
    install("base.en")
    with ThreadPoolExecutor(4) as pool:
        chosen = list(pool.map(transcriber, [Settings()] * 8))
    assert len({id(one) for one in chosen}) == 1
