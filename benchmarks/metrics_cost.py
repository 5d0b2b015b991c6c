"""What measuring costs: all metrics and the advice on an answer of 300 words, first in a fresh process and then warm.

    python benchmarks/metrics_cost.py

Besides the time that passes stands the time of the processor, which others at work on the machine don't lengthen.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import replace

from rehearse.schema import Question, Transcript
from rehearse.text import from_text

SENTENCE = (
    "So last winter we had, um, two nurses off and fourteen patients, and I kind of moved the two of them beside the station, "
    "you know, and in order to get cover I rang the site lead."
)
WORDS = 300
ROUNDS = 50
QUESTION = Question(text="Tell me about a time you were short of people.", kind="behavioural")


def answer() -> Transcript:
    """Return a timed answer of `WORDS` words, no two sentences the same."""
    sentences = [SENTENCE.replace("winter", f"winter{n}").replace("two", f"{n + 2}") for n in range(WORDS // 30)]
    untimed = from_text(" ".join(" ".join(sentences).split()[:WORDS]))
    words = tuple(
        replace(word, start_s=at * 0.4, end_s=at * 0.4 + 0.35, probability=0.9) for at, word in enumerate(untimed.words)
    )
    return replace(untimed, words=words, duration_s=len(words) * 0.4, engine="whisper", untimed_reason=None)


def measure_once(transcript: Transcript) -> tuple[float, float]:
    """Return how long all metrics and the advice take, imports included where they were not made yet.

    In seconds: what passes, and what the processor works.
    """
    start_s, worked_s = time.perf_counter(), time.process_time()
    from rehearse.advice import advise
    from rehearse.metrics import measure

    advise(transcript, measure(transcript, question=QUESTION), ())
    return time.perf_counter() - start_s, time.process_time() - worked_s


def first_use_s() -> tuple[float, float]:
    """Return what the first answer costs in a fresh process, as `measure_once` does."""
    code = "import metrics_cost as cost; print(*cost.measure_once(cost.answer()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=sys.path[0], capture_output=True, text=True, check=True)
    passed_s, worked_s = map(float, done.stdout.split())
    return passed_s, worked_s


def main() -> None:
    transcript = answer()
    measure_once(transcript)
    # textstat remembers texts it has seen, so each round says something new.
    rounds = [
        measure_once(replace(transcript, words=(replace(transcript.words[0], text=f"so{n}"), *transcript.words[1:])))
        for n in range(ROUNDS)
    ]
    rows = {
        "first use, fresh process": (first_use_s(), 1000),
        f"warm, {WORDS} words, median": (tuple(map(statistics.median, zip(*rounds, strict=True))), 30),
        f"warm, {WORDS} words, worst": (tuple(map(max, zip(*rounds, strict=True))), 30),
    }
    print(f"{'all metrics and advice, ms':<28}{'passed':>8}{'worked':>8}{'reach':>7}")
    for name, ((passed_s, worked_s), reach_ms) in rows.items():
        print(f"{name:<28}{1000 * passed_s:>8.1f}{1000 * worked_s:>8.1f}{reach_ms:>7}")


if __name__ == "__main__":
    main()
