"""Make the spoken sample answer of `rehearse demo`: `python models/training/sample.py`.

Writes `rehearse/sample/answer.wav` and `answer.txt` (verbatim, fillers included). flite gives the same samples on every run. The
wording was chosen so that PocketSphinx, whose model is inside its wheel, hears it nearly without error: its default decoder over
the whole file writes the 104 words as they were said, and takes two of the four hums for words.
"""

from __future__ import annotations

from pathlib import Path

from voices import Hum, Pause, Say, speak, write_wav

SAMPLE = Path(__file__).parents[2] / "rehearse" / "sample"

ANSWER = (
    Hum("um", 0.45),
    Pause(0.25),
    Say("in my last job, I was at the front desk of a busy dental clinic."),
    Pause(0.45),
    Say("Every week,"),
    Pause(0.1),
    Hum("uh", 0.4),
    Pause(0.2),
    Say("we were losing about ten appointments because people forgot to come."),
    Pause(0.5),
    Say("So I made a simple spreadsheet,"),
    Pause(0.15),
    Say("and I called every patient the day before."),
    Pause(1.4),
    Say("You know,"),
    Pause(0.1),
    Say("some of the patients were kind of angry about the new rules."),
    Pause(0.35),
    Say("I stayed calm, I"),
    Pause(0.15),
    Say("I listened to each one, and I found another time for them."),
    Pause(0.5),
    Hum("uh", 0.4),
    Pause(0.2),
    Say("After three months, missed appointments went down from ten a week to only three."),
    Pause(0.5),
    Say("I also trained,"),
    Pause(0.1),
    Hum("um", 0.4),
    Pause(0.2),
    Say("five new people to use the system."),
    Pause(0.4),
    Say("I am happy to work in the evening."),
)

VERBATIM = (
    "Um, in my last job, I was at the front desk of a busy dental clinic. Every week, uh, we were losing about ten "
    "appointments because people forgot to come. So I made a simple spreadsheet, and I called every patient the day "
    "before. You know, some of the patients were kind of angry about the new rules. I stayed calm, I, I listened to "
    "each one, and I found another time for them. Uh, after three months, missed appointments went down from ten a "
    "week to only three. I also trained, um, five new people to use the system. I am happy to work in the evening."
)


def main() -> None:
    """Write the audio and the words."""
    answer = speak(ANSWER, voice="rms", stretch=1.05)
    write_wav(SAMPLE / "answer.wav", answer.samples)
    (SAMPLE / "answer.txt").write_text(VERBATIM + "\n", encoding="utf-8")
    print(f"{SAMPLE / 'answer.wav'}: {answer.duration_s:.1f} s")


if __name__ == "__main__":
    main()
