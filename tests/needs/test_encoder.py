"""The network behind the judge: every word is read once, whatever the length, and no need's reading hangs on its neighbours."""

import numpy as np
import pytest

from rehearse.needs import encoder as networks
from rehearse.needs.encoder import Encoder

ANSWER = "So, I moved the whole ward's rota onto one sheet, and the agency bill went down by a third. "


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = networks.standard()
    assert found is not None
    return found


@pytest.mark.parametrize("times", [1, 30, 120])
def test_every_word_is_read_once_and_in_order(encoder: Encoder, times: int) -> None:
    answer = ANSWER * times
    reading = encoder.read(["Budget responsibility"], answer)
    assert reading.odds.shape == (1, len(reading.starts), 2)
    assert (reading.starts[1:] >= reading.ends[:-1]).all()
    read = "".join(answer[a:b] for a, b in zip(reading.starts, reading.ends, strict=True))
    assert read == answer.replace(" ", "")


def test_a_need_is_read_alike_alone_and_among_others(encoder: Encoder) -> None:
    needs = [
        "Cuts costs",
        "Ten or more years of leading large and complicated organisations through change",
        "SQL",
        "Patience",
        "Rotas",
    ]
    together = encoder.read(needs, ANSWER).odds
    for need, odds in zip(needs, together, strict=True):
        assert np.abs(encoder.read([need], ANSWER).odds[0] - odds).max() < 1.0


def test_an_empty_answer_has_nothing_to_read(encoder: Encoder) -> None:
    assert encoder.read(["Patience"], "").odds.shape == (1, 0, 2)
