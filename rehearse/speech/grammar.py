"""PocketSphinx held to a grammar: which of the given words, in the given order, stand where in a stretch of audio.

The acoustic model and the dictionary are the English ones inside PocketSphinx's wheel. A grammar here is a line of slots, one for
each word that was said, with hesitation sounds allowed before, between and after them where the caller asks for it.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from rehearse.errors import EngineError
from rehearse.schema import Word
from rehearse.speech.pronounce import pronunciations
from rehearse.text import bare

if TYPE_CHECKING:
    from pocketsphinx import Decoder, Segment

T = TypeVar("T")

_Arc = tuple[int, int, float, str]
"""From one state to another, with which probability, by which word."""

FRAME_S = 0.01
"""PocketSphinx's frames are 10 ms."""

FILLER_PHONES = {
    "~um": "AH M",
    "~uh": "AH",
    "~er": "ER",
    "~erm": "ER M",
    "~mm": "M",
    "~hm": "HH M",
    "~ah": "AA",
    "~eh": "EH",
}
"""Hesitation sounds as words of our own; the dictionary's "um" and "uh" are ordinary words to the search."""

_WRITTEN_FILLERS = tuple("=" + phones.replace(" ", "_") for phones in FILLER_PHONES.values())
"""The same sounds for a filler that the transcript holds already, told apart from those that only may be there."""

BEAM = 1e-80
WIDE_BEAM = 1e-150
"""A chunk that finds no way through with `BEAM` is tried again with this; about twice as slow."""

_COST_SCALE = 1024.0
"""PocketSphinx keeps acoustic scores divided by this."""

_LOADING = threading.Lock()

_MIN_BYTES = 3200
"""A tenth of a second: shorter audio has no frames to search."""


@dataclass(frozen=True, slots=True)
class Label:
    """One word or hesitation sound, where the search placed it.

    Attributes
    ----------
    word
        Index into the given words; `None` for a hesitation sound.
    sound
        The dictionary's word or one of `FILLER_PHONES`.
    start_s, end_s
        From the start of the given samples.
    cost
        How much worse than its best rival the sound fits, per frame: about 1 to 4 where it was said, 6 and more where it was not.
    """

    word: int | None
    sound: str
    start_s: float
    end_s: float
    cost: float


def to_pcm(samples: NDArray[np.float32]) -> bytes:
    """Return samples in [-1, 1] as the 16-bit little-endian bytes that PocketSphinx takes."""
    return (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()


class Grammar:
    """One decoder that is handed a new grammar for every chunk. Safe to share between threads: one search runs at a time."""

    def __init__(self, *, every_frame: bool = False) -> None:
        self._lock = threading.Lock()
        self._decoder = _load(every_frame=every_frame)
        self._sounds: dict[str, tuple[str, ...]] = {}
        written = zip(_WRITTEN_FILLERS, FILLER_PHONES.values(), strict=True)
        for name, phones in (*FILLER_PHONES.items(), *written):
            guarded(partial(self._decoder.add_word, name, phones, update=True))

    def sounds(self, word: Word) -> tuple[str, ...]:
        """Return the dictionary's entries for a transcript's word; empty where it can't be pronounced."""
        if word.kind == "filled_pause":
            return _WRITTEN_FILLERS
        with self._lock:
            if word.text not in self._sounds:
                self._sounds[word.text] = self._entries(word.text)
            return self._sounds[word.text]

    def align(
        self, pcm: bytes, slots: Sequence[Sequence[str]], *, filler_probability: float | None = None, beam: float = BEAM
    ) -> tuple[Label, ...] | None:
        """Place words in audio, in order.

        Parameters
        ----------
        pcm
            16-bit mono audio at 16 kHz.
        slots
            For each word its entries in the dictionary, as `sounds` gives them; a word without any is passed over.
        filler_probability
            Total probability of a hesitation sound in any place; `None` for none.
        beam
            Width of the search.

        Returns
        -------
        tuple of Label or None
            Every word that has a sound once, with the hesitation sounds among them; `None` where no way through was found.

        Raises
        ------
        EngineError
            PocketSphinx refuses the audio or the grammar.
        """
        if len(pcm) < _MIN_BYTES:
            return None
        said = [i for i, entries in enumerate(slots) if entries]
        arcs = [(at, at + 1, 1.0 / len(slots[i]), entry) for at, i in enumerate(said) for entry in slots[i]]
        if filler_probability is not None:
            each = filler_probability / len(FILLER_PHONES)
            arcs += [(state, state, each, name) for state in range(len(said) + 1) for name in FILLER_PHONES]
        if not arcs:
            return ()
        with self._lock:
            return guarded(lambda: self._search(pcm, arcs, said, beam))

    def _search(self, pcm: bytes, arcs: Sequence[_Arc], said: Sequence[int], beam: float) -> tuple[Label, ...] | None:
        decoder = self._decoder
        decoder.config["beam"] = decoder.config["pbeam"] = beam
        decoder.config["wbeam"] = beam**0.75
        decoder.add_fsg("chunk", decoder.create_fsg("chunk", 0, len(said), arcs))
        try:
            decoder.activate_search("chunk")
            decoder.start_utt()
            decoder.process_raw(pcm, full_utt=True)
            decoder.end_utt()
            return tuple(_labels(decoder.seg(), said)) if decoder.hyp() else None
        finally:
            decoder.remove_search("chunk")

    def _entries(self, text: str) -> tuple[str, ...]:
        """Return the dictionary's entries for a written word, put there first if it does not have them."""
        word = bare(text).replace("’", "'")
        if len(word) > 1 and self._look_up(word):
            return (word,)
        found = pronunciations(text, self._look_up)
        entries = tuple("=" + phones.replace(" ", "_") for phones in found)
        for entry, phones in zip(entries, found, strict=True):
            if not self._look_up(entry):
                guarded(partial(self._decoder.add_word, entry, phones, update=True))
        return entries

    def _look_up(self, word: str) -> str | None:
        phones: str | None = self._decoder.lookup_word(word)
        return phones if phones and word[0] not in "<[(" else None


@lru_cache(maxsize=2)
def _shared(*, every_frame: bool) -> Grammar:
    return Grammar(every_frame=every_frame)


def grammar(*, every_frame: bool = False) -> Grammar:
    """Return the process's grammar decoder; a tenth of a second the first time.

    One that scores `every_frame` puts the edges of words more truly, and costs about three times as much.
    """
    with _LOADING:
        return _shared(every_frame=every_frame)


def guarded(call: Callable[[], T]) -> T:
    """Return what `call` returns, whatever PocketSphinx raises turned into an `EngineError`."""
    try:
        return call()
    except (RuntimeError, ValueError, KeyError, IndexError, TypeError, MemoryError) as exc:
        raise EngineError(f"PocketSphinx failed: {exc}. 'rehearse doctor' shows what works here.") from exc


def _load(*, every_frame: bool) -> Decoder:
    from pocketsphinx import Decoder

    # A score for every senone ("compallsen") costs 2.7 times as much and finds the same. A fourth Gaussian of each mixture
    # ("topn") costs a twelfth more and finds as much; with two, fewer fillers are found.
    skipped = 1 if every_frame else 2
    settings = {"bestpath": False, "fwdflat": False, "compallsen": False, "ds": skipped, "topn": 3}
    return guarded(lambda: Decoder(lm=None, loglevel="FATAL", **settings))


def _labels(segments: Iterable[Segment], said: Sequence[int]) -> Iterator[Label]:
    words = iter(said)
    for segment in segments:
        if segment.word[0] in "<[(":
            continue
        filler = segment.word in FILLER_PHONES
        frames = segment.end_frame - segment.start_frame + 1
        yield Label(
            word=None if filler else next(words),
            sound=segment.word,
            start_s=segment.start_frame * FRAME_S,
            end_s=(segment.end_frame + 1) * FRAME_S,
            cost=_COST_SCALE * -math.log(max(segment.ascore, 1e-300)) / frames,
        )
