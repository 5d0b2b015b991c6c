"""The nouns of `rehearse`, as frozen dataclasses: what is heard, what is wanted, and what was found.

Conventions
-----------
Times are seconds from the start of the recording. Character spans are half-open offsets `[char_start, char_end)`, into
`Transcript.text` for words, findings and coverage, and into `Role.advert` for needs. What could not be measured is `None`, and a
reason stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

NeedKind = Literal["must", "nice"]
WordKind = Literal["word", "filled_pause"]
Level = Literal["not_addressed", "claimed", "shown", "proven"]
RoleKind = Literal["job", "internship", "scholarship", "promotion", "freelance"]
QuestionKind = Literal[
    "introduction",
    "behavioural",
    "situational",
    "technical",
    "motivation",
    "strengths",
    "weaknesses",
    "salary",
    "closing",
    "other",
]
ScoreName = Literal["clarity", "conciseness", "fillers", "needs"]

LEVELS: tuple[Level, ...] = ("not_addressed", "claimed", "shown", "proven")
"""From the weakest to the strongest."""

MET: tuple[Level, ...] = ("shown", "proven")
"""Where a need is met, or a concern put to rest: by an example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of time in a recording, in seconds."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch of characters in a text."""

    char_start: int
    char_end: int

    def of(self, text: str) -> str:
        """Return the characters that the span marks in `text`."""
        return text[self.char_start : self.char_end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One spoken word, or one filled pause ("um").

    Attributes
    ----------
    text
        As it stands in the transcript, punctuation that touches it included.
    start_s, end_s
        When it was said; `None` where the answer was given as text.
    probability
        How sure the engine is of it, 0 to 1; `None` where the engine does not say.
    kind
        `filled_pause` for a hesitation sound, whether the recogniser wrote it or it was heard in the audio.
    char_start, char_end
        Where it stands in `Transcript.text`.
    """

    text: str
    start_s: float | None = None
    end_s: float | None = None
    probability: float | None = None
    kind: WordKind = "word"
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What was said, word by word.

    Attributes
    ----------
    text
        The answer; an answer given as text is kept character for character.
    words
        In order; their spans don't overlap.
    duration_s
        Length of the recording; `None` where there is none.
    language
        ISO 639-1 code.
    engine, model
        What recognised it: `whisper`, `sphinx`, or `text` where a person gave the words.
    speech
        Where a voice was heard in the audio; `None` where there is no audio.
    untimed_reason
        Why words carry no times; `None` where they do.
    struck
        Where a filled pause was heard that the person struck out; it stays out when everything is computed again.
    """

    text: str
    words: tuple[Word, ...]
    duration_s: float | None = None
    language: str = "en"
    engine: str = "text"
    model: str = ""
    speech: tuple[Interval, ...] | None = None
    untimed_reason: str | None = None
    struck: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observed thing, with where it is, why it matters and where its limit comes from.

    A pause stands between two words: `char_start == char_end`, the place where the silence falls.
    """

    kind: str
    text: str
    char_start: int | None = None
    char_end: int | None = None
    start_s: float | None = None
    end_s: float | None = None
    message: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One ingredient of a score.

    Attributes
    ----------
    name
        Plain words, shown as they are ("articulation rate").
    value, unit
        What was measured; `None` with a `reason` where it could not be.
    score
        What the value is worth, 0 to 100.
    weight
        Share in the whole score, 0 to 1, before parts that were not measured are left out.
    limit
        The limit it was held against, in plain words.
    source
        Where the limit comes from.
    """

    name: str
    value: float | None
    unit: str
    score: float | None
    weight: float
    limit: str
    source: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A number 0 to 100, or `None` with the reason; never an invented 0.

    `summary` is the one line that stands under the number.
    """

    value: float | None
    reason: str | None = None
    summary: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing the employer wants, and where the advert says so (`None` for a need added by hand)."""

    id: str
    text: str
    kind: NeedKind = "must"
    char_start: int | None = None
    char_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """An objection that the employer may hold ("No people management yet"); it is a request to be convinced.

    Attributes
    ----------
    text
        The objection.
    met_by
        What an answer has to show to put it to rest, worded as a need ("Guides or leads other people"); empty while nobody said.
    reply
        How the person would answer it while still in the room: one line of their own.
    need_id
        The need that it came from; `None` for one of the person's own.
    """

    id: str
    text: str
    met_by: str = ""
    reply: str = ""
    need_id: str | None = None

    @property
    def wanted(self) -> Need | None:
        """What puts it to rest, to be judged as a need is; `None` while that was not worded."""
        return Need(id=self.id, text=self.met_by) if self.met_by.strip() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far one answer met one need, or put one concern to rest, with the words that did it. `need_id` may be a concern's."""

    need_id: str
    need: str
    kind: NeedKind
    level: Level
    evidence: str | None = None
    char_start: int | None = None
    char_end: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One interview question; `target_s` is the length to aim at, in seconds of speech."""

    text: str
    kind: QuestionKind = "other"
    target_s: float = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing to do differently in the next take, tied to the place it is about."""

    text: str
    why: str
    char_start: int | None = None
    char_end: int | None = None
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything measured on one answer.

    Attributes
    ----------
    coverage
        One entry for each need.
    concerns
        One entry for each concern that can be judged.
    measures
        Plain numbers by name, units in the name; `None` where not measured.
    unmeasured
        Why, for each measure that is `None`.
    notes
        Things the person should know about the whole, such as a rough engine, in plain words.
    versions
        What measured it: package, engine, model, rules.
    """

    transcript: Transcript
    question: Question | None = None
    findings: tuple[Finding, ...] = ()
    measures: Mapping[str, float | None] = field(default_factory=dict)
    unmeasured: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[ScoreName, Score] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()
    concerns: tuple[Coverage, ...] = ()
    advice: tuple[Advice, ...] = ()
    notes: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What is being rehearsed for; `id` is `None` until it is saved."""

    title: str
    kind: RoleKind = "job"
    employer: str = ""
    advert: str = ""
    interview_on: date | None = None
    needs: tuple[Need, ...] = ()
    concerns: tuple[Concern, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One saved attempt at one question for one role.

    `number` counts the takes of the same question in the same role, from 1. `original_transcript` is what the engine heard, kept
    when the person corrects the words; `None` while nothing was corrected. `audio` is `None` for a typed answer.
    """

    id: int
    role_id: int
    question: Question
    number: int
    created_at: datetime
    assessment: Assessment
    audio: Path | None = None
    original_transcript: Transcript | None = None
    user_notes: str = ""
