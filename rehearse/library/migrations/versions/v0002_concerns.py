"""The concerns of a role's employer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concerns",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("concern_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("met_by", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("need_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name="fk_concerns_role_id_roles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("role_id", "position", name="pk_concerns"),
    )
