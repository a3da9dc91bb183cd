"""What seats are worth by language and hour, kept with each plan."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    empty = sa.text("'[]'")
    op.add_column("plan", sa.Column("scarcity", JSONB(), nullable=False, server_default=empty))


def downgrade() -> None:
    op.drop_column("plan", "scarcity")
