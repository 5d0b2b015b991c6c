"""Words that a listener may not know: acronyms that nobody explained, and office jargon that has a plain word.

Task
----
Find acronyms that the answer uses and that neither the answer explains nor the advert or the question uses; and office
jargon (rules `jargon`) that the advert does not use.

Conventions
-----------
An acronym is a word of three to five capitals that not everybody knows, nor everybody in a trade (groups `everyday_acronym`,
`trade_acronym`). Codes with digits ("PA1") and words beside others in capitals ("PROC REPORT") are none. It is explained
where words that begin with its letters stand in a row somewhere in the answer, or where a rule of `explained` follows it.
Only its first mention counts, and only where there are `acronyms_least` of them: of fewer, a panel mostly knows each. A
recogniser that writes no capitals hides acronyms; then they are not measured, and jargon alone counts.

Metrics
-------
unexplained_acronyms, jargon_phrases, unknown_terms_per_100_words (both together).

References
----------
plainlanguage.gov, "Avoid jargon" and "Minimize abbreviations"; GOV.UK style guide, "Words to avoid". The lists are our own.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rehearse.metrics.answer import Answer
from rehearse.metrics.lexicon import Lexicon
from rehearse.metrics.measured import Measured
from rehearse.metrics.norms import Norms
from rehearse.metrics.parts import falling_part
from rehearse.schema import Finding, Part
from rehearse.text import bare

MEASURES = ("unexplained_acronyms", "jargon_phrases", "unknown_terms_per_100_words")

_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,3}[A-Z](?=s?$)")
_SHOUTED = re.compile(r"[A-Z]{3,}")
_ROMAN = re.compile(r"[IVX]+")
_EDGES = re.compile(r"^\W+|(?:['’]s)?\W*$")
_SOURCE = "plainlanguage.gov, Minimize abbreviations (public domain)"


def measure(answer: Answer, lexicon: Lexicon, norms: Norms, known: str) -> Measured:
    """Return the terms that a listener may not know, in an answer that has words.

    Parameters
    ----------
    known
        The advert and the question: what stands there needs no explaining.
    """
    listeners = " ".join(bare(word) for word in known.split())
    acronyms = _acronyms(answer, lexicon, frozenset(listeners.split())) if _has_capitals(answer) else None
    if acronyms is not None and len(acronyms) < norms["acronyms_least"].value:
        acronyms = []
    jargon = [
        answer.finding("jargon", match.start, match.end, match.rule.message.format(use=match.rule.use), match.rule.source)
        for match in lexicon.matches("jargon", answer)
        if f" {' '.join(answer.tokens[match.start : match.end])} " not in f" {listeners} "
    ]
    return Measured(
        findings=(*(acronyms or ()), *jargon),
        measures={
            "unexplained_acronyms": None if acronyms is None else float(len(acronyms)),
            "jargon_phrases": float(len(jargon)),
            "unknown_terms_per_100_words": 100 * (len(acronyms or ()) + len(jargon)) / len(answer.words),
        },
        unmeasured={} if acronyms is not None else {"unexplained_acronyms": "the words carry no capitals"},
    )


def part(measured: Measured, norms: Norms) -> Part:
    """Return what unknown terms cost clarity."""
    rate = measured.measures["unknown_terms_per_100_words"]
    about = "jargon alone, for the words carry no capitals" if measured.measures["unexplained_acronyms"] is None else ""
    full, zero = norms["unknown_terms_full"], norms["unknown_terms_zero"]
    return falling_part("jargon and unexplained acronyms", rate, full, zero, weight=0.05, about=about)


def _has_capitals(answer: Answer) -> bool:
    """Tell whether capitals mean something here: some words have one, and most are not written in them."""
    texts = [word.text for word in answer.words if bare(word.text) not in ("i", "i'm", "i've", "i'd", "i'll")]
    capital = sum(text != text.lower() for text in texts)
    return capital > 0 and 2 * sum(text.isupper() for text in texts) < len(texts)


def _beside_capitals(answer: Answer, place: int) -> bool:
    """Tell whether a word stands, no punctuation between, beside another in capitals: such are shouted, or commands."""
    texts = [word.text for word in answer.words[max(0, place - 1) : place + 2]]
    return any(_SHOUTED.fullmatch(one) and _SHOUTED.match(two) for one, two in pairwise(texts))


def _acronyms(answer: Answer, lexicon: Lexicon, known: frozenset[str]) -> list[Finding]:
    familiar = known | lexicon.groups["everyday_acronym"] | lexicon.groups["trade_acronym"] | lexicon.groups["function"]
    explaining = {match.start for match in lexicon.matches("explained", answer)}
    initials = "".join(token[0] for token in answer.tokens)
    seen: set[str] = set()
    found = []
    for place, word in enumerate(answer.words):
        match = _ACRONYM.match(_EDGES.sub("", word.text))
        if match is None or _ROMAN.fullmatch(match.group()) or _beside_capitals(answer, place):
            continue
        acronym = match.group().lower()
        if acronym in seen or acronym in familiar or f"{acronym}s" in familiar:
            continue
        seen.add(acronym)
        if place + 1 not in explaining and acronym.replace("&", "") not in initials:
            message = f"“{match.group()}”: not explained here, nor in the advert. Say once what it stands for."
            found.append(answer.finding("acronym", place, place + 1, message, _SOURCE))
    return found
