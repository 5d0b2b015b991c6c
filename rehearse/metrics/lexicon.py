"""Rules on words, as data: `lexicon/en.toml` holds them, this module reads and applies them.

Conventions
-----------
A rule is one or more phrases and the context in which they count. In a phrase a word stands for itself, `*` for
any one word, `*ed` for any word with that ending, `@name` for any word of that group, and `#` for a number in
digits. In a context (`after`, `before` and their `not_` forms, each about the one word next to the phrase) `|`
stands for the edge of a sentence. Rules never lean on punctuation or capitals: a transcript may have none. Filled
pauses are invisible to rules.

Each rule carries sentences that it must flag and sentences that it must not; one test runs them all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from rehearse.metrics.answer import BOUNDARY, Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One place where a rule holds: words from place `start` up to, not including, `end`."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Phrases, the context in which they count, and what to say of them."""

    pattern: re.Pattern[str]
    source: str
    message: str = ""
    use: str = ""
    after: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    must_flag: tuple[str, ...] = ()
    must_not_flag: tuple[str, ...] = ()

    def matches(self, answer: Answer) -> list[Match]:
        """Return where the rule holds, in order, without overlaps."""
        found = []
        for hit in self.pattern.finditer(answer.line):
            start = answer.places[hit.start()]
            end = start + hit.group().count(" ") + 1
            if self._context_holds(answer, start, end):
                found.append(Match(start=start, end=end, rule=self))
        return found

    def _context_holds(self, answer: Answer, start: int, end: int) -> bool:
        left = BOUNDARY if start in answer.sentence_starts else answer.tokens[start - 1]
        at_end = end == len(answer.tokens) or end in answer.sentence_starts
        right = BOUNDARY if at_end else answer.tokens[end]
        return (
            (not self.after or left in self.after)
            and left not in self.not_after
            and (not self.before or right in self.before)
            and right not in self.not_before
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The rules of one language by section, and its groups of words."""

    rules: Mapping[str, tuple[Rule, ...]]
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def matches(self, section: str, answer: Answer) -> list[Match]:
        """Return where the rules of a section hold, in order; where two overlap, the earlier and longer one stands."""
        found = sorted(
            (match for rule in self.rules[section] for match in rule.matches(answer)),
            key=lambda match: (match.start, -match.end),
        )
        kept: list[Match] = []
        for match in found:
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept


LANGUAGES = ("en",)
"""The languages that have rules."""


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the rules of a language of `LANGUAGES`."""
    raw = tomllib.loads(resources.files(__package__).joinpath(f"lexicon/{language}.toml").read_text(encoding="utf-8"))
    groups: dict[str, frozenset[str]] = {}
    for name, words in raw.pop("groups").items():
        groups[name] = _expanded(words.split(), groups)
    rules = {name: tuple(_rule(row, section, groups) for row in section["rules"]) for name, section in raw.items()}
    return Lexicon(rules=rules, groups=groups)


def _rule(row: Mapping[str, Any], section: Mapping[str, Any], groups: Mapping[str, frozenset[str]]) -> Rule:
    contexts = {name: _expanded(row.get(name, "").split(), groups) for name in ("after", "not_after", "before", "not_before")}
    return Rule(
        pattern=_pattern(row["phrases"], groups),
        source=row.get("source", section["source"]),
        message=row.get("message", section.get("message", "")),
        use=row.get("use", ""),
        must_flag=tuple(row["must_flag"]),
        must_not_flag=tuple(row["must_not_flag"]),
        **contexts,
    )


def _expanded(words: Iterable[str], groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(each for word in words for each in (groups[word[1:]] if word.startswith("@") else (word,)))


def _pattern(phrases: Iterable[str], groups: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: -len(phrase.split()))
    choices = (" ".join(_element(element, groups) for element in phrase.split()) for phrase in longest_first)
    return re.compile(rf"(?<= )(?:{'|'.join(choices)})(?= )")


def _element(element: str, groups: Mapping[str, frozenset[str]]) -> str:
    if element == "#":
        return r"[^\s|]*\d[^\s|]*"
    if element.startswith("@"):
        return f"(?:{'|'.join(re.escape(word) for word in sorted(groups[element[1:]]))})"
    return r"[^\s|]+".join(re.escape(piece) for piece in element.split("*"))
