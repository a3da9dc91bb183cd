"""A search may mend the plan of the day first, where its country's coordinators allow it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = (
    "wave",
    "dialect",
    "remote",
    "other_country",
    "relay",
    "mediator",
    "by_hand",
    "another_time",
    "end",
)


def upgrade() -> None:
    op.add_column(
        "ladder_policy",
        sa.Column("mends", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _know_kinds("repair", *KINDS)


def downgrade() -> None:
    op.execute(
        "update offer set ladder_step_id = null where ladder_step_id in"
        " (select id from ladder_step where kind = 'repair')"
    )
    op.execute("delete from ladder_step where kind = 'repair'")
    _know_kinds(*KINDS)
    op.drop_column("ladder_policy", "mends")


def _know_kinds(*kinds: str) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.drop_constraint(op.f("ck_ladder_step_kind_known"), "ladder_step")
    op.create_check_constraint(
        op.f("ck_ladder_step_kind_known"), "ladder_step", f"kind in ({listed})"
    )
