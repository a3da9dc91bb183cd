"""A part's problem is cut by the worker that solves it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("plan_part", "problem")


def downgrade() -> None:
    op.execute("delete from plan_part")
    op.add_column("plan_part", sa.Column("problem", sa.LargeBinary(), nullable=False))
