"""Messages to members, receipts of the provider, and what members send us."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.leave import LeaveRequest
from app.db.models.members import Member
from app.db.models.offers import Offer
from app.domain.delivery import Hold
from app.domain.messages import InboxState, MessageChannel, MessageKind, ProviderStatus
from app.domain.said import Sentence
from app.domain.states import MessageState


class Message(Base):
    """One SMS to be sent, or call to be made. Its words are made then, so that they are true.

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
        Index("ix_message_spent", "tried_at", postgresql_where=text("cost_tenths > 0")),
        CheckConstraint("segments > 0", name="segments_positive"),
        CheckConstraint(
            "(kind in ('leave_approved', 'leave_refused')) = (leave_request_id is not null)",
            name="leave_named",
        ),
        CheckConstraint("cost_tenths >= 0", name="cost_not_negative"),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id"), index=True)
    leave_request_id: Mapped[int | None] = mapped_column(ForeignKey("leave_request.id"))
    kind: Mapped[MessageKind] = mapped_column(enum_type(MessageKind, "kind_known"))
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[MessageChannel] = mapped_column(
        enum_type(MessageChannel, "channel_known"), default=MessageChannel.SMS
    )
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
    #: What the last try costs by our own price list, in tenths of a euro cent.
    cost_tenths: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None]
    #: The limit of spending that it waits for; ``may_exceed`` is a coordinator's leave to go.
    held: Mapped[Hold | None] = mapped_column(enum_type(Hold, "held_known"))
    may_exceed: Mapped[bool] = mapped_column(default=False)
    #: How many messages of the same act went before it and did not arrive.
    again: Mapped[int] = mapped_column(default=0)
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
        Index("ix_inbox_message_kept", "received_at", postgresql_where=text("state = 'kept'")),
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
