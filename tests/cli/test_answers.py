"""The commands about an answer at hand, as a person types them."""

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rehearse import settings
from rehearse.cli import main
from rehearse.sample import sample_advert, sample_answer_path
from tests.conftest import clip

STORY = (
    "Last winter we lost two drivers in one week. I rang every customer and agreed a new time with each of them. "
    "After ten days nobody was waiting, and we kept all forty customers."
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "answer.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def advert(tmp_path: Path) -> Path:
    path = tmp_path / "advert.txt"
    path.write_text(sample_advert(), encoding="utf-8")
    return path


def test_an_answer_as_text_is_assessed_and_says_what_can_not_be_timed(answer: Path) -> None:
    result = run("assess", answer, "--format", "json", "--kind", "behavioural", "--question", "Tell me about a hard week.")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["version"] == 1
    assert document["transcript"]["text"] == STORY
    assert document["question"] == {
        "text": "Tell me about a hard week.",
        "kind": "behavioural",
        "target_s": document["question"]["target_s"],
    }
    assert document["measures"]["words_per_minute"] is None
    assert document["unmeasured"]["words_per_minute"]
    assert document["scores"]["conciseness"]["value"] is not None


def test_needs_are_drawn_from_the_advert_and_read_back(advert: Path, answer: Path, tmp_path: Path) -> None:
    listed = run("needs", advert, "--format", "json")
    needs = json.loads(listed.stdout)["needs"]
    assert {need["kind"] for need in needs} == {"must", "nice"}
    assert all(need["char_start"] < need["char_end"] for need in needs)
    file = tmp_path / "needs.json"
    file.write_text(listed.stdout, encoding="utf-8")
    coverage = json.loads(run("assess", answer, "--needs", file, "--format", "json").stdout)["coverage"]
    assert [covered["need_id"] for covered in coverage] == [need["id"] for need in needs]


def test_needs_without_offsets_are_enough(answer: Path, tmp_path: Path) -> None:
    file = tmp_path / "needs.json"
    file.write_text('{"version": 1, "needs": [{"text": "Keeps customers informed when things go wrong"}]}', encoding="utf-8")
    (covered,) = json.loads(run("assess", answer, "--needs", file, "--format", "json").stdout)["coverage"]
    assert covered["level"] in ("claimed", "shown", "proven")


def test_many_answers_are_a_line_each(answer: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("I did it.", encoding="utf-8")
    result = run("assess", answer, other, "--format", "jsonl")
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [str(answer), str(other)]


def test_many_reports_name_their_files(answer: Path, tmp_path: Path) -> None:
    other = tmp_path / "my_other.txt"
    other.write_text("I did it.", encoding="utf-8")
    report = run("assess", answer, other, "--format", "markdown").stdout.replace("\\", "")
    assert report.index(str(answer)) < report.index("Last winter") < report.index(str(other)) < report.index("I did it.")
    assert str(answer) not in run("assess", answer, "--format", "markdown").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems name files in Unicode")
@pytest.mark.parametrize("form", ["table", "jsonl", "markdown"])
def test_a_name_that_is_not_utf_8_is_shown_as_far_as_it_goes(form: str, answer: Path, tmp_path: Path) -> None:
    oddly_named = tmp_path / os.fsdecode(b"caf\xe9.txt")
    answer.rename(oddly_named)
    result = run("assess", oddly_named, oddly_named, "--format", form)
    assert result.exit_code == 0, result.output
    assert "caf\ufffd.txt" in result.stdout.replace("\\", "")


def test_a_written_answer_is_in_the_language_of_the_settings(answer: Path) -> None:
    settings.save(settings.Settings(language="de"))
    document = json.loads(run("assess", answer, "--format", "json").stdout)
    assert document["transcript"]["language"] == "de"
    assert "'de'" in document["scores"]["clarity"]["reason"]


def test_one_bad_answer_does_not_lose_the_good_ones(answer: Path, tmp_path: Path) -> None:
    result = run("assess", tmp_path / "none.wav", answer, "--format", "jsonl")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["file"] == str(answer)
    assert "none.wav" in result.stderr


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_markup_in_an_answer_is_shown_as_text(form: str, tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    file.write_text("I said <script>alert(1)</script> to " + STORY, encoding="utf-8")
    result = run("assess", file, "--format", form)
    assert result.exit_code == 0
    assert ("<script>alert" in result.stdout) == (form == "table")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["assess"], "Missing argument"),
        (["assess", "a.txt", "--advert", "x", "--needs", "y"], "not both"),
        (["assess", "a.txt", "--save"], "go together"),
        (["assess", "a.txt", "--save", "--role", "  ", "--question", "Why us?"], "go together"),
        (["assess", "a.txt", "--save", "--role", "Baker"], "add --question TEXT"),
        (["assess", "a.txt", "b.txt", "--format", "json"], "jsonl"),
        (["assess", "a.txt", "--transcript", "b.txt"], "one audio file"),
        (["assess", "a.wav", "--kind", "riddle"], "riddle"),
        (["transcribe", "nothing.wav"], "nothing.wav"),
        (["needs", "nothing.pdf"], "nothing.pdf"),
        (["sing"], "sing"),
    ],
)
def test_bad_arguments_and_input_end_with_2_and_one_message(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


@pytest.mark.parametrize("content", [b"", b"not a sound", b"RIFF\x00\x00\x00\x00WAVE"], ids=["empty", "text", "header alone"])
def test_a_file_that_is_no_recording_gets_one_message(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "answer.wav"
    file.write_bytes(content)
    result = run("assess", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "answer.wav" in result.stderr


@pytest.mark.slow
def test_audio_is_recognised_timed_and_captioned() -> None:
    result = run("transcribe", clip("answer_short"), "--engine", "sphinx", "--format", "json")
    assert result.exit_code == 0, result.output
    transcript = json.loads(result.stdout)
    starts = [word["start_s"] for word in transcript["words"]]
    assert starts == sorted(starts)
    assert transcript["engine"] == "sphinx"
    assert "rough" in result.stderr
    captions = run("transcribe", clip("answer_short"), "--engine", "sphinx", "--format", "srt").stdout
    assert captions.startswith("1\n00:00:0")


@pytest.mark.slow
def test_corrected_words_are_aligned_and_not_recognised_again(tmp_path: Path) -> None:
    truth = clip("answer_short").with_suffix(".txt")
    result = run("assess", clip("answer_short"), "--transcript", truth, "--format", "json")
    transcript = json.loads(result.stdout)["transcript"]
    words = [word for word in transcript["words"] if word["kind"] == "word"]
    assert " ".join(word["text"] for word in words) == " ".join(truth.read_text(encoding="utf-8").split())
    assert transcript["engine"] == "text"
    assert all(word["start_s"] is not None for word in words)


@pytest.mark.slow
def test_the_demo_takes_the_whole_path() -> None:
    result = run("demo", "--engine", "sphinx")
    assert result.exit_code == 0, result.output
    for heading in ("What you said", "Scores", "What they need, and what they heard", "Next take"):
        assert heading in result.stdout
    assert sample_answer_path().exists()
