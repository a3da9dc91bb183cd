"""Large plans in parts: what is known between two rounds, and the parts of a round."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "plan_spread",
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("standing", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plan_run.id"], name=op.f("fk_plan_spread_run_id_plan_run")
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_plan_spread")),
    )
    op.create_table(
        "plan_part",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("solved_at", MOMENT),
        sa.CheckConstraint(
            "(answer is null) = (solved_at is null)", name=op.f("ck_plan_part_solved_whole")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plan_spread.run_id"], name=op.f("fk_plan_part_run_id_plan_spread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_part")),
        sa.UniqueConstraint(
            "run_id", "round", "number", name=op.f("uq_plan_part_run_id_round_number")
        ),
    )


def downgrade() -> None:
    op.drop_table("plan_part")
    op.drop_table("plan_spread")
