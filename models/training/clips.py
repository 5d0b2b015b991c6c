"""Make the clips of `tests/data`, and `clips.toml` with what is said in them and when: `python models/training/clips.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tomli_w
from voices import Hum, Part, Pause, Say, Speech, TimedWord, espeak, speak, write_wav

DATA = Path(__file__).parents[2] / "tests" / "data"


@dataclass(frozen=True)
class Clip:
    """One test clip.

    Attributes
    ----------
    verbatim
        Every sound that is said, fillers included.
    whisper
        What the small Whisper model writes: Whisper leaves fillers out.
    """

    name: str
    voice: str
    verbatim: str
    whisper: str
    parts: Sequence[Part]

    def spoken(self) -> Speech:
        """Speak the clip; espeak-ng's words carry no times."""
        if self.voice == "espeak-ng":
            (part,) = self.parts
            assert isinstance(part, Say)
            silence = np.zeros(4800, np.int16)
            return Speech(np.concatenate([silence, espeak(part.text), silence]), ())
        return speak(self.parts, voice=self.voice)


CLIPS = (
    Clip(
        "answer_short",
        "rms",
        "I led a team of five people at a small bakery. We cut the waste by half in three months.",
        "I led a team of five people at a small bakery. We cut the waste by half in three months.",
        (Say("I led a team of five people at a small bakery."), Pause(0.5), Say("We cut the waste by half in three months.")),
    ),
    Clip(
        "answer_um",
        "rms",
        "Um, I checked every order twice, and, uh, the mistakes stopped.",
        "I checked every order twice, and the mistakes stopped.",
        (
            Hum("um", 0.45),
            Pause(0.3),
            Say("I checked every order twice, and"),
            Pause(0.2),
            Hum("uh", 0.4),
            Pause(0.25),
            Say("the mistakes stopped."),
        ),
    ),
    Clip(
        "pause",
        "slt",
        "My manager asked me to plan the move. It was finished on time.",
        "My manager asked me to plan the move. It was finished on time.",
        (Say("My manager asked me to plan the move."), Pause(1.5), Say("It was finished on time.")),
    ),
    Clip(
        "answer_espeak",
        "espeak-ng",
        "I write the weekly report, and I present it to the board.",
        "I write the weekly report, and I present it to the board.",
        (Say("I write the weekly report, and I present it to the board."),),
    ),
)


def main() -> None:
    """Write the clips, their words, and the times."""
    facts = {}
    for clip in CLIPS:
        speech = clip.spoken()
        write_wav(DATA / f"{clip.name}.wav", speech.samples)
        (DATA / f"{clip.name}.txt").write_text(clip.verbatim + "\n", encoding="utf-8")
        facts[clip.name] = {
            "voice": clip.voice,
            "duration_s": round(speech.duration_s, 3),
            "verbatim": clip.verbatim,
            "whisper": clip.whisper,
            "words": [_timed(word) for word in speech.words],
            "fillers": [_timed(word) for word in speech.hums],
            "pauses": [_span(start_s, end_s) for start_s, end_s in speech.pauses if end_s - start_s >= 1],
        }
    (DATA / "clips.toml").write_text("# Made by models/training/clips.py.\n" + tomli_w.dumps(facts), encoding="utf-8")


def _timed(word: TimedWord) -> dict[str, str | float]:
    return {"text": word.text, **_span(word.start_s, word.end_s)}


def _span(start_s: float, end_s: float) -> dict[str, float]:
    return {"start_s": round(start_s, 3), "end_s": round(end_s, 3)}


if __name__ == "__main__":
    main()
