"""Replies whose call to us was lost are found in the provider's list."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.adapters.sms import Outgoing
from app.adapters.sms.simulator import SimulatorGateway
from app.adapters.sms.twilio import TwilioGateway
from app.db.models import InboxMessage
from app.domain.messages import InboxState
from app.domain.states import AssignmentState, OfferState
from app.services import inbox
from app.services.fetching import fetch_replies
from app.services.inbox import Inbound
from config import TwilioSettings
from tests.factories import NOW
from tests.support.offers import ask
from tests.support.provider import PUBLIC, SID, TOKEN, Provider
from tests.support.web import FrozenClock

SERVICE = "MG" + "0" * 32


def test_a_reply_whose_call_was_lost_is_taken_in_once(
    db: Session,
    session_factory: sessionmaker[Session],
    gateway: TwilioGateway,
    provider: Provider,
    clock: FrozenClock,
) -> None:
    asked = ask(db)
    provider.reply(asked.member.phone, f"1 {asked.offer.number}")
    assert [fetch_replies(session_factory, gateway, clock) for _ in range(2)] == [1, 0]
    db.expire_all()
    assert asked.assignment.state is AssignmentState.CONFIRMED


def test_what_a_webhook_brought_is_known(
    db: Session,
    session_factory: sessionmaker[Session],
    gateway: TwilioGateway,
    provider: Provider,
    clock: FrozenClock,
) -> None:
    provider.reply("+38977123456", "hello")
    inbox.receive(db, NOW, Inbound(provider.replies[0]["sid"], "+38977123456", "hello"))
    db.commit()
    assert fetch_replies(session_factory, gateway, clock) == 0


def test_an_old_reply_never_answers_an_offer_made_after_it(
    db: Session,
    session_factory: sessionmaker[Session],
    gateway: TwilioGateway,
    provider: Provider,
    clock: FrozenClock,
) -> None:
    asked = ask(db)
    clock.time = NOW - timedelta(hours=1)
    provider.reply(asked.member.phone, "1")
    provider.reply(asked.member.phone, f"1 {asked.offer.number}")
    clock.time = NOW + timedelta(minutes=5)
    assert fetch_replies(session_factory, gateway, clock) == 2
    db.expire_all()
    assert asked.offer.state is OfferState.OPEN
    rows = db.scalars(select(InboxMessage.state)).all()
    assert set(rows) == {InboxState.UNCLEAR}


def test_a_list_that_cannot_be_read_is_read_the_next_time(
    session_factory: sessionmaker[Session],
    gateway: TwilioGateway,
    provider: Provider,
    clock: FrozenClock,
) -> None:
    provider.reply("+38977123456", "hello")
    provider.list_is_away = True
    assert fetch_replies(session_factory, gateway, clock) == 0
    provider.list_is_away = False
    assert fetch_replies(session_factory, gateway, clock) == 1


def test_our_own_texts_and_other_services_are_not_replies(provider: Provider) -> None:
    account = TwilioSettings(SID, TOKEN, SERVICE, api_base=provider.url)
    gateway = TwilioGateway(account, PUBLIC)
    gateway.send(Outgoing(1, "+381601234567", "ours", NOW))
    provider.reply("+38977123456", "theirs", messaging_service_sid=SERVICE)
    provider.reply("+38977123456", "another's", messaging_service_sid="MG" + "1" * 32)
    assert [each.body for each in gateway.received(NOW)] == ["theirs"]
    gateway._client.http_client.session.close()


def test_simulated_phones_hand_their_texts_over_themselves() -> None:
    assert SimulatorGateway().received(NOW) == ()
