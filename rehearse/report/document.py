"""The JSON document of an assessment that others build on; docs/json.md describes it."""

from __future__ import annotations

from typing import Any

from rehearse import codec
from rehearse.schema import Assessment

_DIGITS = 3
_FIRST = ("question", "transcript", "findings", "measures", "unmeasured", "scores", "coverage", "concerns")


def assessment_document(assessment: Assessment, **extra: object) -> dict[str, Any]:
    """Return an assessment as the document that `assess --format json` prints, its version first.

    Numbers are rounded to three decimals, which is a millisecond for times; scores to one.

    Parameters
    ----------
    extra
        More entries by name, such as `file`; they stand right after the version.
    """
    content = _rounded(codec.to_builtins(assessment))
    for score in content["scores"].values():
        if score["value"] is not None:
            score["value"] = round(score["value"], 1)
    ordered = {name: content.pop(name) for name in _FIRST}
    return {"version": codec.VERSION, **_rounded(codec.to_builtins(extra)), **ordered, **content}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
