from dataclasses import replace

import pytest

from rehearse.compare import compare
from rehearse.metrics import measure
from rehearse.resample import joined, pieces
from rehearse.schema import Assessment, Coverage, Interval, Level
from rehearse.text import from_text

PLAIN = (
    "Last winter we had two nurses off and fourteen patients. I moved the two sickest beside the desk. I rang the site lead for "
    "an hour of cover. I told the families what would be late. Nobody missed a dose. Complaints fell by half that month."
)
MUDDLED = (
    "That's a good question, let me think. I guess maybe we sort of had two nurses off and stuff. So I, I mean I kind of moved "
    "some things around. And it was really, it was very busy, you know. I think someone possibly rang someone. So yeah."
)


def take(said: str, levels: dict[str, Level] | None = None) -> Assessment:
    transcript = from_text(said)
    measured = measure(transcript)
    coverage = tuple(
        Coverage(need_id=need, need=need.title(), kind="must", level=level) for need, level in (levels or {}).items()
    )
    return Assessment(transcript=transcript, scores=measured.scores, measures=measured.measures, coverage=coverage)


def test_a_clearer_take_moves_beyond_its_wobble():
    moves = {move.name: move for move in compare(take(MUDDLED), take(PLAIN)).moves}
    assert moves["clarity"].after > moves["clarity"].before
    assert moves["clarity"].beyond_wobble
    assert moves["conciseness"].beyond_wobble


def test_a_word_more_is_within_the_wobble():
    other = PLAIN.replace("I rang", "I probably rang")
    assert not any(move.beyond_wobble for move in compare(take(PLAIN), take(other)).moves)


def test_same_takes_give_the_same_comparison_and_no_move():
    first, second = compare(take(PLAIN), take(PLAIN)), compare(take(PLAIN), take(PLAIN))
    assert first == second
    assert all(move.before == move.after and not move.beyond_wobble for move in first.moves)


def test_needs_kept_gained_and_lost():
    before = take(PLAIN, {"sql": "shown", "budget": "proven", "french": "claimed"})
    after = take(PLAIN, {"sql": "proven", "budget": "claimed", "french": "shown"})
    compared = compare(before, after)
    assert (compared.kept, compared.gained, compared.lost) == (("Sql",), ("French",), ("Budget",))


def test_a_score_that_one_take_lacks_is_left_out_and_a_short_take_has_no_wobble():
    assert compare(take("I led a team"), take(PLAIN)).moves == ()
    one_sentence = take(
        "Last winter on the ward with two nurses off and fourteen patients to look after my main task was to move the two "
        "sickest of them beside the desk."
    )
    (move, *_) = compare(one_sentence, take(PLAIN)).moves
    assert move.wobble is None
    assert not move.beyond_wobble


def test_times_stay_with_their_sentences():
    words = tuple(replace(word, start_s=at * 0.4, end_s=at * 0.4 + 0.35) for at, word in enumerate(from_text(PLAIN).words))
    spoken = replace(from_text(PLAIN), words=words, duration_s=len(words) * 0.4, untimed_reason=None)
    timed = Assessment(transcript=spoken, scores=measure(spoken).scores)
    assert all(move.wobble is not None and move.wobble < 25 for move in compare(timed, timed).moves)


def test_a_move_between_answers_without_a_flaw_is_no_news():
    shorter = PLAIN.replace(" I told the families what would be late.", "")
    assert not any(move.beyond_wobble for move in compare(take(PLAIN), take(shorter)).moves)


def test_an_answer_without_full_stops_has_a_wobble_too():
    run_on = PLAIN.lower().replace(". ", " and then ").replace(".", "")
    assert all(move.wobble is not None for move in compare(take(run_on), take(PLAIN)).moves)


def test_the_numbers_under_the_scores_are_compared_in_their_own_units():
    numbers = {move.name: move for move in compare(take(MUDDLED), take(PLAIN)).numbers}
    hedges = numbers["hedges_per_100_words"]
    assert (hedges.before > 5, hedges.after, hedges.beyond_wobble) == (True, 0.0, True)
    assert numbers["new_content_density"].after > numbers["new_content_density"].before
    assert "words_per_minute" not in numbers


def test_the_adverts_terms_make_no_wobble():
    said = PLAIN.replace("the site lead", "the XQZ, the VPL and the KWT desk")
    adverts = ("", "Our XQZ, VPL and KWT.")
    plain, known = (compare(take(said), take(said), advert=advert).moves[0].wobble for advert in adverts)
    assert known < plain


def test_what_was_left_out_and_what_is_new_is_told_by_its_sentence():
    other = PLAIN.replace("I told the families what would be late.", "The pharmacy sent somebody at noon.")
    compared = compare(take(PLAIN), take(other))
    assert compared.left_out == ("I told the families what would be late.",)
    assert compared.added == ("The pharmacy sent somebody at noon.",)


def test_with_fluency_switched_off_repeats_make_no_wobble():
    stumbling = PLAIN.replace("I rang", "I I rang the the")
    on, off = (compare(take(stumbling), take(stumbling), fluency_scores=fluency).moves for fluency in (True, False))
    assert on[0].wobble > off[0].wobble


def test_chosen_sentences_keep_their_silences_and_the_voice_heard_in_them():
    words = tuple(replace(word, start_s=at * 0.5, end_s=at * 0.5 + 0.3) for at, word in enumerate(from_text(PLAIN).words))
    spoken = replace(from_text(PLAIN), words=words, speech=tuple(Interval(start_s=w.start_s, end_s=w.end_s) for w in words))
    first, _, third, *_ = pieces(spoken)
    chosen = joined(spoken, [first, third])
    assert chosen.text == " ".join(word.text for word in (*first.words, *third.words))
    assert chosen.words[len(first.words)].start_s == first.stretch.duration_s
    assert [region.start_s for region in chosen.speech] == pytest.approx([word.start_s for word in chosen.words])


def test_a_need_that_was_given_the_id_of_another_is_another():
    before = take(PLAIN, {"sql": "shown"})
    after = replace(before, coverage=(replace(before.coverage[0], need="French"),))
    compared = compare(before, after)
    assert (compared.kept, compared.gained, compared.lost) == ((), ("French",), ("Sql",))
