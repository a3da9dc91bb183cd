"""Runs of the solver, the plans they gave, and what stayed uncovered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    LargeBinary,
    text,
)
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, CreatedAt, Key, enum_type
from app.db.models.sessions import Seat
from app.domain.said import Sentence
from app.domain.states import PlanRunState, PlanState


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
