"""Write a transcript as captions, in the two formats that players read.

SubRip (.srt) has no standard; this is what https://matroska.org/technical/subtitles.html describes. WebVTT (.vtt) is
https://www.w3.org/TR/webvtt1/.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehearse.errors import TranscriptError
from rehearse.schema import Transcript, Word
from rehearse.text import SENTENCE_PAUSE_S, sentences

MAX_CUE_CHARACTERS = 84
"""Two lines of 42 characters, as in the BBC's and Netflix' guides for subtitles."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start_s: float
    end_s: float
    text: str


def to_srt(transcript: Transcript) -> str:
    """Return the transcript as SubRip captions.

    Raises
    ------
    TranscriptError
        Its words have no times.
    """
    cues = (
        f"{number}\n{_clock(cue.start_s, ',')} --> {_clock(cue.end_s, ',')}\n{cue.text}\n"
        for number, cue in enumerate(_cues(transcript), start=1)
    )
    return "\n".join(cues)


def to_vtt(transcript: Transcript) -> str:
    """Return the transcript as WebVTT captions.

    Raises
    ------
    TranscriptError
        Its words have no times.
    """
    cues = (f"{_clock(cue.start_s, '.')} --> {_clock(cue.end_s, '.')}\n{_escaped(cue.text)}\n" for cue in _cues(transcript))
    return "\n".join(("WEBVTT\n", *cues))


def _cues(transcript: Transcript) -> Iterator[_Cue]:
    """Yield captions that end at a sentence, at a pause, or before `MAX_CUE_CHARACTERS`; an untimed word goes along."""
    timed = [word for word in transcript.words if word.start_s is not None]
    if transcript.words and not timed:
        reason = transcript.untimed_reason or "its words carry no times"
        raise TranscriptError(f"This transcript can't become captions: {reason}.")
    starts = {span.char_start for span in sentences(transcript)}
    group: list[Word] = []
    for word in transcript.words:
        if group and _ends_cue(group, word, starts):
            yield _cue(group)
            group = []
        group.append(word)
    if group:
        yield _cue(group)


def _ends_cue(group: Sequence[Word], word: Word, sentence_starts: set[int]) -> bool:
    ends = [before.end_s for before in group if before.end_s is not None]
    if word.start_s is None or not ends:
        return False
    too_long = len(_text(group)) + 1 + len(word.text) > MAX_CUE_CHARACTERS
    return too_long or word.char_start in sentence_starts or word.start_s - ends[-1] >= SENTENCE_PAUSE_S


def _cue(group: Sequence[Word]) -> _Cue:
    starts = [word.start_s for word in group if word.start_s is not None]
    ends = [word.end_s for word in group if word.end_s is not None]
    return _Cue(starts[0], max(ends), _text(group))


def _text(group: Sequence[Word]) -> str:
    return " ".join(word.text for word in group)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(time_s: float, decimal_mark: str) -> str:
    seconds, milliseconds = divmod(round(time_s * 1000), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{decimal_mark}{milliseconds:03}"
