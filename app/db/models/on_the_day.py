"""What happens on the day of a session: who is there, how it ended, which minutes were worked."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Computed, ForeignKey, Index
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.assignments import Assignment
from app.domain.states import TimesheetState
from app.domain.timesheets import Activity
from app.domain.vocabulary import ActorKind, Channel, Outcome


class Attendance(Base):
    """What is known of one member on the day, from whoever said so first."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("late_minutes between 1 and 240", name="late_minutes_range"),
        CheckConstraint("(late_minutes is null) = (late_said_at is null)", name="late_whole"),
        CheckConstraint("(arrived_at is null) = (arrived_by is null)", name="arrival_whole"),
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    late_minutes: Mapped[int | None]
    late_said_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    arrived_by: Mapped[ActorKind | None] = mapped_column(enum_type(ActorKind, "arrived_by_known"))
    began_at: Mapped[datetime | None]
    #: When a stand-in began to be looked for, because the member had not said a word.
    standby_at: Mapped[datetime | None]


class OutcomeRecord(Base):
    """How a session ended: one row for each member, and one for the session itself, whose
    ``assignment_id`` is null. What the clock recorded (``recorded_by`` is the system) waits for
    somebody who knows better."""

    __tablename__ = "outcome_record"
    __table_args__ = (
        Index(
            "uq_outcome_record_leg",
            "session_id",
            "assignment_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("length(reason) <= 200", name="reason_short"),
        CheckConstraint(
            "reason <> '' or outcome not in ('fulfilled_partly', 'not_fulfilled')",
            name="reason_where_needed",
        ),
        CheckConstraint(
            "(recorded_by = 'user') = (user_id is not null)"
            " and (recorded_by = 'member') = (member_id is not null)",
            name="recorder_whole",
        ),
    )

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("interpreting_session.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(enum_type(Outcome, "outcome_known"))
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[ActorKind] = mapped_column(enum_type(ActorKind, "recorded_by_known"))
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel_known"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))


class Timesheet(Base):
    """One member's slip for one session, entered by them and signed by the officer."""

    __tablename__ = "timesheet"
    __table_args__ = (
        CheckConstraint(
            "(state = 'countersigned') = (signed_at is not null)"
            " and (signed_at is null) = (signed_by_id is null)",
            name="signature_whole",
        ),
        CheckConstraint("(state = 'disputed') = (dispute <> '')", name="dispute_has_words"),
        CheckConstraint("length(dispute) <= 200", name="dispute_short"),
    )

    id: Mapped[int] = mapped_column(
        "assignment_id", BigInteger, ForeignKey("assignment.id"), primary_key=True
    )
    state: Mapped[TimesheetState] = mapped_column(
        enum_type(TimesheetState, "state_known"), default=TimesheetState.ENTERED
    )
    entered_at: Mapped[datetime]
    dispute: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))

    assignment: Mapped[Assignment] = relationship(lazy="raise")
    entries: Mapped[list["TimeEntry"]] = relationship(
        order_by="TimeEntry.starts_at", cascade="all, delete-orphan", lazy="raise"
    )


class TimeEntry(Base):
    """Whole minutes spent on one activity; the pieces of a slip never overlap."""

    __tablename__ = "time_entry"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="moments_ordered"),
        CheckConstraint(
            "date_trunc('minute', starts_at, 'UTC') = starts_at"
            " and date_trunc('minute', ends_at, 'UTC') = ends_at",
            name="whole_minutes",
        ),
        ExcludeConstraint(
            (Column("timesheet_id"), "="),
            (Column("period", TSTZRANGE), "&&"),
            name="ex_time_entry_overlap",
            using="gist",
        ),
    )

    id: Mapped[Key]
    timesheet_id: Mapped[int] = mapped_column(ForeignKey("timesheet.assignment_id"))
    activity: Mapped[Activity] = mapped_column(enum_type(Activity, "activity_known"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    period: Mapped[Range[datetime]] = mapped_column(
        TSTZRANGE, Computed("tstzrange(starts_at, ends_at)", persisted=True)
    )
