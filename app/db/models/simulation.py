"""What a demonstration adds: a clock that can be hurried, and phones that have trouble."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, enum_type
from app.domain.messages import ProviderStatus
from app.domain.simulation import Loss


class SimulatedClock(Base):
    """The one clock of a demonstration: at ``real_at`` it showed ``shown_at`` and ran so fast."""

    __tablename__ = "simulated_clock"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_clock"),
        CheckConstraint("speed between 1 and 60", name="speed_range"),
        CheckConstraint("shown_at >= real_at", name="never_behind"),
    )

    id: Mapped[Key]
    real_at: Mapped[datetime]
    shown_at: Mapped[datetime]
    speed: Mapped[int]


class SimulatedTrouble(Base):
    """What one simulated phone suffers, or all of them where ``member_id`` is null."""

    __tablename__ = "simulated_trouble"
    __table_args__ = (
        Index(
            "uq_simulated_trouble_phone",
            "member_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("delay_seconds between 0 and 86400", name="delay_range"),
    )

    id: Mapped[Key]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    loss: Mapped[Loss] = mapped_column(enum_type(Loss, "loss_known"), default=Loss.NONE)
    delay_seconds: Mapped[int] = mapped_column(default=0)
    #: Texts come twice and so do replies, as networks repeat them.
    repeats: Mapped[bool] = mapped_column(default=False)
    #: Texts overtake each other.
    shuffles: Mapped[bool] = mapped_column(default=False)


class SimulatedDelivery(Base):
    """A text on its way through the simulated network, and what its receipt will say."""

    __tablename__ = "simulated_delivery"
    __table_args__ = (
        Index("ix_simulated_delivery_due", "due_at", postgresql_where=text("done_at is null")),
    )

    id: Mapped[Key]
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    ref: Mapped[str]
    status: Mapped[ProviderStatus] = mapped_column(enum_type(ProviderStatus, "status_known"))
    error_code: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
