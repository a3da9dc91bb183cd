"""Runs of the solver, the plans they gave, what stayed uncovered, and assignments."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import DATERANGE, TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, CreatedAt, Key, enum_type
from app.db.models.geography import HostRoom
from app.db.models.members import Member
from app.db.models.requests import Seat
from app.domain.intervals import Interval
from app.domain.said import Sentence
from app.domain.states import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    AssignmentState,
    PlanRunState,
    PlanState,
)
from app.domain.vocabulary import Modality

LIVE = "state in ({})".format(", ".join(f"'{s.value}'" for s in LIVE_ASSIGNMENT_STATES))
FILLED = "state in ({})".format(", ".join(f"'{s.value}'" for s in FILLED_ASSIGNMENT_STATES))


class PlanRun(Base):
    """One solve: what was asked of the solver and how it went. Its problem can be replayed."""

    __tablename__ = "plan_run"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_ordered"),
        CheckConstraint("seconds between 1 and 3600", name="seconds_range"),
        ExcludeConstraint(
            (Column("days", DATERANGE), "&&"),
            name="ex_plan_run_one_at_a_time",
            where=text("state in ('queued', 'solving')"),
            using="gist",
        ),
    )

    id: Mapped[Key]
    state: Mapped[PlanRunState] = mapped_column(
        enum_type(PlanRunState, "state_known"), default=PlanRunState.QUEUED
    )
    first_day: Mapped[date]
    last_day: Mapped[date]
    days: Mapped[Range[date]] = mapped_column(
        DATERANGE, Computed("daterange(first_day, last_day, '[]')", persisted=True)
    )
    seconds: Mapped[int]
    seed: Mapped[int]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[Sentence | None]
    #: The problem as compressed JSON, and the SHA-256 of its canonical form.
    problem: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    problem_digest: Mapped[str | None]
    #: Of a repair: the published plan it mends, what happened (``app.domain.disruptions``), and
    #: the assignments that this makes impossible.
    repairs_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", use_alter=True))
    disruptions: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    lifted: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))

    progress: Mapped[list["PlanProgress"]] = relationship(order_by="PlanProgress.id", lazy="raise")
    plan: Mapped["Plan | None"] = relationship(
        back_populates="run", foreign_keys="Plan.run_id", lazy="raise"
    )


class PlanProgress(Base):
    """A better plan found during a run. Value and bound are in the solver's own unit."""

    __tablename__ = "plan_progress"

    id: Mapped[Key]
    run_id: Mapped[int] = mapped_column(ForeignKey("plan_run.id"), index=True)
    attempt: Mapped[int]
    milliseconds: Mapped[int]
    value: Mapped[int] = mapped_column(BigInteger)
    bound: Mapped[int | None] = mapped_column(BigInteger)
    seats_covered: Mapped[int]
    seats: Mapped[int]


class Plan(Base):
    """A full proposal for the days of its run."""

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint(
            "(state in ('published', 'superseded')) = (published_at is not null)",
            name="published_has_time",
        ),
    )

    id: Mapped[Key]
    run_id: Mapped[int] = mapped_column(ForeignKey("plan_run.id"), unique=True)
    state: Mapped[PlanState] = mapped_column(
        enum_type(PlanState, "state_known"), default=PlanState.DRAFT
    )
    value: Mapped[int] = mapped_column(BigInteger)
    bound: Mapped[int] = mapped_column(BigInteger)
    seats: Mapped[int]
    seats_covered: Mapped[int]
    #: Each tier with its value and bound, as the solver reported and the referee confirmed.
    tiers: Mapped[list[dict[str, Any]]]
    #: What seats are worth by language and hour (``scheduler.plan.Scarcity``).
    scarcity: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    solve_milliseconds: Mapped[int]
    #: The plan as the solver gave it, as compressed JSON: to be checked again when published.
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[CreatedAt]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    discarded_at: Mapped[datetime | None]

    run: Mapped[PlanRun] = relationship(back_populates="plan", foreign_keys=[run_id], lazy="raise")
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="plan", lazy="raise")
    uncovered: Mapped[list["UncoveredSeat"]] = relationship(lazy="raise")

    @property
    def gap(self) -> float:
        """``(value - bound) / value`` of the whole objective; 0 for an empty plan."""
        return (self.value - self.bound) / self.value if self.value else 0.0


class UncoveredSeat(Base):
    """A seat that a plan leaves empty, and why."""

    __tablename__ = "uncovered_seat"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True, index=True)
    reason_code: Mapped[str]
    #: How many members each rule rules out, and what else the reason's sentence needs.
    details: Mapped[dict[str, Any]]

    seat: Mapped[Seat] = relationship(lazy="raise")


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
    plan: Mapped[Plan | None] = relationship(back_populates="assignments", lazy="raise")

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
