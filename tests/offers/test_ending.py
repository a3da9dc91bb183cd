"""Offers that end without an answer: expired, withdrawn, cancelled."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, Message, Offer
from app.db.queue import defer
from app.domain.actors import Actor, member, system
from app.domain.errors import ForbiddenError
from app.domain.messages import MessageKind
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import ActorKind, Channel
from app.services import offers
from app.services.offers import ending
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database
from tests.support.jobs import run_jobs
from tests.support.offers import Asked, ask, ask_rival


@pytest.fixture
def asked(db: Session) -> Asked:
    return ask(db)


def accept(db: Session, asked: Asked) -> None:
    offers.accept(db, member(asked.member.id, Channel.LINK), NOW, asked.offer.id)


def acts(db: Session) -> list[str]:
    return list(db.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))[2:]


def kinds(db: Session, asked: Asked) -> list[MessageKind]:
    query = select(Message.kind).where(Message.offer_id == asked.offer.id)
    return list(db.scalars(query.order_by(Message.id)))


def test_an_offer_expires_at_its_deadline_and_not_before(db: Session, asked: Asked) -> None:
    deadline = asked.offer.expires_at
    assert offers.expire_due(db, system(), deadline - timedelta(seconds=1)) == 0
    assert offers.expire_due(db, system(), deadline) == 1
    assert asked.offer.state is OfferState.EXPIRED
    assert asked.assignment.state is AssignmentState.RELEASED
    assert acts(db) == ["offer.expired", "assignment.released"]
    entry = db.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.actor_kind, entry.channel) == (ActorKind.SYSTEM, Channel.JOB)
    assert kinds(db, asked) == [MessageKind.OFFER, MessageKind.EXPIRED]
    assert offers.expire_due(db, system(), deadline) == 0


def test_an_answered_offer_does_not_expire(db: Session, asked: Asked) -> None:
    accept(db, asked)
    assert offers.expire_due(db, system(), asked.offer.expires_at) == 0
    assert asked.assignment.state is AssignmentState.CONFIRMED


def test_no_more_than_a_batch_expires_at_a_time(
    db: Session, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(db, starts_at=NOW + timedelta(days=9, hours=1))
    ask_rival(db, asked)
    monkeypatch.setattr(ending, "BATCH", 2)
    later = NOW + timedelta(days=5)
    assert [offers.expire_due(db, system(), later) for _ in range(3)] == [2, 1, 0]


def test_a_seat_that_somebody_changes_is_left_for_the_next_time(committed_db: Database) -> None:
    with committed_db.session_factory.begin() as session:
        first = ask(session)
        second = ask(session, starts_at=NOW + timedelta(days=9, hours=1))
        deadline = second.offer.expires_at
    just_before = first.offer.expires_at - timedelta(seconds=1)
    answers, job = committed_db.session_factory(), committed_db.session_factory()
    with answers, job:
        offers.accept(answers, member(first.member.id, Channel.LINK), just_before, first.offer.id)
        assert offers.expire_due(job, system(), deadline) == 1
        job.commit()
        answers.commit()
        assert offers.expire_due(job, system(), deadline) == 0
        assert job.get_one(Offer, first.offer.id).state is OfferState.ACCEPTED
        assert job.get_one(Offer, second.offer.id).state is OfferState.EXPIRED


def test_the_job_ends_every_overdue_offer(committed_db: Database) -> None:
    with committed_db.session_factory.begin() as session:
        ids = [
            ask(session, starts_at=NOW + timedelta(days=day, hours=1)).offer.id
            for day in range(8, 13)
        ]
        session.execute(
            update(Offer).where(Offer.id == ids[-1]).values(expires_at=NOW + timedelta(days=30))
        )
        defer(session, "offers:expire", {})
    run_jobs(committed_db, lambda: NOW + timedelta(days=7))
    with committed_db.session_factory() as session:
        states = list(session.scalars(select(Offer.state).order_by(Offer.id)))
    assert states == [OfferState.EXPIRED] * 4 + [OfferState.OPEN]


def test_what_is_withdrawn_frees_seat_and_member_and_tells_them(db: Session, asked: Asked) -> None:
    offers.withdraw_offers(db, system(), NOW, [asked.assignment])
    assert asked.offer.state is OfferState.WITHDRAWN
    assert asked.assignment.state is AssignmentState.RELEASED
    assert acts(db) == ["offer.withdrawn", "assignment.released"]
    assert kinds(db, asked) == [MessageKind.OFFER, MessageKind.FILLED]
    assert ask(db, member=asked.member).assignment.state is AssignmentState.OFFERED


def test_what_is_confirmed_is_not_withdrawn(db: Session, asked: Asked) -> None:
    accept(db, asked)
    offers.withdraw_offers(db, system(), NOW, [asked.assignment])
    assert asked.assignment.state is AssignmentState.CONFIRMED


def test_an_officer_may_not_withdraw(db: Session, asked: Asked) -> None:
    with pytest.raises(ForbiddenError):
        offers.withdraw_offers(db, Actor(ActorKind.USER, Channel.WEB), NOW, [asked.assignment])


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_a_cancelled_seat_tells_who_was_asked_or_comes(
    db: Session, asked: Asked, is_confirmed: bool
) -> None:
    if is_confirmed:
        accept(db, asked)
    offers.cancel_assignments(db, system(), NOW, [asked.assignment])
    assert asked.assignment.state is AssignmentState.CANCELLED
    assert asked.offer.state is (OfferState.ACCEPTED if is_confirmed else OfferState.WITHDRAWN)
    assert kinds(db, asked)[-1] is MessageKind.CANCELLED
    assert acts(db)[-1] == "assignment.cancelled"


def test_a_cancelled_proposal_tells_nobody(db: Session) -> None:
    request = make.make_request(db)
    row = make.make_assignment(
        db,
        request.sessions[0].seats[0],
        make.make_member(db),
        state=AssignmentState.PROPOSED,
        plan=make.make_plan(db),
    )
    offers.cancel_assignments(db, system(), NOW, [row])
    assert row.state is AssignmentState.PROPOSED
    assert db.scalar(select(func.count()).select_from(Message)) == 0


def test_cancelling_again_changes_nothing(db: Session, asked: Asked) -> None:
    offers.cancel_assignments(db, system(), NOW, [asked.assignment])
    count = len(acts(db))
    offers.cancel_assignments(db, system(), NOW, [asked.assignment])
    assert len(acts(db)) == count
