"""Adverts with the places of their needs, from the files that the reading of adverts is fitted to.

`*.json` holds `{"jobs": [{"advert", "needs": [{"kind", "source"}], "neutral": [...]}]}`; other files hold adverts one after the
other, each under a line `=== name`, with `{must: ...}`, `{nice: ...}` and `{neutral: ...}` around the pieces.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HEAD = re.compile(r"^=== .*$", re.MULTILINE)
MARK = re.compile(r"\{(must|nice|neutral): ([^{}]+)\}")


def read(paths: Iterable[str]) -> list[dict[str, Any]]:
    """Return all adverts of the files, in the form of the JSON."""
    return [job for path in map(Path, paths) for job in _jobs(path)]


def _jobs(path: Path) -> Iterator[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        yield from json.loads(text)["jobs"]
    else:
        names, bodies = HEAD.findall(text), HEAD.split(text)[1:]
        for name, marked in zip(names, bodies, strict=True):
            pieces = [(match[1], match[2]) for match in MARK.finditer(marked)]
            yield {
                "id": f"{path.stem}: {name.removeprefix('=== ')}",
                "advert": MARK.sub(r"\2", marked).strip(),
                "needs": [{"kind": kind, "source": source} for kind, source in pieces if kind != "neutral"],
                "neutral": [source for kind, source in pieces if kind == "neutral"],
            }
