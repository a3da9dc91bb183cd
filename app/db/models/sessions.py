"""The sessions that requests ask for, and the seats in them."""

from datetime import datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.requests import ServiceRequest
from app.domain.vocabulary import Outcome, Role


class InterpretingSession(Base):
    """One meeting that needs interpretation, at a start that is fixed or within a window."""

    __tablename__ = "interpreting_session"
    __table_args__ = (
        UniqueConstraint("request_id", "position"),
        CheckConstraint("earliest_start <= latest_start", name="window_ordered"),
        CheckConstraint("minutes between 5 and 720", name="minutes_range"),
        CheckConstraint(
            "starts_at is null or starts_at between earliest_start and latest_start",
            name="start_in_window",
        ),
        CheckConstraint("continues_id <> id", name="continues_another"),
        Index("ix_interpreting_session_window", "earliest_start", "latest_start"),
    )

    id: Mapped[Key]
    request_id: Mapped[int] = mapped_column(ForeignKey("service_request.id"))
    position: Mapped[int] = mapped_column(default=1)
    earliest_start: Mapped[datetime]
    latest_start: Mapped[datetime]
    minutes: Mapped[int]
    #: Set when a plan is published, or at once where there is nothing to choose.
    starts_at: Mapped[datetime | None]
    #: The earlier session of the same case whose interpreter and dialect this one should keep.
    continues_id: Mapped[int | None] = mapped_column(
        ForeignKey("interpreting_session.id"), index=True
    )
    outcome: Mapped[Outcome | None] = mapped_column(enum_type(Outcome, "outcome_known"))
    cancelled_at: Mapped[datetime | None]

    request: Mapped[ServiceRequest] = relationship(back_populates="sessions", lazy="raise")
    seats: Mapped[list["Seat"]] = relationship(
        back_populates="session", order_by="Seat.position", lazy="raise"
    )

    @property
    def ends_at(self) -> datetime | None:
        """The planned end; None while the start is open."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None


class Relay(Base):
    """A chain of two seats through a pivot language: both are filled or neither is."""

    __tablename__ = "relay"
    __table_args__ = (UniqueConstraint("id", "session_id"),)

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("interpreting_session.id"), index=True)
    pivot_dialect: Mapped[str] = mapped_column(ForeignKey("dialect.code"))


class Seat(Base):
    """One place to fill in a session."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("session_id", "position"),
        CheckConstraint("(relay_id is null) = (relay_leg is null)", name="relay_whole"),
        CheckConstraint("relay_leg between 1 and 2", name="relay_leg_range"),
        UniqueConstraint("relay_id", "relay_leg"),
        ForeignKeyConstraint(["relay_id", "session_id"], ["relay.id", "relay.session_id"]),
        CheckConstraint("minimum_level between 1 and 4", name="level_range"),
        CheckConstraint("minimum_score between 0 and 1", name="score_range"),
    )

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("interpreting_session.id"))
    position: Mapped[int]
    role: Mapped[Role] = mapped_column(enum_type(Role, "role_known"))
    from_dialect: Mapped[str] = mapped_column(ForeignKey("dialect.code"))
    into_dialect: Mapped[str] = mapped_column(ForeignKey("dialect.code"))
    #: The lowest dialect score this seat takes, after policy and consent.
    minimum_score: Mapped[float]
    #: The lowest level in the language interpreted into.
    minimum_level: Mapped[int]
    relay_id: Mapped[int | None]
    relay_leg: Mapped[int | None]

    session: Mapped[InterpretingSession] = relationship(back_populates="seats", lazy="raise")
