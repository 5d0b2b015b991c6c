from dataclasses import replace

from rehearse.metrics import measure
from rehearse.text import from_text


def clusters(said):
    return [finding for finding in measure(from_text(said)).findings if finding.kind == "filler_cluster"]


def test_three_fillers_close_together_are_one_cluster_from_the_first_to_the_last(story):
    (cluster,) = clusters(f"{story} I um rang the uh lead and you know we waited.")
    assert cluster.text == "um rang the uh lead and you know"
    assert cluster.message.startswith("3 fillers close together")


def test_fillers_far_apart_are_no_cluster(story):
    assert clusters(story.replace("winter", "um winter").replace("moved", "uh moved").replace("Nobody", "Um nobody")) == []


def test_a_filler_that_opens_the_answer_is_told(story):
    assert measure(from_text(f"Um, {story}")).measures["fillers_in_opening"] == 1
    assert measure(from_text(story.replace("charge", "um charge"))).measures["fillers_in_opening"] == 0


def test_a_filler_that_is_not_sure_makes_no_cluster(speak, story):
    said = speak(f"Um uh um {story}", probability=0.9)
    first, *rest = said.words
    guessed = replace(said, words=(replace(first, probability=0.1), *rest))
    assert measure(said).measures["filler_clusters"] == 1
    assert measure(guessed).measures["filler_clusters"] == 0
    assert measure(guessed).measures["fillers_in_opening"] == 2


def test_how_close_is_close_may_be_set(story):
    said = from_text(f"{story} I um rang the uh lead and you know we waited.")
    assert measure(said, limits={"cluster_fillers": 4}).measures["filler_clusters"] == 0
