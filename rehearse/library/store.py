"""The library: save, find, correct and delete roles and takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from rehearse import settings
from rehearse.errors import InputError, NotFoundError
from rehearse.library import database, recordings, records
from rehearse.library.search import holds_all_words
from rehearse.library.tables import ConcernRow, NeedRow, RoleRow, TakeRow
from rehearse.schema import Assessment, Question, Role, Take

_MOST_NUMBER = 2**63 - 1  # what SQLite can hold; its driver refuses to look for more
_NEWEST_FIRST = (TakeRow.created_at.desc(), TakeRow.id.desc())


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """How much `Library.delete_everything` deleted."""

    roles: int
    takes: int
    recordings: int


class Library:
    """Roles and takes in a database, the recordings beside it.

    Every method is whole or not at all, and can be called from any thread. All of them raise `StorageError` where the
    database or the disk can't be read or written.

    Parameters
    ----------
    url
        SQLAlchemy's URL; the one of the settings where it is left out.

    Raises
    ------
    SettingsError
        `url` isn't a database's address.
    StorageError
        The database can't be opened, or was written by a newer rehearse.
    """

    def __init__(self, url: str | None = None) -> None:
        self._engine = database.engine(url or settings.load().library_url)
        self._audio_dir = settings.audio_dir()

    def roles(self) -> tuple[Role, ...]:
        """Return every role, the newest first."""
        with self._reading() as session:
            return tuple(records.role(row) for row in session.scalars(select(RoleRow).order_by(RoleRow.id.desc())))

    def role(self, role_id: int) -> Role:
        """Return one role.

        Raises
        ------
        NotFoundError
            There is no such role.
        """
        with self._reading() as session:
            return records.role(_role_row(session, role_id))

    def save_role(self, role: Role) -> Role:
        """Insert `role`, or update it where it has an id, and return it as saved; its takes stay as they are.

        Raises
        ------
        InputError
            It has no title, or two of its needs or concerns have one id.
        NotFoundError
            It has the id of a role that isn't there.
        """
        if not role.title.strip():
            raise InputError("A role needs a title, such as 'Ward manager'.")
        if len({need.id for need in role.needs}) < len(role.needs):
            raise InputError(f"Two needs of {role.title!r} have the same id; each needs its own.")
        if len({concern.id for concern in role.concerns}) < len(role.concerns):
            raise InputError(f"Two concerns of {role.title!r} have the same id; each needs its own.")
        with self._writing() as session:
            row = RoleRow() if role.id is None else _role_row(session, role.id)
            row.title, row.kind, row.employer = role.title, role.kind, role.employer
            row.advert, row.interview_on = role.advert, role.interview_on
            session.add(row)
            session.flush()
            # The old lists go first: the new ones reuse their places.
            session.execute(delete(NeedRow).where(NeedRow.role_id == row.id))
            session.execute(delete(ConcernRow).where(ConcernRow.role_id == row.id))
            session.expire(row, ["needs", "concerns"])
            row.needs.extend(records.need_rows(role.needs))
            row.concerns.extend(records.concern_rows(role.concerns))
            session.flush()
            return records.role(row)

    def delete_role(self, role_id: int) -> None:
        """Delete a role, its takes and their recordings.

        Raises
        ------
        NotFoundError
            There is no such role.
        """
        with self._writing() as session:
            row = _role_row(session, role_id)
            audio = _audio_names(session, role_id)
            session.delete(row)
        recordings.remove(audio, self._audio_dir)

    def takes(self, role_id: int | None = None, question_text: str | None = None, search: str = "") -> tuple[Take, ...]:
        """Return takes, the newest first.

        Parameters
        ----------
        role_id, question_text
            Only those of this role, of this question.
        search
            Only those that hold each of these words in the question, the transcript or the notes, whatever the case and the
            accents.
        """
        query = select(TakeRow).order_by(*_NEWEST_FIRST)
        if role_id is not None:
            query = query.where(TakeRow.role_id == role_id)
        if question_text is not None:
            query = query.where(TakeRow.question_text == question_text)
        query = query.where(*holds_all_words(TakeRow.search_text, search))
        with self._reading() as session:
            return tuple(records.take(row, self._audio_dir) for row in session.scalars(query))

    def last_practised(self) -> int | None:
        """Return the id of the role of the newest take; `None` before the first."""
        with self._reading() as session:
            return session.scalar(select(TakeRow.role_id).order_by(*_NEWEST_FIRST).limit(1))

    def count_takes(self) -> int:
        """Return how many takes there are, those that can't be read included."""
        with self._reading() as session:
            return _count(session, TakeRow)

    def take(self, take_id: int) -> Take:
        """Return one take.

        Raises
        ------
        NotFoundError
            There is no such take.
        """
        with self._reading() as session:
            return records.take(_take_row(session, take_id), self._audio_dir)

    def add_take(self, role_id: int, question: Question, assessment: Assessment, *, audio: Path | None = None) -> Take:
        """Save one attempt, and return it with its number among the takes of the same question in the same role.

        Parameters
        ----------
        audio
            The recording. It is copied in; a file under the data folder that belongs to no take is moved in.

        Raises
        ------
        NotFoundError
            There is no such role.
        AudioError
            There is no file at `audio`.
        StorageError
            Nothing is saved, and the recording is still where it was.
        """
        name = recordings.keep(audio, self._audio_dir) if audio else None
        try:
            with self._writing() as session:
                _role_row(session, role_id, lock=True)
                row = TakeRow(
                    role_id=role_id,
                    question_text=question.text,
                    question_kind=question.kind,
                    question_target_s=question.target_s,
                    number=_next_number(session, role_id, question.text),
                    created_at=datetime.now(UTC),
                    audio=name,
                    user_notes="",
                )
                records.set_words(row, assessment)
                session.add(row)
                session.flush()
                saved = records.take(row, self._audio_dir)
                spare = audio if audio and self._is_spare(session, audio) else None
        except BaseException:
            if name:
                recordings.discard(name, self._audio_dir)
            raise
        if spare:
            with suppress(OSError):  # it is saved; a second copy does no harm
                spare.unlink()
        return saved

    def correct_take(self, take_id: int, assessment: Assessment) -> Take:
        """Put a new assessment, of corrected words, in place of the old one; what was heard first is kept.

        Raises
        ------
        NotFoundError
            There is no such take.
        """
        with self._writing() as session:
            row = _take_row(session, take_id)
            if row.original_transcript is None:
                row.original_transcript = records.pack(records.unpack(row.assessment, Assessment).transcript)
            records.set_words(row, assessment)
            return records.take(row, self._audio_dir)

    def set_notes(self, take_id: int, text: str) -> Take:
        """Replace the person's own notes on a take.

        Raises
        ------
        NotFoundError
            There is no such take.
        """
        with self._writing() as session:
            row = _take_row(session, take_id)
            records.set_notes(row, text)
            return records.take(row, self._audio_dir)

    def delete_take(self, take_id: int) -> None:
        """Delete a take and its recording.

        Raises
        ------
        NotFoundError
            There is no such take.
        StorageError
            The take could not be deleted; or it is, and its recording is held by another program.
        """
        with self._writing() as session:
            row = _take_row(session, take_id)
            audio = [row.audio] if row.audio else []
            session.delete(row)
        recordings.remove(audio, self._audio_dir)

    def delete_everything(self) -> Deleted:
        """Delete every role, take and recording, for good; the settings and the speech models stay."""
        with self._writing() as session:
            roles, takes = _count(session, RoleRow), _count(session, TakeRow)
            session.execute(delete(RoleRow))
        removed = recordings.remove(recordings.names(self._audio_dir), self._audio_dir)
        return Deleted(roles=roles, takes=takes, recordings=removed)

    def _is_spare(self, session: Session, audio: Path) -> bool:
        path = audio.resolve()
        if not path.is_relative_to(settings.data_dir().resolve()):
            return False
        saved = path.parent == self._audio_dir.resolve() and session.scalar(select(TakeRow.id).where(TakeRow.audio == path.name))
        return not saved

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with database.plain_errors(self._engine.url), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with (
            database.plain_errors(self._engine.url),
            Session(self._engine.execution_options(writes=True)) as session,
            session.begin(),
        ):
            yield session


def _role_row(session: Session, role_id: int, *, lock: bool = False) -> RoleRow:
    # The lock keeps two takes of one question from getting one number; SQLite, which has one writer at a time, leaves it out.
    row = session.get(RoleRow, role_id, with_for_update=lock) if abs(role_id) <= _MOST_NUMBER else None
    if row is None:
        raise NotFoundError(f"There is no role {role_id}. 'rehearse roles' lists those there are.")
    return row


def _take_row(session: Session, take_id: int) -> TakeRow:
    row = session.get(TakeRow, take_id) if abs(take_id) <= _MOST_NUMBER else None
    if row is None:
        raise NotFoundError(f"There is no take {take_id}. 'rehearse takes' lists those there are.")
    return row


def _count(session: Session, table: type[RoleRow | TakeRow]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _audio_names(session: Session, role_id: int) -> list[str]:
    found = session.scalars(select(TakeRow.audio).where(TakeRow.role_id == role_id, TakeRow.audio.is_not(None)))
    return [name for name in found if name]


def _next_number(session: Session, role_id: int, question_text: str) -> int:
    same = (TakeRow.role_id == role_id, TakeRow.question_text == question_text)
    return (session.scalar(select(func.max(TakeRow.number)).where(*same)) or 0) + 1
