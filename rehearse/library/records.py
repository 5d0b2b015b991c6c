"""Turn rows of the tables into the nouns of `schema`, and back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from rehearse import codec
from rehearse.errors import InputError, StorageError
from rehearse.library.search import folded
from rehearse.library.tables import ConcernRow, NeedRow, RoleRow, TakeRow
from rehearse.schema import Assessment, Concern, Need, Question, Role, Take, Transcript

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    """A noun as the database keeps it: its JSON, and the version of the format."""

    version: int
    value: msgspec.Raw


def pack(value: object) -> str:
    """Return `value` as versioned JSON."""
    return codec.to_json({"version": codec.VERSION, "value": value})


def unpack(raw: str, kind: type[T]) -> T:
    """Read what `pack` wrote.

    Raises
    ------
    StorageError
        A newer rehearse wrote it, or it is damaged.
    """
    try:
        envelope = codec.from_json(raw, _Envelope)
        if envelope.version > codec.VERSION:
            raise StorageError(
                f"A saved {kind.__name__.lower()} has format {envelope.version}, and this rehearse reads up to {codec.VERSION}: "
                "install the newer rehearse that wrote it."
            )
        return codec.from_json(bytes(envelope.value), kind)
    except InputError as exc:
        raise StorageError(f"A saved {kind.__name__.lower()} in the library is damaged: {exc}") from exc


def role(row: RoleRow) -> Role:
    """Return the role of a row, its needs and concerns in order."""
    return Role(
        id=row.id,
        title=row.title,
        kind=row.kind,  # type: ignore[arg-type]  # the column is only written from a Role
        employer=row.employer,
        advert=row.advert,
        interview_on=row.interview_on,
        needs=tuple(_need(need) for need in row.needs),
        concerns=tuple(_concern(concern) for concern in row.concerns),
    )


def _need(row: NeedRow) -> Need:
    return Need(
        id=row.need_id,
        text=row.text,
        kind=row.kind,  # type: ignore[arg-type]  # the column is only written from a Need
        char_start=row.char_start,
        char_end=row.char_end,
    )


def need_rows(needs: tuple[Need, ...]) -> list[NeedRow]:
    """Return the rows of the needs of one role."""
    return [
        NeedRow(position=i, need_id=need.id, text=need.text, kind=need.kind, char_start=need.char_start, char_end=need.char_end)
        for i, need in enumerate(needs)
    ]


def _concern(row: ConcernRow) -> Concern:
    return Concern(id=row.concern_id, text=row.text, met_by=row.met_by, reply=row.reply, need_id=row.need_id)


def concern_rows(concerns: tuple[Concern, ...]) -> list[ConcernRow]:
    """Return the rows of the concerns of one role."""
    return [
        ConcernRow(position=i, concern_id=one.id, text=one.text, met_by=one.met_by, reply=one.reply, need_id=one.need_id)
        for i, one in enumerate(concerns)
    ]


def take(row: TakeRow, audio_dir: Path) -> Take:
    """Return the take of a row; `audio_dir` is where the recordings are now.

    Raises
    ------
    StorageError
        It is damaged, or a newer rehearse wrote it.
    """
    try:
        assessment = unpack(row.assessment, Assessment)
        original = unpack(row.original_transcript, Transcript) if row.original_transcript else None
    except StorageError as exc:
        raise StorageError(
            f"Take {row.id} can't be read. {exc} Or delete that take for good, with its recording: 'rehearse delete {row.id}'."
        ) from exc
    return Take(
        id=row.id,
        role_id=row.role_id,
        question=Question(
            text=row.question_text,
            kind=row.question_kind,  # type: ignore[arg-type]  # the column is only written from a Question
            target_s=row.question_target_s,
        ),
        number=row.number,
        created_at=row.created_at,
        assessment=assessment,
        audio=audio_dir / row.audio if row.audio else None,
        original_transcript=original,
        user_notes=row.user_notes,
    )


def set_words(row: TakeRow, assessment: Assessment) -> None:
    """Put `assessment` into `row`."""
    row.assessment = pack(assessment)
    _index(row, assessment.transcript.text)


def set_notes(row: TakeRow, notes: str) -> None:
    """Put the person's notes into `row`."""
    row.user_notes = notes
    _index(row, unpack(row.assessment, Assessment).transcript.text)


def _index(row: TakeRow, words: str) -> None:
    row.search_text = folded(f"{row.question_text} {words} {row.user_notes}")
