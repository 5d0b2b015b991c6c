"""How often a word or a short phrase is said in the answers that a speaker is compared with.

Conventions
-----------
A rate is a share of the words, 0 to 1. A phrase that the table lacks is given the rate that its parts suggest: that of its
first words times how often the last one follows them, and where that was never seen either, 0.4 times how often it follows
fewer of them ("stupid backoff": Brants et al. 2007, "Large language models in machine translation", EMNLP). What was never
seen counts as half a time.

The answers are invented, in the spoken style: people who talk say the words of everyday talk more often. The table is
lexicon/spoken_ngrams.tsv; models/training/spoken_ngrams.py counts it, and models/README.md says from what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

_BACKOFF = 0.4
_LONGEST = 4
_UNSEEN = 0.5


@dataclass(frozen=True, slots=True)
class SpokenRates:
    """How many words were counted, how often each phrase was said, and the words that are common whatever is spoken of."""

    words: int
    said: Mapping[str, int]
    common: frozenset[str] = frozenset()

    def rate(self, phrase: Sequence[str]) -> float:
        """Return how often the words of a phrase are said one after the other, as a share of all words."""
        rate = self._count(phrase[:1]) / self.words
        for end in range(2, len(phrase) + 1):
            rate *= self._follows(phrase[max(0, end - _LONGEST) : end])
        return rate

    def _follows(self, phrase: Sequence[str]) -> float:
        """Return how often the last word of a phrase follows the others, 0 to 1."""
        if len(phrase) == 1:
            return self._count(phrase) / self.words
        if " ".join(phrase) in self.said:
            return self._count(phrase) / self._count(phrase[:-1])
        return _BACKOFF * self._follows(phrase[1:])

    def _count(self, phrase: Sequence[str]) -> float:
        return self.said.get(" ".join(phrase), _UNSEEN)


@cache
def spoken_rates() -> SpokenRates:
    """Return the table of this package."""
    text = resources.files(__package__).joinpath("lexicon/spoken_ngrams.tsv").read_text(encoding="utf-8")
    (_, words), *rows = (line.split("\t") for line in text.splitlines())
    return SpokenRates(
        words=int(words),
        said={row[0]: int(row[1]) for row in rows},
        common=frozenset(row[0] for row in rows if row[-1] == "common"),
    )
