import pytest

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import LANGUAGES, lexicon
from rehearse.text import from_text

CASES = [
    pytest.param(rule, example, flagged, id=f"{section}-{'must' if flagged else 'must not'}-{example}")
    for language in LANGUAGES
    for section, rules in lexicon(language).rules.items()
    for rule in rules
    for flagged, examples in ((True, rule.must_flag), (False, rule.must_not_flag))
    for example in examples
]


@pytest.mark.parametrize(("rule", "example", "flagged"), CASES)
def test_rule_flags_what_it_must_and_nothing_it_must_not(rule, example, flagged):
    assert bool(rule.matches(Answer(from_text(example)))) is flagged


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_source_and_examples_of_both_kinds(language):
    for section, rules in lexicon(language).rules.items():
        for rule in rules:
            assert rule.source, section
            assert rule.must_flag, section
            assert rule.must_not_flag, section


def test_rules_hold_whatever_the_case_and_punctuation():
    places = [
        [(match.start, match.end) for match in lexicon().matches("filler_phrase", Answer(from_text(said)))]
        for said in ("so, You know, I called them", "so you know i called them")
    ]
    assert places[0] == places[1] == [(1, 3)]


def test_an_um_inside_a_phrase_does_not_hide_it():
    matches = lexicon().matches("hedge", Answer(from_text("i kind um of led it")))
    assert [(match.start, match.end) for match in matches] == [(1, 3)]
