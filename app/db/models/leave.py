"""Leave that members ask for; an absence comes of it once a coordinator approves."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Computed, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.members import Member
from app.domain.states import LeaveState
from app.domain.vocabulary import AbsenceKind, Channel


class LeaveRequest(Base):
    """Whole days, in the member's home time; two that wait or hold never overlap."""

    __tablename__ = "leave_request"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_ordered"),
        CheckConstraint(
            "(state in ('approved', 'refused')) = (decided_by_id is not null)",
            name="decision_whole",
        ),
        CheckConstraint("length(remark) <= 200", name="remark_short"),
        CheckConstraint(
            "(state = 'approved') = (absence_id is not null)", name="approved_is_absence"
        ),
        ExcludeConstraint(
            (Column("member_id"), "="),
            (Column("days", DATERANGE), "&&"),
            name="ex_leave_request_overlap",
            where=text("state in ('asked', 'approved')"),
            using="gist",
        ),
        Index("ix_leave_request_asked", "asked_at", postgresql_where=text("state = 'asked'")),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    days: Mapped[Range[date]] = mapped_column(
        DATERANGE, Computed("daterange(first_day, last_day, '[]')", persisted=True)
    )
    kind: Mapped[AbsenceKind] = mapped_column(enum_type(AbsenceKind, "kind_known"))
    state: Mapped[LeaveState] = mapped_column(
        enum_type(LeaveState, "state_known"), default=LeaveState.ASKED
    )
    asked_at: Mapped[datetime]
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel_known"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    #: What the coordinator tells the other coordinators; the member gets a text.
    remark: Mapped[str] = mapped_column(default="")
    absence_id: Mapped[int | None] = mapped_column(ForeignKey("absence.id"))

    member: Mapped[Member] = relationship(lazy="raise")
