"""Answers: yes fills the seat for one, no gives it back, and each is in the audit trail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.db.models import (
    Absence,
    AuditEntry,
    HostRoom,
    InterpretingSession,
    Message,
    Offer,
    RoomBooking,
    ServiceRequest,
    Vetting,
)
from app.domain.actors import Actor, member
from app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from app.domain.messages import MessageKind
from app.domain.states import AssignmentState, OfferState, RequestState
from app.domain.vocabulary import AbsenceKind, ActorKind, Channel, DeclineReason, UserRole
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.offers import Asked, ask, ask_rival


@pytest.fixture
def asked(db: Session) -> Asked:
    return ask(db)


def by_link(asked: Asked) -> Actor:
    return member(asked.member.id, Channel.LINK)


def acts_since(db: Session, mark: int) -> list[tuple[str, str]]:
    rows = select(AuditEntry.act, AuditEntry.details["from"].astext)
    found = db.execute(rows.where(AuditEntry.id > mark).order_by(AuditEntry.id))
    return [(act, before) for act, before in found]


def mark(db: Session) -> int:
    return int(db.scalar(select(func.max(AuditEntry.id))) or 0)


def kinds(db: Session, asked: Asked) -> set[MessageKind]:
    return set(db.scalars(select(Message.kind).where(Message.offer_id == asked.offer.id)))


def test_a_yes_confirms_and_is_written_down(db: Session, asked: Asked) -> None:
    before = mark(db)
    offer = offers.accept(db, by_link(asked), NOW, asked.offer.id)
    assert (offer.state, offer.answered_at) == (OfferState.ACCEPTED, NOW)
    assert offer.answer_channel is Channel.LINK
    assert asked.assignment.state is AssignmentState.CONFIRMED
    assert acts_since(db, before) == [
        ("offer.accepted", "open"),
        ("assignment.confirmed", "offered"),
    ]
    entry = db.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.actor_kind, entry.member_id) == (ActorKind.MEMBER, asked.member.id)
    assert kinds(db, asked) == {MessageKind.OFFER, MessageKind.CONFIRMED}


def test_a_yes_said_again_changes_nothing(db: Session, asked: Asked) -> None:
    offers.accept(db, by_link(asked), NOW, asked.offer.id)
    before = mark(db)
    offers.accept(db, by_link(asked), NOW + timedelta(days=3), asked.offer.id)
    assert acts_since(db, before) == []
    assert asked.offer.answered_at == NOW


def test_a_yes_ends_the_offers_of_rivals_who_are_told(db: Session, asked: Asked) -> None:
    rival = ask_rival(db, asked)
    before = mark(db)
    offers.accept(db, by_link(asked), NOW, asked.offer.id)
    assert rival.offer.state is OfferState.WITHDRAWN
    assert rival.assignment.state is AssignmentState.RELEASED
    assert acts_since(db, before) == [
        ("offer.withdrawn", "open"),
        ("assignment.released", "offered"),
        ("offer.accepted", "open"),
        ("assignment.confirmed", "offered"),
    ]
    assert kinds(db, rival) == {MessageKind.FILLED}
    with pytest.raises(ConflictError, match="the seat is already filled"):
        offers.accept(db, by_link(rival), NOW, rival.offer.id)


def test_a_no_frees_the_members_time_and_keeps_the_reason(db: Session, asked: Asked) -> None:
    before = mark(db)
    offers.decline(db, by_link(asked), NOW, asked.offer.id, DeclineReason.CONFLICT)
    assert asked.offer.state is OfferState.DECLINED
    assert asked.offer.decline_reason is DeclineReason.CONFLICT
    assert acts_since(db, before) == [
        ("offer.declined", "open"),
        ("assignment.withdrawn", "offered"),
    ]
    again = ask(db, member=asked.member)
    assert again.assignment.state is AssignmentState.OFFERED


def test_a_no_said_again_changes_nothing_and_a_yes_after_it_is_refused(
    db: Session, asked: Asked
) -> None:
    offers.decline(db, by_link(asked), NOW, asked.offer.id)
    before = mark(db)
    offers.decline(db, by_link(asked), NOW, asked.offer.id)
    assert acts_since(db, before) == []
    with pytest.raises(ConflictError, match="it was declined"):
        offers.accept(db, by_link(asked), NOW, asked.offer.id)


def test_what_was_accepted_cannot_be_declined(db: Session, asked: Asked) -> None:
    offers.accept(db, by_link(asked), NOW, asked.offer.id)
    with pytest.raises(ConflictError, match="already accepted"):
        offers.decline(db, by_link(asked), NOW, asked.offer.id)


def test_an_answer_by_link_needs_no_text_back_and_one_by_sms_does(
    db: Session, asked: Asked
) -> None:
    offers.decline(db, by_link(asked), NOW, asked.offer.id)
    assert MessageKind.RECEIVED not in kinds(db, asked)
    other = ask(db)
    offers.decline(db, member(other.member.id, Channel.SMS), NOW, other.offer.id)
    assert MessageKind.RECEIVED in kinds(db, other)


def test_a_host_room_is_given_back_with_a_no(db: Session, asked: Asked) -> None:
    room = db.scalars(select(HostRoom).limit(1)).one()
    span = asked.assignment.span
    booking = RoomBooking(
        host_room_id=room.id,
        assignment_id=asked.assignment.id,
        period=Range(span.start, span.end),
    )
    db.add(booking)
    db.flush()
    offers.decline(db, by_link(asked), NOW, asked.offer.id)
    db.refresh(booking)
    assert booking.released_at == NOW


def test_another_members_offer_does_not_exist(db: Session, asked: Asked) -> None:
    other = member(make.make_member(db).id, Channel.LINK)
    for answer in (offers.accept, offers.decline):
        with pytest.raises(NotFoundError):
            answer(db, other, NOW, asked.offer.id)
    with pytest.raises(NotFoundError):
        offers.accept(db, by_link(asked), NOW, 999_999)


def test_a_coordinator_answers_on_behalf_and_an_officer_may_not(db: Session, asked: Asked) -> None:
    user = make.make_coordinator(db)
    roles = frozenset({UserRole.COORDINATOR})
    who = Actor(ActorKind.USER, Channel.WEB, user_id=user.id, roles=roles)
    with pytest.raises(ForbiddenError):
        offers.accept(db, Actor(ActorKind.USER, Channel.WEB), NOW, asked.offer.id)
    offers.accept(db, who, NOW, asked.offer.id)
    assert asked.offer.answer_channel is Channel.ON_BEHALF
    entry = db.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.channel, entry.user_id) == (Channel.ON_BEHALF, user.id)


def cancel(db: Session, asked: Asked) -> None:
    db.execute(update(ServiceRequest).values(state=RequestState.CANCELLED))


def cancel_session(db: Session, asked: Asked) -> None:
    db.execute(update(InterpretingSession).values(cancelled_at=NOW))


def end_vetting(db: Session, asked: Asked) -> None:
    db.execute(update(Vetting).values(expires_on=NOW.date()))


def go_on_leave(db: Session, asked: Asked) -> None:
    span = asked.assignment.span
    db.add(
        Absence(
            member_id=asked.member.id,
            period=Range(span.start, span.end),
            kind=AbsenceKind.LEAVE,
            approved_at=NOW,
        )
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (cancel, "the session is cancelled"),
        (cancel_session, "the session is cancelled"),
        (end_vetting, "clearance does not hold"),
        (go_on_leave, "on leave at that time"),
    ],
)
def test_a_yes_is_refused_with_the_reason_and_changes_nothing(
    db: Session, asked: Asked, change: Callable[[Session, Asked], None], reason: str
) -> None:
    change(db, asked)
    db.flush()
    before = mark(db)
    with pytest.raises(ConflictError, match=reason):
        offers.accept(db, by_link(asked), NOW, asked.offer.id)
    assert asked.offer.state is OfferState.OPEN
    assert acts_since(db, before) == []


def test_an_answer_after_the_deadline_is_refused(db: Session, asked: Asked) -> None:
    for answer in (offers.accept, offers.decline):
        with pytest.raises(ConflictError, match="the time to answer is over"):
            answer(db, by_link(asked), asked.offer.expires_at, asked.offer.id)


def test_a_last_moment_answer_counts(db: Session, asked: Asked) -> None:
    just_before = asked.offer.expires_at - timedelta(microseconds=1)
    offers.accept(db, by_link(asked), just_before, asked.offer.id)
    assert db.get_one(Offer, asked.offer.id).state is OfferState.ACCEPTED


def test_a_member_who_left_the_pool_cannot_accept(db: Session, asked: Asked) -> None:
    asked.member.is_active = False
    db.flush()

    with pytest.raises(ConflictError, match="clearance does not hold"):
        offers.accept(db, by_link(asked), NOW, asked.offer.id)
