"""Repairs: the plan that a run mends, what happened, and what cannot be kept."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan_run", sa.Column("repairs_id", sa.BigInteger()))
    op.create_foreign_key(
        op.f("fk_plan_run_repairs_id_plan"), "plan_run", "plan", ["repairs_id"], ["id"]
    )
    op.add_column(
        "plan_run",
        sa.Column("disruptions", JSONB(), nullable=False, server_default=sa.text("'[]'")),
    )
    op.add_column(
        "plan_run",
        sa.Column("lifted", ARRAY(sa.BigInteger()), nullable=False, server_default=sa.text("'{}'")),
    )


def downgrade() -> None:
    op.drop_column("plan_run", "lifted")
    op.drop_column("plan_run", "disruptions")
    op.drop_column("plan_run", "repairs_id")
