"""A large plan in the making: its rounds and the parts of each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key


class PlanSpread(Base):
    """A run that is solved in parts: its round, and what is known since the one before."""

    __tablename__ = "plan_spread"

    run_id: Mapped[int] = mapped_column(ForeignKey("plan_run.id"), primary_key=True)
    #: The round under way; the number of rounds there are once all have ended.
    round: Mapped[int] = mapped_column(default=0)
    parts: Mapped[int]
    #: ``scheduler.spread.Standing`` as compressed JSON; gone when the run has ended.
    standing: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class PlanPart(Base):
    """One part of a round: whoever solves it cuts its problem. Whoever is first, answers it."""

    __tablename__ = "plan_part"
    __table_args__ = (
        UniqueConstraint("run_id", "round", "number"),
        CheckConstraint("(answer is null) = (solved_at is null)", name="solved_whole"),
    )

    id: Mapped[Key]
    run_id: Mapped[int] = mapped_column(ForeignKey("plan_spread.run_id"))
    round: Mapped[int]
    number: Mapped[int]
    attempts: Mapped[int] = mapped_column(default=0)
    #: ``scheduler.spread.Solved`` as the solver wrote it, compressed.
    answer: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    solved_at: Mapped[datetime | None]
