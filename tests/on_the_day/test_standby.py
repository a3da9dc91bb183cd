"""A stand-in for a member who is silent: asked quietly, let go or confirmed."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Assignment, InterpretingSession, Message, Offer
from app.domain import actors
from app.domain.messages import MessageKind
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import Channel, Outcome
from app.services import ladder, offers, on_the_day
from tests import factories as make
from tests.support.database import Database
from tests.support.offers import Asked

At = Callable[[float], datetime]


@pytest.fixture
def db(committed_db: Database) -> Iterator[Session]:
    """A session with real commits: searches need transactions of their own."""
    with committed_db.session_factory() as session:
        yield session


@pytest.fixture
def stand_in(db: Session, committed_db: Database, theirs: Asked, at: At) -> Offer:
    """The yes of somebody who was asked because the member was silent."""
    other = make.make_member(db)
    on_the_day.watch(db, actors.system(), at(-120))
    db.commit()
    ladder.step_due(committed_db.session_factory, lambda: at(-119))
    db.expire_all()
    offer = db.scalars(select(Offer).where(Offer.member_id == other.id)).one()
    offers.accept(db, actors.member(other.id, Channel.LINK), at(-117), offer.id)
    assert offer.state is OfferState.HELD
    return offer


def texts_of(session: Session, member_id: int) -> list[MessageKind]:
    query = select(Message.kind).where(Message.member_id == member_id).order_by(Message.id)
    return list(session.scalars(query))


def test_who_speaks_after_all_keeps_the_seat_and_the_stand_in_is_let_go(
    db: Session, theirs: Asked, at: At, stand_in: Offer
) -> None:
    who = actors.member(theirs.member.id, Channel.LINK)
    on_the_day.set_out(db, who, at(-100), theirs.offer.id)
    db.refresh(stand_in)
    db.refresh(theirs.assignment)
    assert stand_in.state is OfferState.EXPIRED, "a held yes that was not needed"
    assert theirs.assignment.state is AssignmentState.CONFIRMED
    assert MessageKind.RELEASED in texts_of(db, stand_in.member_id)
    assert MessageKind.LATE not in texts_of(db, theirs.member.id)


def test_after_a_no_show_the_stand_in_has_the_seat_and_the_session_is_held(
    db: Session, theirs: Asked, at: At, stand_in: Offer
) -> None:
    on_the_day.watch(db, actors.system(), at(15))
    db.refresh(stand_in)
    assert stand_in.state is OfferState.ACCEPTED
    assignment = db.get_one(Assignment, stand_in.assignment_id, populate_existing=True)
    assert assignment.state is AssignmentState.CONFIRMED
    assert MessageKind.CONFIRMED in texts_of(db, stand_in.member_id)
    on_the_day.record(db, actors.system(), at(31), assignment.id, Outcome.FULFILLED)
    db.flush()
    is_theirs = InterpretingSession.request_id == theirs.request.id
    outcome = db.scalar(select(InterpretingSession.outcome).where(is_theirs))
    assert outcome is Outcome.FULFILLED
