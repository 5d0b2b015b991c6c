"""The embedded engine: PocketSphinx with the English model inside its wheel. Rough, but always here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, duration_s
from rehearse.errors import EngineError
from rehearse.schema import Interval, Transcript, Word
from rehearse.speech.chunks import chunks
from rehearse.speech.grammar import FRAME_S, guarded, to_pcm
from rehearse.text import is_filled_pause

if TYPE_CHECKING:
    from pocketsphinx import Decoder

_MIN_SAMPLES = SAMPLE_RATE_HZ // 10
_one_search = threading.Lock()


class SphinxTranscriber:
    """Recognise English with PocketSphinx.

    Many words come out wrong on ordinary speech, and the text has neither punctuation nor capitals. Word times
    are good to a few hundredths of a second. The decoder is loaded once a process; threads take turns.
    """

    engine = "sphinx"
    model = "en-us"
    rough = True

    def transcribe(
        self,
        samples: Samples,
        *,
        speech: Sequence[Interval],
        hotwords: Sequence[str] = (),  # noqa: ARG002
        language: str = "en",
        on_progress: Callable[[float], None] | None = None,
    ) -> Transcript:
        """Return what was said.

        Parameters
        ----------
        samples
            Shape `(n,)`, 16 kHz, -1 to 1.
        speech
            Where a voice was heard; the rest is not listened to.
        hotwords
            Not used: PocketSphinx's language model can't be leaned towards words.
        language
            Only "en" is inside the wheel.
        on_progress
            Called with the share that is done, 0 to 1, after each stretch of speech.

        Returns
        -------
        Transcript
            `probability` of a word is its posterior in the lattice of what might have been said.

        Raises
        ------
        EngineError
            Another language, or PocketSphinx failed.
        """
        if language != "en":
            raise EngineError(
                f"The embedded engine knows English only, not '{language}'. A multilingual Whisper model knows more: "
                "'rehearse models list' shows them."
            )
        within = chunks(speech, duration_s(samples))
        heard: list[_Heard] = []
        for i, chunk in enumerate(within, start=1):
            heard += _recognise(samples, chunk)
            if on_progress is not None:
                on_progress(i / len(within))
        words = tuple(_placed(heard))
        return Transcript(
            text=" ".join(word.text for word in words),
            words=words,
            duration_s=duration_s(samples),
            language=language,
            engine=self.engine,
            model=self.model,
            speech=tuple(speech),
        )


_Heard = tuple[str, float, float, float]
"""A word with its start and end in seconds and its probability."""


def _recognise(samples: Samples, chunk: Interval) -> list[_Heard]:
    piece = samples[round(chunk.start_s * SAMPLE_RATE_HZ) : round(chunk.end_s * SAMPLE_RATE_HZ)]
    if len(piece) < _MIN_SAMPLES:
        return []
    with _one_search:
        return guarded(lambda: list(_segments(_decoder(), to_pcm(piece), chunk.start_s)))


def _segments(decoder: Decoder, pcm: bytes, offset_s: float) -> Iterator[_Heard]:
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()
    if decoder.hyp() is None:
        return
    for segment in decoder.seg():
        if segment.word[0] in "<[(":
            continue
        word = segment.word.partition("(")[0]
        start_s = offset_s + segment.start_frame * FRAME_S
        end_s = offset_s + (segment.end_frame + 1) * FRAME_S
        yield _capitalised(word), start_s, end_s, min(1.0, max(0.0, segment.prob))


def _capitalised(word: str) -> str:
    return "I" + word[1:] if word == "i" or word.startswith("i'") else word


def _placed(heard: Sequence[_Heard]) -> Iterator[Word]:
    at = 0
    for text, start_s, end_s, probability in heard:
        yield Word(
            text=text,
            start_s=start_s,
            end_s=end_s,
            probability=probability,
            kind="filled_pause" if is_filled_pause(text) else "word",
            char_start=at,
            char_end=at + len(text),
        )
        at += len(text) + 1


@lru_cache(maxsize=1)
def _decoder() -> Decoder:
    """Return the one recogniser of this process; only called while `_one_search` is held."""
    from pocketsphinx import Decoder

    return Decoder(loglevel="FATAL")
