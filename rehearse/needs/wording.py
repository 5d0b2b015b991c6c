"""The short wording of a need, in the advert's own words: "Own a budget" from "You'll need to own a budget"."""

from __future__ import annotations

import functools
import re

from rehearse.needs.asides import ends_in_wish
from rehearse.needs.lexicons import read

MAX_WORDS = 14
"""A wording longer than this is cut where what follows only explains."""

MAX_OVER = 3
"""So few words more are kept where nothing tells where to cut."""

MAX_LIST_WORDS = 22
"""A list of things, "law, history, politics or a related field", that a cut would fall into is kept to its end up to here."""

_MARKUP = re.compile(r"\*\*|__|[*_`#]+(?=\w)|(?<=\w)[*_`]+")
_ASIDE = re.compile(
    r"\s*\(((?:[Ww]e|[Oo]ur|[Ii]t|[Tt]hat|[Tt]his|[Yy]ou|[Tt]he|[Tt]here|us|[Ss]ite)\b[^()]*|[^()]{46,}|[A-Z](?:\s*/\s*[A-Z])+|[EDIA])\)"
)
_SENTENCE = re.compile(r"(?<=[a-z0-9)%+][.!?])(?<!\be\.g\.)(?<!\bi\.e\.)\s+(?=[A-Z\"'“])")
_ITEM = r"[^\s,;:]+(?:\s[^\s,;:]+){0,3}?"
_LIST = re.compile(rf"(?:,\s+(?!(?:and|or)\s){_ITEM})+,?\s+(?:or|and|&)\s+{_ITEM}(?=\W*$|\s*[,;:(])")
_MAX_LIST_CHARS = 400
_EDGES = " \t\n,;:–—-.!|"


def wording(text: str) -> str:
    """Return the phrase of an advert shortened to what it asks for; never empty where `text` has a word."""
    plain = " ".join(_MARKUP.sub("", text).split()).replace("’", "'")
    plain = _first_sentence(_ASIDE.sub("", plain) or plain).strip(_EDGES)
    short = _without_tail(_without_lead_in(_without_lead_in(plain)))
    if not any(char.isalnum() for char in short):
        short = plain
    short = _cut(short).strip(_EDGES)
    short = _balanced(short)
    return short[:1].upper() + short[1:]


def _first_sentence(text: str) -> str:
    """Return the first sentence; one of a single word is a label, and takes the next sentence along."""
    parts = [part.strip(_EDGES) for part in _SENTENCE.split(text, maxsplit=2)]
    if len(parts) > 1 and len(parts[0].split()) == 1:
        return f"{parts[0]}: {parts[1][:1].lower()}{parts[1][1:]}"
    return parts[0]


def _balanced(text: str) -> str:
    """Return the text with a bracket closed that it leaves open, and without one that it closes only."""
    left_open = text.count("(") - text.count(")")
    return text.rstrip(")") if left_open < 0 and text.endswith(")") else text + ")" * left_open


def _without_lead_in(text: str) -> str:
    for pattern in _patterns("lead_ins"):
        shorter = pattern.sub("", text)
        if shorter.strip(_EDGES):
            text = shorter
    return text


def _without_tail(text: str) -> str:
    if ends_in_wish(text):
        return text
    for pattern in _patterns("tails"):
        shorter = pattern.sub("", text)
        if shorter.strip(_EDGES):
            text = shorter
    return text


def _cut(text: str) -> str:
    words = text.split()
    if len(words) <= MAX_WORDS:
        return text
    lists = [match.span() for match in _LIST.finditer(text, 0, _MAX_LIST_CHARS)]
    for start, end in lists:
        if len(text[:start].split()) <= MAX_WORDS < len(text[:end].split()) <= MAX_LIST_WORDS:
            return text[:end]
    for pattern in _patterns("cuts"):
        for match in reversed(list(pattern.finditer(text))):
            if 3 <= len(text[: match.start()].split()) <= MAX_WORDS:
                return text[: match.start()]
    return text if len(words) <= MAX_WORDS + MAX_OVER else " ".join(words[:MAX_WORDS]) + " …"


@functools.cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    rules: list[str] = read("wording")[name]
    shape = {"lead_ins": "^(?:{})", "tails": "(?:{})[.!?]*$", "cuts": "{}"}[name]
    return tuple(re.compile(shape.format(rule), re.IGNORECASE) for rule in rules)
