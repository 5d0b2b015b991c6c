from dataclasses import replace
from pathlib import Path

import pytest

from rehearse.codec import to_builtins, to_json
from rehearse.errors import TranscriptError
from rehearse.schema import Transcript, Word
from rehearse.speech.read import read_transcript

HEARD = Transcript(
    text="Um, hello there.",
    words=(
        Word(text="Um,", start_s=0.1, end_s=0.5, kind="filled_pause", char_start=0, char_end=3),
        Word(text="hello", start_s=0.6, end_s=0.9, probability=0.8, char_start=4, char_end=9),
        Word(text="there.", char_start=10, char_end=16),
    ),
    duration_s=1.2,
    engine="whisper",
    model="base.en",
)


def test_text_is_kept_character_for_character(tmp_path: Path) -> None:
    text = "I led  a team…\r\n\n<script>alert('x')</script> 🎉 naïve — 42 %\n"
    file = tmp_path / "answer.txt"
    file.write_bytes(text.encode())
    transcript = read_transcript(file)
    assert transcript.text == text
    assert all(transcript.text[word.char_start : word.char_end] == word.text for word in transcript.words)
    assert transcript.untimed_reason


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    file.write_bytes("\ufeffHello".encode())
    assert read_transcript(file).text == "Hello"


def test_what_was_written_as_json_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text(to_json(HEARD), encoding="utf-8")
    assert read_transcript(file) == HEARD


def test_the_transcript_inside_an_assessment_is_read(tmp_path: Path) -> None:
    file = tmp_path / "assessment.JSON"
    file.write_text(to_json({"version": 1, "transcript": to_builtins(HEARD), "findings": []}), encoding="utf-8")
    assert read_transcript(file) == HEARD


def test_a_long_answer_is_read(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("word " * 40_000, encoding="utf-8")
    assert len(read_transcript(file).words) == 40_000


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "no words"),
        ("a.txt", b" ... \n", "no words"),
        ("a.txt", "café".encode("latin-1"), "UTF-8"),
        ("a.txt", b"RIFF\0\0\0\0WAVE", "not a text file"),
        ("a.json", b"", "transcript"),
        ("a.json", b"{not json", "transcript"),
        ("a.json", b"[1, 2]", "transcript"),
        ("a.json", b'{"hello": "world"}', "transcript"),
        ("a.json", b'{"text": "a", "words": "b"}', "transcript"),
        ("a.json", b'{"version": 7, "transcript": {}}', "version 7"),
        ("a.json", b"\xff\xfe{}", "transcript"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(TranscriptError, match=message):
        read_transcript(file)


@pytest.mark.parametrize(
    "changed",
    [
        {"char_start": 5, "char_end": 10},
        {"char_start": 0, "char_end": 0, "text": ""},
        {"start_s": 3.0, "end_s": 1.0},
        {"start_s": -1.0, "end_s": 1.0},
        {"start_s": 1.0, "end_s": None},
    ],
)
def test_words_that_do_not_stand_where_they_say_are_refused(tmp_path: Path, changed: dict[str, float]) -> None:
    words = list(HEARD.words)
    words[1] = replace(words[1], **changed)
    file = tmp_path / "answer.json"
    file.write_text(to_json(replace(HEARD, words=tuple(words))), encoding="utf-8")
    with pytest.raises(TranscriptError, match="word"):
        read_transcript(file)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"no transcript at .*nowhere"):
        read_transcript(tmp_path / "nowhere.txt")
    with pytest.raises(TranscriptError, match="is a folder"):
        read_transcript(tmp_path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    file.write_bytes(b"word " * 2_000_001)
    with pytest.raises(TranscriptError, match="10,000,005 bytes"):
        read_transcript(file)
