"""Put any text into Markdown so that it shows as it is: no markup, no HTML, no links."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_\[\]|~])")
_LINE_START = re.compile(r"^(?:([#+=-])|(\d+)([.)])(?=\s|$))")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def one_line(text: str) -> str:
    """Return `text` on one line, as plain characters, for a heading, a list item or a table's cell."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()).translate(_HTML))
    return _LINE_START.sub(lambda start: f"\\{start[1]}" if start[1] else f"{start[2]}\\{start[3]}", escaped)


def lines(text: str) -> str:
    """Return `text` with its line breaks, each line as plain characters."""
    return "  \n".join(one_line(line) for line in text.strip().splitlines())
