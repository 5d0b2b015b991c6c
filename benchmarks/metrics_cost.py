"""What measuring costs: all metrics and the advice on an answer of 300 words, first in a fresh process and then warm.

python benchmarks/metrics_cost.py
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


def measure_once(transcript: Transcript) -> float:
    """Return how long all metrics and the advice take, in seconds, imports included where they were not made yet."""
    start_s = time.perf_counter()
    from rehearse.advice import advise
    from rehearse.metrics import measure

    advise(transcript, measure(transcript, question=QUESTION), ())
    return time.perf_counter() - start_s


def first_use_s() -> float:
    """Return what the first answer costs in a fresh process, in seconds."""
    code = "import metrics_cost as cost; print(cost.measure_once(cost.answer()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=sys.path[0], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    transcript = answer()
    measure_once(transcript)
    # textstat remembers texts it has seen, so each round says something new.
    rounds = [
        measure_once(replace(transcript, words=(replace(transcript.words[0], text=f"so{n}"), *transcript.words[1:])))
        for n in range(ROUNDS)
    ]
    print(f"{'all metrics and advice':<28}{'ms':>8}  reach")
    print(f"{'first use, fresh process':<28}{1000 * first_use_s():>8.0f}  1000")
    print(f"{f'warm, {WORDS} words, median':<28}{1000 * statistics.median(rounds):>8.1f}  30")
    print(f"{f'warm, {WORDS} words, worst':<28}{1000 * max(rounds):>8.1f}  30")


if __name__ == "__main__":
    main()
