"""An assessment made by hand: a spoken answer with something of every kind to mark."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate

import pytest

from rehearse.schema import (
    Advice,
    Assessment,
    Concern,
    Coverage,
    Finding,
    Interval,
    Part,
    Question,
    Role,
    Score,
    Take,
    Transcript,
)
from rehearse.text import split_words

ANSWER = (
    "um so yeah I think that's a really good question, so last winter we had two nurses off and fourteen patients, and I was in "
    "charge. I moved the two post-op patients beside the station and put the student with me instead of on her own, kind of rang "
    "the the site lead uh for an hour's cover, and told the families straight what would be late. Nobody missed a dose, and the "
    "incident rate that month was the lowest we'd had since spring. My manager did the rota after that."
)


def spoken(text: str, word_s: float = 0.4) -> Transcript:
    """A transcript of `text` said at an even pace, a second of silence after "patients,"."""
    words = split_words(text)
    starts = accumulate((word_s + 1.4 if word.text == "patients," else word_s for word in words), initial=0.5)
    timed = tuple(
        replace(word, start_s=round(start, 3), end_s=round(start + word_s * 0.9, 3), probability=0.9)
        for word, start in zip(words, starts, strict=False)
    )
    end_s = timed[-1].end_s + 0.5 if timed else 1.0
    return Transcript(
        text=text, words=timed, duration_s=end_s, engine="whisper", model="base.en", speech=(Interval(start_s=0.5, end_s=end_s),)
    )


def found(transcript: Transcript, kind: str, said: str, message: str = "It matters.") -> Finding:
    """A finding on the first place where `said` stands."""
    start = transcript.text.index(said)
    end = start + len(said)
    inside = [word for word in transcript.words if word.char_start < end and word.char_end > start]
    return Finding(
        kind=kind,
        text=said,
        char_start=start,
        char_end=end,
        start_s=inside[0].start_s if inside else None,
        end_s=inside[-1].end_s if inside else None,
        message=message,
        source="Someone 2024",
    )


def pause_before(transcript: Transcript, said: str) -> Finding:
    """A long pause before the first place where `said` stands."""
    at = transcript.text.index(said)
    after = next(word for word in transcript.words if word.char_start >= at)
    before = transcript.words[transcript.words.index(after) - 1]
    return Finding(
        kind="long_pause",
        text="",
        char_start=at,
        char_end=at,
        start_s=before.end_s,
        end_s=after.start_s,
        message="A silence over one second is long.",
        source="Campione and Véronis 2002",
    )


def covered(text: str, need_id: str, need: str, level: str, evidence: str | None = None, why: str = "") -> Coverage:
    """A coverage by the first place where `evidence` stands."""
    start = text.index(evidence) if evidence else None
    end = start + len(evidence) if evidence else None
    return Coverage(
        need_id=need_id, need=need, kind="must", level=level, evidence=evidence, char_start=start, char_end=end, why=why
    )


def judged() -> Assessment:
    """The whole example."""
    transcript = spoken(ANSWER)
    unsure = tuple(replace(word, probability=0.3) if word.text == "uh" else word for word in transcript.words)
    transcript = replace(transcript, words=unsure)
    moved = "I moved the two post-op patients beside the station and put the student with me instead of on her own"
    nobody = "Nobody missed a dose, and the incident rate that month was the lowest we'd had since spring"
    told = "told the families straight what would be late"
    long_sentence = ANSWER[ANSWER.index("I moved") : ANSWER.index(" Nobody")]
    return Assessment(
        transcript=transcript,
        question=Question(text="Tell me about a time your ward was short-staffed.", kind="behavioural", target_s=90.0),
        findings=(
            found(transcript, "filled_pause", "um", "A hesitation sound; up to five a minute do no harm."),
            found(transcript, "preamble", "so yeah I think that's a really good question, so", "Says nothing yet."),
            pause_before(transcript, "and I was"),
            found(transcript, "long_sentence", long_sentence, "A sentence over 40 words is hard to follow by ear."),
            found(transcript, "hedge", "kind of", "Takes back what it stands before."),
            found(transcript, "repetition", "the the", "Said twice."),
            found(transcript, "filled_pause", "uh", "A hesitation sound; up to five a minute do no harm."),
        ),
        measures={"words": 96.0, "words_per_minute": 142.31849, "fillers": 2.0, "fillers_per_minute": 1.9, "pitch_hz": None},
        unmeasured={"pitch_hz": "not wanted"},
        scores={
            "clarity": Score(
                value=78.3333333,
                summary="142 words a minute, steady. One sentence ran past 40 words.",
                parts=(
                    Part(
                        name="speech rate",
                        value=142.31849,
                        unit="words a minute",
                        score=90.0,
                        weight=0.5,
                        limit="120 to 180",
                        source="Tauroza and Allison 1990",
                    ),
                    Part(name="pitch", value=None, unit="Hz", score=None, weight=0.5, limit="", source="", reason="not wanted"),
                ),
            ),
            "conciseness": Score(value=64.0, summary="11 seconds before the point; 14 words could go."),
            "fillers": Score(value=92.0, summary="About 2 (1 sure), 1.9 a minute. Up to 5 does no harm."),
            "needs": Score(value=None, reason="The advert names no needs."),
        },
        coverage=(
            covered(ANSWER, "n1", "Leads a team on a busy ward", "proven", nobody, "An example with its number."),
            covered(ANSWER, "n2", "Calm under pressure", "shown", moved, "An example of your own."),
            covered(ANSWER, "n3", "Honest with families", "claimed", told, "You said it; what did you tell them?"),
            covered(
                ANSWER, "n4", "Rota and budget", "not_addressed", "My manager did the rota", "Your manager's work is not yours."
            ),
            covered(ANSWER, "n5", "Plans under pressure", "shown", moved, "An example of your own."),
        ),
        concerns=(covered(ANSWER, "c1", "Leads, trains or guides other people", "shown", "put the student with me"),),
        advice=(
            Advice(text='Start at "last winter".', why="The first 11 seconds say nothing yet."),
            Advice(text="Say what you told the families, in one sentence.", why=""),
        ),
        notes=("The words come from a small model; correct them where they are wrong.",),
        versions={"rehearse": "0.1.0", "whisper": "base.en"},
    )


def hostile() -> Assessment:
    """An answer, needs and messages full of markup and odd characters."""
    text = "um <script>alert(\"1\")</script> & 'q' [x](javascript:alert(1)) `**_|_**` 🎤 שלום \x00\x0b # 1. end"
    transcript = spoken(text)
    bad = "\"><img src=x onerror=alert(1)> ' 🎤\x00"
    return Assessment(
        transcript=transcript,
        question=Question(text=f"# {bad}"),
        findings=(found(transcript, "filler_phrase", "<script>", bad), found(transcript, bad, "um", bad)),
        scores={"clarity": Score(value=None, reason=bad, parts=())},
        coverage=(covered(text, bad, bad, "shown", "שלום", bad),),
        concerns=(covered(text, bad, bad, "shown", "שלום", bad),),
        advice=(Advice(text=bad, why=bad),),
        notes=(bad,),
        measures={bad: 1.0},
        versions={bad: bad},
    )


@pytest.fixture
def assessment() -> Assessment:
    return judged()


@pytest.fixture
def hostile_assessment() -> Assessment:
    return hostile()


@pytest.fixture
def answered() -> Callable[..., Assessment]:
    """Make an assessment of a spoken text with findings on (kind, words) and coverage by (level, words)."""

    def make(text: str, *findings: tuple[str, str], evidence: tuple[tuple[str, str], ...] = ()) -> Assessment:
        transcript = spoken(text)
        return Assessment(
            transcript=transcript,
            findings=tuple(found(transcript, kind, said) for kind, said in findings),
            coverage=tuple(covered(text, f"n{i}", f"need {i}", level, said) for i, (level, said) in enumerate(evidence, 1)),
        )

    return make


@pytest.fixture
def role() -> Role:
    concern = Concern(id="c1", text="No people management yet", met_by="Leads, trains or guides other people")
    return Role(id=1, title="Ward manager", employer="St Anne's", concerns=(concern,))


@pytest.fixture
def take(assessment: Assessment) -> Take:
    return Take(
        id=7,
        role_id=1,
        question=assessment.question,
        number=2,
        created_at=datetime(2026, 11, 3, 10, 5, tzinfo=UTC),
        assessment=assessment,
        original_transcript=spoken("I lead the word"),
        user_notes="Slower.\n<b>Breathe.</b>",
    )
