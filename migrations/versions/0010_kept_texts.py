"""Texts from phones are kept first and read by a job."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATES = ("understood", "unclear", "handled")


def upgrade() -> None:
    _know_states("kept", *STATES)
    op.create_index(
        "ix_inbox_message_kept",
        "inbox_message",
        ["received_at"],
        postgresql_where=sa.text("state = 'kept'"),
    )


def downgrade() -> None:
    op.drop_index("ix_inbox_message_kept", "inbox_message")
    op.execute("update inbox_message set state = 'unclear' where state = 'kept'")
    _know_states(*STATES)


def _know_states(*states: str) -> None:
    listed = ", ".join(f"'{state}'" for state in states)
    op.drop_constraint(op.f("ck_inbox_message_state_known"), "inbox_message")
    op.create_check_constraint(
        op.f("ck_inbox_message_state_known"), "inbox_message", f"state in ({listed})"
    )
