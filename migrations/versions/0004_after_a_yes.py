"""What follows a yes: reminders, setting out, and giving a job back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = ("offer", "confirmed", "received", "filled", "expired", "changed", "cancelled", "help")
NEW_KINDS = ("reminder", "handshake")
REASONS = "'busy', 'too_far', 'ill', 'conflict', 'wellbeing', 'other'"


def upgrade() -> None:
    _know_kinds(*KINDS, *NEW_KINDS)
    op.add_column("assignment", sa.Column("on_my_way_at", sa.DateTime(timezone=True)))
    op.add_column("offer", sa.Column("given_back_at", sa.DateTime(timezone=True)))
    op.add_column("offer", sa.Column("give_back_reason", sa.String(40)))
    _check("give_back_reason_known", f"give_back_reason in ({REASONS})")
    _check("only_accepted_given_back", "given_back_at is null or state = 'accepted'")
    _check("reason_only_on_giving_back", "give_back_reason is null or given_back_at is not null")


def downgrade() -> None:
    op.drop_column("offer", "give_back_reason")
    op.drop_column("offer", "given_back_at")
    op.drop_column("assignment", "on_my_way_at")
    op.execute(
        "delete from receipt where message_id in "
        "(select id from message where kind in ('reminder', 'handshake'))"
    )
    op.execute("delete from message where kind in ('reminder', 'handshake')")
    _know_kinds(*KINDS)


def _know_kinds(*kinds: str) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.drop_constraint(op.f("ck_message_kind_known"), "message")
    op.create_check_constraint(op.f("ck_message_kind_known"), "message", f"kind in ({listed})")


def _check(name: str, condition: str) -> None:
    op.create_check_constraint(op.f(f"ck_offer_{name}"), "offer", condition)
