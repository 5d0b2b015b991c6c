"""What a piece of an advert means counts beside its words, within limits."""

import numpy as np
import pytest

from rehearse.needs import encoder, sense
from rehearse.needs.advert import Reader, extract
from rehearse.needs.cues import standard_weights
from rehearse.needs.sense import MAX_ADVERT_CHARS, MOST, Sense, meanings
from rehearse.schema import Span

ADVERT = """Assistant store manager

You will open and close the store and coach a crew of twelve. The right person has two years of retail leadership under their
belt, and keeps cool when the line is out the door. We are closed on public holidays.
"""


@pytest.fixture(scope="module")
def standard() -> Sense:
    found = sense.standard()
    assert found is not None, "models/needs-judge/judge.json has no sense: run benchmarks/fit_advert_sense.py"
    return found


def placed(advert: str, *pieces: str) -> list[Span]:
    return [Span(char_start=advert.index(piece), char_end=advert.index(piece) + len(piece)) for piece in pieces]


def test_a_piece_is_read_by_itself_and_where_it_stands(standard: Sense) -> None:
    advert = "You need weekends. We are closed on weekends."
    first, last = (Span(char_start=at, char_end=at + 8) for at in (advert.index("weekends"), advert.rindex("weekends")))
    one, other = meanings(standard.read, advert, [first, last])
    half = len(one) // 2
    assert np.array_equal(one[:half], other[:half])
    assert not np.allclose(one[half:], other[half:], atol=0.05)
    assert np.linalg.norm(one[:half]) == pytest.approx(1, abs=1e-3)


def test_a_piece_without_words_means_nothing(standard: Sense) -> None:
    assert not meanings(standard.read, "a  b", [Span(char_start=1, char_end=3)]).any()


def test_meaning_moves_a_piece_by_no_more_than_its_limit(standard: Sense) -> None:
    spans = placed(ADVERT, "two years of retail leadership under their\nbelt", "We are closed on public holidays", "of")
    weights = standard.weigh(ADVERT, spans, [0.0, 0.0, 0.0])
    assert weights[0] > weights[1]
    assert all(abs(weight - standard.layer["bias"]) <= MOST + 1e-9 for weight in weights)


def test_a_need_in_words_of_its_own_is_found_by_what_it_means(standard: Sense) -> None:
    told = [" ".join(need.text.split()) for need in extract(ADVERT, Reader(standard_weights(), standard))]
    assert "Two years of retail leadership under their belt" in told
    assert not any("closed" in one for one in told)


def test_of_a_text_longer_than_any_advert_the_cues_alone_are_weighed(standard: Sense) -> None:
    advert = "a" * (MAX_ADVERT_CHARS + 1)
    assert standard.weigh(advert, [Span(char_start=0, char_end=9)], [0.7]) == [0.7]


def test_without_the_network_adverts_are_read_by_their_cues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PLACES", ())
    assert sense.standard() is None
    assert [need.text for need in extract("Baker\n\nYou need:\n- A food hygiene certificate\n- Fluent Flemish\n")] == [
        "Food hygiene certificate",
        "Fluent Flemish",
    ]
