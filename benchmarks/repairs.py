"""How well words said twice, taken back or begun again are found: precision and recall of where the reparandum starts.

    python benchmarks/repairs.py

The sentences stand in benchmarks/data/repairs.txt, in the spoken style, without punctuation or capitals; whoever wrote the rules
wrote them too, the second part after the rules were settled. Beside the rules stands a plain look for words said twice in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from rehearse.metrics.answer import Answer
from rehearse.metrics.filler_phrases import filler_phrases
from rehearse.metrics.lexicon import lexicon
from rehearse.metrics.repetition import stumbles
from rehearse.text import from_text, is_filled_pause

SENTENCES = Path(__file__).with_name("data") / "repairs.txt"

Finder = Callable[[Sequence[str]], set[int]]


def ruled(words: Sequence[str]) -> set[int]:
    """Return the places at which the rules see a reparandum start."""
    answer = Answer(from_text(" ".join(words)))
    starts, length = {}, 0
    for at, word in enumerate(words):
        starts[length] = at
        length += len(word) + 1
    return {
        starts[answer.words[each.start].char_start] for each in stumbles(answer, lexicon(), filler_phrases(answer, lexicon()))
    }


def doubled(words: Sequence[str]) -> set[int]:
    """Return the places of words that are said twice in a row, filled pauses between them or not."""
    spoken = [(at, word) for at, word in enumerate(words) if not is_filled_pause(word)]
    return {at for (at, word), (_, again) in pairwise(spoken) if word == again}


def marked(part: str) -> list[tuple[list[str], set[int]]]:
    """Return the sentences of one part, each with the places at which a reparandum starts."""
    lines = [line.split() for line in part.splitlines() if line and not line.startswith("#")]
    return [([word.lstrip("<") for word in line], {at for at, word in enumerate(line) if word[0] == "<"}) for line in lines]


def main() -> None:
    finders: dict[str, Finder] = {"words said twice in a row": doubled, "the rules": ruled}
    parts = SENTENCES.read_text(encoding="utf-8").split("# From here on")
    for title, part in zip(("looked at", "not looked at"), parts, strict=False):
        sentences = marked(part.partition("\n")[2])
        clean = sum(not starts for _, starts in sentences)
        print(f"\n{title}: {len(sentences)} sentences, {clean} of them with nothing to find")
        print(f"{'':<28}{'precision':>10}{'recall':>8}{'F1':>8}")
        for name, find in finders.items():
            pairs = [(find(words), starts) for words, starts in sentences]
            hits, said, meant = (sum(len(x) for x in xs) for xs in zip(*((f & s, f, s) for f, s in pairs), strict=True))
            print(f"{name:<28}{hits / max(said, 1):>10.3f}{hits / max(meant, 1):>8.3f}{2 * hits / max(said + meant, 1):>8.3f}")


if __name__ == "__main__":
    main()
