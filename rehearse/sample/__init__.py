"""A sample made by the project: a job advert, a question, and a spoken answer with its true words.

The employer is made up and the voice is synthetic (flite's `rms`); `models/training/sample.py` makes the audio.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from rehearse.schema import Question

_TARGET_S = 90.0


def sample_advert() -> str:
    """Return the job advert, headings and perks included."""
    return _text("advert.txt")


def sample_question() -> Question:
    """Return the behavioural question that the sample answer answers."""
    return Question(text=_text("question.txt").strip(), kind="behavioural", target_s=_TARGET_S)


def sample_answer_path() -> Path:
    """Return the spoken answer: 16 kHz mono 16-bit WAV, under 45 s; what is said in it stands beside it in `answer.txt`."""
    return Path(str(files(__name__) / "answer.wav"))


def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")
