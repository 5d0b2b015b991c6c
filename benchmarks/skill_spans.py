"""How well the words of job postings that name a skill or knowledge are told: token precision, recall and F1.

    python benchmarks/skill_spans.py PATH/skillspan_train.json PATH/skillspan_dev.json

Each line is a row of a posting: `tokens`, `tags_skill`, `tags_knowledge`, `idx`, `source`. A token counts that is in a skill or
knowledge span. The tagger and the unigram lexicon (words that stand in a span often enough, by the cut that does best on the
training postings) learnt from the training postings alone; the keywords are every word that carries meaning in a row with a
word such as "experience". Knowledge alone is what the recogniser is told to expect.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "training"))
from skill_rows import Row, f1, postings, rows, truth

from rehearse.needs.skills import weigh
from rehearse.needs.words import stems

WANTING = re.compile(r"\b(experience|skills?|knowledge|ability|must|required|essential|degree|understanding)\b", re.IGNORECASE)
CUTS = np.arange(0.05, 0.6, 0.05)


def main(train: str, dev: str) -> None:
    learnt, held = rows(train), rows(dev)
    started = time.perf_counter()
    tagged = np.concatenate([odds for posting in postings(held) for odds in weigh([row["tokens"] for row in posting])])
    seconds = time.perf_counter() - started
    ordered = [row for posting in postings(held) for row in posting]
    wanted = np.concatenate([truth(row) for row in ordered])
    print(f"{'':28}precision    recall  token F1")
    table("rehearse", wanted[:, 0], tagged[:, 0] > 0)
    table("unigram lexicon", wanted[:, 0], lexicon(learnt, ordered))
    table("keywords", wanted[:, 0], np.array([found for row in ordered for found in keywords(row)]))
    table("rehearse, knowledge alone", wanted[:, 1], tagged[:, 1] > 0)
    print(f"\n{len(wanted)} tokens of {len(postings(held))} postings, {1e6 * seconds / len(wanted):.0f} µs a token")


def lexicon(learnt: list[Row], asked: list[Row]) -> np.ndarray:
    """Return which tokens the words' own rates in the training postings tell, at the cut that does best there."""
    wanted = np.concatenate([truth(row)[:, 0] for row in learnt])
    words = [token.lower() for row in learnt for token in row["tokens"]]
    seen, inside = Counter(words), Counter(word for word, told in zip(words, wanted, strict=True) if told)
    rates = np.array([inside[word] / seen[word] for word in words])
    cut = max(CUTS, key=lambda least: f1(wanted, rates > least))
    return np.array([inside[word] / max(1, seen[word]) > cut for row in asked for word in map(str.lower, row["tokens"])])


def keywords(row: Row) -> Iterator[bool]:
    wanting = WANTING.search(" ".join(row["tokens"])) is not None
    return (wanting and bool(stems(token)) for token in row["tokens"])


def table(name: str, wanted: np.ndarray, found: np.ndarray) -> None:
    both = (wanted & found).sum()
    print(f"{name:28}{both / max(1, found.sum()):9.3f}{both / wanted.sum():10.3f}{f1(wanted, found):10.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
