"""The nouns as JSON, there and back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rehearse.codec import from_json, to_json
from rehearse.errors import TranscriptError
from rehearse.schema import Assessment, Coverage, Interval, Need, Part, Question, Role, Score, Take, Transcript
from rehearse.text import from_text


def test_a_take_comes_back_as_it_went() -> None:
    transcript = from_text('I said "<script>" 🙂')
    assessment = Assessment(
        transcript=transcript,
        question=Question(text="Why?", kind="motivation", target_s=60.0),
        measures={"words": 3, "words_per_minute": None},
        unmeasured={"words_per_minute": "no times"},
        scores={
            "clarity": Score(
                value=71.5,
                parts=(
                    Part(name="pace", value=None, unit="wpm", score=None, weight=0.4, limit="", source="", reason="no times"),
                ),
            )
        },
        coverage=(Coverage(need_id="n1", need="SQL", kind="must", level="shown", evidence="I said", char_start=0, char_end=6),),
    )
    take = Take(
        id=1,
        role_id=2,
        question=Question(text="Why?"),
        number=1,
        created_at=datetime(2026, 1, 2, tzinfo=UTC),
        assessment=assessment,
        audio=Path("audio/1.wav"),
        original_transcript=Transcript(text="", words=(), speech=(Interval(start_s=0.5, end_s=1.0),)),
    )
    assert from_json(to_json(assessment), Assessment) == assessment
    role = Role(title="Nurse", interview_on=date(2026, 1, 3), needs=(Need(id="n1", text="SQL"),))
    assert from_json(to_json(role, indent=2), Role) == role
    assert '"created_at":"2026-01-02T00:00:00Z"' in to_json({"created_at": take.created_at})


@pytest.mark.parametrize("raw", ["", "{", "[]", '{"text": "no words"}', '{"text": 1, "words": []}', b"\xff\xfe"])
def test_what_is_not_ours_is_refused_with_the_reason(raw: str | bytes) -> None:
    with pytest.raises(TranscriptError, match="not a transcript"):
        from_json(raw, Transcript, error=TranscriptError)
