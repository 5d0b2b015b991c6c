"""What Alembic runs: the steps, on the connection that `database` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from rehearse.library.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
