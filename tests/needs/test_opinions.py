"""A language model is believed where its quote stands in the answer, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.needs.claims import ASKED
from rehearse.needs.opinions import Opinion, heed, stands
from rehearse.needs.rules import LISTED, RECITED
from rehearse.schema import Coverage, Level

ANSWER = "Well,  I led a team of\nfive nurses. Um, I don’t pull shifts, and we cut falls by 40%."
LED = "I led a team of five nurses"


def covered(level: Level = "not_addressed", why: str = "not mentioned") -> Coverage:
    quote = "I don’t pull shifts" if level != "not_addressed" else None
    start = ANSWER.index(quote) if quote else None
    end = start + len(quote) if quote and start is not None else None
    return Coverage(need_id="n7", need="Leads", kind="nice", level=level, evidence=quote, char_start=start, char_end=end, why=why)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        (LED, "I led a team of\nfive nurses"),
        ("  i LED a\tteam ", "I led a team"),
        ("we cut falls by 40%.", "we cut falls by 40%."),
        ("I don’t pull shifts", "I don’t pull shifts"),
    ],
)
def test_a_quote_stands_whatever_its_white_space_and_case(quote: str, found: str) -> None:
    span = stands(quote, ANSWER)
    assert span is not None
    assert span.of(ANSWER) == found


WORDS = st.lists(st.text(alphabet="abI.,’'-é9", min_size=1, max_size=6), min_size=3, max_size=30)


@given(words=WORDS, data=st.data())
def test_whatever_was_said_can_be_quoted_and_is_found_where_it_stands(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 3))
    end = data.draw(st.integers(start + 3, len(words)))
    answer = " \n".join(words)
    span = stands("\t".join(words[start:end]).swapcase(), answer)
    assert span is not None
    assert span.of(answer).lower().split() == " ".join(words[start:end]).lower().split()


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "led a",
        "I led a group of five nurses",
        "I led five nurses",
        "I led a team ... five nurses",
        "I don't pull shifts",
        "ull shifts, and",
        "I led a tea",
        ". . .",
        "I led .* nurses",
        "a" * 100_000,
    ],
)
def test_a_quote_that_is_changed_shortened_or_cut_does_not_stand(quote: str) -> None:
    assert stands(quote, ANSWER) is None


@pytest.mark.parametrize("level", ["claimed", "shown", "proven"])
def test_a_verdict_with_a_true_quote_stands_and_marks_it(level: Level) -> None:
    heeded = heed(ANSWER, [covered()], [Opinion(0, level, LED.upper())])
    (one,) = heeded.coverage
    assert (one.need_id, one.kind, one.level) == ("n7", "nice", level)
    assert one.evidence == ANSWER[one.char_start : one.char_end] == "I led a team of\nfive nurses"
    assert one.why.startswith("your own model")
    assert (heeded.believed, heeded.misquoted, heeded.unraised) == (1, 0, 0)


def test_a_verdict_with_an_invented_quote_is_dropped_and_the_built_in_one_stands() -> None:
    built_in = [covered(), covered("shown")]
    heeded = heed(ANSWER, built_in, [Opinion(0, "proven", "I managed forty people in Madrid"), Opinion(1, "proven", "")])
    assert heeded.coverage == tuple(built_in)
    assert (heeded.believed, heeded.misquoted) == (0, 2)


def test_it_may_find_less_than_the_built_in_judge_and_needs_no_quote_for_that() -> None:
    (one,) = heed(ANSWER, [covered("shown")], [Opinion(0, "not_addressed", "")]).coverage
    assert (one.level, one.evidence, one.char_start, one.char_end) == ("not_addressed", None, None, None)


def test_where_both_find_nothing_the_reason_of_the_built_in_judge_is_kept() -> None:
    denied = covered(why="you said you lack it")
    assert heed(ANSWER, [denied], [Opinion(0, "not_addressed", "")]).coverage == (denied,)


@pytest.mark.parametrize("why", [ASKED, LISTED, RECITED])
def test_what_was_only_read_out_or_listed_it_can_not_raise(why: str) -> None:
    read_out = covered(why=why)
    heeded = heed(ANSWER, [read_out], [Opinion(0, "proven", LED)])
    assert heeded.coverage == (read_out,)
    assert heeded.unraised == 1


def test_needs_without_an_opinion_keep_what_they_have() -> None:
    built_in = [covered("claimed"), covered(), covered("shown")]
    heeded = heed(ANSWER, built_in, [Opinion(1, "shown", LED)])
    assert [one.level for one in heeded.coverage] == ["claimed", "shown", "shown"]
    assert (heeded.coverage[0], heeded.coverage[2]) == (built_in[0], built_in[2])
