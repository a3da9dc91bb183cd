"""Searches for a member after the plan: the ladder of a seat, its steps, and who allows it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.sessions import Seat
from app.domain.ladder.model import Consent, Consenter, EndReason, StepKind
from app.domain.states import LIVE_LADDER_STATES, LadderState

LIVE = "state in ({})".format(", ".join(f"'{s.value}'" for s in LIVE_LADDER_STATES))


class Ladder(Base):
    """One search for somebody for one seat, step after step. ``next_at`` is when the next step
    is due; a search that is paused or over has none."""

    __tablename__ = "ladder"
    __table_args__ = (
        Index("uq_ladder_live_seat", "seat_id", unique=True, postgresql_where=text(LIVE)),
        Index("ix_ladder_due", "next_at", postgresql_where=text("state = 'running'")),
        CheckConstraint("(state = 'running') = (next_at is not null)", name="running_has_next"),
        CheckConstraint(
            "(state in ('running', 'paused')) = (ended_at is null)", name="over_has_time"
        ),
        CheckConstraint(
            "(state = 'uncovered') = (end_reason is not null)", name="uncovered_has_reason"
        ),
    )

    id: Mapped[Key]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    state: Mapped[LadderState] = mapped_column(
        enum_type(LadderState, "state_known"), default=LadderState.RUNNING
    )
    #: For somebody to stand in for a member who is silent and still has the seat.
    is_standby: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[EndReason | None] = mapped_column(enum_type(EndReason, "end_reason_known"))

    seat: Mapped[Seat] = relationship(lazy="raise")
    steps: Mapped[list["LadderStep"]] = relationship(
        order_by="LadderStep.position", lazy="raise", back_populates="ladder"
    )


class LadderStep(Base):
    """One step that was taken. ``until`` is when its window closes; ``chance`` is that at least
    one of a wave says yes; ``proposed_start`` is the other time a step proposes."""

    __tablename__ = "ladder_step"
    __table_args__ = (
        UniqueConstraint("ladder_id", "position"),
        CheckConstraint("chance between 0 and 1", name="chance_range"),
        CheckConstraint("asked >= 0", name="asked_not_negative"),
        CheckConstraint(
            "(consenter = 'nobody') = (consent = 'not_needed')", name="consent_has_consenter"
        ),
    )

    id: Mapped[Key]
    ladder_id: Mapped[int] = mapped_column(ForeignKey("ladder.id"))
    position: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(enum_type(StepKind, "kind_known"))
    taken_at: Mapped[datetime]
    until: Mapped[datetime | None]
    asked: Mapped[int] = mapped_column(default=0)
    chance: Mapped[float | None]
    consenter: Mapped[Consenter] = mapped_column(
        enum_type(Consenter, "consenter_known"), default=Consenter.NOBODY
    )
    consent: Mapped[Consent] = mapped_column(
        enum_type(Consent, "consent_known"), default=Consent.NOT_NEEDED
    )
    proposed_start: Mapped[datetime | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)

    ladder: Mapped[Ladder] = relationship(lazy="raise", back_populates="steps")


class LadderPolicy(Base):
    """What a country's coordinators allow searches there; without a row nothing goes on by
    itself."""

    __tablename__ = "ladder_policy"
    __table_args__ = (
        CheckConstraint("target_percent between 50 and 99", name="target_range"),
        CheckConstraint("largest_wave between 1 and 50", name="wave_range"),
    )

    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), primary_key=True)
    moves_on: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    #: Where searches go on by themselves, the plan of the day is mended first.
    mends: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    #: The chance of at least one yes that a wave aims at.
    target_percent: Mapped[int] = mapped_column(default=90, server_default=text("90"))
    #: So many are asked at once at most, where lead time does not say less.
    largest_wave: Mapped[int] = mapped_column(default=10, server_default=text("10"))


class LadderException(Base):
    """An authority whose seats are searched for otherwise than its country's."""

    __tablename__ = "ladder_exception"

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    moves_on: Mapped[bool]


class ContactPreference(Base):
    """When a member wants not to be written to, beyond the night. Minutes are of their day."""

    __tablename__ = "contact_preference"
    __table_args__ = (
        CheckConstraint("(quiet_from is null) = (quiet_until is null)", name="quiet_whole"),
        CheckConstraint(
            "quiet_from between 0 and 1439 and quiet_until between 0 and 1439"
            " and quiet_from <> quiet_until",
            name="quiet_range",
        ),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    keeps_friday: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    keeps_ramadan: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
