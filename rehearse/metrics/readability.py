"""Reading ease of spoken sentences, by textstat, with nothing fetched.

textstat counts syllables with the CMU pronouncing dictionary, which it has NLTK download at first use.
PocketSphinx's wheel carries that dictionary, so textstat is given this one and the network is left alone. It has
no stress marks, and textstat counts syllables by them, so vowels get one here.

References
----------
Flesch 1948, "A new readability yardstick", J. Appl. Psychol. 32(3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from types import ModuleType

_VOWELS = frozenset(("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"))
_LANGUAGE = "en_US"


class Pronunciations(Mapping[str, list[list[str]]]):
    """The pronouncing dictionary in the shape of NLTK's: for each word in lower case, its pronunciations as lists of phones."""

    def __init__(self, text: str) -> None:
        self._phones = dict(line.split(maxsplit=1) for line in text.splitlines() if line)

    def __getitem__(self, word: str) -> list[list[str]]:
        return [[f"{phone}1" if phone in _VOWELS else phone for phone in self._phones[word].split()]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._phones)

    def __len__(self) -> int:
        return len(self._phones)


def reading_ease(sentences: Iterable[str]) -> float:
    """Return Flesch's reading ease of the sentences: about 100 for very easy, 0 and less for very hard.

    textstat does not count a sentence of one or two words as one of its own.
    """
    text = ". ".join(sentences) + "."
    return float(_textstat().flesch_reading_ease(text, _LANGUAGE))


@cache
def _textstat() -> ModuleType:
    from textstat.backend import metrics
    from textstat.backend.counts import _count_syllables

    text = resources.files("pocketsphinx").joinpath("model/en-us/cmudict-en-us.dict").read_text(encoding="utf-8")
    dictionary = Pronunciations(text)
    _count_syllables.get_cmudict = lambda _language: dictionary
    return metrics  # type: ignore[no-any-return]
