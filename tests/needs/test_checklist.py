"""The JSON document of needs: written, read again, and read where others wrote it."""

import json
from pathlib import Path

import pytest

from rehearse.errors import AdvertError
from rehearse.needs.checklist import needs_json, read_needs
from rehearse.schema import Need

NEEDS = (
    Need(id="n1", text="SQL", char_start=3, char_end=6),
    Need(id="n2", text='Calm <b>"under"</b> pressure 🎉', kind="nice"),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "needs.json"
    path.write_text(needs_json(NEEDS), encoding="utf-8")
    assert read_needs(path) == NEEDS


def test_the_document_has_a_version_and_the_five_fields() -> None:
    document = json.loads(needs_json(NEEDS))
    assert document["version"] == 1
    assert document["needs"][0] == {"id": "n1", "text": "SQL", "kind": "must", "char_start": 3, "char_end": 6}


def test_only_the_text_has_to_be_there() -> None:
    assert read_needs(b'{"needs": [{"text": " SQL  and Python "}]}') == (Need(id="n1", text="SQL and Python"),)


def test_a_plain_list_of_texts_is_read_and_blank_ones_are_passed_over() -> None:
    assert read_needs(b'["SQL", " ", "Git"]') == (Need(id="n1", text="SQL"), Need(id="n2", text="Git"))


def test_ids_that_are_missing_or_stand_twice_are_replaced_and_the_first_keeps_its_own() -> None:
    found = read_needs(b'[{"id": "n2", "text": "a"}, {"text": "b"}, {"id": "n2", "text": "c"}, {"id": "n1", "text": "d"}]')
    assert [(need.id, need.text) for need in found] == [("n2", "a"), ("n3", "b"), ("n4", "c"), ("n1", "d")]


def test_half_a_place_is_no_place() -> None:
    (found,) = read_needs(b'[{"text": "a", "char_start": 4}]')
    assert (found.char_start, found.char_end) == (None, None)


BAD = [
    b"",
    b"{",
    b"\xff\xfe\x00",
    b"3",
    b'{"version": 1}',
    b'{"needs": [{"kind": "must"}]}',
    b'{"needs": [{"text": "a", "kind": "maybe"}]}',
]


@pytest.mark.parametrize("data", BAD)
def test_what_is_not_a_list_of_needs_is_refused(data: bytes) -> None:
    with pytest.raises(AdvertError, match="not a list of needs"):
        read_needs(data)


def test_another_version_is_refused_by_its_number() -> None:
    with pytest.raises(AdvertError, match="version 7"):
        read_needs(b'{"version": 7, "needs": []}')


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AdvertError, match=r"none\.json can't be opened"):
        read_needs(tmp_path / "none.json")
