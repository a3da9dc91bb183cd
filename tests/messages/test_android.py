"""The second provider: the real client against a gateway on the loopback address, its webhook, and
when it takes over."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from app import create_app
from app.adapters.sms import BusyError, Outgoing, RefusedError, SmsError, UncertainError
from app.adapters.sms.android import AndroidGateway, name_of
from app.adapters.sms.twilio import TwilioGateway
from app.db.models import InboxMessage, Message, Offer, ProviderHealth, Receipt
from app.domain.messages import MessageKind, ProviderStatus
from app.domain.sending import GRACE, SILENCE
from app.domain.states import MessageState, OfferState
from app.extensions import db as extension
from app.services.inbox import read_next
from app.services.messages import NewMessage, write_messages
from app.services.relay import Relay, carry
from config import AndroidSettings
from tests import factories as make
from tests.factories import NOW
from tests.messages.conftest import LINKS
from tests.support.database import Database
from tests.support.offers import ask
from tests.support.phone_gateway import PhoneGateway, serving_phone, signed
from tests.support.provider import Fault, Provider
from tests.support.web import FrozenClock, make_settings

TEXT = Outgoing(7, "+381601234567", "دنده 47: پښتو", NOW)
WEBHOOK = "/sms/android"


@pytest.fixture
def phone() -> Iterator[PhoneGateway]:
    with serving_phone() as phone:
        yield phone


@pytest.fixture
def android(phone: PhoneGateway) -> Iterator[AndroidGateway]:
    gateway = AndroidGateway(phone.settings)
    yield gateway
    gateway.session.close()


@pytest.fixture
def both(
    session_factory: sessionmaker[Session],
    gateway: TwilioGateway,
    android: AndroidGateway,
    clock: FrozenClock,
) -> Relay:
    """A relay with two providers, inside the test's transaction."""
    return Relay(session_factory, gateway, LINKS, clock, others=(android,))


@pytest.fixture
def app(
    committed_db: Database, clock: FrozenClock, tmp_path: Path, phone: PhoneGateway
) -> Iterator[Flask]:
    settings = replace(make_settings(committed_db.url, tmp_path), android=phone.settings)
    app = create_app(settings, clock)
    app.config.update(TESTING=True)
    yield app
    with app.app_context():
        extension.engine.dispose()


def test_a_text_goes_under_an_id_of_ours(android: AndroidGateway, phone: PhoneGateway) -> None:
    handed_over = android.send(TEXT)
    assert (handed_over.ref, handed_over.status) == (name_of(TEXT), ProviderStatus.QUEUED)
    sent = phone.messages[name_of(TEXT)]
    assert sent["phoneNumbers"] == [TEXT.to]
    assert sent["textMessage"] == {"text": TEXT.body}
    assert sent["withDeliveryReport"] is True


def test_a_text_sent_twice_is_one(android: AndroidGateway, phone: PhoneGateway) -> None:
    assert android.send(TEXT).ref == android.send(TEXT).ref
    assert len(phone.messages) == 1


@pytest.mark.parametrize(
    ("fault", "error", "is_taken"),
    [
        (400, RefusedError, False),
        (401, BusyError, False),
        (429, BusyError, False),
        (500, UncertainError, False),
        ("lose", UncertainError, True),
        ("nonsense", UncertainError, True),
    ],
)
def test_what_a_failure_means(
    android: AndroidGateway,
    phone: PhoneGateway,
    fault: int | str,
    error: type[SmsError],
    is_taken: bool,
) -> None:
    phone.faults = [fault]
    with pytest.raises(error):
        android.send(TEXT)
    assert phone.calls == 1, "the client tries once and leaves the rest to us"
    assert [found.ref for found in android.find(TEXT)] == [name_of(TEXT)] * is_taken


def test_no_answer_in_time_leaves_it_open(phone: PhoneGateway) -> None:
    phone.faults = ["stall"]
    gateway = AndroidGateway(phone.settings, timeout=1)
    with pytest.raises(UncertainError):
        gateway.send(TEXT)
    gateway.session.close()


def test_without_a_connection_nothing_was_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings = AndroidSettings(f"http://127.0.0.1:{taken.getsockname()[1]}", "a", "b", "c")
        gateway = AndroidGateway(settings)
        with pytest.raises(BusyError):
            gateway.send(TEXT)
        with pytest.raises(SmsError):
            gateway.find(TEXT)
        with pytest.raises(SmsError):
            gateway.received(NOW)


def test_a_state_that_cannot_be_read_says_so(android: AndroidGateway, phone: PhoneGateway) -> None:
    phone.faults = [503]
    with pytest.raises(SmsError):
        android.find(TEXT)


def test_lost_replies_are_asked_for_again(android: AndroidGateway, phone: PhoneGateway) -> None:
    assert android.received(NOW - timedelta(days=1)) == ()
    (asked,) = phone.refreshed
    assert asked["since"] == (NOW - timedelta(days=1)).isoformat()


# When it takes over


def write_helps(db: Session, count: int) -> None:
    for number in range(count):
        member = make.make_member(db)
        write_messages(db, NOW, [NewMessage(member.id, MessageKind.HELP, f"help:{number}")])


def providers(db: Session) -> list[str | None]:
    db.expire_all()
    return list(db.scalars(select(Message.provider).order_by(Message.id)))


def test_the_first_provider_carries_while_it_is_well(
    db: Session, both: Relay, phone: PhoneGateway
) -> None:
    write_helps(db, 2)
    carry(both)
    assert providers(db) == ["twilio", "twilio"]
    assert phone.messages == {}


def test_after_failures_in_a_row_the_other_takes_over_and_then_gives_back(
    db: Session, both: Relay, provider: Provider, phone: PhoneGateway, clock: FrozenClock
) -> None:
    write_helps(db, 4)
    provider.faults = [Fault.TOO_MANY] * 3
    for _ in range(3):
        carry(both)
    assert (provider.texts, len(phone.messages)) == ([], 0)
    carry(both)
    assert len(phone.messages) == 1, "what was put back waits for its time"
    clock.advance(minutes=1)
    carry(both)
    assert (len(phone.messages), provider.texts) == (4, [])
    assert set(providers(db)) == {"android"}
    clock.advance(minutes=10)
    write_helps(db, 0)
    member = make.make_member(db)
    write_messages(db, clock(), [NewMessage(member.id, MessageKind.HELP, "later")])
    carry(both)
    assert len(provider.texts) == 1
    assert db.scalars(select(ProviderHealth)).one().failures == 0


def test_one_failure_after_the_wait_is_enough_to_spare_it_again(
    db: Session, both: Relay, provider: Provider, phone: PhoneGateway, clock: FrozenClock
) -> None:
    write_helps(db, 3)
    provider.faults = [Fault.TOO_MANY] * 4
    for _ in range(3):
        carry(both)
    clock.advance(minutes=11)
    carry(both)
    carry(both)
    assert len(provider.texts) == 0
    assert len(phone.messages) == 2


def test_an_uncertain_text_stays_with_its_provider_while_that_may_have_it(
    db: Session, both: Relay, provider: Provider, phone: PhoneGateway, clock: FrozenClock
) -> None:
    write_helps(db, 1)
    provider.faults = [Fault.HANG_UP_AFTER_TAKING]
    provider.list_is_away = True
    carry(both)
    while clock.time < NOW + SILENCE - GRACE:
        clock.time += GRACE
        carry(both)
    assert db.scalars(select(Message)).one().state is MessageState.UNCERTAIN
    assert phone.messages == {}
    provider.list_is_away = False
    clock.time += GRACE
    carry(both)
    assert db.scalars(select(Message)).one().state is MessageState.HANDED_OVER
    assert (len(provider.texts), phone.messages) == (1, {})


def test_when_the_wait_is_over_an_uncertain_text_goes_by_the_other(
    db: Session, both: Relay, provider: Provider, phone: PhoneGateway, clock: FrozenClock
) -> None:
    write_helps(db, 1)
    provider.faults = [Fault.LOSE] * 9
    provider.list_is_away = True
    carry(both)
    db.add(ProviderHealth(name="other", failures=0, away_until=None))
    health = db.scalars(select(ProviderHealth).where(ProviderHealth.name == "twilio")).one()
    health.away_until = NOW + timedelta(hours=1)
    db.flush()
    clock.time = NOW + SILENCE
    carry(both)
    clock.advance(minutes=1)
    carry(both)
    assert providers(db) == ["android"]
    assert len(phone.messages) == 1


def test_texts_of_the_phone_say_how_to_reply_and_cost_nothing(
    db: Session, session_factory: sessionmaker[Session], android: AndroidGateway, clock: FrozenClock
) -> None:
    asked = ask(db, member=make.make_member(db, page_language="en"))
    carry(Relay(session_factory, android, LINKS, clock))
    message = db.scalars(select(Message)).one()
    assert f"or SMS 1 {asked.offer.number} yes" in (message.body or "")
    assert (message.cost_tenths, message.provider) == (0, "android")


# Its webhook


def event(name: str, **payload: object) -> dict[str, object]:
    return {"deviceId": "d1", "event": name, "id": "e1", "webhookId": "w1", "payload": payload}


def reply(**changes: object) -> dict[str, object]:
    payload = {"messageId": "abc", "message": "1", "phoneNumber": "+38160", "simNumber": 1}
    payload |= {"receivedAt": "2026-11-23T09:00:00.000+01:00"}
    return event("sms:received", **(payload | changes))


def count(database: Database, model: type) -> int:
    with database.session_factory() as session:
        return int(session.scalar(select(func.count()).select_from(model)) or 0)


def test_a_reply_to_the_phone_takes_the_job_once(
    client: FlaskClient, committed_db: Database, clock: FrozenClock
) -> None:
    with committed_db.session_factory.begin() as session:
        asked = ask(session)
    body = {"message": f"1 {asked.offer.number}", "phoneNumber": asked.member.phone}
    for name in ("e1", "e2"):
        again = reply(**body) | {"id": name}
        assert client.post(WEBHOOK, **signed(again, clock())).status_code == 204
    assert count(committed_db, InboxMessage) == 1
    with committed_db.session_factory.begin() as session:
        assert read_next(session, clock())
    with committed_db.session_factory() as session:
        assert session.get_one(Offer, asked.offer.id).state is OfferState.ACCEPTED


def test_the_same_words_later_are_another_text(
    client: FlaskClient, committed_db: Database, clock: FrozenClock
) -> None:
    for came_at in ("2026-11-23T09:00:00.000+01:00", "2026-11-23T09:05:00.000+01:00"):
        client.post(WEBHOOK, **signed(reply(receivedAt=came_at), clock()))
    assert count(committed_db, InboxMessage) == 2


def test_receipts_climb(
    client: FlaskClient,
    committed_db: Database,
    clock: FrozenClock,
    android: AndroidGateway,
    phone: PhoneGateway,
) -> None:
    with committed_db.session_factory.begin() as session:
        ask(session)
    carry(Relay(committed_db.session_factory, android, LINKS, clock))
    (name,) = phone.messages
    for word in ("sms:delivered", "sms:sent", "sms:delivered", "sms:delivered"):
        told = event(word, messageId=name, phoneNumber="+38160")
        assert client.post(WEBHOOK, **signed(told, clock())).status_code == 204
    with committed_db.session_factory() as session:
        assert session.scalars(select(Message)).one().state is MessageState.DELIVERED
    assert count(committed_db, Receipt) == 3


def test_nobody_else_is_believed(
    client: FlaskClient, committed_db: Database, clock: FrozenClock
) -> None:
    good = signed(reply(), clock())
    tries = [
        client.post(WEBHOOK, json=reply()),
        client.post(WEBHOOK, **signed(reply(), clock(), key="another's")),
        client.post(WEBHOOK, data=good["data"] + b" ", headers=good["headers"]),
        client.post(WEBHOOK, **signed(reply(), clock() - timedelta(minutes=6))),
        client.post(WEBHOOK, **signed(reply(), clock() + timedelta(minutes=6))),
        client.post(WEBHOOK, data=good["data"], headers=good["headers"] | {"X-Timestamp": "now"}),
        client.post(WEBHOOK, data=good["data"], headers=good["headers"] | {"X-Signature": "é"}),
    ]
    assert [answer.status_code for answer in tries] == [403] * len(tries)
    assert count(committed_db, InboxMessage) == 0


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (reply(message=None), 400),
        (reply(message="zero\0byte"), 400),
        (reply(phoneNumber=7), 400),
        ({"event": "sms:received"}, 400),
        (event("system:ping", health={}), 204),
        (event("sms:sent", messageId="by hand"), 204),
        (event("sms:sent", messageId="999999-1"), 204),
        (event("sms:sent", messageId=f"{2**70}-1"), 204),
    ],
)
def test_what_means_nothing_changes_nothing(
    client: FlaskClient,
    committed_db: Database,
    clock: FrozenClock,
    told: dict[str, object],
    status: int,
) -> None:
    assert client.post(WEBHOOK, **signed(told, clock())).status_code == status
    assert count(committed_db, InboxMessage) == 0


def test_without_a_phone_the_address_does_not_exist(
    committed_db: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    app = create_app(make_settings(committed_db.url, tmp_path), clock)
    assert app.test_client().post(WEBHOOK, **signed(reply(), clock())).status_code == 404
    with app.app_context():
        extension.engine.dispose()
