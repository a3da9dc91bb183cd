"""The audit trail and the heartbeats of processes."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, enum_type
from app.domain.vocabulary import ActorKind, Channel


class AuditEntry(Base):
    """One act: who, by which way, on what, from which state to which. Never changed or deleted."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject", "subject_id"),)

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[ActorKind] = mapped_column(enum_type(ActorKind, "actor_kind_known"))
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel_known"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    act: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    details: Mapped[dict[str, Any]]


class Heartbeat(Base):
    """The last sign of life of a process that has no other: the clock."""

    __tablename__ = "heartbeat"

    process: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]
