"""The embedded recogniser on synthesised speech."""

from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from rehearse.audio.files import SAMPLE_RATE_HZ, decode
from rehearse.audio.voice import speech_regions
from rehearse.errors import EngineError
from rehearse.schema import Interval, Transcript
from rehearse.speech.sphinx import SphinxTranscriber
from rehearse.text import bare

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def answer() -> Transcript:
    return hear("answer_short")


def hear(name: str, **options) -> Transcript:
    samples = decode(DATA / f"{name}.wav")
    return SphinxTranscriber().transcribe(samples, speech=speech_regions(samples), **options)


def test_most_words_of_clear_speech_are_understood(answer: Transcript) -> None:
    said = [bare(word) for word in (DATA / "answer_short.txt").read_text(encoding="utf-8").split()]
    understood = [bare(word.text) for word in answer.words]
    assert SequenceMatcher(None, said, understood).ratio() > 0.6


def test_words_stand_in_the_text_and_in_time(answer: Transcript) -> None:
    assert all(answer.text[word.char_start : word.char_end] == word.text for word in answer.words)
    assert all(before.end_s <= after.start_s + 1e-9 for before, after in pairwise(answer.words))
    assert answer.words[0].start_s == pytest.approx(0.3, abs=0.15)
    assert answer.words[-1].end_s == pytest.approx(6.33, abs=0.15)
    assert all(0 <= word.probability <= 1 for word in answer.words)


def test_no_mark_of_the_decoder_is_left_in_the_text(answer: Transcript) -> None:
    assert not set("<>[]()") & set(answer.text)


def test_the_transcript_says_what_made_it(answer: Transcript) -> None:
    assert (answer.engine, answer.model, answer.language) == ("sphinx", "en-us", "en")
    assert answer.duration_s == pytest.approx(6.73, abs=0.01)


def test_progress_rises_to_the_end() -> None:
    seen: list[float] = []
    hear("pause", on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_threads_take_turns() -> None:
    with ThreadPoolExecutor(max_workers=3) as pool:
        texts = {transcript.text for transcript in pool.map(hear, ["pause"] * 3)}
    assert len(texts) == 1


def test_another_language_is_refused() -> None:
    with pytest.raises(EngineError, match="'fr'"):
        hear("pause", language="fr")


@pytest.mark.parametrize("speech", [(), (Interval(start_s=0.1, end_s=0.15),), (Interval(start_s=0.0, end_s=0.3),)])
def test_silence_and_blips_give_no_words(speech: tuple[Interval, ...]) -> None:
    transcript = SphinxTranscriber().transcribe(np.zeros(SAMPLE_RATE_HZ * 3 // 10, dtype=np.float32), speech=speech)
    assert (transcript.text, transcript.words) == ("", ())
