"""A yes after its time: a new chance where the seat is free, a kind word where it is not."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, InboxMessage, Message, Offer
from app.domain import actors
from app.domain.errors import ConflictError
from app.domain.messages import InboxState, MessageKind
from app.domain.states import OfferState
from app.domain.vocabulary import Channel
from app.services import inbox, offers
from app.services.inbox import Inbound
from tests import factories as make
from tests.factories import NOW
from tests.support.offers import Asked, ask, ask_rival


def expired(db: Session, asked: Asked) -> Asked:
    """The offer after nobody answered it."""
    offers.expire_due(db, actors.system(), asked.offer.expires_at)
    db.expire_all()
    return asked


def say_yes(db: Session, asked: Asked, after: timedelta = timedelta(minutes=5)) -> Offer:
    by = actors.member(asked.member.id, Channel.LINK)
    return offers.say_yes(db, by, asked.offer.expires_at + after, asked.offer.id)


def kinds_of(db: Session, offer: Offer) -> list[MessageKind]:
    query = select(Message.kind).where(Message.offer_id == offer.id).order_by(Message.id)
    return list(db.scalars(query))


def test_a_late_yes_is_kept_and_becomes_a_new_offer(db: Session) -> None:
    asked = expired(db, ask(db))
    again = say_yes(db, asked)
    assert again.id != asked.offer.id
    assert (again.state, again.member_id) == (OfferState.OPEN, asked.member.id)
    assert again.number != asked.offer.number
    assert kinds_of(db, again) == [MessageKind.OFFER]
    kept = select(func.count()).where(
        AuditEntry.act == "offer.late_yes", AuditEntry.subject_id == asked.offer.id
    )
    assert db.scalar(kept) == 1


def test_a_yes_just_after_the_deadline_does_not_wait_for_the_job_that_ends_offers(
    db: Session,
) -> None:
    asked = ask(db)
    again = say_yes(db, asked, timedelta(seconds=1))
    db.expire_all()
    assert asked.offer.state is OfferState.EXPIRED
    assert again.state is OfferState.OPEN
    assert MessageKind.EXPIRED not in kinds_of(db, asked.offer)
    assert offers.expire_due(db, actors.system(), asked.offer.expires_at) == 0


def test_the_new_offer_can_be_accepted_and_a_second_late_yes_opens_no_other(db: Session) -> None:
    asked = expired(db, ask(db))
    again = say_yes(db, asked)
    with pytest.raises(ConflictError):
        say_yes(db, asked)
    by = actors.member(asked.member.id, Channel.LINK)
    offers.accept(db, by, again.opens_at, again.id)
    assert again.state is OfferState.ACCEPTED


def test_a_late_yes_to_a_filled_seat_is_told_so_kindly(db: Session) -> None:
    first = ask(db)
    other = ask_rival(db, first)
    by = actors.member(other.member.id, Channel.LINK)
    other.offer.expires_at += timedelta(days=1)
    expired(db, first)
    offers.accept(db, by, NOW, other.offer.id)
    text = Inbound("late", first.member.phone, f"1 {first.offer.number}")
    inbox.receive(db, NOW + timedelta(hours=1), text)
    row = db.scalars(select(InboxMessage)).one()
    assert row.remark is not None
    assert "the seat is already filled" in row.remark
    assert row.state is InboxState.UNDERSTOOD, "nobody else has to do anything"
    assert MessageKind.FILLED in kinds_of(db, first.offer)


def test_a_late_yes_by_text_is_understood_and_asked_again(db: Session) -> None:
    asked = expired(db, ask(db))
    text = Inbound("late", asked.member.phone, f"1 {asked.offer.number}")
    inbox.receive(db, asked.offer.expires_at + timedelta(minutes=1), text)
    row = db.scalars(select(InboxMessage)).one()
    assert row.remark is not None
    assert "asked again as job" in row.remark


def test_who_has_promised_the_time_otherwise_gets_no_new_chance(db: Session) -> None:
    asked = expired(db, ask(db))
    busy = make.make_request(db).sessions[0].seats[0]
    make.make_assignment(db, busy, asked.member)
    with pytest.raises(ConflictError):
        say_yes(db, asked)


def test_nobody_is_asked_again_once_the_session_has_begun(db: Session) -> None:
    asked = expired(db, ask(db))
    with pytest.raises(ConflictError):
        say_yes(db, asked, asked.assignment.span.start - asked.offer.expires_at)
