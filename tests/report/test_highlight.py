"""The marked transcript: safe, nested, complete, and every mark told in shape and words."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.metrics import measure
from rehearse.report.evidence import numbers, passages
from rehearse.report.highlight import CSS, legend, marked
from rehearse.schema import Assessment, Coverage, Finding, Transcript
from rehearse.text import from_text

Make = Callable[..., Assessment]
LOOKS = ("filler", "hedge", "tic", "repetition", "repair", "cut", "structure", "note", "long-sentence", "evidence", "claim")


class Marked(HTMLParser):
    """Reads marked HTML back: fails where tags don't nest, keeps each element with its words, and tells what is only added."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.elements: list[tuple[str, dict[str, str], str]] = []
        self.said = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        self.open.append((tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        opened, attrs, words = self.open.pop()
        assert opened == tag
        self.elements.append((tag, attrs, "".join(words)))

    def handle_data(self, data: str) -> None:
        added = any("rh-extra" in attrs.get("class", "") for _, attrs, _ in self.open)
        if not added:
            self.said += data
        for _, attrs, words in self.open:
            if not added or "rh-extra" in attrs.get("class", ""):
                words.append(data)

    def looking(self, look: str) -> list[str]:
        """The words of every element with that look."""
        return [words for _, attrs, words in self.elements if f"rh-{look}" in attrs["class"].split()]

    def attributes(self, look: str) -> dict[str, str]:
        """The attributes of the first element with that look."""
        return next(attrs for _, attrs, _ in self.elements if f"rh-{look}" in attrs["class"].split())


def test_every_kind_of_finding_has_its_own_look(assessment: Assessment) -> None:
    html = Marked(marked(assessment))
    assert html.said == assessment.transcript.text
    assert html.looking("filler") == ["um", "uh"]
    assert html.looking("cut") == ["so yeah I think that's a really good question, so"]
    assert html.looking("hedge") == ["kind of"]
    assert html.looking("repetition") == ["the the"]
    assert html.looking("claim") == ["told the families straight what would be late"]
    assert [words.split()[0] for words in html.looking("evidence")] == ["I", "Nobody"]
    assert html.looking("pill") == ["1.4 s", "41 words"]


def test_a_filler_that_was_only_perhaps_heard_says_so(assessment: Assessment) -> None:
    html = Marked(marked(assessment))
    assert html.looking("unsure") == ["uh"]
    assert html.attributes("unsure")["title"].startswith("perhaps a filled pause: ")


def test_a_filler_is_unsure_by_the_limit_that_its_answer_was_measured_by() -> None:
    said = from_text("I led uh the erm ward.")
    heard = replace(said, words=tuple(replace(word, probability={"uh": 0.75, "erm": 0.6}.get(word.text)) for word in said.words))
    for limit, unsure in ((0.5, []), (0.7, ["erm"]), (0.9, ["uh", "erm"])):
        measured = measure(heard, limits={"sure_probability": limit})
        judged = Assessment(transcript=heard, findings=measured.findings, measures=measured.measures)
        assert Marked(marked(judged)).looking("unsure") == unsure


def test_a_comma_after_a_filler_makes_it_no_surer() -> None:
    said = from_text("I rang, uh, the site lead.")
    heard = replace(said, words=tuple(replace(word, probability=0.5) for word in said.words))
    (finding,) = (one for one in measure(heard).findings if one.kind == "filled_pause")
    assert Marked(marked(Assessment(transcript=heard, findings=(finding,)))).looking("unsure") == ["uh"]


def test_a_mark_says_why_it_matters_and_when_it_was_said(assessment: Assessment) -> None:
    hedge = Marked(marked(assessment)).attributes("hedge")
    first = next(word for word in assessment.transcript.words if word.text == "kind")
    assert hedge["title"] == "hedge: Takes back what it stands before."
    assert float(hedge["data-start"]) == pytest.approx(first.start_s)


def test_passages_are_numbered_in_the_order_of_the_answer(assessment: Assessment) -> None:
    html = Marked(marked(assessment))
    assert [words for tag, _, words in html.elements if tag == "sup"] == ["1", "2", "3"]
    assert numbers(assessment) == {"n2": 1, "n5": 1, "n3": 2, "n1": 3}
    assert [passage.level for passage in passages(assessment)] == ["shown", "claimed", "proven"]


def test_words_that_do_not_count_are_not_marked_as_evidence(answered: Make) -> None:
    html = marked(answered("My manager did the rota", evidence=(("not_addressed", "My manager did the rota"),)))
    assert "<mark" not in html


def test_marks_that_cross_are_cut_so_that_they_nest(answered: Make) -> None:
    html = Marked(marked(answered("one two three four", ("hedge", "two three"), ("wordy_phrase", "three four"))))
    assert html.said == "one two three four"
    assert "".join(html.looking("hedge")) == "two three"
    assert "".join(html.looking("cut")) == "three four"


def test_repetitions_repairs_and_tics_are_told_apart(answered: Make) -> None:
    found = (("repetition", "the"), ("restart", "we had a"), ("tic", "literally"))
    html = Marked(marked(answered("the the we had a we ran a literally", *found)))
    assert [html.looking(look) for look in ("repetition", "repair", "tic")] == [["the"], ["we had a"], ["literally"]]
    assert html.attributes("repair")["title"].startswith("restart: ")


def test_a_finding_of_an_unknown_kind_is_still_marked(answered: Make) -> None:
    html = Marked(marked(answered("we did it", ("no_result", "we did it"))))
    assert html.attributes("note")["title"] == "no result: It matters."


def test_a_finding_outside_the_transcript_is_left_out(answered: Make) -> None:
    assessment = answered("short", ("hedge", "short"))
    far = replace(assessment.findings[0], char_start=3, char_end=99)
    nowhere = replace(assessment.findings[0], char_start=None, char_end=None)
    assert "<mark" not in marked(replace(assessment, findings=(far, nowhere)))


def test_what_was_said_shows_as_text(hostile_assessment: Assessment) -> None:
    html = marked(hostile_assessment)
    read = Marked(html)
    assert read.said == hostile_assessment.transcript.text
    assert {tag for tag, _, _ in read.elements} <= {"div", "mark", "span", "sup"}
    assert {name for _, attrs, _ in read.elements for name in attrs} <= {"class", "dir", "lang", "title", "data-start"}
    assert "<script" not in html


def test_clicking_reaches_every_timed_word_and_the_keyboard_reaches_marks(assessment: Assessment) -> None:
    html = Marked(marked(assessment, on_click=True))
    assert html.said == assessment.transcript.text
    starts = {float(attrs["data-start"]) for _, attrs, _ in html.elements if attrs["class"] == "rh-word"}
    assert starts == {word.start_s for word in assessment.transcript.words}
    assert html.looking("word")[1] == "so"
    hedge = html.attributes("hedge")
    assert (hedge["role"], hedge["tabindex"]) == ("button", "0")
    assert hedge["aria-label"].startswith("kind of: hedge: Takes back what it stands before. Play from 0:")


def test_a_typed_answer_has_nothing_to_play() -> None:
    assert "data-start" not in marked(Assessment(transcript=from_text("I led the ward.")), on_click=True)


def test_the_legend_names_what_is_there_and_nothing_else(assessment: Assessment, answered: Make) -> None:
    assert {"filler", "hedge", "evidence", "claim", "cut", "repetition"} <= {
        look
        for look in ("filler", "hedge", "evidence", "claim", "cut", "repetition", "note")
        if f"rh-{look}" in legend(assessment)
    }
    assert "something to look at" not in legend(assessment)
    assert legend(answered("I led the ward")) == ""


def test_every_look_is_drawn_with_a_shape_of_its_own() -> None:
    shapes = {look: rule for look in LOOKS for rule in [CSS.split(f".rh-{look} {{")[1].split("}")[0]]}
    shaped = ("border", "text-decoration", "border-radius", "outline")
    assert [look for look, rule in shapes.items() if not any(name in rule for name in shaped)] == []
    assert len(set(shapes.values())) == len(shapes)


@st.composite
def _assessments(draw: st.DrawFn) -> Assessment:
    text = draw(st.text(alphabet=st.sampled_from("ab <>&\"'\n🎤ש;"), max_size=24))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    kinds = st.sampled_from(["hedge", "filled_pause", "long_pause", "preamble", "long_sentence", "odd <kind>"])
    findings = [
        Finding(kind=kind, text="", char_start=start, char_end=end, message='"<b>', source="")
        for kind, (start, end) in draw(st.lists(st.tuples(kinds, spans), max_size=6))
    ]
    coverage = [
        Coverage(need_id=str(i), need="n<e>ed", kind="must", level=level, char_start=start, char_end=end)
        for i, (level, (start, end)) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(["claimed", "proven"]), spans), max_size=3))
        )
    ]
    return Assessment(transcript=Transcript(text=text, words=()), findings=tuple(findings), coverage=tuple(coverage))


@given(_assessments(), st.booleans())
def test_any_marks_nest_and_keep_every_character(assessment: Assessment, on_click: bool) -> None:
    html = Marked(marked(assessment, on_click=on_click))
    assert html.said == assessment.transcript.text
    hedged = {i for f in assessment.findings if f.kind == "hedge" for i in range(f.char_start, f.char_end)}
    assert (html.looking("hedge") != []) == (hedged != set())
