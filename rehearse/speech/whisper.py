"""Recognition with faster-whisper, its options chosen so that no pause and no word is filtered away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples
from rehearse.errors import EngineError
from rehearse.schema import Interval, Transcript, Word
from rehearse.text import is_filled_pause
from rehearse.weights import describe

_SPLIT_SILENCE_S = 3.0
"""A silence this long is not shown to the model, which invents words in it; a shorter one is part of a sentence."""

_CLIP_PAD_S = 0.4
"""Kept around what is shown to the model, since the voice detector starts late on soft sounds; faster-whisper's own value."""

_HOTWORD_TOKENS = 100
"""Less than half of the 223 tokens that Whisper takes as a prompt: a full one crowds out the words of a dense half minute."""

_DOUBTFUL_PROBABILITY = 0.5
_SILENT_PROBABILITY = 0.6
"""Above it Whisper takes a window for silence; its authors' value (`no_speech_threshold`)."""

_WRITTEN_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "my", "yue"})
_OPTIONS: dict[str, Any] = {
    "word_timestamps": True,
    "beam_size": 5,
    # A window that goes wrong is tried again with a little chance; more of it (Whisper goes up to 1.0) makes sentences up.
    "temperature": [0.0, 0.2, 0.4],
    # One wrong window must not lead the next astray: repetition loops start that way.
    "condition_on_previous_text": False,
    # Only speech is shown, so what Whisper takes for silence is mumbled speech: low probabilities say so, a gap would not.
    "no_speech_threshold": None,
    # The filter of faster-whisper cuts pauses out before it listens, and word times around the cuts suffer.
    "vad_filter": False,
    # Off, since it loses real sentences between pauses (openai/whisper#1838).
    "hallucination_silence_threshold": None,
}


@dataclass(slots=True)
class _Piece:
    """One word as Whisper gives it, the space before it included."""

    text: str
    start_s: float
    end_s: float
    probability: float


class WhisperTranscriber:
    """A Whisper model in memory; threads may share it.

    Parameters
    ----------
    path
        Folder of the model.

    Raises
    ------
    EngineError
        The model can't be loaded.
    """

    engine = "whisper"
    rough = False

    def __init__(self, path: Path) -> None:
        from faster_whisper import WhisperModel

        self.model = path.name
        self._multilingual = describe(path).multilingual
        try:
            # On the processor even where there is a GPU: CUDA without its libraries ends the whole process, not only the call.
            self._whisper = WhisperModel(str(path), device="cpu", compute_type="int8", local_files_only=True)
        except Exception as exc:
            raise EngineError(
                f"The speech model in {path} can't be loaded: {exc}. Check it with `rehearse models verify`, and get it again "
                "if it is damaged."
            ) from exc

    def transcribe(
        self,
        samples: Samples,
        *,
        speech: Sequence[Interval],
        hotwords: Sequence[str] = (),
        language: str = "en",
        on_progress: Callable[[float], None] | None = None,
    ) -> Transcript:
        """Return what was said; see `Transcriber.transcribe`."""
        if language != "en" and not self._multilingual:
            raise EngineError(
                f"The speech model {self.model!r} knows English only, and the language is set to {language!r}. Get a "
                "multilingual one with `rehearse models pull base` and choose it."
            )
        duration_s = len(samples) / SAMPLE_RATE_HZ
        pieces: list[_Piece] = []
        for segment in self._segments(samples, _clips(speech, duration_s), self._prompt(hotwords), language) if speech else ():
            heard = _pieces(segment, glue=language not in _WRITTEN_WITHOUT_SPACES)
            if not _is_invented(heard, speech, segment.no_speech_prob):
                pieces += heard
            if on_progress:
                on_progress(min(segment.end / duration_s, 1.0))
        if on_progress:
            on_progress(1.0)
        text, words = _write(_timed(pieces, speech, duration_s))
        return Transcript(
            text=text,
            words=words,
            duration_s=duration_s,
            language=language,
            engine=self.engine,
            model=self.model,
            speech=tuple(speech),
        )

    def _segments(self, samples: Samples, clips: list[float], hotwords: str | None, language: str) -> Iterator[Any]:
        try:
            segments, _ = self._whisper.transcribe(
                samples, language=language, clip_timestamps=clips, hotwords=hotwords, **_OPTIONS
            )
            yield from segments
        except Exception as exc:
            raise EngineError(f"Recognition with the speech model {self.model!r} failed: {exc or type(exc).__name__}.") from exc

    def _prompt(self, hotwords: Sequence[str]) -> str | None:
        """Return the first terms that fit, as a sentence: Whisper goes on in the style of what it believes came before."""
        fitting: list[str] = []
        for term in hotwords:
            tokens = self._whisper.hf_tokenizer.encode(", ".join([*fitting, term]), add_special_tokens=False)
            if len(tokens.ids) > _HOTWORD_TOKENS:
                break
            fitting.append(term)
        return ", ".join(fitting) + "." if fitting else None


def _clips(speech: Sequence[Interval], duration_s: float) -> list[float]:
    """Return start, end, start, end ... of the stretches to listen to: the speech, split at its long silences."""
    bounds = [speech[0].start_s - _CLIP_PAD_S]
    for before, after in pairwise(speech):
        if after.start_s - before.end_s >= _SPLIT_SILENCE_S:
            bounds += [before.end_s + _CLIP_PAD_S, after.start_s - _CLIP_PAD_S]
    bounds.append(speech[-1].end_s + _CLIP_PAD_S)
    return [min(max(bound, 0.0), duration_s) for bound in bounds]


def _pieces(segment: Any, *, glue: bool) -> list[_Piece]:
    """Return the words of a segment; with `glue`, parts written without a space between them ("co" "-founder") are one word."""
    pieces: list[_Piece] = []
    for word in segment.words or ():
        piece = _Piece(word.word, float(word.start), float(word.end), float(word.probability))
        if glue and pieces and not piece.text[:1].isspace():
            last = pieces[-1]
            pieces[-1] = _Piece(last.text + piece.text, last.start_s, piece.end_s, min(last.probability, piece.probability))
        else:
            pieces.append(piece)
    if pieces:
        pieces[0].text = " " + pieces[0].text.lstrip()
    return pieces


def _is_invented(pieces: Sequence[_Piece], speech: Sequence[Interval], silent_probability: float) -> bool:
    """Tell whether a segment was made up: it lies where no voice is, and Whisper itself doubts it.

    Word times drift and the voice detector misses soft words, so the place alone is not enough.
    """
    if any(_shared_s(piece, region) > 0 for piece in pieces for region in speech):
        return False
    probability = sum(piece.probability for piece in pieces) / max(len(pieces), 1)
    return probability < _DOUBTFUL_PROBABILITY or silent_probability > _SILENT_PROBABILITY


def _timed(pieces: Sequence[_Piece], speech: Sequence[Interval], duration_s: float) -> list[_Piece]:
    """Return the words in order within the recording, none stretching over a pause.

    Whisper ends a word where the next begins, so a pause is swallowed by the word before or after it. The voice detector knows
    better: a word is held to the speech region that it shares most with.
    """
    timed: list[_Piece] = []
    latest_s = 0.0
    for piece in pieces:
        region = max(speech, key=lambda region: _shared_s(piece, region))
        start_s, end_s = piece.start_s, piece.end_s
        if _shared_s(piece, region) > 0:
            start_s, end_s = max(start_s, region.start_s), min(end_s, region.end_s)
        start_s = min(max(start_s, latest_s), duration_s)
        latest_s = min(max(end_s, start_s), duration_s)
        timed.append(_Piece(piece.text, start_s, latest_s, piece.probability))
    return timed


def _shared_s(piece: _Piece, region: Interval) -> float:
    return min(piece.end_s, region.end_s) - max(piece.start_s, region.start_s)


def _write(pieces: Sequence[_Piece]) -> tuple[str, tuple[Word, ...]]:
    """Return the text of the pieces and their words; what holds no letter and no digit is in the text only."""
    text = ""
    words = []
    for piece in pieces:
        shown = piece.text.strip()
        text += piece.text if text else piece.text.lstrip()
        if any(character.isalnum() for character in shown):
            end = len(text.rstrip())
            words.append(
                Word(
                    text=shown,
                    start_s=round(piece.start_s, 3),
                    end_s=round(piece.end_s, 3),
                    probability=round(min(max(piece.probability, 0.0), 1.0), 4),
                    kind="filled_pause" if is_filled_pause(shown) else "word",
                    char_start=end - len(shown),
                    char_end=end,
                )
            )
    return text.rstrip(), tuple(words)
