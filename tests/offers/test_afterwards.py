"""What follows a yes: setting out, and giving back with the seat free and the history kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, Message
from app.domain.actors import Actor, member
from app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from app.domain.messages import MessageKind
from app.domain.reminders import SET_OUT_FROM
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import ActorKind, Channel, DeclineReason, UserRole
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.offers import Asked, ask, ask_rival


@pytest.fixture
def theirs(db: Session) -> Asked:
    """A job that its member has said yes to."""
    asked = ask(db)
    offers.accept(db, by_link(asked), NOW, asked.offer.id)
    return asked


def by_link(asked: Asked) -> Actor:
    return member(asked.member.id, Channel.LINK)


def acts(db: Session, act: str) -> list[AuditEntry]:
    return list(db.scalars(select(AuditEntry).where(AuditEntry.act == act)))


def test_a_job_given_back_frees_the_seat_and_the_member_and_keeps_the_yes(
    db: Session, theirs: Asked
) -> None:
    later = NOW + timedelta(days=1)
    offer = offers.give_back(db, by_link(theirs), later, theirs.offer.id, DeclineReason.WELLBEING)
    assert (offer.state, offer.answered_at) == (OfferState.ACCEPTED, NOW)
    assert (offer.given_back_at, offer.give_back_reason) == (later, DeclineReason.WELLBEING)
    assert theirs.assignment.state is AssignmentState.WITHDRAWN
    (entry,) = acts(db, "assignment.withdrawn")
    assert (entry.member_id, entry.channel) == (theirs.member.id, Channel.LINK)
    assert entry.details == {"from": "confirmed", "seat": theirs.assignment.seat_id}
    kinds = set(db.scalars(select(Message.kind).where(Message.offer_id == offer.id)))
    assert kinds == {MessageKind.OFFER, MessageKind.CONFIRMED}
    again = ask(db, member=theirs.member)
    assert again.assignment.state is AssignmentState.OFFERED


def test_another_may_be_asked_for_the_seat(db: Session, theirs: Asked) -> None:
    offers.give_back(db, by_link(theirs), NOW, theirs.offer.id)
    other = ask_rival(db, theirs)
    offers.accept(db, by_link(other), NOW, other.offer.id)
    assert other.assignment.state is AssignmentState.CONFIRMED


def test_given_back_twice_is_given_back_once(db: Session, theirs: Asked) -> None:
    after_it = theirs.assignment.span.end
    offers.give_back(db, by_link(theirs), NOW, theirs.offer.id)
    offers.give_back(db, by_link(theirs), after_it, theirs.offer.id, DeclineReason.ILL)
    assert len(acts(db, "assignment.withdrawn")) == 1
    assert (theirs.offer.given_back_at, theirs.offer.give_back_reason) == (NOW, None)


def test_what_was_given_back_is_neither_accepted_nor_declined_any_more(
    db: Session, theirs: Asked
) -> None:
    offers.give_back(db, by_link(theirs), NOW, theirs.offer.id)
    for answer in (offers.accept, offers.decline):
        with pytest.raises(ConflictError, match="it was given back"):
            answer(db, by_link(theirs), NOW, theirs.offer.id)


def test_only_a_coming_job_of_ones_own_is_given_back(db: Session, theirs: Asked) -> None:
    with pytest.raises(ConflictError, match="has begun"):
        offers.give_back(db, by_link(theirs), theirs.assignment.span.start, theirs.offer.id)
    asked = ask(db)
    with pytest.raises(ConflictError, match="not this member's"):
        offers.give_back(db, by_link(asked), NOW, asked.offer.id)
    with pytest.raises(NotFoundError):
        offers.give_back(db, by_link(asked), NOW, theirs.offer.id)
    with pytest.raises(ForbiddenError):
        offers.give_back(db, Actor(ActorKind.USER, Channel.WEB), NOW, theirs.offer.id)
    assert theirs.assignment.state is AssignmentState.CONFIRMED


def test_a_coordinator_gives_back_on_behalf(db: Session, theirs: Asked) -> None:
    user = make.make_coordinator(db)
    roles = frozenset({UserRole.COORDINATOR})
    who = Actor(ActorKind.USER, Channel.WEB, user_id=user.id, roles=roles)
    offers.give_back(db, who, NOW, theirs.offer.id)
    (entry,) = acts(db, "assignment.withdrawn")
    assert (entry.channel, entry.user_id) == (Channel.ON_BEHALF, user.id)


def test_setting_out_is_noted_once(db: Session, theirs: Asked) -> None:
    first = theirs.assignment.span.start - SET_OUT_FROM
    offers.set_out(db, by_link(theirs), first, theirs.offer.id)
    offers.set_out(db, by_link(theirs), first + timedelta(hours=1), theirs.offer.id)
    assert theirs.assignment.on_my_way_at == first
    (entry,) = acts(db, "assignment.on_my_way")
    assert (entry.subject_id, entry.member_id) == (theirs.assignment.id, theirs.member.id)


def test_nobody_sets_out_too_early_or_too_late_or_for_what_is_not_theirs(
    db: Session, theirs: Asked
) -> None:
    start = theirs.assignment.span.start
    with pytest.raises(ConflictError, match="too early"):
        offers.set_out(
            db, by_link(theirs), start - SET_OUT_FROM - timedelta(seconds=1), theirs.offer.id
        )
    with pytest.raises(ConflictError, match="has begun"):
        offers.set_out(db, by_link(theirs), start, theirs.offer.id)
    asked = ask(db)
    with pytest.raises(ConflictError, match="not this member's"):
        offers.set_out(db, by_link(asked), NOW, asked.offer.id)
    assert acts(db, "assignment.on_my_way") == []
