"""What holds whatever was said: how scores, shape and comparison behave when an answer changes in one way."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rehearse.compare import compare
from rehearse.metrics import measure
from rehearse.metrics.norms import table
from rehearse.metrics.structure import ARGUMENT_KINDS, STORY_KINDS, outline, parts_for
from rehearse.resample import joined, pieces
from rehearse.schema import Assessment, Question, Transcript
from rehearse.text import from_text

SENTENCES = [
    "Last winter we had two nurses off and fourteen patients.",
    "I moved the two beds beside the station and rang the site lead.",
    "It was, you know, kind of my idea to tell the families early.",
    "Due to the fact that the lift broke, we carried every tray up the back stairs in order to serve on time.",
    "Nobody missed a dose that month.",
    "The the incident rate was, I mean the incident rate was the lowest since spring.",
    "I wrote a checklist, and the whole team still uses it on a daily basis.",
    "You need someone for nights, and it is near my house.",
    "and so she had her line the next morning and i wrote it up because they asked",
]
SHORTER = {"due to the fact that": "because", "in order to": "to", "on a daily basis": "daily"}
KINDS = [*STORY_KINDS, *ARGUMENT_KINDS, "salary"]

answers = st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=10).map(" ".join)
written = st.lists(st.sampled_from(SENTENCES[:-1]), min_size=4, max_size=10).map(" ".join)
some = settings(max_examples=25, deadline=None)
few = settings(max_examples=5, deadline=None)


def value(transcript: Transcript, name: str, **options: object) -> float:
    worth = measure(transcript, **options).scores[name].value
    assert worth is not None
    return worth


def timed(said: str, word_s: float) -> Transcript:
    untimed = from_text(said)
    words = tuple(replace(word, start_s=at * word_s, end_s=(at + 0.9) * word_s) for at, word in enumerate(untimed.words))
    return replace(untimed, words=words, duration_s=len(words) * word_s, untimed_reason=None)


@some
@given(written, st.sampled_from(sorted(SHORTER)))
@example(f"{SENTENCES[3]} {SENTENCES[3]} {SENTENCES[6]}", "due to the fact that")
def test_a_shorter_wording_never_lowers_conciseness(said, wordy):
    said = f"{said} We stopped {wordy} they rang."
    assert value(from_text(said.replace(wordy, SHORTER[wordy])), "conciseness") >= value(from_text(said), "conciseness") - 1e-9


ENDINGS = ["So yeah, that's it.", "I hope that answers your question.", "And yeah."]


@some
@given(written, st.sampled_from(["", *ENDINGS]), st.sampled_from(ENDINGS))
@example(f"{SENTENCES[0]} {SENTENCES[0]} {SENTENCES[3]}", "", ENDINGS[0])
@example(SENTENCES[0] * 2, ENDINGS[0], ENDINGS[2])
def test_trailing_off_never_raises_conciseness(said, ending, more):
    said = f"{said} {ending}".strip()
    assert value(from_text(f"{said} {more}"), "conciseness") <= value(from_text(said), "conciseness") + 1e-9


@some
@given(written)
def test_telling_it_all_twice_never_raises_conciseness(said):
    assert value(from_text(f"{said} {said}"), "conciseness") <= value(from_text(said), "conciseness") + 1e-9


@some
@given(answers, st.sampled_from(["SLA", "UAT", "OKRs"]))
def test_an_acronym_in_place_of_a_word_never_raises_clarity(said, acronym):
    said = f"{said} The station held."
    worse = said.replace("station", acronym)
    assert value(from_text(worse), "clarity") <= value(from_text(said), "clarity") + 1e-9
    assert value(from_text(worse), "clarity", advert=f"We use {acronym}") >= value(from_text(worse), "clarity")


@some
@given(answers, st.floats(0.1, 2.0))
def test_with_fluency_switched_off_no_time_moves_clarity(said, word_s):
    slow, usual = (value(timed(said, each), "clarity", fluency_scores=False) for each in (word_s, 0.4))
    assert slow == usual


@some
@given(answers, st.dictionaries(st.sampled_from(sorted(table())), st.floats(0, 500), max_size=8))
@example(" ".join(SENTENCES), dict.fromkeys(table(), 0.0))
def test_whatever_the_limits_scores_stay_in_range_and_findings_in_order(said, limits):
    measured = measure(timed(said, 0.3), limits=limits, question=Question(text="Why us?", kind="motivation"))
    assert all(score.value is None or 0 <= score.value <= 100 for score in measured.scores.values())
    starts = [finding.char_start for finding in measured.findings]
    assert starts == sorted(starts)


@some
@given(answers, st.sampled_from(KINDS), st.booleans())
def test_an_outline_holds_every_word_once_and_its_shares_are_the_whole(said, kind, with_times):
    told = outline(timed(said, 0.4) if with_times else from_text(said), kind)
    if not parts_for(kind):
        assert told == ()
        return
    assert " ".join(each.text for each in told).split() == said.split()
    assert sum(each.share for each in told) == pytest.approx(1)
    assert {each.part for each in told} <= set(parts_for(kind))


@pytest.mark.slow
@few
@given(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_the_same_sentences_in_another_order_are_no_more_than_chance_apart_in_fillers(sentences, random):
    shuffled = random.sample(sentences, len(sentences))
    first, second = (
        Assessment(transcript=transcript, scores=measure(transcript).scores)
        for transcript in (from_text(" ".join(sentences)), from_text(" ".join(shuffled)))
    )
    moves = {move.name: move for move in compare(first, second).moves}
    assert not moves["fillers"].beyond_wobble
    assert not any(move.beyond_wobble for move in compare(first, first).moves)


@some
@given(answers, st.booleans())
def test_an_answer_joined_from_all_of_its_sentences_is_the_answer(said, with_times):
    transcript = timed(said, 0.4) if with_times else from_text(said)
    again = joined(transcript, pieces(transcript))
    assert [word.text for word in again.words] == [word.text for word in transcript.words]
    assert [word.start_s for word in again.words] == pytest.approx([word.start_s for word in transcript.words])
    assert value(again, "fillers") == pytest.approx(value(transcript, "fillers"))
