"""Filler phrases in context: the tagger and the rules as one, in the spoken style, without punctuation or capitals."""

import pytest

from rehearse.metrics.answer import Answer
from rehearse.metrics.filler_phrases import filler_phrases
from rehearse.metrics.lexicon import Rule, lexicon
from rehearse.metrics.phrase_context import Surroundings, word_class
from rehearse.text import from_text


def flagged_in(said: str) -> list[str]:
    answer = Answer(from_text(said))
    return [" ".join(answer.tokens[match.start : match.end]) for match in filler_phrases(answer, lexicon())]


EXAMPLES = [
    pytest.param(rule, example, flagged, id=f"{'must' if flagged else 'must not'}-{example}")
    for rule in lexicon().rules["filler_phrase"]
    for flagged, examples in ((True, rule.must_flag), (False, rule.must_not_flag))
    for example in examples
]


@pytest.mark.parametrize(("rule", "example", "flagged"), EXAMPLES)
def test_what_a_rule_must_flag_and_must_not_holds_with_the_tagger_too(rule: Rule, example: str, flagged: bool) -> None:
    assert any(rule.pattern.search(f" {phrase} ") for phrase in flagged_in(example)) is flagged


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("uh you know my sister had the same problem", ["you know"]),
        ("it was you know really hot down there", ["you know"]),
        ("do you know anybody who works there", []),
        ("i'll let you know by friday", []),
        ("that's what i mean it's not the money", []),
        ("i mean the whole thing was a mess", ["i mean"]),
        ("when i say senior i mean the lead", []),
        ("i said no and i mean it", []),
        ("they had like three trucks and like nobody to drive them", ["like", "like"]),
        ("i like to cook but i don't like to clean up", []),
        ("something like that", []),
        ("well not as much as i should", ["well"]),
        ("well over a year ago", []),
        ("it went very well", []),
        ("so far we haven't had any trouble", []),
        ("okay well i started there in june", ["okay", "well"]),
        ("right", []),
        ("right now we're just renting", []),
    ],
)
def test_spoken_turns(said: str, found: list[str]) -> None:
    assert flagged_in(said) == found


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("and you know we had like three days left", "And, you know, we had, like, three days left."),
        ("i like it there you know", "I like it there, you know."),
    ],
)
def test_punctuation_and_capitals_change_nothing(plain: str, written: str) -> None:
    assert flagged_in(plain) == flagged_in(written) != []


def test_without_the_tagger_the_rules_decide_alone() -> None:
    answer = Answer(from_text("so you know we had like three days left"))
    assert len(filler_phrases(answer, lexicon(), {})) == len(lexicon().matches("filler_phrase", answer)) == 2


def test_what_the_tagger_decides_on_holds_no_word_of_content() -> None:
    said = "i was like exhausted you know mortgage"
    answer = Answer(from_text(said))
    around = Surroundings(answer).features(2, 3, ruled=False)
    assert any("i" in feature for feature in around)
    assert not any("exhausted" in feature or "mortgage" in feature for feature in around)
    assert word_class("exhausted") == "-ed"


def test_a_filled_pause_beside_a_phrase_is_seen() -> None:
    before, after = (Surroundings(Answer(from_text(said))).features(1, 2, ruled=False) for said in ("was um like", "was like um"))
    assert "filled pause before" in before
    assert "filled pause after" in after
