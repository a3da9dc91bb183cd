"""Keys that are pressed in calls are kept first and done by a job."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "pressed_key",
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("pressed_at", moment, nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("done_at", moment),
        sa.Column("told_at", moment),
        sa.CheckConstraint("key in ('1', '2')", name=op.f("ck_pressed_key_key_known")),
        sa.CheckConstraint(
            "(done_at is null) = (answer is null)", name=op.f("ck_pressed_key_done_whole")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_pressed_key_message_id_message")
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_pressed_key")),
    )
    op.create_index(
        "ix_pressed_key_kept",
        "pressed_key",
        ["pressed_at"],
        postgresql_where=sa.text("done_at is null"),
    )


def downgrade() -> None:
    op.drop_table("pressed_key")
