"""Fetching a model, from a hub on loopback."""

import os
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import faster_whisper.utils
import pytest

from rehearse import weights
from rehearse.errors import NotFoundError, WeightsError

MODEL_FILES = {"config.json", "model.bin", "tokenizer.json", "vocabulary.txt"}


def test_a_pulled_model_is_whole_and_nothing_else_is_fetched(hub, home):
    path = weights.pull("tiny.en")

    assert path == home / "models" / "tiny.en" == weights.find("tiny.en")
    assert {name: (path / name).read_bytes() for name in MODEL_FILES} == {name: hub.files[name] for name in MODEL_FILES}
    assert {name for name, _ in hub.sent} == MODEL_FILES
    assert weights.verify("tiny.en") == ()
    assert [model.name for model in weights.installed()] == ["tiny.en"]


def test_progress_counts_bytes_of_the_whole(hub):
    hub.files["model.bin"] = hub.files["model.bin"] * 10
    seen = []
    weights.pull("tiny.en", on_progress=lambda done, total: seen.append((done, total)))

    total = sum(len(hub.files[name]) for name in MODEL_FILES)
    assert len({done for done, _ in seen}) > 3
    assert {of for _, of in seen} == {total}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (total, total)


def test_a_whole_model_is_not_fetched_again(hub):
    weights.pull("tiny.en")
    hub.sent.clear()
    weights.pull("tiny.en")
    assert hub.sent == []


def test_a_cut_connection_is_taken_up_where_it_broke(hub):
    hub.cuts = [1_000_000, 150_000]  # config.json passes whole, model.bin breaks
    path = weights.pull("tiny.en")

    assert (path / "model.bin").read_bytes() == hub.files["model.bin"]
    assert [wanted for name, wanted in hub.sent if name == "model.bin"] == [None, "bytes=150000-"]


def test_a_broken_off_pull_goes_on_another_day(hub):
    hub.cuts = [1_000_000, 150_000, 0]
    with pytest.raises(WeightsError, match="what has arrived is kept"):
        weights.pull("tiny.en")
    assert weights.find("tiny.en") is None
    assert weights.installed() == ()

    hub.sent.clear()
    seen = []
    path = weights.pull("tiny.en", on_progress=lambda done, total: seen.append(done))
    assert hub.sent[0] == ("model.bin", "bytes=150000-")
    assert seen[0] > 0
    assert (path / "model.bin").read_bytes() == hub.files["model.bin"]
    assert [entry.name for entry in path.parent.iterdir() if entry.is_dir()] == ["tiny.en"]


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_other_bytes_than_announced_are_refused(hub, name):
    hub.forged = {name}
    with pytest.raises(WeightsError, match=f"{name} .* wrong checksum"):
        weights.pull("tiny.en")
    assert weights.find("tiny.en") is None

    hub.forged = set()
    assert weights.verify(weights.pull("tiny.en").name) == ()


def test_pull_mends_a_damaged_model(hub):
    path = weights.pull("tiny.en")
    (path / "model.bin").write_bytes(hub.files["model.bin"][:-1] + b"?")
    assert "model.bin" in weights.verify("tiny.en")[0]

    weights.pull("tiny.en")
    assert weights.verify("tiny.en") == ()


def test_two_pulls_at_once_fetch_once(hub):
    with ThreadPoolExecutor(2) as pool:
        paths = list(pool.map(weights.pull, ["tiny.en", "tiny.en"]))
    assert paths[0] == paths[1]
    assert sorted(name for name, _ in hub.sent) == sorted(MODEL_FILES)
    assert weights.verify("tiny.en") == ()


def say_free_space(monkeypatch, free_bytes):
    usage = shutil.disk_usage("/")._replace(free=free_bytes)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)


def test_no_space_is_said_before_anything_is_fetched(hub, monkeypatch):
    say_free_space(monkeypatch, 300_000)
    with pytest.raises(WeightsError, match=r"needs 0\.4 MB and .* has 0\.3 MB free"):
        weights.pull("tiny.en")
    assert hub.sent == []


def test_a_really_small_disk(hub, tmp_path, monkeypatch):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk takes root on Linux")
    monkeypatch.setenv("REHEARSE_HOME", str(disk))
    try:
        with pytest.raises(WeightsError, match="no space for the model"):
            weights.pull("tiny.en")
        # A disk that fills up while the file arrives: it has space when asked, and none when written.
        say_free_space(monkeypatch, 10**9)
        with pytest.raises(WeightsError, match="No space left on device"):
            weights.pull("tiny.en")
        assert weights.find("tiny.en") is None
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_without_a_network_it_says_what_to_do(monkeypatch):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}/")
    with pytest.raises(WeightsError, match=rf"127\.0\.0\.1:{port}.*import it.*embedded engine works"):
        weights.pull("tiny.en")


def test_a_server_that_is_no_hub(hub, monkeypatch):
    monkeypatch.setattr(hub, "metadata", lambda: b"<html>Please log in to the hotel's network</html>")
    with pytest.raises(WeightsError, match="does not answer as the Hugging Face hub does"):
        weights.pull("tiny.en")


def test_a_repository_that_is_gone(hub):
    with pytest.raises(WeightsError, match=r"'base\.en' can't be fetched"):
        weights.pull("base.en")


@pytest.mark.parametrize("name", ["no-such-model", "../tiny.en", "", "/etc", "Systran/faster-whisper-tiny"])
def test_only_names_of_the_catalogue_are_pulled(hub, name):
    with pytest.raises(NotFoundError, match=r"Known are: tiny\.en, "):
        weights.pull(name)


def test_nothing_is_written_outside_the_data_folder(hub, home, tmp_path):
    person = tmp_path / "person"
    person.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("HF_", "XDG_"))},
        **{"HOME": str(person), "USERPROFILE": str(person), "HF_ENDPOINT": hub.endpoint, "REHEARSE_HOME": str(home)},
    }
    command = "from rehearse import weights; weights.pull('tiny.en')"
    subprocess.run([sys.executable, "-B", "-c", command], env=environment, cwd=person, check=True)
    assert weights.find("tiny.en") == home / "models" / "tiny.en"
    assert list(person.rglob("*")) == []


def test_the_catalogue_names_what_faster_whisper_names():
    for model in weights.catalogue():
        assert faster_whisper.utils._MODELS[model.name] == model.repo_id
        assert model.licence == "MIT"
        assert model.multilingual == (not model.name.endswith(".en") and not model.name.startswith("distil"))
    assert Path(weights.__file__).with_name("catalogue.toml").is_file()
