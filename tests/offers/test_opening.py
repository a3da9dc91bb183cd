"""Opening offers: what is asked, until when, by which number."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Assignment, AuditEntry, Member, Message, Offer, Seat
from app.domain.actors import system
from app.domain.errors import ConflictError
from app.domain.messages import MessageKind
from app.domain.states import AssignmentState, MessageState, OfferState
from app.services import offers
from tests import factories as make
from tests.factories import NOW

SYSTEM = system()


def proposed(db: Session, days: int = 8, member: Member | None = None) -> Assignment:
    """A plan's proposal for a new seat."""
    starts_at = NOW + timedelta(days=days, hours=1)
    request = make.make_request(db, starts_at=starts_at)
    seat = request.sessions[0].seats[0]
    return make.make_assignment(
        db,
        seat,
        member or make.make_member(db),
        starts_at=starts_at,
        state=AssignmentState.PROPOSED,
        plan=make.make_plan(db),
    )


def test_an_opened_offer_holds_the_members_time_and_writes_the_text(db: Session) -> None:
    assignment = proposed(db)
    (offer,) = offers.open_offers(db, SYSTEM, NOW, [assignment])
    assert assignment.state is AssignmentState.OFFERED
    assert offer.state is OfferState.OPEN
    assert NOW < offer.expires_at < assignment.span.start
    message = db.scalars(select(Message)).one()
    assert (message.kind, message.state) == (MessageKind.OFFER, MessageState.QUEUED)
    assert (message.member_id, message.offer_id) == (assignment.member_id, offer.id)
    assert message.useless_after == offer.expires_at
    acts = db.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts == ["assignment.offered", "offer.open"]


def test_each_live_offer_of_a_member_has_its_own_number(db: Session) -> None:
    member = make.make_member(db)
    assignments = [proposed(db, days, member=member) for days in (8, 9, 10)]
    made = offers.open_offers(db, SYSTEM, NOW, assignments)
    assert [offer.number for offer in made] == [10, 11, 12]


def test_the_relay_is_called_once_for_all_texts(db: Session) -> None:
    offers.open_offers(db, SYSTEM, NOW, [proposed(db, 8), proposed(db, 9)])
    jobs = db.connection().exec_driver_sql("select task_name from queue.procrastinate_jobs")
    assert [name for (name,) in jobs] == ["messages:relay"]


def test_nothing_is_asked_twice_for_one_seat(db: Session) -> None:
    first = proposed(db)
    offers.open_offers(db, SYSTEM, NOW, [first])
    second = make.make_assignment(
        db,
        db.get_one(Seat, first.seat_id),
        make.make_member(db),
        state=AssignmentState.PROPOSED,
        plan=make.make_plan(db),
    )
    with pytest.raises(ConflictError, match="already asked"):
        offers.open_offers(db, SYSTEM, NOW, [second])


def test_a_member_is_not_asked_for_two_sessions_at_one_time(db: Session) -> None:
    member = make.make_member(db)
    offers.open_offers(db, SYSTEM, NOW, [proposed(db, member=member)])
    with pytest.raises(ConflictError, match="promised the same time"):
        offers.open_offers(db, SYSTEM, NOW, [proposed(db, member=member)])


def test_a_session_that_has_begun_is_not_offered(db: Session) -> None:
    assignment = proposed(db)
    with pytest.raises(ConflictError, match="has begun"):
        offers.open_offers(db, SYSTEM, assignment.span.start, [assignment])


def test_what_is_not_proposed_cannot_be_offered(db: Session) -> None:
    assignment = proposed(db)
    offers.open_offers(db, SYSTEM, NOW, [assignment])
    with pytest.raises(ConflictError, match="is offered"):
        offers.open_offers(db, SYSTEM, NOW, [assignment])


def test_to_open_nothing_writes_nothing(db: Session) -> None:
    assert offers.open_offers(db, SYSTEM, NOW, []) == []
    assert db.scalars(select(Offer)).all() == []
