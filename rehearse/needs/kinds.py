"""What a need asks for: a story, years, a certificate, a language, times at which one can work, or what one is.

It decides what a good answer to it is: there is no story to a licence, and a plain yes is all that can be said to "right to work
in the UK". The patterns are data, in lexicon/kinds.toml.
"""

from __future__ import annotations

import functools
import re

from rehearse.needs.lexicons import read

PLAIN_YES = frozenset({"status", "availability"})
"""Of these kinds a plain yes says nearly all there is to say."""


@functools.lru_cache(maxsize=2_000)
def kind_of(text: str) -> str:
    """Return the name of the kind of need that `text` words, one of those in lexicon/kinds.toml."""
    lower = text.lower().replace("’", "'")
    return next(name for name, pattern in _patterns() if pattern.search(lower))


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind["name"], re.compile("|".join(kind["patterns"]))) for kind in read("kinds")["kind"])
