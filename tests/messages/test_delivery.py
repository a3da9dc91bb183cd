"""By which way a message goes, what it may cost, and who wants none."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.db.models import (
    AuditEntry,
    DeliveryPolicy,
    Member,
    Message,
    NumberCapability,
    OptOut,
    ServiceRequest,
)
from app.domain.delivery import Hold, Policy, hold_of
from app.domain.job_details import Job
from app.domain.links import OfferLinks
from app.domain.messages import MessageChannel, MessageKind, ProviderStatus
from app.domain.numbers import Capability, capability_of, understood
from app.domain.reply_hints import HINTS
from app.domain.segments import size_of
from app.domain.sending import again_at
from app.domain.sms_text import compose, voice_of
from app.domain.states import MessageState
from app.domain.vocabulary import Modality, Script
from app.domain.words import LANGUAGES
from app.services.inbox import Inbound, receive
from app.services.messages import NewMessage, write_messages
from app.services.receipts import record_receipt
from app.services.relay import Relay, carry
from tests import factories as make
from tests.factories import NOW
from tests.support.offers import ask
from tests.support.provider import Fault, Provider
from tests.support.web import FrozenClock

TABLE = [
    Capability("RS", ""),
    Capability("RS", "64", operator="mts"),
    Capability("AT", "", two_way=True),
    Capability("ZZ", "", operator="elsewhere"),
]


@pytest.mark.parametrize(
    ("phone", "country", "takes_texts", "operator"),
    [
        ("+381641234567", "RS", True, "mts"),
        ("+381601234567", "RS", True, ""),
        ("+38111222333", "RS", False, ""),
        ("+4366412345678", "AT", True, ""),
        ("+38977123456", "MK", True, "elsewhere"),
        ("+999123456789", "ZZ", True, "elsewhere"),
    ],
)
def test_a_number_is_known_by_its_country_and_prefix(
    phone: str, country: str, takes_texts: bool, operator: str
) -> None:
    number = understood(phone)
    assert (number.country, number.takes_texts) == (country, takes_texts)
    assert capability_of(number, TABLE).operator == operator
    assert not capability_of(number, []).two_way


def test_every_language_can_say_how_to_reply() -> None:
    assert set(HINTS) == {words.tag for words in LANGUAGES}


@pytest.mark.parametrize("tag", sorted(HINTS))
@pytest.mark.parametrize("town", ["Niš", "Banja Koviljača", "Dimitrovgrad"])
@pytest.mark.parametrize("base", ["https://tlk.example", "https://tarjuman.example.org"])
def test_a_hint_to_reply_makes_no_text_longer_than_it_may_be(
    tag: str, town: str, base: str
) -> None:
    script = Script.CYRILLIC if tag == "sr-Cyrl" else Script.DEFAULT
    start = datetime(2026, 6, 9, 9)
    job = Job(47, "?", start, start + timedelta(hours=3), town, Modality.ON_SITE, start)
    job = replace(job, can_reply=True)
    link = OfferLinks("k" * 32, base).url(99_999)
    text = compose(MessageKind.OFFER, voice_of(tag, script), job, link)
    size = size_of(text)
    assert size.is_small
    # Two segments of UCS-2 have no room for it beside a long town or a long address.
    has_room = size.encoding == "GSM-7" or (town == "Niš" and base == "https://tlk.example")
    assert "1 47" in text or not has_room


def message_of(db: Session, kind: MessageKind = MessageKind.OFFER) -> Message:
    query = select(Message).where(Message.kind == kind).order_by(Message.id.desc()).limit(1)
    return db.scalars(query.execution_options(populate_existing=True)).one()


def write_help(db: Session, member: Member, key: str) -> None:
    write_messages(db, NOW, [NewMessage(member.id, MessageKind.HELP, key)])


def test_only_where_a_reply_can_arrive_a_text_says_how_to_send_one(
    db: Session, relay: Relay, provider: Provider
) -> None:
    for phone in ("+381601234567", "+4366412345678"):
        ask(db, member=make.make_member(db, phone=phone, page_language="en"))
    carry(relay)
    said = {text.to: "or SMS 1" in text.body for text in provider.texts}
    assert said == {"+381601234567": False, "+4366412345678": True}


@pytest.mark.parametrize("sender", ["+381645554443", "Tarjuman"])
def test_the_sender_of_the_table_is_used(
    db: Session, relay: Relay, provider: Provider, sender: str
) -> None:
    serbian = update(NumberCapability).where(NumberCapability.country == "RS")
    db.execute(serbian.values(sender=sender))
    ask(db)
    carry(relay)
    assert [text.sender for text in provider.texts] == [sender]


# Limits of spending


def set_policy(db: Session, **values: object) -> None:
    policy = Policy(**values)  # type: ignore[arg-type]
    db.add(DeliveryPolicy(id=1, **vars(policy)))
    db.flush()


def test_a_text_costs_its_segments_by_the_table(
    db: Session, relay: Relay, provider: Provider
) -> None:
    ask(db)
    carry(relay)
    message = message_of(db)
    assert message.cost_tenths == 280 * (message.segments or 0)
    assert message.tried_at == NOW


def test_what_goes_over_a_persons_limit_waits_for_the_next_day(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    set_policy(db, person_day_cents=60)
    member, other = make.make_member(db), make.make_member(db)
    for number in range(2):
        write_help(db, member, f"a:{number}")
    write_help(db, other, "b")
    carry(relay)
    assert {text.to for text in provider.texts} == {member.phone, other.phone}
    held = db.scalars(select(Message).where(Message.held == Hold.PERSON)).one()
    assert held.state is MessageState.QUEUED
    clock.time = held.due_at + timedelta(hours=8)
    carry(relay)
    assert len(provider.texts) == 3
    db.refresh(held)
    assert (held.held, held.state) == (None, MessageState.HANDED_OVER)


def test_what_goes_over_the_days_limit_waits_and_may_be_let_go(
    db: Session, relay: Relay, provider: Provider
) -> None:
    set_policy(db, day_cents=60)
    for number in range(3):
        write_help(db, make.make_member(db), f"{number}")
    carry(relay)
    held = list(db.scalars(select(Message).where(Message.held == Hold.DAY)))
    assert (len(provider.texts), len(held)) == (1, 2)
    held[0].may_exceed, held[0].due_at = True, NOW
    db.flush()
    carry(relay)
    assert len(provider.texts) == 2


@pytest.mark.parametrize("passes", [True, False])
def test_urgent_and_statutory_messages_pass_if_the_policy_says_so(
    db: Session, relay: Relay, provider: Provider, passes: bool
) -> None:
    set_policy(db, day_cents=1, urgent_passes=passes)
    statutory = ask(db)
    db.execute(update(ServiceRequest).values(priority=1))
    urgent = make.make_member(db)
    soon = NOW + timedelta(hours=2)
    write_messages(db, NOW, [NewMessage(urgent.id, MessageKind.HELP, "u", useless_after=soon)])
    ordinary = make.make_member(db)
    write_help(db, ordinary, "o")
    carry(relay)
    reached = {text.to for text in provider.texts}
    assert reached == ({statutory.member.phone, urgent.phone} if passes else set())
    assert ordinary.phone not in reached


def test_a_text_that_was_certainly_not_taken_costs_nothing(
    db: Session, relay: Relay, provider: Provider
) -> None:
    write_help(db, make.make_member(db), "a")
    write_help(db, make.make_member(db), "b")
    provider.faults = [Fault.BAD_NUMBER, Fault.TOO_MANY]
    carry(relay)
    assert set(db.scalars(select(Message.cost_tenths))) == {0}


@pytest.mark.parametrize(
    ("person", "everybody", "urgent", "hold"),
    [
        (0, 0, False, None),
        (9_900, 0, False, Hold.PERSON),
        (0, 199_900, False, Hold.DAY),
        (9_900, 199_900, True, None),
    ],
)
def test_limits_hold_what_would_go_over_them(
    person: int, everybody: int, urgent: bool, hold: Hold | None
) -> None:
    assert hold_of(Policy(), 200, person, everybody, is_urgent=urgent) is hold


# Failures


def test_a_phone_that_is_off_gets_the_text_again_until_it_would_be_late(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    asked = ask(db)
    for count in range(1, 3):
        carry(relay)
        assert len(provider.texts) == count
        (text,) = provider.texts[-1:]
        record_receipt(db, clock(), text.message_id, text.sid, ProviderStatus.UNDELIVERED, "30003")
        db.flush()
        assert message_of(db).again == count
        clock.advance(minutes=20)
    clock.time = asked.offer.expires_at
    carry(relay)
    assert len(provider.texts) == 2
    assert message_of(db).state is MessageState.DEAD


def test_a_repeated_receipt_sends_a_text_again_once(
    db: Session, relay: Relay, provider: Provider
) -> None:
    ask(db)
    carry(relay)
    (text,) = provider.texts
    for _ in range(3):
        record_receipt(db, NOW, text.message_id, text.sid, ProviderStatus.UNDELIVERED, "30003")
    assert len(list(db.scalars(select(Message)))) == 2


def test_waits_grow_and_are_spread() -> None:
    spread = [again_at(NOW, again, None, 0.5) for again in range(1, 7)]
    waits = [at - NOW for at in spread if at]
    assert waits == sorted(waits)
    assert spread[-1] is None
    assert again_at(NOW, 1, None, 0) != again_at(NOW, 1, None, 1)
    assert again_at(NOW, 1, NOW + timedelta(minutes=3), 0) is None


# Who wants no texts


def test_nobody_who_said_stop_is_sent_a_text_until_they_say_start(
    db: Session, relay: Relay, provider: Provider
) -> None:
    asked = ask(db)
    member = asked.member
    receive(db, NOW, Inbound("SM1", member.phone, "Stop."))
    carry(relay)
    (call,) = provider.phone_calls
    assert (call.to, provider.texts) == (member.phone, [])
    assert message_of(db).channel is MessageChannel.VOICE
    write_help(db, member, "h")
    carry(relay)
    assert message_of(db, MessageKind.HELP).error == "opted out"
    receive(db, NOW, Inbound("SM2", member.phone, "START"))
    write_help(db, member, "h2")
    carry(relay)
    assert [text.to for text in provider.texts] == [member.phone]
    acts = list(db.scalars(select(AuditEntry.act).where(AuditEntry.act.like("member.opted%"))))
    assert acts == ["member.opted_out", "member.opted_in"]


@pytest.mark.parametrize("late", [False, True])
def test_the_provider_tells_who_wants_no_texts(
    db: Session, relay: Relay, provider: Provider, late: bool
) -> None:
    asked = ask(db)
    if late:
        carry(relay)
        (text,) = provider.texts
        record_receipt(db, NOW, text.message_id, text.sid, ProviderStatus.FAILED, "21610")
    else:
        provider.faults = [Fault.OPTED_OUT]
        carry(relay)
    out = db.scalars(select(OptOut)).one()
    assert (out.phone, out.known_by) == (asked.member.phone, "provider")


def test_a_number_that_cannot_be_called_either_is_the_coordinators(
    db: Session, relay: Relay, provider: Provider
) -> None:
    db.execute(update(NumberCapability).values(voice=False))
    asked = ask(db)
    receive(db, NOW, Inbound("SM1", asked.member.phone, "STOP"))
    carry(relay)
    assert (provider.texts, provider.phone_calls) == ([], [])
    assert (message_of(db).state, message_of(db).error) == (MessageState.DEAD, "opted out")
