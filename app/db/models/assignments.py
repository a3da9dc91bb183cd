"""Assignments: members bound to seats."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, CreatedAt, Key, enum_type
from app.db.models.geography import HostRoom
from app.db.models.members import Member
from app.db.models.planning import Plan
from app.db.models.sessions import Seat
from app.domain.intervals import Interval
from app.domain.states import FILLED_ASSIGNMENT_STATES, LIVE_ASSIGNMENT_STATES, AssignmentState
from app.domain.vocabulary import Modality

LIVE = "state in ({})".format(", ".join(f"'{s.value}'" for s in LIVE_ASSIGNMENT_STATES))
FILLED = "state in ({})".format(", ".join(f"'{s.value}'" for s in FILLED_ASSIGNMENT_STATES))


class Assignment(Base):
    """A member bound to a seat, for a period that the database keeps free of any other."""

    __tablename__ = "assignment"
    __table_args__ = (
        ExcludeConstraint(
            (Column("member_id"), "="),
            (Column("period", TSTZRANGE), "&&"),
            name="ex_assignment_member_overlap",
            where=text(LIVE),
            using="gist",
        ),
        # A seat may be offered to several, is filled by one, and once filled is offered to nobody.
        Index("uq_assignment_filled_seat", "seat_id", unique=True, postgresql_where=text(FILLED)),
        ExcludeConstraint(
            (Column("seat_id", BigInteger), "="),
            (text(f"(case when {FILLED} then 1 else 0 end)"), "<>"),
            name="ex_assignment_seat_filled",
            where=text(f"{LIVE} and not is_standby"),
            using="gist",
        ),
        CheckConstraint(f"not is_standby or not ({FILLED})", name="standby_fills_nothing"),
        Index("uq_assignment_plan_seat", "plan_id", "seat_id", unique=True),
        UniqueConstraint("id", "member_id"),
        Index("ix_assignment_period", "period", postgresql_using="gist"),
        CheckConstraint("not isempty(period)", name="period_not_empty"),
        CheckConstraint(
            "host_room_id is null or modality in ('video', 'phone')", name="host_room_remote"
        ),
        CheckConstraint("state <> 'proposed' or plan_id is not null", name="proposed_has_plan"),
        CheckConstraint(
            "travel_minutes >= 0 and travel_kilometres >= 0 and cost_cents >= 0",
            name="not_negative",
        ),
    )

    id: Mapped[Key]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    state: Mapped[AssignmentState] = mapped_column(enum_type(AssignmentState, "state_known"))
    modality: Mapped[Modality] = mapped_column(enum_type(Modality, "modality_known"))
    host_room_id: Mapped[int | None] = mapped_column(ForeignKey("host_room.id"))
    period: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    travel_minutes: Mapped[int]
    travel_kilometres: Mapped[int]
    cost_cents: Mapped[int]
    #: The coordinator asked that no re-plan move it, confirmed or not.
    is_pinned: Mapped[bool] = mapped_column(default=False)
    #: Asked to stand in for who has the seat and is silent; fills it only once that one is gone.
    is_standby: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    #: When the member said that they have set out, or are ready where they need not.
    on_my_way_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
    state_changed_at: Mapped[datetime]

    seat: Mapped[Seat] = relationship(lazy="raise")
    member: Mapped[Member] = relationship(lazy="raise")
    host_room: Mapped[HostRoom | None] = relationship(lazy="raise")
    plan: Mapped[Plan | None] = relationship(lazy="raise")

    @property
    def span(self) -> Interval:
        """The session's time."""
        start, end = self.period.lower, self.period.upper
        if start is None or end is None:
            raise ValueError(f"assignment {self.id} has no whole period")
        return Interval(start, end)

    @property
    def is_gone_to(self) -> bool:
        """False where the member takes part from wherever they are."""
        return self.host_room_id is not None or not self.modality.is_remote

    @property
    def crosses_border(self) -> bool:
        """Whether the way from the member's home leads into another country."""
        goal = self.host_room.site if self.host_room else self.seat.session.request.site
        return self.is_gone_to and self.member.home_site.country_code != goal.country_code
