"""The models on this machine."""

import json
import shutil

import pytest

from rehearse import weights
from rehearse.errors import NotFoundError, WeightsError


def test_an_imported_folder_is_found_listed_and_verified(model_folder, home):
    assert weights.import_folder(model_folder) == "my-model"

    assert weights.find("my-model") == home / "models" / "my-model"
    assert weights.verify("my-model") == ()
    [model] = weights.installed()
    assert (model.name, model.multilingual) == ("my-model", False)
    assert model.size_bytes == sum(file.stat().st_size for file in model_folder.iterdir())


def test_a_folder_may_be_imported_under_another_name(model_folder):
    assert weights.import_folder(model_folder, "base.en") == "base.en"
    assert weights.find("base.en").name == "base.en"


def test_a_large_vocabulary_is_multilingual(model_folder):
    (model_folder / "vocabulary.txt").unlink()
    (model_folder / "vocabulary.json").write_text(json.dumps([str(i) for i in range(51865)]))
    weights.import_folder(model_folder)
    [model] = weights.installed()
    assert model.speaks("fr")


@pytest.mark.parametrize("lost", ["model.bin", "config.json", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_is_refused(model_folder, lost):
    (model_folder / lost).unlink()
    with pytest.raises(WeightsError, match=f"not a whole faster-whisper model: it lacks {lost}"):
        weights.import_folder(model_folder)
    assert weights.find("my-model") is None
    assert weights.find(str(model_folder)) is None


def test_a_folder_without_any_vocabulary_is_refused(model_folder):
    (model_folder / "vocabulary.txt").unlink()
    with pytest.raises(WeightsError, match=r"it lacks vocabulary\.json"):
        weights.import_folder(model_folder)


def test_weights_of_another_kind_are_refused(model_folder):
    (model_folder / "model.bin").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 75538270\n")
    with pytest.raises(WeightsError, match="not a Whisper model in CTranslate2's format"):
        weights.import_folder(model_folder)


def test_no_folder_no_import(tmp_path):
    with pytest.raises(NotFoundError, match=r"no folder .*nowhere"):
        weights.import_folder(tmp_path / "nowhere")


def test_an_import_never_replaces_a_model(model_folder):
    weights.import_folder(model_folder)
    with pytest.raises(WeightsError, match="here already"):
        weights.import_folder(model_folder)
    assert weights.verify("my-model") == ()


def test_an_import_that_fails_on_the_way_leaves_nothing(model_folder, home, monkeypatch):
    def copy_until_full(source, target):
        if source.name == "tokenizer.json":
            raise OSError(28, "No space left on device")
        return target.write_bytes(source.read_bytes())

    monkeypatch.setattr(shutil, "copyfile", copy_until_full)
    with pytest.raises(WeightsError, match="No space left on device"):
        weights.import_folder(model_folder)
    assert [entry for entry in (home / "models").iterdir() if entry.is_dir()] == []


@pytest.mark.parametrize("name", ["../x", "..", "", "a/b", "a\\b", ".hidden", "C:x", "x" * 100])
def test_a_name_is_never_a_path(model_folder, name):
    with pytest.raises(WeightsError, match="can't be the name of a model"):
        weights.import_folder(model_folder, name)
    for act in (weights.verify, weights.remove):
        with pytest.raises(NotFoundError):
            act(name)


@pytest.mark.parametrize("damage", [lambda data: data[:200_000] + b"\0" + data[200_001:], lambda data: data[:-1]])
def test_verify_finds_one_wrong_byte(model_folder, home, damage):
    weights.import_folder(model_folder)
    file = home / "models" / "my-model" / "model.bin"
    file.write_bytes(damage(file.read_bytes()))
    [problem] = weights.verify("my-model")
    assert problem.startswith("model.bin is not the file that was installed")


def test_verify_finds_a_lost_file(model_folder, home):
    weights.import_folder(model_folder)
    (home / "models" / "my-model" / "tokenizer.json").unlink()
    assert weights.verify("my-model") == ("it lacks tokenizer.json",)
    assert weights.installed() == ()
    assert weights.names() == ("my-model",)


def test_a_damaged_model_may_be_removed_and_brought_again(model_folder, home):
    weights.import_folder(model_folder)
    (home / "models" / "my-model" / "model.bin").unlink()
    weights.remove("my-model")
    assert weights.names() == ()
    assert weights.verify(weights.import_folder(model_folder)) == ()


def test_verify_says_when_it_has_nothing_to_go_by(model_folder, home):
    shutil.copytree(model_folder, home / "models" / "by-hand")
    assert weights.find("by-hand")
    [problem] = weights.verify("by-hand")
    assert "manifest.json" in problem


def test_a_model_may_be_given_as_a_folder(model_folder, monkeypatch):
    assert weights.find(str(model_folder)) == model_folder
    monkeypatch.chdir(model_folder)
    assert weights.find(".") == model_folder
    assert weights.find(str(model_folder.parent)) is None
    assert weights.find("no-such-model") is None


def test_a_model_put_into_a_checkout_is_found(model_folder, checkout):
    shutil.copytree(model_folder, checkout / "models" / "small.en")
    assert weights.find("small.en") == checkout / "models" / "small.en"

    fetched = weights.import_folder(model_folder, "small.en")
    assert weights.verify(fetched) == ()
    assert [model.path for model in weights.installed()] == [weights.find("small.en")] != [checkout / "models" / "small.en"]


def test_a_removed_model_is_gone(model_folder):
    weights.import_folder(model_folder)
    weights.remove("my-model")
    assert weights.find("my-model") is None
    with pytest.raises(NotFoundError, match="No model 'my-model'"):
        weights.remove("my-model")


def test_a_model_that_somebody_put_into_a_checkout_is_left_there(model_folder, checkout):
    theirs = checkout / "models" / "small.en"
    shutil.copytree(model_folder, theirs)
    with pytest.raises(WeightsError, match=f"lies in {theirs}"):
        weights.remove("small.en")
    assert weights.find("small.en") == theirs


def test_models_for_the_tests_are_found_by_name_and_never_offered(model_folder):
    weights.import_folder(model_folder, "some-fixture")
    assert weights.find("some-fixture")
    assert weights.names() == weights.installed() == ()


def test_other_folders_of_a_checkout_are_no_models(checkout):
    (checkout / "models" / "training").mkdir()
    (checkout / "models" / "README.md").touch()
    assert weights.names() == weights.installed() == ()
