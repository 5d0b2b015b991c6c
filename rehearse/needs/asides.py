"""What an advert would rather see of a need that it asks for: "degree (a master's preferred)", "experience, ideally in care".

Such a wish speaks of itself alone: the need beside it is as much asked for as without it.
"""

from __future__ import annotations

import re

_WISH = (
    r"(?:preferred|preferably|preferable|pref\b\.?|ideally|desirable|desired|optional|beneficial|advantageous|welcome|useful|helpful|handy"
    r"|plus|bonus|advantage|asset|benefit|not (?:essential|required|necessary))"
)
_LINKS = (
    r"(?:an?|the|is|are|be|would|will|can|also|but|and|or|though|very|highly|strongly|much|really|definite(?:ly)?|big|huge|added|real|this"
    r"|that|it|which|not|no|to have|nice)"
)
_OPENING = re.compile(rf"\W*(?:{_LINKS}\W+){{0,5}}(?P<wish>{_WISH})\W*", re.IGNORECASE)
_WISHES = re.compile(rf"\b{_WISH}", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_END = re.compile(r"[(\[,]([^()\[\],]*)[)\]]?\W{0,3}$")
_SETTING = re.compile(
    r"(?<=\w), (?:ideally|preferably) (?:in|with|at|from|within|gained|including|of|on|for|as)\b[^,;.]*", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?P<need>(?:[^\s,;:()]+\s+){2,}[^\s,;:()]+),\s+"
    r"(?!(?:or|and|but|which|if|it|that|this|also|highly|strongly|an?|is|are|would)\b)(?:(?!(?:or|and)\s)[^\s,;:]+\s+){1,4}"
    r"(?:(?:is|are|strongly|highly)\s+){0,2}(?:preferred|pref|desirable|an? (?:advantage|plus|bonus))[\s.!;]*",
    re.IGNORECASE,
)


def without_setting(text: str) -> str:
    """Return a need without where it had best been met: "experience, ideally in care"."""
    return _SETTING.sub(" ", text)


def without_asides(text: str) -> str:
    """Return a need without its wishes for more; one of which the whole is a wish, "German (a plus)", is left as it is."""
    plain = _BRACKET.sub(lambda match: " " if _adds(match[1]) else match.group(), without_setting(text))
    tail = _TAIL.fullmatch(plain.strip())
    return tail["need"] if tail else plain


def ends_in_wish(text: str) -> bool:
    """Tell whether the last words of a need are a wish for more: "experience in supply chains, FMCG preferred"."""
    return _TAIL.fullmatch(text.strip()) is not None


def is_wish(text: str) -> bool:
    """Tell whether the last words of a text call the whole of it a wish: "German (a plus)", "degree in law, preferred"."""
    end = _END.search(text)
    return end is not None and _OPENING.fullmatch(end[1]) is not None


def _adds(inside: str) -> bool:
    """Tell whether what stands in brackets wishes for something of its own, rather than calling what stands before it a wish."""
    opening = _OPENING.match(inside)
    if opening is None:
        return _WISHES.search(inside) is not None
    return opening["wish"].lower() in ("ideally", "preferably") and opening.end() < len(inside)
