"""Offers: the question to a member, with its number and deadline."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.assignments import Assignment
from app.domain.states import LIVE_OFFER_STATES, OfferState
from app.domain.vocabulary import Channel, DeclineReason

LIVE = "state in ({})".format(", ".join(f"'{s.value}'" for s in LIVE_OFFER_STATES))


class Offer(Base):
    """One question about one assignment. Who is asked is the assignment's member.

    ``number`` is what a member types in a reply; it is unique among their live offers, which
    the copied ``member_id`` lets the database check.
    """

    __tablename__ = "offer"
    __table_args__ = (
        Index(
            "uq_offer_live_assignment", "assignment_id", unique=True, postgresql_where=text(LIVE)
        ),
        Index(
            "uq_offer_live_number", "member_id", "number", unique=True, postgresql_where=text(LIVE)
        ),
        Index("ix_offer_expiring", "expires_at", postgresql_where=text(LIVE)),
        ForeignKeyConstraint(
            ["assignment_id", "member_id"], ["assignment.id", "assignment.member_id"]
        ),
        CheckConstraint("expires_at > opens_at", name="deadline_after_opening"),
        CheckConstraint("number between 10 and 9999", name="number_short"),
        CheckConstraint(
            "(state in ('accepted', 'declined') or held_at is not null) = (answered_at is not null)"
            " and (answered_at is null) = (answer_channel is null)",
            name="answer_whole",
        ),
        CheckConstraint("state <> 'held' or held_at is not null", name="held_has_time"),
        CheckConstraint(
            "decline_reason is null or state = 'declined'", name="reason_only_on_decline"
        ),
        CheckConstraint(
            "given_back_at is null or state = 'accepted'", name="only_accepted_given_back"
        ),
        CheckConstraint(
            "give_back_reason is null or given_back_at is not null",
            name="reason_only_on_giving_back",
        ),
    )

    id: Mapped[Key]
    assignment_id: Mapped[int] = mapped_column(index=True)
    member_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[int]
    state: Mapped[OfferState] = mapped_column(
        enum_type(OfferState, "state_known"), default=OfferState.OPEN
    )
    opens_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer_channel: Mapped[Channel | None] = mapped_column(
        enum_type(Channel, "answer_channel_known")
    )
    decline_reason: Mapped[DeclineReason | None] = mapped_column(
        enum_type(DeclineReason, "decline_reason_known")
    )
    #: When the member said a yes that waits for another's; ``expires_at`` is the end of the wait.
    held_at: Mapped[datetime | None]
    #: The step of a search by which the member was asked; None for a plan's own offer.
    ladder_step_id: Mapped[int | None] = mapped_column(ForeignKey("ladder_step.id"), index=True)
    #: When the member gave back what they had accepted.
    given_back_at: Mapped[datetime | None]
    give_back_reason: Mapped[DeclineReason | None] = mapped_column(
        enum_type(DeclineReason, "give_back_reason_known")
    )

    assignment: Mapped[Assignment] = relationship(lazy="raise")
