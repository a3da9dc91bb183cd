"""Alembic's entry: the connection comes from ``app.db.schema``."""

from alembic import context

from app.db.models import Base
from app.db.schema import is_ours

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    include_name=is_ours,
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
