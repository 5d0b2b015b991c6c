"""Give times to words that are known already: a corrected transcript, or one that came with the recording.

The words are laid along the audio by forced alignment. A word that doesn't fit the audio there gets no time rather than an
invented one.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate

from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, duration_s
from rehearse.schema import Interval, Transcript, Word
from rehearse.speech.chunks import MARGIN_S, chunk_of, chunks
from rehearse.speech.grammar import WIDE_BEAM, Label, grammar, to_pcm
from rehearse.text import bare, split_words

MAX_COST = 4.0
"""Median cost of a word and its neighbours from which on they are taken not to be said there. In recordings with their true words
1 % of the words lie above it, with the words of another recording 84 %."""

NEIGHBOURS = 4
"""Words on either side that a word is judged with; one alone is too short to judge."""

MIN_PLACED = 0.5
"""With fewer of the words placed, the text is taken to belong to another recording, and nothing is timed."""


def align(
    samples: Samples,
    text: str,
    *,
    speech: Sequence[Interval],
    language: str = "en",
    rough: Transcript | None = None,
) -> Transcript:
    """Return `text`, character for character, as a transcript with the time of each word.

    Parameters
    ----------
    samples
        Shape `(n,)`, 16 kHz, -1 to 1.
    text
        What was said in them.
    speech
        Where a voice was heard.
    language
        Of the text; only "en" can be aligned.
    rough
        A timed transcript of about the same words. It helps where the text can't be laid along the audio in one piece; without
        it the embedded recogniser listens for landmarks then.

    Returns
    -------
    Transcript
        Words that could not be placed have no times. Where that is most of them, none has, and `untimed_reason` says why.

    Raises
    ------
    EngineError
        PocketSphinx failed.
    """
    words = split_words(text)
    bare_transcript = Transcript(
        text=text,
        words=words,
        duration_s=duration_s(samples),
        language=language,
        model="corrected",
        speech=tuple(speech),
    )
    if reason := _hopeless(words, speech, language):
        return replace(bare_transcript, untimed_reason=reason)
    timed = _in_one_piece(samples, words, speech)
    if timed is None:
        timed = _by_landmarks(samples, words, speech, rough or _recognised(samples, speech))
    placed = sum(word.start_s is not None for word in timed)
    if placed < MIN_PLACED * len(words):
        reason = f"only {placed} of {len(words)} words fit what was said in the recording, so nothing was timed"
        return replace(bare_transcript, untimed_reason=reason)
    return replace(bare_transcript, words=timed)


def _hopeless(words: Sequence[Word], speech: Sequence[Interval], language: str) -> str | None:
    if language != "en":
        return f"words can be timed in English only, and this text is in '{language}'"
    if not words:
        return "the text has no words"
    if not speech:
        return "no voice was heard in the recording"
    return None


def _in_one_piece(samples: Samples, words: Sequence[Word], speech: Sequence[Interval]) -> tuple[Word, ...] | None:
    whole = Interval(start_s=max(0.0, speech[0].start_s - MARGIN_S), end_s=min(duration_s(samples), speech[-1].end_s + MARGIN_S))
    return _timed(samples, words, whole)


def _by_landmarks(samples: Samples, words: Sequence[Word], speech: Sequence[Interval], rough: Transcript) -> tuple[Word, ...]:
    """Align chunk by chunk, each word in the chunk where a timed transcript has it or the one before it."""
    timed = list(words)
    within = chunks(speech, duration_s(samples))
    landmarks = _landmarks(words, rough, within)
    homes = list(accumulate((landmarks.get(i, 0) for i in range(len(words))), max))
    for number, chunk in enumerate(within):
        here = [i for i, home in enumerate(homes) if home == number]
        found = _timed(samples, [words[i] for i in here], chunk)
        if found is None:  # words that were never said may be in the way
            here = [i for i in here if i in landmarks]
            found = _timed(samples, [words[i] for i in here], chunk)
        for i, word in zip(here, found or (), strict=found is not None):
            timed[i] = word
    return tuple(timed)


def _landmarks(words: Sequence[Word], rough: Transcript, within: Sequence[Interval]) -> dict[int, int]:
    """Return the chunk of each word that a timed transcript has too, by the word's index."""
    known = [word for word in rough.words if word.start_s is not None and word.end_s is not None]
    matcher = SequenceMatcher(None, [bare(word.text) for word in known], [bare(word.text) for word in words], autojunk=False)
    pairs = ((block.a + i, block.b + i) for block in matcher.get_matching_blocks() for i in range(block.size))
    return {index: chunk_of(_middle_s(known[heard]), within) for heard, index in pairs}


def _middle_s(word: Word) -> float:
    assert word.start_s is not None, "only timed words are landmarks"
    assert word.end_s is not None, "only timed words are landmarks"
    return (word.start_s + word.end_s) / 2


def _timed(samples: Samples, words: Sequence[Word], where: Interval) -> tuple[Word, ...] | None:
    """Return `words` with their times in one stretch of the recording, or `None` where they can't be laid along it."""
    pronounced = grammar(every_frame=True)
    slots = [pronounced.sounds(word) for word in words]
    pcm = to_pcm(samples[round(where.start_s * SAMPLE_RATE_HZ) : round(where.end_s * SAMPLE_RATE_HZ)])
    labels = pronounced.align(pcm, slots) or pronounced.align(pcm, slots, beam=WIDE_BEAM)
    if labels is None:
        return None
    timed = list(words)
    for label, fits in zip(labels, fitting(labels), strict=True):
        if fits and label.word is not None:
            timed[label.word] = replace(
                words[label.word], start_s=where.start_s + label.start_s, end_s=where.start_s + label.end_s
            )
    return tuple(timed)


def fitting(labels: Sequence[Label]) -> list[bool]:
    """Tell for each aligned word whether the audio there sounds like it and its neighbours."""
    costs = [label.cost for label in labels]
    return [statistics.median(costs[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]) <= MAX_COST for i in range(len(costs))]


def _recognised(samples: Samples, speech: Sequence[Interval]) -> Transcript:
    from rehearse.speech.sphinx import SphinxTranscriber

    return SphinxTranscriber().transcribe(samples, speech=speech)
