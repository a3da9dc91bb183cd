"""Texts from phones: answers where they are understood, a person's work where not."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, InboxMessage, Message
from app.domain.actors import Actor
from app.domain.errors import ForbiddenError, NotFoundError
from app.domain.messages import InboxState, MessageKind
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import ActorKind, Channel, UserRole
from app.services import inbox
from app.services.inbox import Inbound
from tests import factories as make
from tests.factories import NOW
from tests.support.offers import Asked, ask
from tests.support.web import FrozenClock


def say(db: Session, phone: str, body: str, ref: str = "SM1") -> bool:
    return inbox.receive(db, NOW, Inbound(ref, phone, body))


def received(db: Session) -> InboxMessage:
    return db.scalars(select(InboxMessage).order_by(InboxMessage.id.desc()).limit(1)).one()


def texts(db: Session, kind: MessageKind) -> int:
    count = select(func.count()).select_from(Message).where(Message.kind == kind)
    return int(db.scalar(count) or 0)


@pytest.fixture
def asked(db: Session) -> Asked:
    return ask(db)


@pytest.mark.parametrize("text", ["1 {}", "{} 1", "١ {}", "هو {}"])
def test_a_yes_by_text_takes_the_job(db: Session, asked: Asked, text: str) -> None:
    assert say(db, asked.member.phone, text.format(asked.offer.number))
    row = received(db)
    assert (row.state, row.offer_id) == (InboxState.UNDERSTOOD, asked.offer.id)
    assert row.remark == f"Yes to job {asked.offer.number}."
    assert asked.assignment.state is AssignmentState.CONFIRMED
    assert asked.offer.answer_channel is Channel.SMS
    assert texts(db, MessageKind.CONFIRMED) == 1


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_a_no_in_arabic_or_persian_digits_gives_it_back(
    db: Session, asked: Asked, digits: str
) -> None:
    said = f"2 {asked.offer.number}".translate(str.maketrans("0123456789", digits))
    say(db, asked.member.phone, said)
    assert asked.offer.state is OfferState.DECLINED
    assert asked.assignment.state is AssignmentState.WITHDRAWN
    assert texts(db, MessageKind.RECEIVED) == 1


def test_the_same_text_again_changes_nothing(db: Session, asked: Asked) -> None:
    body = f"1 {asked.offer.number}"
    assert say(db, asked.member.phone, body)
    before = db.scalar(select(func.count()).select_from(AuditEntry))
    assert not say(db, asked.member.phone, body)
    assert db.scalar(select(func.count()).select_from(AuditEntry)) == before
    assert db.scalar(select(func.count()).select_from(InboxMessage)) == 1


def test_a_yes_said_twice_is_understood_twice(db: Session, asked: Asked) -> None:
    say(db, asked.member.phone, f"1 {asked.offer.number}")
    say(db, asked.member.phone, f"1 {asked.offer.number}", ref="SM2")
    assert received(db).state is InboxState.UNDERSTOOD
    assert texts(db, MessageKind.CONFIRMED) == 1


def test_one_open_offer_needs_no_number_and_two_do(db: Session, asked: Asked) -> None:
    second = ask(db, member=asked.member, starts_at=NOW.replace(day=30, month=11))
    say(db, asked.member.phone, "1")
    assert received(db).state is InboxState.UNCLEAR
    assert received(db).remark == "Gives no job number, and 2 offers are open."
    say(db, asked.member.phone, f"2 {second.offer.number}", ref="SM2")
    say(db, asked.member.phone, "1", ref="SM3")
    assert received(db).state is InboxState.UNDERSTOOD
    assert asked.assignment.state is AssignmentState.CONFIRMED


def test_a_strangers_text_waits_for_a_coordinator_and_gets_no_answer(
    db: Session, asked: Asked
) -> None:
    say(db, "+38977123456", f"1 {asked.offer.number}")
    row = received(db)
    assert (row.member_id, row.state) == (None, InboxState.UNCLEAR)
    assert asked.offer.state is OfferState.OPEN
    assert texts(db, MessageKind.HELP) == 0


def test_another_members_number_opens_nothing(db: Session, asked: Asked) -> None:
    other = make.make_member(db)
    say(db, other.phone, f"1 {asked.offer.number}")
    assert received(db).remark == f"There is no job {asked.offer.number} of this member."
    assert asked.offer.state is OfferState.OPEN


def test_help_is_sent_once_a_day(db: Session, asked: Asked, clock: FrozenClock) -> None:
    for number, hours in enumerate((0, 1, 23, 24)):
        clock.time = NOW
        clock.advance(hours=hours)
        text = Inbound(f"SM{number}", asked.member.phone, "who is this?")
        inbox.receive(db, clock.time, text)
    assert texts(db, MessageKind.HELP) == 2


def test_who_wants_no_more_texts_gets_none(db: Session, asked: Asked) -> None:
    say(db, asked.member.phone, "STOP")
    assert received(db).state is InboxState.UNCLEAR
    assert str(received(db).remark).startswith("Asks for no more SMS, and gets none.")
    assert texts(db, MessageKind.HELP) == 0
    assert asked.offer.state is OfferState.OPEN


def test_a_yes_just_after_the_deadline_is_asked_again(db: Session, asked: Asked) -> None:
    text = Inbound("SM1", asked.member.phone, f"1 {asked.offer.number}")
    inbox.receive(db, asked.offer.expires_at, text)
    assert str(received(db).remark).startswith(f"Yes to job {asked.offer.number}, after its time")
    assert received(db).state is InboxState.UNDERSTOOD


def test_a_yes_that_comes_too_late_says_why_and_changes_nothing(db: Session, asked: Asked) -> None:
    text = Inbound("SM1", asked.member.phone, f"1 {asked.offer.number}")
    inbox.receive(db, asked.assignment.span.start, text)
    assert "the time to answer is over" in str(received(db).remark)
    assert (received(db).state, received(db).offer_id) == (InboxState.UNCLEAR, asked.offer.id)
    assert asked.offer.state is OfferState.OPEN


def test_a_long_text_is_kept_short(db: Session, asked: Asked) -> None:
    say(db, asked.member.phone, "x" * 5000)
    assert len(received(db).body) == inbox.LONGEST_BODY


def coordinator(db: Session) -> Actor:
    user = make.make_coordinator(db)
    roles = frozenset({UserRole.COORDINATOR})
    return Actor(ActorKind.USER, Channel.WEB, user_id=user.id, roles=roles)


def test_a_coordinator_ticks_a_text_off_once(db: Session, asked: Asked) -> None:
    say(db, asked.member.phone, "who is this?")
    who = coordinator(db)
    for _ in range(2):
        inbox.mark_handled(db, who, NOW, received(db).id)
    assert (received(db).state, received(db).handled_by_id) == (InboxState.HANDLED, who.user_id)
    acts = db.scalars(select(AuditEntry.act).where(AuditEntry.subject == "inbox_message")).all()
    assert acts == ["inbox.handled"]


def test_an_officer_may_not_and_nothing_is_no_text(db: Session, asked: Asked) -> None:
    with pytest.raises(ForbiddenError):
        inbox.mark_handled(db, Actor(ActorKind.USER, Channel.WEB), NOW, 1)
    with pytest.raises(NotFoundError):
        inbox.mark_handled(db, coordinator(db), NOW, 999_999)
