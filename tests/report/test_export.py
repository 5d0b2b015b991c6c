"""What leaves the app: complete, safe whatever was said, and readable by what it is for."""

import io
import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.enum.text import WD_UNDERLINE

from rehearse import codec
from rehearse.report.document import assessment_document
from rehearse.report.export import to_docx, to_html, to_json, to_markdown
from rehearse.schema import Assessment, Part, Role, Score, Take
from rehearse.text import from_text


class Page(HTMLParser):
    """Reads a page: its tags with their attributes, and the words that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.hidden = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.hidden = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words, one space apart."""
        return " ".join(" ".join(self.words).split())


SAID = (
    "Ward manager, St Anne's",
    "take 2",
    "3 November 2026",
    "Tell me about a time your ward was short-staffed.",
    "The words come from a small model",
    "last winter we had two nurses off",
    "Start at",
    "142 words a minute, steady.",
    "The advert names no needs.",
    "Honest with families",
    "You said it; what did you tell them?",
    "answered: No people management yet “put the student with me”",
    "I lead the word",
    "Tauroza and Allison 1990",
)


def test_markdown_says_everything(take: Take, role: Role) -> None:
    text = to_markdown(take, role=role)
    assert [said for said in SAID if said not in text] == []
    assert text.startswith("# Tell me about a time")
    assert "put the student with me instead of on her own \\[1\\], kind of" in text
    assert "- **shown** [1]: Calm under pressure" in text
    assert "| Employer's needs | not measured | The advert names no needs. |" in text
    assert '- filled pause × 2: "um", "uh"' in text


def test_html_says_everything(take: Take, role: Role) -> None:
    page = Page(to_html(take, role=role))
    assert [said for said in SAID if said not in page.text] == []
    assert "<b>Breathe.</b>" in page.text


def test_html_stands_alone(take: Take) -> None:
    html = to_html(take)
    page = Page(html)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert [attrs for _, attrs in page.tags if {"src", "href"} & attrs.keys()] == []
    assert "url(" not in html
    assert "@import" not in html
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html


def test_word_document_says_everything(take: Take, role: Role) -> None:
    document = Document(io.BytesIO(to_docx(take, role=role)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert [said for said in SAID if said not in text] == []
    assert document.core_properties.title == take.question.text


def test_word_document_marks_by_shape(take: Take) -> None:
    document = Document(io.BytesIO(to_docx(take)))
    runs = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs["um"].font.underline == WD_UNDERLINE.DOTTED
    assert runs["kind of"].font.underline == WD_UNDERLINE.DOUBLE
    assert runs["the the"].font.underline == WD_UNDERLINE.WAVY
    assert runs["so yeah I think that's a really good question, so"].font.strike
    assert runs["1"].font.superscript
    assert " (1.4 s) " in runs


@pytest.mark.parametrize("untitled", [True, False])
def test_an_answer_with_nothing_measured_can_be_written(untitled: bool) -> None:
    bare = Assessment(transcript=from_text("" if untitled else "I led the ward."))
    assert "An answer" in to_markdown(bare)
    assert "An answer" in Page(to_html(bare)).text
    assert Document(io.BytesIO(to_docx(bare))).paragraphs[0].text == "An answer"
    assert json.loads(to_json(bare))["scores"] == {}


def test_markup_shows_as_text_in_html(hostile_assessment: Assessment) -> None:
    page = Page(to_html(hostile_assessment))
    assert not {"script", "img", "b"} & {tag for tag, _ in page.tags}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "alert(\"1\")</script> & 'q' [x](javascript:alert(1))" in page.text


def test_markup_shows_as_text_in_markdown(hostile_assessment: Assessment) -> None:
    text = to_markdown(hostile_assessment)
    assert "<" not in text
    assert "&lt;script&gt;" in text
    assert "\\[x\\](javascript:alert(1))" in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "\\`\\*\\*\\_\\|\\_\\*\\*\\`" in text


def test_markup_and_control_characters_show_as_text_in_word(hostile_assessment: Assessment) -> None:
    document = Document(io.BytesIO(to_docx(hostile_assessment)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "<script>alert(\"1\")</script> & 'q'" in text
    assert "🎤 שלום" in text
    assert "\x00" not in text


def test_shares_are_told_in_per_cent(assessment: Assessment) -> None:
    wording = Part(
        name="words that could go",
        value=0.04,
        unit="of the words",
        score=90.0,
        weight=0.2,
        limit="up to 2% costs nothing",
        source="own choice",
    )
    scores = {**assessment.scores, "conciseness": Score(value=64.0, parts=(wording,))}
    measures = {"cuttable_share": 0.04, "new_content_density": 0.385, "mean_word_probability": 0.87, "fillers_per_minute": 1.9}
    text = to_markdown(replace(assessment, scores=scores, measures=measures))
    assert "| words that could go | 4% of the words | up to 2% costs nothing |" in text
    assert "- cuttable share: 4%\n" in text
    assert "- new content density: 38%\n" in text
    assert "- mean word probability: 0.87\n" in text
    assert "- fillers per minute: 1.9\n" in text


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system sets its time zone otherwise")
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("new_york")
def test_the_date_is_the_day_on_the_wall_of_who_exports_it(take: Take) -> None:
    evening = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)
    assert "26 November 2026" in to_markdown(replace(take, created_at=evening))


def test_filled_pauses_are_no_words(assessment: Assessment) -> None:
    transcript = from_text("um we led uh the ward")
    report = to_markdown(replace(assessment, transcript=transcript, findings=(), coverage=(), concerns=()))
    assert "\n4 words\n" in report


def test_a_list_or_heading_at_the_start_of_a_line_stays_words(take: Take) -> None:
    text = to_markdown(replace(take, user_notes="# not a heading\n- not a list\n1. not counted\n1.5 seconds\n    no code"))
    assert "\\# not a heading  \n\\- not a list  \n1\\. not counted  \n1.5 seconds  \nno code" in text


def test_json_reads_back_as_the_same_assessment(assessment: Assessment) -> None:
    read = codec.from_json(to_json(assessment), Assessment)
    assert read.transcript == assessment.transcript
    assert read.findings == assessment.findings
    assert read.coverage == assessment.coverage
    assert read.unmeasured == assessment.unmeasured


def test_json_has_the_agreed_shape(assessment: Assessment) -> None:
    document = json.loads(to_json(assessment))
    assert next(iter(document)) == "version"
    assert document["version"] == 1
    assert document["transcript"].keys() >= {"text", "words", "duration_s", "language", "engine", "model"}
    assert document["transcript"]["words"][0].keys() == {
        "text",
        "start_s",
        "end_s",
        "probability",
        "kind",
        "char_start",
        "char_end",
    }
    assert document["findings"][0].keys() == {"kind", "text", "char_start", "char_end", "start_s", "end_s", "message", "source"}
    assert document["coverage"][0].keys() == {"need_id", "need", "kind", "level", "evidence", "char_start", "char_end", "why"}
    assert document["scores"]["needs"] == {"value": None, "reason": "The advert names no needs.", "summary": "", "parts": []}


def test_json_numbers_are_rounded_sensibly(assessment: Assessment) -> None:
    document = assessment_document(assessment)
    assert document["scores"]["clarity"]["value"] == 78.3
    assert document["scores"]["clarity"]["parts"][0]["value"] == 142.318
    assert document["measures"] == {
        "words": 96.0,
        "words_per_minute": 142.318,
        "fillers": 2.0,
        "fillers_per_minute": 1.9,
        "pitch_hz": None,
    }


def test_extra_entries_stand_after_the_version(assessment: Assessment) -> None:
    assert list(assessment_document(assessment, file="a.wav"))[:2] == ["version", "file"]


def test_json_of_a_take_tells_which_one(take: Take, role: Role) -> None:
    document = json.loads(to_json(take, role=role))
    assert document["role"] == {"title": "Ward manager", "employer": "St Anne's"}
    assert document["take"]["number"] == 2
    assert document["take"]["created_at"] == "2026-11-03T10:05:00Z"
    assert document["take"]["original_transcript"]["text"] == "I lead the word"


def test_a_report_names_no_concern_that_was_given_its_id_since(take: Take, role: Role) -> None:
    other = replace(role, concerns=(replace(role.concerns[0], text="No degree", met_by="Learns alone"),))
    report = to_markdown(take, role=other)
    assert "No degree" not in report
    assert "Leads, trains or guides other people" in report
