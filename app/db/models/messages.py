"""Messages to members, receipts of the provider, and what members send us."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.leave import LeaveRequest
from app.db.models.members import Member
from app.db.models.offers import Offer
from app.domain.lifecycles import MessageState
from app.domain.messages import InboxState, MessageKind, ProviderStatus
from app.domain.said import Sentence


class Message(Base):
    """One SMS to be sent. Its text is made when it is sent, so that it is true then.

    ``dedupe_key`` makes the same act write it once, however often the act is tried.
    """

    __tablename__ = "message"
    __table_args__ = (
        Index(
            "ix_message_due",
            "due_at",
            postgresql_where=text("state in ('queued', 'claimed', 'uncertain')"),
        ),
        Index(
            "uq_message_one_in_flight",
            "member_id",
            unique=True,
            postgresql_where=text("state = 'claimed'"),
        ),
        CheckConstraint("(state = 'claimed') = (claimed_until is not null)", name="claim_whole"),
        CheckConstraint("segments > 0", name="segments_positive"),
        CheckConstraint(
            "(kind in ('leave_approved', 'leave_refused')) = (leave_request_id is not null)",
            name="leave_named",
        ),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id"), index=True)
    leave_request_id: Mapped[int | None] = mapped_column(ForeignKey("leave_request.id"))
    kind: Mapped[MessageKind] = mapped_column(enum_type(MessageKind, "kind_known"))
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[MessageState] = mapped_column(
        enum_type(MessageState, "state_known"), default=MessageState.QUEUED
    )
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    #: After this moment the text would no longer be true; it is not sent.
    useless_after: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None]
    body: Mapped[str | None]
    segments: Mapped[int | None]
    provider: Mapped[str | None]
    provider_ref: Mapped[str | None] = mapped_column(unique=True)
    error: Mapped[str] = mapped_column(default="")

    member: Mapped[Member] = relationship(lazy="raise")
    offer: Mapped[Offer | None] = relationship(lazy="raise")
    leave_request: Mapped[LeaveRequest | None] = relationship(lazy="raise")


class Receipt(Base):
    """What the provider said became of a message; kept as it came, repeats once."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("message_id", "status", "error_code"),)

    id: Mapped[Key]
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    status: Mapped[ProviderStatus] = mapped_column(enum_type(ProviderStatus, "status_known"))
    error_code: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime]


class InboxMessage(Base):
    """An SMS from a phone. What is not understood waits here for a coordinator."""

    __tablename__ = "inbox_message"
    __table_args__ = (
        Index(
            "ix_inbox_message_unclear",
            "received_at",
            postgresql_where=text("state = 'unclear'"),
        ),
    )

    id: Mapped[Key]
    provider_ref: Mapped[str] = mapped_column(unique=True)
    from_number: Mapped[str]
    body: Mapped[str]
    received_at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    state: Mapped[InboxState] = mapped_column(enum_type(InboxState, "state_known"))
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id"))
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    #: What the pool made of it, in words for the coordinator.
    remark: Mapped[Sentence | None]

    member: Mapped[Member | None] = relationship(lazy="raise")
