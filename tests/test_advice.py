from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.advice import advise
from rehearse.metrics import measure
from rehearse.schema import Coverage, Question, Transcript
from rehearse.text import from_text

QUESTION = Question(text="Tell me about a time you were short of people.", kind="behavioural", target_s=60)
STORY = (
    "Last winter we had two nurses off and fourteen patients, and I was in charge. I moved the two patients beside the station. "
    "I rang the site lead for an hour of cover, and told the families what would be late. "
    "Nobody missed a dose, and the incident rate that month was 30 percent lower than in spring."
)


def texts(said: str | Transcript, coverage: tuple[Coverage, ...] = (), fluency: bool = True) -> list[str]:
    transcript = from_text(said) if isinstance(said, str) else said
    measured = measure(transcript, question=QUESTION, fluency_scores=fluency)
    return [advice.text for advice in advise(transcript, measured, coverage)]


def need(level: str, text: str = "Honest with families", kind: str = "must") -> Coverage:
    return Coverage(need_id="n1", need=text, kind=kind, level=level)


def spoken(said: str, word_s: float = 0.4) -> Transcript:
    untimed = from_text(said)
    words = tuple(replace(word, start_s=at * word_s, end_s=(at + 1) * word_s) for at, word in enumerate(untimed.words))
    return replace(untimed, words=words, duration_s=len(words) * word_s, untimed_reason=None)


def test_a_preamble_is_answered_with_where_to_start():
    said = "So, that's a really good question, let me think about that for a second, okay, well, um, so last" + STORY[4:]
    transcript = spoken(said)
    (first, *_) = advise(transcript, measure(transcript, question=QUESTION), ())
    assert first.text == "Start at “last winter we”: the first 7 seconds say nothing yet."
    assert (first.char_start, first.start_s) == (0, 0.0)


def test_a_missing_result_comes_before_a_filler():
    first, *rest = texts("Um, " * 4 + STORY.rpartition("Nobody")[0])
    assert first.startswith("End with what came of it")
    assert any("short silence" in each for each in rest)


def test_a_claim_asks_for_the_time_it_was_done():
    start = STORY.index("told the families")
    claimed = replace(need("claimed"), char_start=start, char_end=start + 17)
    transcript = spoken(STORY)
    advice, *_ = advise(transcript, measure(transcript, question=QUESTION), (claimed,))
    assert advice.text == "“Honest with families”: you said it; now tell one time you did it."
    assert advice.char_start == start
    assert advice.start_s == pytest.approx(len(STORY[:start].split()) * 0.4)


def test_needs_that_are_musts_come_first():
    coverage = (need("claimed", "Speaks French", "nice"), need("claimed", "Leads a team", "must"))
    assert texts(STORY, coverage)[0].startswith("“Leads a team”")


def test_a_need_not_heard_is_offered_without_pushing():
    assert texts(STORY, (need("not_addressed"),)) == [
        "“Honest with families”: not heard yet. If this question leaves room, tell one time you did it."
    ]


@pytest.mark.parametrize(
    ("level", "text", "expected"),
    [
        ("claimed", "Forklift licence", "you said you have it; add when you got it, and its grade or level."),
        ("shown", "Fluent in Welsh", "add for how long you have used it, or your level."),
        ("not_addressed", "Right to work in the UK", "not heard yet. If this question leaves room, say it in one sentence."),
    ],
)
def test_there_is_no_story_to_a_licence_or_a_language(level, text, expected):
    assert texts(STORY, (need(level, text),)) == [f"“{text}”: {expected}"]


@pytest.mark.parametrize("text", ["Right to work in the UK", "Willing to work nights"])
def test_a_plain_yes_is_enough_where_there_is_nothing_to_tell(text):
    assert texts(STORY, (need("claimed", text), need("shown", text))) == texts(STORY)


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ("you said you lack it", "you said you lack it; add what you have that comes nearest, or how you would close the gap."),
        ("you spoke of someone else's work, not your own", "you told somebody else's part; tell your own."),
    ],
)
def test_what_was_denied_or_told_of_another_is_not_called_unheard(why, expected):
    assert texts(STORY, (replace(need("not_addressed"), why=why),)) == [f"“Honest with families”: {expected}"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (STORY * 4, "Cut it to about 60 seconds"),
        (
            STORY + " And so nobody missed a dose, and the incident rate that month was 30 percent lower than in spring.",
            "Leave out",
        ),
        (STORY + " So yeah, I guess, at the end of the day, due to the fact that it held, that's it.", "in fewer words"),
        (STORY.replace(". I", " and I").replace("of cover", "of cover from the ward upstairs"), "Make two sentences"),
        ("Maybe I sort of led it, I guess, probably. " + STORY, "Say it without"),
        ("We the the had had no no plan plan. " + STORY, "once"),
        ("Last year we had a leak. We called a plumber and we moved the stock. In the end we saved most of our books.", "yours"),
        (
            "I led a small team in Leeds and in the end we won the contract, as planned, before summer.",
            "room for one example",
        ),
        ("I led a team", "room for one example"),
        ("", "Record the answer once more, or type it."),
        ("um", "Record the answer once more, or type it."),
        (STORY, "Keep this shape"),
    ],
)
def test_what_stands_out_is_what_is_advised(said, expected):
    assert any(expected in each for each in texts(said))


PIECES = [
    *(f"{sentence}." for sentence in STORY.split(". ")),
    "Um, you know, it was, um, a lot.",
    "That's a really good question, let me think about that.",
    "I guess maybe we sort of did some things due to the fact that it snowed.",
    "We we had the the SLA.",
    "So yeah, that's it.",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), st.booleans(), st.sampled_from(["behavioural", "strengths"]))
def test_every_piece_of_advice_is_tied_to_a_moment_that_can_be_played(sentences, timed, kind):
    said = " ".join(sentences)
    transcript = spoken(said) if timed else from_text(said)
    question = Question(text="Tell me.", kind=kind, target_s=30)
    coverage = (need("not_addressed"), replace(need("claimed"), char_start=0, char_end=4))
    found = advise(transcript, measure(transcript, question=question), coverage)
    assert 1 <= len(found) <= 3
    assert found == advise(transcript, measure(transcript, question=question), coverage)
    for advice in found:
        assert 0 <= advice.char_start < advice.char_end <= len(said)
        assert (advice.start_s is not None) == timed


@pytest.mark.parametrize(
    ("flaw", "topic"),
    [
        ("Let me think about that question, where do I start. ", "Start at"),
        ("Maybe I guess perhaps I sort of probably think it was me. ", "Say it without"),
        ("We had to meet the SLA and the QBR, and the XRM. ", "stands for"),
        ("I did a lot of things and stuff, somehow, and something. ", "stands for, or leave it out"),
        ("We we had had the the key the the key. ", "buys the same time"),
    ],
)
def test_advice_that_was_taken_is_not_given_again(flaw, topic):
    assert any(topic in each for each in texts(flaw + STORY))
    assert not any(topic in each for each in texts(STORY))


@pytest.mark.parametrize(
    ("asked", "said", "kind", "expected"),
    [
        (
            "What are your strengths?",
            "My biggest strength is patience. I am always patient with all of the people who come.",
            "strengths",
            "Tell one time",
        ),
        (
            "Why us?",
            "What draws me is the work with families. Last year I rang each family by noon for a month.",
            "motivation",
            "what they get from it",
        ),
        (
            "What if two were off?",
            "I would ring the lead, and I would move the beds. Then I would tell the families.",
            "situational",
            "Add one time",
        ),
    ],
)
def test_a_view_and_a_plan_are_advised_on_as_what_they_are(asked, said, kind, expected):
    transcript = from_text(said)
    found = advise(transcript, measure(transcript, question=Question(text=asked, kind=kind, target_s=15)), ())
    assert any(expected in advice.text for advice in found)


def test_an_answer_that_is_too_long_plays_from_where_the_time_is_over():
    transcript = spoken(STORY * 4)
    found = advise(transcript, measure(transcript, question=QUESTION), ())
    (cut,) = [advice for advice in found if advice.text.startswith("Cut it")]
    assert cut.start_s == pytest.approx(60, abs=0.5)


@pytest.mark.parametrize(
    ("word_s", "limits", "text", "why"),
    [
        (0.35, {}, "Keep going", "7.0 letters a second; 11 to 17 letters a second are easy"),
        (0.25, {"rate_slow": 5, "rate_fast": 6, "rate_fast_zero": 9}, "Take a breath", "9.8 letters a second; 5 to 6 letters"),
    ],
)
def test_the_pace_is_advised_on_as_it_was_scored(word_s, limits, text, why):
    said = spoken(
        "We had to do it in a day, so I set up a list and I put it on the wall. I did my bit and she did hers, and by six it "
        "was all in. At the end we had 10 out of 10.",
        word_s=word_s,
    )
    found = advise(said, measure(said, question=QUESTION, limits=limits), (), limits=limits)
    (pace,) = [advice for advice in found if "words a minute" in advice.why]
    assert pace.text.startswith(text)
    assert why in pace.why


def test_a_cluster_of_fillers_is_advised_on_before_a_single_one():
    said = spoken("Um, last" + STORY[4:] + " I um rang the uh lead and um you know um it uh held.", word_s=0.3)
    found = advise(said, measure(said, question=QUESTION), ())
    (cluster,) = [advice for advice in found if "short silences" in advice.text]
    assert said.text[cluster.char_start : cluster.char_end].startswith("um rang the uh")


@pytest.mark.parametrize(
    ("after_sentence", "expected"),
    [(False, "Know the whole sentence before you begin it"), (True, "Know what you will tell next")],
)
def test_a_pause_inside_a_sentence_is_advised_on_otherwise_than_one_between_two(after_sentence, expected):
    said = spoken(STORY)
    at = next(i for i, word in enumerate(said.words) if i > 5 and word.text.endswith(".") == after_sentence)
    later = tuple(replace(word, start_s=word.start_s + 25, end_s=word.end_s + 25) for word in said.words[at + 1 :])
    paused = replace(said, words=(*said.words[: at + 1], *later), duration_s=said.duration_s + 25)
    (pause,) = [each for each in advise(paused, measure(paused, question=QUESTION), ()) if "Know" in each.text]
    assert pause.text.startswith(expected)
    assert pause.start_s == pytest.approx(said.words[at].end_s, abs=0.1)


def test_never_more_than_three_and_never_none():
    worst = "Um, so, that's a great question. " + "We we maybe sort of did it, due to the fact that, you know, um. " * 30
    assert len(texts(worst, (need("claimed"), need("not_addressed"), need("shown")))) == 3
    assert len(texts(STORY)) == 1


def test_switched_off_fluency_is_not_advised_on():
    said = spoken("Um uh um uh um uh " + STORY.replace(" and", " um and"), word_s=0.9)
    assert any("silence" in each or "pause" in each for each in texts(said))
    assert not any("silence" in each or "pause" in each or "breath" in each for each in texts(said, fluency=False))
