"""Keys that were pressed in calls."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.models.messages import Message


class PressedKey(Base):
    """A yes or a no by key, once a call: kept first, done by a job, and told in the call while
    the phone is still held. ``answer`` is what came of it, in the words of ``spoken``."""

    __tablename__ = "pressed_key"
    __table_args__ = (
        Index("ix_pressed_key_kept", "pressed_at", postgresql_where=text("done_at is null")),
        CheckConstraint("key in ('1', '2')", name="key_known"),
        CheckConstraint("(done_at is null) = (answer is null)", name="done_whole"),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True)
    key: Mapped[str]
    pressed_at: Mapped[datetime]
    spoken: Mapped[str]
    answer: Mapped[str | None]
    done_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]

    message: Mapped[Message] = relationship(lazy="raise")
