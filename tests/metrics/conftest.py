"""Answers to measure: as text, or spoken at a steady rate."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rehearse import text
from rehearse.schema import Transcript

Speak = Callable[..., Transcript]

STORY = (
    "Last winter we had two nurses off and fourteen patients, and I was in charge. I moved the two patients beside the station. "
    "I rang the site lead for an hour of cover, and told the families what would be late. "
    "Nobody missed a dose, and the incident rate that month was the lowest since spring."
)


@pytest.fixture
def story() -> str:
    """A plain answer: a situation, an action, a result; nothing to cut."""
    return STORY


@pytest.fixture
def speak() -> Speak:
    """Give a text times: each word takes its share of a minute, and a silence may follow the word of a given number."""

    def spoken(
        said: str, *, wpm: float = 150.0, silences_s: dict[int, float] | None = None, probability: float | None = None
    ) -> Transcript:
        untimed = text.from_text(said)
        words, now_s = [], 0.5
        for number, word in enumerate(untimed.words):
            length_s = 60.0 / wpm
            words.append(replace(word, start_s=now_s, end_s=now_s + length_s, probability=probability))
            now_s += length_s + (silences_s or {}).get(number, 0.0)
        return replace(
            untimed, words=tuple(words), duration_s=now_s + 0.5, engine="whisper", model="base.en", untimed_reason=None
        )

    return spoken
