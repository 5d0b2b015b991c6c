"""The tables of the library, as SQLAlchemy maps them; `migrations` brings a database to this state."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import DateTime, Double, ForeignKey, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

# SQLite gives the number of a deleted row to the next one otherwise, and an old link would open a stranger.
_NEVER_REUSE_IDS = {"sqlite_autoincrement": True}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, timezone-aware in Python even where the database drops the zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn any zone into UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Put the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What the tables share."""

    # Constraints carry names, so that a later migration can speak of them on every database.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class RoleRow(Base):
    """One role."""

    __tablename__ = "roles"
    __table_args__ = _NEVER_REUSE_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    employer: Mapped[str] = mapped_column(Text)
    advert: Mapped[str] = mapped_column(Text)
    interview_on: Mapped[date | None]
    needs: Mapped[list[NeedRow]] = relationship(
        order_by="NeedRow.position", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    concerns: Mapped[list[ConcernRow]] = relationship(
        order_by="ConcernRow.position", cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )


class NeedRow(Base):
    """One need of a role; its place in the list is part of its key."""

    __tablename__ = "needs"

    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    need_id: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    char_start: Mapped[int | None]
    char_end: Mapped[int | None]


class ConcernRow(Base):
    """One concern of a role's employer; its place in the list is part of its key."""

    __tablename__ = "concerns"

    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    concern_id: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    met_by: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text)
    need_id: Mapped[str | None] = mapped_column(Text)


class TakeRow(Base):
    """One take.

    `assessment` and `original_transcript` are versioned JSON (see `records`). `audio` is a file name in the folder of the
    recordings, so that the data folder can be moved. `search_text` is what a search looks through, as `search.folded` writes
    it.
    """

    __tablename__ = "takes"
    __table_args__ = _NEVER_REUSE_IDS

    id: Mapped[int] = mapped_column(primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id", ondelete="CASCADE"), index=True)
    question_text: Mapped[str] = mapped_column(Text)
    question_kind: Mapped[str] = mapped_column(String(20))
    question_target_s: Mapped[float] = mapped_column(Double)
    number: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    audio: Mapped[str | None] = mapped_column(String(255))
    assessment: Mapped[str] = mapped_column(Text)
    original_transcript: Mapped[str | None] = mapped_column(Text)
    user_notes: Mapped[str] = mapped_column(Text)
    search_text: Mapped[str] = mapped_column(Text)
