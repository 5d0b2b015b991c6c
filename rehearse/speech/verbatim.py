"""Make a transcript verbatim: put back the filled pauses that the recogniser left out, as they are heard in the audio.

Alignment proposes (`filler_candidates`), a trained judge disposes (`filler_judge`); this module walks the recording chunk by
chunk and writes what was found into the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, duration_s
from rehearse.schema import Interval, Transcript, Word
from rehearse.speech.align import fitting
from rehearse.speech.chunks import chunk_of, chunks
from rehearse.speech.filler_candidates import Heard, as_candidate, listen
from rehearse.speech.filler_features import Voice, features, voice
from rehearse.speech.filler_judge import LEAST_PROBABILITY, MIN_DURATION_S, probability
from rehearse.speech.grammar import Label, grammar, to_pcm

WORDLESS_SPEECH_S = 1.0
"""A chunk without words may hold this much speech and still be searched; more is words that nobody wrote down."""

SAME_S = 0.15
"""A sound this close to a filler that the transcript holds already is that filler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """A transcript with its filled pauses, and where they could not be listened for.

    Attributes
    ----------
    transcript
        Heard fillers are words of kind `filled_pause` ("um" or "uh") with a probability; words that fit have aligned times.
    unmeasured
        Stretches whose words could not be laid along the audio: fillers may be missing there.
    """

    transcript: Transcript
    unmeasured: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class _Filler:
    """A filled pause that was heard; `before_word` is an index into the transcript's words."""

    before_word: int
    text: str
    start_s: float
    end_s: float
    probability: float


def add_filled_pauses(samples: Samples, transcript: Transcript, *, speech: Sequence[Interval]) -> Verbatim:
    """Listen for the filled pauses that a transcript leaves out, and set its word times by the audio.

    Parameters
    ----------
    samples
        Shape `(n,)`, 16 kHz, -1 to 1.
    transcript
        What was said in them, with times to a few tenths of a second. Fillers it holds already are kept and not counted twice;
        one that a recogniser wrote is as sure as the surer of recogniser and judge. Those that were struck out are not put back.
    speech
        Where a voice was heard.

    Returns
    -------
    Verbatim
        The transcript as it was where it has no times, or is not in English: the acoustic model is.

    Raises
    ------
    EngineError
        PocketSphinx failed.
    """
    if transcript.language != "en" or all(word.start_s is None for word in transcript.words):
        return Verbatim(transcript=transcript, unmeasured=tuple(speech))
    words = list(transcript.words)
    within = _chunks(samples, words, speech)
    homes = _homes(words, within)
    of = voice(samples)
    fillers: list[_Filler] = []
    unmeasured: list[Interval] = []
    for i, chunk in enumerate(within):
        indices = range(bisect_left(homes, i), bisect_right(homes, i))
        heard = _listen(samples, chunk, [words[index] for index in indices], speech)
        if heard is None:
            unmeasured.append(chunk)
            continue
        words[indices.start : indices.stop] = _retimed(words[indices.start : indices.stop], heard.words, chunk.start_s)
        if transcript.engine != "text":
            _unite(words, indices.start, _piece(samples, chunk), heard, of)
        fillers += _judged(samples, chunk, heard, indices.start, of)
    new = [filler for filler in fillers if not (_written_already(filler, words) or _struck(filler, transcript.struck))]
    return Verbatim(transcript=_inserted(replace(transcript, words=tuple(words)), new), unmeasured=tuple(unmeasured))


def candidates(samples: Samples, transcript: Transcript, *, speech: Sequence[Interval]) -> Iterator[tuple[float, Samples, Heard]]:
    """Yield start in seconds, samples and proposals of each stretch that can be listened to: what a judge learns from."""
    within = _chunks(samples, transcript.words, speech)
    homes = _homes(transcript.words, within)
    for i, chunk in enumerate(within):
        heard = _listen(samples, chunk, transcript.words[bisect_left(homes, i) : bisect_right(homes, i)], speech)
        if heard is not None:
            yield chunk.start_s, _piece(samples, chunk), heard


def _chunks(samples: Samples, words: Sequence[Word], speech: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the stretches to listen to: in noise a recogniser hears words where the voice detector hears nothing."""
    said = [
        Interval(start_s=word.start_s, end_s=word.end_s)
        for word in words
        if word.start_s is not None and word.end_s is not None and not _inside((word.start_s + word.end_s) / 2, speech)
    ]
    return chunks(sorted((*speech, *said), key=lambda region: region.start_s), duration_s(samples))


def _inside(when_s: float, regions: Sequence[Interval]) -> bool:
    return any(region.start_s <= when_s <= region.end_s for region in regions)


def _homes(words: Sequence[Word], within: Sequence[Interval]) -> list[int]:
    """Return the index of the chunk that holds the middle of each word; a word without times stays by the one before."""
    homes, last = [], 0
    for word in words:
        if word.start_s is not None and word.end_s is not None and within:
            last = max(last, chunk_of((word.start_s + word.end_s) / 2, within))
        homes.append(last)
    return homes


def _listen(samples: Samples, chunk: Interval, words: Sequence[Word], speech: Sequence[Interval]) -> Heard | None:
    """Align one chunk; `None` where that fails, or where somebody speaks and no words are written down."""
    if not words and _spoken_s(chunk, speech) > WORDLESS_SPEECH_S:
        return None
    pronounced = grammar()
    return listen(pronounced, to_pcm(_piece(samples, chunk)), [pronounced.sounds(word) for word in words])


def _spoken_s(chunk: Interval, speech: Sequence[Interval]) -> float:
    return sum(max(0.0, min(chunk.end_s, region.end_s) - max(chunk.start_s, region.start_s)) for region in speech)


def _piece(samples: Samples, chunk: Interval) -> Samples:
    return samples[round(chunk.start_s * SAMPLE_RATE_HZ) : round(chunk.end_s * SAMPLE_RATE_HZ)]


def _retimed(words: Sequence[Word], labels: Sequence[Label], offset_s: float) -> list[Word]:
    """Return `words` with the times of their labels, where these fit the audio."""
    retimed = list(words)
    for label, fits in zip(labels, fitting(labels), strict=True):
        if fits and label.word is not None:
            retimed[label.word] = replace(words[label.word], start_s=offset_s + label.start_s, end_s=offset_s + label.end_s)
    return retimed


def _unite(words: list[Word], first_word: int, piece: Samples, heard: Heard, of: Voice) -> None:
    """Raise how sure each filler is that the recogniser wrote to how surely it is heard; `words` are changed."""
    for label in heard.words:
        word = words[first_word + (label.word or 0)]
        if word.kind == "filled_pause" and word.probability is not None:
            sure = probability(features(as_candidate(label), heard, piece, of))
            words[first_word + (label.word or 0)] = replace(word, probability=max(word.probability, sure))


def _judged(samples: Samples, chunk: Interval, heard: Heard, first_word: int, of: Voice) -> Iterator[_Filler]:
    """Yield the candidates of one chunk that are likely filled pauses."""
    piece = _piece(samples, chunk)
    for candidate in heard.candidates:
        if candidate.end_s - candidate.start_s < MIN_DURATION_S:
            continue
        sure = probability(features(candidate, heard, piece, of))
        if sure >= LEAST_PROBABILITY:
            yield _Filler(
                before_word=first_word + candidate.before_word,
                text="um" if candidate.nasal else "uh",
                start_s=chunk.start_s + candidate.start_s,
                end_s=chunk.start_s + candidate.end_s,
                probability=sure,
            )


def _written_already(filler: _Filler, words: Sequence[Word]) -> bool:
    return any(
        word.kind == "filled_pause"
        and word.start_s is not None
        and word.end_s is not None
        and min(filler.end_s, word.end_s) - max(filler.start_s, word.start_s) > -SAME_S
        for word in words[max(0, filler.before_word - 1) : filler.before_word + 1]
    )


def _struck(filler: _Filler, struck: Sequence[Interval]) -> bool:
    return any(filler.start_s < interval.end_s and interval.start_s < filler.end_s for interval in struck)


def _inserted(transcript: Transcript, fillers: Sequence[_Filler]) -> Transcript:
    """Write `fillers`, in order, into the text, each before the word that follows it, and move the spans behind it along."""
    text, taken, words = "", 0, []
    waiting = deque(fillers)
    for index, word in enumerate(transcript.words):
        text += transcript.text[taken : word.char_start]
        while waiting and waiting[0].before_word <= index:
            filler = waiting.popleft()
            words.append(_as_word(filler, len(text)))
            text += filler.text + " "
        words.append(replace(word, char_start=len(text), char_end=len(text) + word.char_end - word.char_start))
        text += transcript.text[word.char_start : word.char_end]
        taken = word.char_end
    for filler in waiting:
        text += " "
        words.append(_as_word(filler, len(text)))
        text += filler.text
    return replace(transcript, text=text + transcript.text[taken:], words=tuple(words))


def _as_word(filler: _Filler, at: int) -> Word:
    return Word(
        text=filler.text,
        start_s=filler.start_s,
        end_s=filler.end_s,
        probability=filler.probability,
        kind="filled_pause",
        char_start=at,
        char_end=at + len(filler.text),
    )
