"""The answer along its time, as a picture and as words."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from rehearse.report.timeline import timeline
from rehearse.schema import Assessment, Transcript
from rehearse.text import from_text

PEAKS = [0.0, 0.5, 1.0, 7.0, -1.0]


def parsed(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html)


def shapes(html: str, look: str) -> list[ElementTree.Element]:
    return [element for element in parsed(html).iter() if look in element.get("class", "").split()]


def test_label_says_what_the_picture_shows(assessment: Assessment) -> None:
    svg = parsed(timeline(assessment, PEAKS)).find("svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == (
        "The answer along its 39 seconds. 2 fillers, at 0:00 and 0:23. 1 repetition, at 0:22. 0 repairs. 1 long pause, at 0:09. "
        "3 passages that speak to a need, at 0:12, 0:26 and 0:29."
    )


def test_everything_timed_is_drawn_at_its_time(assessment: Assessment) -> None:
    html = timeline(assessment, PEAKS)
    dots, blocks, bars = shapes(html, "rh-dot"), shapes(html, "rh-silence"), shapes(html, "rh-bar")
    assert [len(dots), len(blocks), len(bars), len(shapes(html, "rh-repetition-at"))] == [2, 1, 3, 1]
    assert [dot.get("class") for dot in dots] == ["rh-dot", "rh-dot rh-unsure"]
    start_s, duration_s = float(dots[1].get("data-start")), assessment.transcript.duration_s
    assert float(dots[1].get("cx")) == pytest.approx(640 * start_s / duration_s, abs=0.1)
    assert all(
        0 <= float(shape.get("x")) <= float(shape.get("x")) + float(shape.get("width")) <= 640.1 for shape in blocks + bars
    )


def test_repairs_and_where_a_voice_was_heard_have_a_sign_of_their_own(answered: Callable[..., Assessment]) -> None:
    said = answered("it was in march no wait in april and the we left", ("repair", "in march no wait"), ("break", "the"))
    html = timeline(said, PEAKS)
    assert [len(shapes(html, look)) for look in ("rh-repair-at", "rh-repetition-at", "rh-speech")] == [2, 0, 1]
    assert "taken back or begun again" in html
    assert "2 repairs, at 0:01 and 0:04." in parsed(html).find("svg").get("aria-label")


def test_a_waveform_stays_inside_its_band(assessment: Assessment) -> None:
    path = shapes(timeline(assessment, PEAKS), "rh-wave")[0].get("d")
    heights = [float(bar.split("v")[1].split("h")[0]) for bar in path.split("M")[1:]]
    assert len(heights) == len(PEAKS)
    assert max(heights) <= 58
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_without_loudness_the_marks_are_still_drawn(assessment: Assessment) -> None:
    assert len(shapes(timeline(assessment, ()), "rh-dot")) == 2


def test_many_fillers_are_counted_rather_than_read_out(answered: Callable[..., Assessment]) -> None:
    assessment = answered(" ".join(["um"] * 12), *[("filled_pause", "um")] * 12)
    assert "12 fillers" in timeline(assessment, PEAKS)
    assert "and 4 more" in timeline(assessment, PEAKS)


def test_a_typed_answer_has_no_timeline() -> None:
    assert timeline(Assessment(transcript=from_text("I led the ward.")), ()) == ""


def test_a_silent_recording_shows_its_length_alone() -> None:
    silent = Assessment(transcript=Transcript(text="", words=(), duration_s=61.0, speech=()))
    assert "1 minute 1 second" in timeline(silent, PEAKS)


def test_messages_show_as_text(hostile_assessment: Assessment) -> None:
    html = timeline(hostile_assessment, PEAKS).replace("\x00", "")
    assert {element.tag for element in parsed(html).iter()} == {
        "figure",
        "svg",
        "path",
        "rect",
        "circle",
        "title",
        "figcaption",
        "span",
    }


def test_a_finding_past_the_end_stays_inside_the_picture(assessment: Assessment) -> None:
    late = replace(assessment, transcript=replace(assessment.transcript, duration_s=5.0))
    assert all(float(dot.get("cx")) <= 640 for dot in shapes(timeline(late, ()), "rh-dot"))
