"""Roles, their needs, and takes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("employer", sa.Text(), nullable=False),
        sa.Column("advert", sa.Text(), nullable=False),
        sa.Column("interview_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_roles"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "needs",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("char_start", sa.Integer(), nullable=True),
        sa.Column("char_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name="fk_needs_role_id_roles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("role_id", "position", name="pk_needs"),
    )
    op.create_table(
        "takes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("question_text", sa.Text(), nullable=False),
        sa.Column("question_kind", sa.String(20), nullable=False),
        sa.Column("question_target_s", sa.Double(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("audio", sa.String(255), nullable=True),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("original_transcript", sa.Text(), nullable=True),
        sa.Column("user_notes", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name="fk_takes_role_id_roles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_takes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_takes_role_id", "takes", ["role_id"])
