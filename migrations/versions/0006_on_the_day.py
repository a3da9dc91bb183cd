"""The day of a session: attendance, outcomes, actual times, leave, and a demonstration's clock."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OLD_KINDS = (
    "offer",
    "confirmed",
    "received",
    "filled",
    "expired",
    "changed",
    "cancelled",
    "reminder",
    "handshake",
    "help",
)
NEW_KINDS = ("held", "released", "late", "thanks", "leave_approved", "leave_refused")
OUTCOMES = (
    "'fulfilled', 'fulfilled_partly', 'replaced', 'cancelled_by_requester_timely', "
    "'cancelled_by_requester_late', 'cancelled_by_pool', 'applicant_absent', 'applicant_unfit', "
    "'requester_absent', 'interpreter_absent', 'interpreter_late', 'host_absent', "
    "'technical_failure', 'dialect_mismatch', 'objection_upheld', 'not_fulfilled'"
)
ACTORS = "'user', 'member', 'system'"
CHANNELS = "'web', 'link', 'sms', 'voice', 'on_behalf', 'command', 'job'"
MOMENT = sa.DateTime(timezone=True)
WAITS = (("late_after_minutes", 10), ("absent_after_minutes", 15), ("wait_minutes", 20))


def upgrade() -> None:
    _attendance()
    _outcomes()
    _timesheets()
    _leave()
    _simulation()
    _messages()
    for name, minutes in WAITS:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=str(minutes))
        op.add_column("procedure_policy", column)
        op.alter_column("procedure_policy", name, server_default=None)
    op.create_check_constraint(
        op.f("ck_procedure_policy_waits_ordered"),
        "procedure_policy",
        "0 < late_after_minutes and late_after_minutes <= absent_after_minutes"
        " and wait_minutes between 1 and 240",
    )


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("assignment_id", sa.BigInteger(), sa.ForeignKey("assignment.id"), nullable=False),
        sa.Column("late_minutes", sa.Integer()),
        sa.Column("late_said_at", MOMENT),
        sa.Column("arrived_at", MOMENT),
        sa.Column("arrived_by", sa.String(40)),
        sa.Column("began_at", MOMENT),
        sa.Column("standby_at", MOMENT),
        sa.PrimaryKeyConstraint("assignment_id"),
        sa.CheckConstraint("late_minutes between 1 and 240", name="late_minutes_range"),
        sa.CheckConstraint("(late_minutes is null) = (late_said_at is null)", name="late_whole"),
        sa.CheckConstraint("(arrived_at is null) = (arrived_by is null)", name="arrival_whole"),
        sa.CheckConstraint(f"arrived_by in ({ACTORS})", name="arrived_by_known"),
    )


def _outcomes() -> None:
    op.create_table(
        "outcome_record",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "session_id", sa.BigInteger(), sa.ForeignKey("interpreting_session.id"), nullable=False
        ),
        sa.Column("assignment_id", sa.BigInteger(), sa.ForeignKey("assignment.id")),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("app_user.id")),
        sa.Column("member_id", sa.BigInteger(), sa.ForeignKey("member.id")),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("length(reason) <= 200", name="reason_short"),
        sa.CheckConstraint(
            "reason <> '' or outcome not in ('fulfilled_partly', 'not_fulfilled')",
            name="reason_where_needed",
        ),
        sa.CheckConstraint(
            "(recorded_by = 'user') = (user_id is not null)"
            " and (recorded_by = 'member') = (member_id is not null)",
            name="recorder_whole",
        ),
        sa.CheckConstraint(f"outcome in ({OUTCOMES})", name="outcome_known"),
        sa.CheckConstraint(f"recorded_by in ({ACTORS})", name="recorded_by_known"),
        sa.CheckConstraint(f"channel in ({CHANNELS})", name="channel_known"),
    )
    op.create_index(
        "uq_outcome_record_leg",
        "outcome_record",
        ["session_id", "assignment_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_index(op.f("ix_outcome_record_assignment_id"), "outcome_record", ["assignment_id"])


def _timesheets() -> None:
    op.create_table(
        "timesheet",
        sa.Column("assignment_id", sa.BigInteger(), sa.ForeignKey("assignment.id"), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("dispute", sa.Text(), nullable=False),
        sa.Column("signed_at", MOMENT),
        sa.Column("signed_by_id", sa.BigInteger(), sa.ForeignKey("app_user.id")),
        sa.PrimaryKeyConstraint("assignment_id"),
        sa.CheckConstraint(
            "(state = 'countersigned') = (signed_at is not null)"
            " and (signed_at is null) = (signed_by_id is null)",
            name="signature_whole",
        ),
        sa.CheckConstraint("(state = 'disputed') = (dispute <> '')", name="dispute_has_words"),
        sa.CheckConstraint("length(dispute) <= 200", name="dispute_short"),
        sa.CheckConstraint("state in ('entered', 'countersigned', 'disputed')", name="state_known"),
    )
    op.create_table(
        "time_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "timesheet_id",
            sa.BigInteger(),
            sa.ForeignKey("timesheet.assignment_id"),
            nullable=False,
        ),
        sa.Column("activity", sa.String(40), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column(
            "period",
            postgresql.TSTZRANGE(),
            sa.Computed("tstzrange(starts_at, ends_at)", persisted=True),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("starts_at < ends_at", name="moments_ordered"),
        sa.CheckConstraint(
            "date_trunc('minute', starts_at, 'UTC') = starts_at"
            " and date_trunc('minute', ends_at, 'UTC') = ends_at",
            name="whole_minutes",
        ),
        sa.CheckConstraint(
            "activity in ('waiting', 'interpreting', 'break', 'read_back')", name="activity_known"
        ),
        postgresql.ExcludeConstraint(
            (sa.column("timesheet_id"), "="),
            (sa.column("period"), "&&"),
            name="ex_time_entry_overlap",
            using="gist",
        ),
    )


def _leave() -> None:
    op.create_table(
        "leave_request",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column(
            "days",
            postgresql.DATERANGE(),
            sa.Computed("daterange(first_day, last_day, '[]')", persisted=True),
            nullable=False,
        ),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by_id", sa.BigInteger(), sa.ForeignKey("app_user.id")),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("absence_id", sa.BigInteger(), sa.ForeignKey("absence.id")),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("first_day <= last_day", name="days_ordered"),
        sa.CheckConstraint(
            "(state in ('approved', 'refused')) = (decided_by_id is not null)",
            name="decision_whole",
        ),
        sa.CheckConstraint("length(remark) <= 200", name="remark_short"),
        sa.CheckConstraint(
            "(state = 'approved') = (absence_id is not null)", name="approved_is_absence"
        ),
        sa.CheckConstraint("kind in ('leave', 'ill', 'training', 'other')", name="kind_known"),
        sa.CheckConstraint(
            "state in ('asked', 'approved', 'refused', 'taken_back')", name="state_known"
        ),
        sa.CheckConstraint(f"channel in ({CHANNELS})", name="channel_known"),
        postgresql.ExcludeConstraint(
            (sa.column("member_id"), "="),
            (sa.column("days"), "&&"),
            name="ex_leave_request_overlap",
            where=sa.text("state in ('asked', 'approved')"),
            using="gist",
        ),
    )
    op.create_index(op.f("ix_leave_request_member_id"), "leave_request", ["member_id"])
    op.create_index(
        "ix_leave_request_asked",
        "leave_request",
        ["asked_at"],
        postgresql_where=sa.text("state = 'asked'"),
    )


def _simulation() -> None:
    op.create_table(
        "simulated_clock",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("real_at", MOMENT, nullable=False),
        sa.Column("shown_at", MOMENT, nullable=False),
        sa.Column("speed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("id = 1", name="one_clock"),
        sa.CheckConstraint("speed between 1 and 60", name="speed_range"),
        sa.CheckConstraint("shown_at >= real_at", name="never_behind"),
    )
    op.create_table(
        "simulated_trouble",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), sa.ForeignKey("member.id")),
        sa.Column("loss", sa.String(40), nullable=False),
        sa.Column("delay_seconds", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Boolean(), nullable=False),
        sa.Column("shuffles", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("delay_seconds between 0 and 86400", name="delay_range"),
        sa.CheckConstraint(
            "loss in ('none', 'refused', 'busy', 'uncertain', 'undelivered')", name="loss_known"
        ),
    )
    op.create_index(
        "uq_simulated_trouble_phone",
        "simulated_trouble",
        ["member_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "simulated_delivery",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), sa.ForeignKey("message.id"), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("error_code", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint(
            "status in ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed')",
            name="status_known",
        ),
    )
    op.create_index(op.f("ix_simulated_delivery_message_id"), "simulated_delivery", ["message_id"])
    op.create_index(
        "ix_simulated_delivery_due",
        "simulated_delivery",
        ["due_at"],
        postgresql_where=sa.text("done_at is null"),
    )


def _messages() -> None:
    _know_kinds(*OLD_KINDS, *NEW_KINDS)
    op.add_column(
        "message", sa.Column("leave_request_id", sa.BigInteger(), sa.ForeignKey("leave_request.id"))
    )
    op.create_check_constraint(
        op.f("ck_message_leave_named"),
        "message",
        "(kind in ('leave_approved', 'leave_refused')) = (leave_request_id is not null)",
    )


def _know_kinds(*kinds: str) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.drop_constraint(op.f("ck_message_kind_known"), "message")
    op.create_check_constraint(op.f("ck_message_kind_known"), "message", f"kind in ({listed})")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_procedure_policy_waits_ordered"), "procedure_policy")
    for name, _minutes in WAITS:
        op.drop_column("procedure_policy", name)
    listed = ", ".join(f"'{kind}'" for kind in NEW_KINDS)
    for table in ("simulated_delivery", "simulated_trouble", "simulated_clock"):
        op.drop_table(table)
    of_new_kind = f"kind in ({listed})"
    op.execute(
        "delete from receipt where message_id in "  # noqa: S608 -- our own words
        f"(select id from message where {of_new_kind})"
    )
    op.execute(f"delete from message where {of_new_kind}")  # noqa: S608 -- our own words
    op.drop_column("message", "leave_request_id")
    _know_kinds(*OLD_KINDS)
    for table in ("leave_request", "time_entry", "timesheet", "outcome_record", "attendance"):
        op.drop_table(table)
