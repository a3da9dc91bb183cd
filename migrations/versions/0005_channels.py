"""Channels: calls, what works with which numbers, opt-outs, limits of spending, two providers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_tables()
    op.add_column("member", _flag("prefers_calls"))
    _add_to_message()


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _make_tables() -> None:
    op.create_table(
        "number_capability",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("two_way", sa.Boolean(), nullable=False),
        sa.Column("alphanumeric", sa.Boolean(), nullable=False),
        sa.Column("voice", sa.Boolean(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("text_tenths", sa.Integer(), nullable=False),
        sa.Column("call_tenths", sa.Integer(), nullable=False),
        sa.CheckConstraint("country ~ '^[A-Z]{2}$'", name="country_code"),
        sa.CheckConstraint("prefix ~ '^([1-9][0-9]{0,5})?$'", name="prefix_digits"),
        sa.CheckConstraint("text_tenths >= 0 and call_tenths >= 0", name="prices_not_negative"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("country", "prefix"),
    )
    op.create_table(
        "delivery_policy",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person_day_cents", sa.Integer(), nullable=False),
        sa.Column("day_cents", sa.Integer(), nullable=False),
        sa.Column("urgent_passes", sa.Boolean(), nullable=False),
        sa.Column("calls_unanswered", sa.Boolean(), nullable=False),
        sa.Column("call_before_minutes", sa.Integer(), nullable=False),
        sa.Column("failures_before_failover", sa.Integer(), nullable=False),
        sa.Column("failover_minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="only_one"),
        sa.CheckConstraint("person_day_cents >= 0 and day_cents >= 0", name="limits_not_negative"),
        sa.CheckConstraint(
            "call_before_minutes > 0 and failures_before_failover > 0 and failover_minutes > 0",
            name="times_positive",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "opt_out",
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_by", sa.String(40), nullable=False),
        sa.CheckConstraint("known_by in ('word', 'provider')", name="known_by_known"),
        sa.PrimaryKeyConstraint("phone"),
    )
    op.create_table(
        "provider_health",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("away_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("name"),
    )


def _add_to_message() -> None:
    op.add_column(
        "message", sa.Column("channel", sa.String(40), nullable=False, server_default="sms")
    )
    zero = {"nullable": False, "server_default": "0"}
    op.add_column("message", sa.Column("cost_tenths", sa.Integer(), **zero))
    op.add_column("message", sa.Column("again", sa.Integer(), **zero))
    op.add_column("message", sa.Column("tried_at", sa.DateTime(timezone=True)))
    op.add_column("message", sa.Column("held", sa.String(40)))
    op.add_column("message", _flag("may_exceed"))
    for table, column in (
        ("member", "prefers_calls"),
        ("message", "channel"),
        ("message", "cost_tenths"),
        ("message", "again"),
        ("message", "may_exceed"),
    ):
        op.alter_column(table, column, server_default=None)
    _check("channel_known", "channel in ('sms', 'voice')")
    _check("held_known", "held in ('person', 'day')")
    _check("cost_not_negative", "cost_tenths >= 0")
    op.create_index(
        "ix_message_spent", "message", ["tried_at"], postgresql_where=sa.text("cost_tenths > 0")
    )


def _check(name: str, condition: str) -> None:
    op.create_check_constraint(op.f(f"ck_message_{name}"), "message", condition)


def downgrade() -> None:
    op.drop_index("ix_message_spent", "message")
    for name in ("channel", "cost_tenths", "again", "tried_at", "held", "may_exceed"):
        op.drop_column("message", name)
    op.drop_column("member", "prefers_calls")
    for name in ("provider_health", "opt_out", "delivery_policy", "number_capability"):
        op.drop_table(name)
