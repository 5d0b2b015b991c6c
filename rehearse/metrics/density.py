"""New content: how many of the words say something that was not said just before.

Conventions
-----------
A word of content is one that is neither a function word, nor small talk, nor a word that could stand for anything or adds no
fact (groups `function`, `small_talk`, `stands_for_anything` of the lexicon), and that carries no filler, hedge or vague
phrase. It is new where the same word, its ending left out, was not said in the `new_content_window_words` before.

References
----------
Ure 1971, "Lexical density and register differentiation": the share of content words, here without those repeated.
"""

from __future__ import annotations

from collections.abc import Collection

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon

_EMPTY = ("hedge", "vague")
_ENDINGS = ("ing", "ed", "es", "s")


def density(answer: Answer, lexicon: Lexicon, skipped: Collection[int], idle: Collection[int], window: int) -> float | None:
    """Return the share of the words, those at `skipped` places left out, that are new content; `None` without words.

    Words at places `idle`, those of fillers and of wordy phrases, are counted, and are no content.
    """
    small = lexicon.groups["function"] | lexicon.groups["small_talk"] | lexicon.groups["stands_for_anything"]
    empty = {place for name in _EMPTY for match in lexicon.matches(name, answer) for place in range(match.start, match.end)}
    empty |= set(idle)
    last: dict[str, int] = {}
    new = said = 0
    for place, token in enumerate(answer.tokens):
        if place in skipped:
            continue
        if token not in small and place not in empty:
            stem = _stem(token)
            new += stem not in last or said - last[stem] > window
            last[stem] = said
        said += 1
    return new / said if said else None


def _stem(token: str) -> str:
    word = token.removesuffix("'s")
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= 3), "")
    return word.removesuffix(ending)
