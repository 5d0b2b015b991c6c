"""What a language model is asked about an answer, and how its reply is read: as data, whatever it says.

Needs go by their number in the list, from 1. Of the reply only numbers, levels and quotes are taken; a verdict that is not shaped
like one is left out, so that half a reply is worth its half. `opinions` tells which verdicts are believed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from rehearse.errors import OwnModelError
from rehearse.needs.lexicons import read
from rehearse.needs.opinions import Opinion
from rehearse.schema import LEVELS, Level, Need, Question, Transcript


class _Row(msgspec.Struct):
    need: int
    level: Level
    evidence: str | None = ""


class _Reply(msgspec.Struct):
    verdicts: list[msgspec.Raw]


def messages(transcript: Transcript, needs: Sequence[Need], question: Question | None = None) -> list[dict[str, str]]:
    """Return the chat messages that ask for a verdict on each need."""
    material = {
        "question": question.text if question else "",
        "needs": [{"need": number, "text": need.text} for number, need in enumerate(needs, start=1)],
        "answer": transcript.text,
    }
    return [
        {"role": "system", "content": read("prompt")["instructions"].strip()},
        {"role": "user", "content": json.dumps(material, ensure_ascii=False)},
    ]


def schema() -> Mapping[str, Any]:
    """Return the JSON schema of the reply to `messages`, in the few words that every server knows."""
    row = {
        "type": "object",
        "properties": {
            "need": {"type": "integer"},
            "level": {"type": "string", "enum": list(LEVELS)},
            "evidence": {"type": "string"},
        },
        "required": ["need", "level", "evidence"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"verdicts": {"type": "array", "items": row}},
        "required": ["verdicts"],
        "additionalProperties": False,
    }


def read_reply(reply: str, needs: Sequence[Need]) -> tuple[Opinion, ...]:
    """Return the opinions that stand in `reply`; of two on one need the first.

    Raises
    ------
    OwnModelError
        There is no JSON with verdicts in it.
    """
    # Models put their thoughts before, and a fence around, what they were asked for, where the server does not keep them to it.
    start, end = reply.rfind("</think>") + 1, reply.rfind("}") + 1
    try:
        rows = msgspec.json.decode(reply[reply.find("{", start) : end], type=_Reply).verdicts
    except (msgspec.MsgspecError, UnicodeEncodeError) as exc:
        raise OwnModelError("Your own model's reply is not the JSON that it was asked for.") from exc
    found: dict[int, Opinion] = {}
    for row in filter(None, map(_row, rows)):
        if 1 <= row.need <= len(needs):
            found.setdefault(row.need, Opinion(place=row.need - 1, level=row.level, evidence=row.evidence or ""))
    return tuple(found.values())


def _row(raw: msgspec.Raw) -> _Row | None:
    try:
        return msgspec.json.decode(raw, type=_Row)
    except msgspec.MsgspecError:
        return None
