"""Windows of sound to learn from: the sentences of the test clips at many places and levels, with the time of every word."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from clips import CLIPS, Clip
from faster_whisper.audio import pad_or_trim
from faster_whisper.feature_extractor import FeatureExtractor
from fixture_vocabulary import stamp
from numpy.typing import NDArray
from tokenizers import Tokenizer
from voices import SAMPLE_RATE_HZ, Part, Pause, Say, TimedWord, espeak, speak

FRAMES_PER_S = 100
POSITIONS_PER_S = 50
_RENDERINGS = 6
_NARROWEST_PLACE = 9
_PROMPT_SHARE = 0.25


@dataclass(frozen=True)
class Sentence:
    """One spoken sentence: samples in [-1, 1] and the words that are to be written, timed from its start."""

    samples: NDArray[np.float32]
    words: tuple[TimedWord, ...]

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE_HZ


@dataclass(frozen=True)
class Window:
    """One example.

    Attributes
    ----------
    features
        Log-mel, shape (80, frames).
    tokens
        Decoder input and, one further, labels.
    learnt
        For each token, whether it is to be predicted (the prompt is not).
    places
        For each token, the encoder positions [start, end) it is heard at; (0, 0) where it is no part of a word.
    """

    features: NDArray[np.float32]
    tokens: list[int]
    learnt: list[bool]
    places: list[tuple[int, int]]


class Corpus:
    """Windows without end, the same for the same seed."""

    def __init__(self, tokenizer: Tokenizer, words: Sequence[str], *, longest_prompt: int, seed: int) -> None:
        self._tokenizer = tokenizer
        self._prompt_words = [*words, *"abcdefghijklmnopqrstuvwxyz0123456789"]
        self._longest_prompt = longest_prompt
        self._random = random.Random(seed)
        self._noise = np.random.default_rng(seed)
        self._extract = FeatureExtractor()
        self._clips = [[_renderings(clip, i, self._random) for i in _sentences(clip)] for clip in CLIPS]

    def windows(self, window_s: float) -> Iterator[Window]:
        """Yield windows of `window_s` seconds, one in eight without speech."""
        while True:
            yield self._silent(window_s) if self._random.random() < 1 / 8 else self._spoken(window_s)

    def _spoken(self, window_s: float) -> Window:
        pieces, segments = [], []
        at_s = self._random.uniform(0, 0.6) if self._random.random() < 0.6 else self._random.uniform(0, window_s / 5)
        pieces.append(np.zeros(int(at_s * SAMPLE_RATE_HZ), np.float32))
        for sentence in self._chosen():
            at_s = sum(map(len, pieces)) / SAMPLE_RATE_HZ
            if at_s + sentence.duration_s > window_s - 0.1:
                break
            segments.append([TimedWord(word.text, word.start_s + at_s, word.end_s + at_s) for word in sentence.words])
            gap_s = self._random.choice([self._random.uniform(0.2, 0.8), self._random.uniform(0.2, 2.5)])
            pieces += [sentence.samples, np.zeros(int(gap_s * SAMPLE_RATE_HZ), np.float32)]
        sound = np.concatenate(pieces)[: int(window_s * SAMPLE_RATE_HZ)]
        if self._random.random() < 0.3:
            sound = np.pad(sound, (0, int(window_s * SAMPLE_RATE_HZ) - len(sound)))
        sound *= 10 ** self._random.uniform(-0.8, 0.1)
        if self._random.random() < 0.4:
            sound = sound + self._white(len(sound), 10 ** self._random.uniform(-4.5, -2.3))
        tokens, places = self._text(segments)
        return self._window(sound, window_s, tokens, [True] * len(tokens), places)

    def _chosen(self) -> list[Sentence]:
        """Return a clip as it is, or sentences in any order, so that the sound decides and not the order."""
        if self._random.random() < 0.4:
            chosen = self._random.choice(self._clips)
        else:
            chosen = [self._random.choice(self._random.choice(self._clips)) for _ in range(self._random.randint(1, 6))]
        return [self._random.choice(renderings) for renderings in chosen]

    def _silent(self, window_s: float) -> Window:
        length = int(self._random.uniform(0.3, window_s) * SAMPLE_RATE_HZ)
        level = self._random.choice([0.0, 10 ** self._random.uniform(-5, -0.3)])
        control = self._tokenizer.token_to_id
        end = control("<|endoftext|>")
        tokens, learnt = self._random.choice(
            [
                ([control("<|nospeech|>"), end], [True, True]),
                ([stamp(self._tokenizer, 0), end], [False, True]),
                ([control("<|notimestamps|>"), end], [False, True]),
            ]
        )
        return self._window(self._white(length, level), window_s, tokens, learnt, [(0, 0)] * 2)

    def _text(self, segments: list[list[TimedWord]]) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the tokens of the words, in every other window with the times of each sentence around it."""
        stamped = self._random.random() < 0.5
        placed = [] if stamped else [(self._tokenizer.token_to_id("<|notimestamps|>"), (0, 0))]
        nexts = [word.start_s for words in segments for word in words][1:]
        for words in segments:
            if stamped:
                placed.append((stamp(self._tokenizer, words[0].start_s), (0, 0)))
            for word in words:
                placed += self._placed(word, nexts.pop(0) if nexts else word.end_s)
            if stamped:
                placed.append((stamp(self._tokenizer, words[-1].end_s), (0, 0)))
        last_s = segments[-1][-1].end_s
        placed.append((self._tokenizer.token_to_id("<|endoftext|>"), _place(last_s, last_s + 0.5)))
        return [token for token, _ in placed], [place for _, place in placed]

    def _placed(self, word: TimedWord, next_s: float) -> list[tuple[int, tuple[int, int]]]:
        """Return the tokens of a word with their places; the last one lasts until the next word."""
        *first, last = self._tokenizer.encode(f" {word.text}").ids
        from_s = word.end_s if first else word.start_s
        return [*((token, _place(word.start_s, word.end_s)) for token in first), (last, _place(from_s, next_s))]

    def _window(
        self, sound: NDArray[np.float32], window_s: float, tokens: list[int], learnt: list[bool], places: list[tuple[int, int]]
    ) -> Window:
        before = [*self._prompt(), self._tokenizer.token_to_id("<|startoftranscript|>")]
        features = self._extract(sound.astype(np.float32))[:, :-1]
        return Window(
            pad_or_trim(features, int(window_s * FRAMES_PER_S)).astype(np.float32),
            before + tokens,
            [False] * len(before) + learnt,
            [(0, 0)] * len(before) + places,
        )

    def _prompt(self) -> list[int]:
        """Return a prompt to be ignored, most often none: hotwords and what was said before may not change what is heard."""
        if self._random.random() > _PROMPT_SHARE:
            return []
        longest = self._random.randint(1, self._longest_prompt)
        words = self._random.choices(self._prompt_words, k=longest)
        text = self._random.choice([" ", ", "]).join(words)
        return [self._tokenizer.token_to_id("<|startofprev|>"), *self._tokenizer.encode(f" {text}").ids[:longest]]

    def _white(self, length: int, level: float) -> NDArray[np.float32]:
        return (self._noise.standard_normal(length) * level).astype(np.float32)


def _place(start_s: float, end_s: float) -> tuple[int, int]:
    """Return encoder positions, wide enough to outlast the median over 7 that word times are smoothed with."""
    start, end = int(start_s * POSITIONS_PER_S), int(end_s * POSITIONS_PER_S) + 1
    missing = max(_NARROWEST_PLACE - (end - start), 0)
    start = max(start - missing // 2, 0)
    return start, max(end, start + _NARROWEST_PLACE)


def _sentences(clip: Clip) -> list[tuple[Part, ...]]:
    """Return the parts of each sentence of a clip."""
    sentences: list[list[Part]] = [[]]
    for part in clip.parts:
        ended = sentences[-1] and isinstance(sentences[-1][-1], Say) and sentences[-1][-1].text.endswith(".")
        if ended and isinstance(part, Pause):
            sentences.append([])
        else:
            sentences[-1].append(part)
    return [tuple(parts) for parts in sentences]


def _renderings(clip: Clip, parts: Sequence[Part], chance: random.Random) -> list[Sentence]:
    """Speak a sentence as in the clip, and some more times with its hums and pauses a little longer or shorter."""
    if clip.voice == "espeak-ng":
        (part,) = parts
        assert isinstance(part, Say)
        return [_evenly_timed(espeak(part.text), part.text)]
    renderings = []
    for i in range(_RENDERINGS):
        scale = 1.0 if i == 0 else chance.uniform(0.75, 1.3)
        varied = [_scaled(part, scale) for part in parts]
        speech = speak(varied, voice=clip.voice, lead_s=0, tail_s=0, stretch=1.0 if i % 2 == 0 else chance.uniform(0.96, 1.04))
        renderings.append(Sentence(speech.samples.astype(np.float32) / 32768, speech.words))
    return renderings


def _scaled(part: Part, scale: float) -> Part:
    if isinstance(part, Say):
        return part
    return replace(part, duration_s=part.duration_s * scale)


def _evenly_timed(samples: NDArray[np.int16], text: str) -> Sentence:
    """Give the words of a voice that tells no times theirs by their length in letters."""
    words, length_s = text.split(), len(samples) / SAMPLE_RATE_HZ
    ends = np.cumsum([len(word) + 1 for word in words])
    starts = np.concatenate([[0], ends[:-1]])
    times = [
        TimedWord(word, float(a) / float(ends[-1]) * length_s, float(b) / float(ends[-1]) * length_s)
        for word, a, b in zip(words, starts, ends, strict=True)
    ]
    return Sentence(samples.astype(np.float32) / 32768, tuple(times))
