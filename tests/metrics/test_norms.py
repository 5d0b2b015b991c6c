import pytest

from rehearse.errors import SettingsError
from rehearse.metrics import measure
from rehearse.metrics.norms import norms, table
from rehearse.text import from_text


def test_every_limit_has_a_unit_a_purpose_and_a_source():
    for limit in table().values():
        assert limit.unit
        assert limit.about
        assert limit.source


def test_an_own_limit_takes_the_place_of_the_published_one_and_says_so():
    limit = norms({"fillers_harmful_per_min": 20})["fillers_harmful_per_min"]
    assert (limit.value, limit.source) == (20.0, "your own setting")
    assert table()["fillers_harmful_per_min"].value == 12


def test_an_own_limit_changes_the_score_and_is_shown_beside_it(speak, story):
    said = speak("um " * 10 + story)
    usual = measure(said).scores["fillers"]
    own = measure(said, limits={"fillers_harmless_per_min": 40}).scores["fillers"]
    assert usual.value < own.value == 100
    assert "40 a minute" in own.parts[0].limit


@pytest.mark.parametrize(
    ("limits", "named"),
    [({"fillers_per_min": 3}, "fillers_per_min"), ({"long_pause_s": -1}, "-1"), ({"long_pause_s": float("nan")}, "nan")],
)
def test_a_limit_that_is_none_is_refused_with_its_name_or_value(limits, named, story, speak):
    with pytest.raises(SettingsError, match=named):
        measure(speak(story), limits=limits)


@pytest.mark.parametrize("name", table())
def test_zero_for_any_limit_still_gives_scores(name, speak, story):
    said = story + " um yeah so. It was. And so was it."
    for answer in (speak(said, probability=0.9), from_text(said)):
        scores = measure(answer, limits={name: 0}).scores
        assert all(score.value is None or 0 <= score.value <= 100 for score in scores.values())
