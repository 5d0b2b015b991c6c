"""What a written word is read as: "GPT-4" is said "g p t four", "2019" "twenty nineteen", "GitHub" "git hub"."""

from __future__ import annotations

import re
import unicodedata

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_UNITS = (*_ONES, *_TEENS)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_SIGNS = {"%": "percent", "&": "and", "+": "plus", "@": "at", "=": "equals", "°": "degrees"}
_CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros"}
_MAX_DIGITS = 12
"""Longer numbers are read digit by digit, as people read account numbers."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|s)?(?![A-Za-z])|\d+|[A-Za-z']+|[%&+@=°$£€]")
_NUMBER = re.compile(r"(\d[\d,]*)(?:\.(\d+))?(st|nd|rd|th|s)?")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z']+")


def spoken_forms(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which a written word may be read, each as lower-case tokens; the likeliest first.

    A token of one letter is that letter's name ("APIs" gives "a", "p", "i's"), except where "a" or "i" stands alone. Empty where
    nothing in `word` can be read in English, as with letters of another script.
    """
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    pieces = [piece for piece in _PIECE.findall(plain) if piece.strip("'")]
    if currency := next((_CURRENCIES[piece] for piece in pieces if piece in _CURRENCIES), None):
        pieces = [*(piece for piece in pieces if piece not in _CURRENCIES), currency]
    forms: list[tuple[str, ...]] = [()]
    for piece in pieces:
        forms = [(*form, *more) for form in forms for more in _readings(piece)][:4]
    return tuple(dict.fromkeys(form for form in forms if form))


def _readings(piece: str) -> list[tuple[str, ...]]:
    if piece in _SIGNS:
        return [(_SIGNS[piece],)]
    if piece[0].isdigit():
        return _number_readings(piece)
    letters = piece.strip("'")
    whole = (letters.lower(),)
    camel = tuple(part.lower().strip("'") for part in _CAMEL.findall(letters))
    if _is_initialism(letters):
        return [_spelled(letters), whole]
    return [whole, camel] if len(camel) > 1 and all(camel) else [whole]


def _is_initialism(letters: str) -> bool:
    stem = letters.removesuffix("s")
    return 2 <= len(stem) <= 5 and stem.isupper()


def _spelled(letters: str) -> tuple[str, ...]:
    names = list(letters.removesuffix("s").lower())
    if letters.endswith("s"):
        names[-1] += "'s"
    return tuple(names)


def _number_readings(piece: str) -> list[tuple[str, ...]]:
    match = _NUMBER.fullmatch(piece)
    assert match is not None, "_PIECE only lets numbers of this shape through"
    digits, decimals, suffix = match[1].replace(",", ""), match[2], match[3]
    if decimals is not None:
        return [(*_cardinal(digits), "point", *_digit_by_digit(decimals))]
    if suffix in {"st", "nd", "rd", "th"}:
        return [_ordinal(digits)]
    readings = [_year(digits)] if _is_year(match[1]) else []
    readings.append(_cardinal(digits))
    if suffix == "s":
        return [(*reading[:-1], _plural(reading[-1])) for reading in readings]
    if len(digits) > 2:
        readings.append(_digit_by_digit(digits))
    return readings


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1100 <= int(digits) < 2100 and int(digits) % 1000 >= 10


def _year(digits: str) -> tuple[str, ...]:
    century, rest = int(digits[:2]), int(digits[2:])
    if rest == 0:
        return (*_below_hundred(century), "hundred")
    return (*_below_hundred(century), *(("oh",) if rest < 10 else ()), *_below_hundred(rest))


def _cardinal(digits: str) -> tuple[str, ...]:
    if len(digits) > _MAX_DIGITS:
        return _digit_by_digit(digits)
    return _say(int(digits))


def _say(number: int) -> tuple[str, ...]:
    for scale, name in _SCALES:
        if number >= scale:
            rest = number % scale
            return (*_say(number // scale), name, *(_say(rest) if rest else ()))
    return _below_hundred(number)


def _below_hundred(number: int) -> tuple[str, ...]:
    if number < 20:
        return (_UNITS[number],)
    tens, unit = divmod(number, 10)
    return (_TENS[tens], _UNITS[unit]) if unit else (_TENS[tens],)


def _ordinal(digits: str) -> tuple[str, ...]:
    *first, last = _cardinal(digits)
    if last.endswith("y"):
        return (*first, last[:-1] + "ieth")
    return (*first, _ORDINALS.get(last, last + "th"))


def _plural(token: str) -> str:
    return token[:-1] + "ies" if token.endswith("y") else token + ("es" if token.endswith("x") else "s")


def _digit_by_digit(digits: str) -> tuple[str, ...]:
    return tuple(_UNITS[int(digit)] for digit in digits)
