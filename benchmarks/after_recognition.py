"""What everything after recognition costs for an answer of two minutes, against recognition itself with base.en's shape.

Usage: python benchmarks/after_recognition.py DATA

DATA holds `speech/voice-notes` (the answer: read notes with their words) and `needs/dev.json` (what it is held against). After
recognition come word times, fillers, measures, needs and advice: all of `rehearse.assess` from the moment that a recogniser
hands over its words. Recognition is what `rehearse` asks of faster-whisper for each half minute (8 bits, 5 beams, word times) on
random weights of base.en's shape, with as many tokens as the words come to (1.3 a word, as English has). Both in one process on
one thread, in seconds of processor time, the first round left out.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

os.environ["OMP_NUM_THREADS"] = "1"

import ctranslate2
import numpy as np
import whisper_shape
from cases import Case, joined, notes
from faster_whisper.feature_extractor import FeatureExtractor

from rehearse.assess import assess
from rehearse.audio.files import SAMPLE_RATE_HZ, Samples, duration_s, write
from rehearse.schema import Need, Transcript

ANSWER_S = 120.0
ROUNDS = 4
REACH = 0.15
_WINDOW_S = 30
_TOKENS_A_WORD = 1.3


@dataclass(slots=True)
class Known:
    """A recogniser that knows the words, and when it handed them over."""

    transcript: Transcript
    done_s: float = 0.0
    engine: str = "whisper"
    model: str = "base.en"
    rough: bool = False

    def transcribe(self, samples: Samples, **_: object) -> Transcript:  # noqa: ARG002
        """Return the words."""
        self.done_s = time.process_time()
        return self.transcript


def after_s(case: Case, path: Path, needs: list[Need]) -> float:
    """Return the seconds from the last recognised word to the assessment."""
    known = Known(case.transcript)
    assess(path, needs=needs, engine=known)
    return time.process_time() - known.done_s


def recognition_s(model: ctranslate2.models.Whisper, samples: Samples, words: int) -> float:
    """Return the seconds that features, encoder, decoder and word times take."""
    began = time.process_time()
    windows = [samples[at : at + _WINDOW_S * SAMPLE_RATE_HZ] for at in range(0, len(samples), _WINDOW_S * SAMPLE_RATE_HZ)]
    tokens = round(_TOKENS_A_WORD * words / len(windows))
    prompt = [whisper_shape.START, whisper_shape.NO_TIMES]
    for window in windows:
        padded = np.pad(window, (0, _WINDOW_S * SAMPLE_RATE_HZ - len(window)))
        features = ctranslate2.StorageView.from_array(FeatureExtractor()(padded)[None, :, :3000].astype(np.float32))
        encoded = model.encode(features)
        written = model.generate(encoded, [prompt], beam_size=5, max_length=2 * tokens, suppress_tokens=[whisper_shape.END])
        assert len(written[0].sequences_ids[0]) == tokens
        model.align(encoded, [whisper_shape.START], [written[0].sequences_ids[0]], 3000)
    return time.process_time() - began


def main(data: Path) -> None:
    case = joined(list(notes(data)), ANSWER_S)
    job = json.loads((data / "needs" / "dev.json").read_text(encoding="utf-8"))["jobs"][0]
    needs = [Need(id=need["id"], text=need["text"], kind=need["kind"]) for need in job["needs"]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answer.wav")
        write(path, case.samples)
        whisper_shape.write(Path(folder, "base.en"))
        model = ctranslate2.models.Whisper(str(Path(folder, "base.en")), compute_type="int8", intra_threads=1)
        words = len(case.transcript.words)
        rounds = [(after_s(case, path, needs), recognition_s(model, case.samples, words)) for _ in range(ROUNDS)][1:]
    after, recognition = (median(column) for column in zip(*rounds, strict=True))
    print(f"{duration_s(case.samples):.0f} s of speech, {words} words, {len(needs)} needs, warm")
    print(f"{'recognition, base.en':32} {recognition:>6.2f} s")
    print(f"{'everything after it':32} {after:>6.2f} s  {after / recognition:.0%} of it; reach {REACH:.0%}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
