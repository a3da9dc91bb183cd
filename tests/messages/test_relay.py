"""The relay: what it sends, what it does not, and what becomes of each failure."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from app.adapters.sms.simulator import SimulatorGateway
from app.db.models import ContactPreference, Member, Message, ServiceRequest
from app.domain.actors import member as member_actor
from app.domain.actors import system
from app.domain.messages import MessageKind, ProviderStatus
from app.domain.sending import GRACE, LEASE, MOST_TRIES
from app.domain.states import MessageState, RequestState
from app.domain.vocabulary import Channel
from app.services import offers
from app.services.messages import NewMessage, write_messages
from app.services.receipts import record_receipt
from app.services.relay import Relay, carry
from app.services.relay.sending import send_next
from tests import factories as make
from tests.factories import NOW
from tests.messages.conftest import LINKS
from tests.support.offers import ask
from tests.support.provider import Fault, Provider
from tests.support.web import FrozenClock


def message_of(db: Session, kind: MessageKind = MessageKind.OFFER) -> Message:
    query = select(Message).where(Message.kind == kind)
    return db.scalars(query.execution_options(populate_existing=True)).one()


def write_helps(db: Session, member: Member, count: int) -> None:
    """Texts that hang on no offer."""
    for number in range(count):
        text = NewMessage(member.id, MessageKind.HELP, f"help:{member.id}:{number}")
        write_messages(db, NOW, [text])


def test_an_offers_text_has_its_number_and_its_link(
    db: Session, relay: Relay, provider: Provider
) -> None:
    asked = ask(db, member=make.make_member(db, page_language="en"))
    assert carry(relay) == 1
    (text,) = provider.texts
    assert text.to == asked.member.phone
    assert text.body.startswith(f"Job {asked.offer.number}: ")
    assert text.body.endswith(f"\n{LINKS.url(asked.offer.id)}")
    message = message_of(db)
    assert (message.state, message.attempts) == (MessageState.HANDED_OVER, 1)
    assert (message.provider_ref, message.body) == (text.sid, text.body)
    assert carry(relay) == 0


def test_the_simulators_phone_has_a_text_at_once(
    db: Session, session_factory: sessionmaker[Session], clock: FrozenClock
) -> None:
    clock.time = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    ask(db)
    carry(Relay(session_factory, SimulatorGateway(), LINKS, clock))
    assert message_of(db).state is MessageState.DELIVERED


def test_a_members_texts_keep_their_order_while_one_is_tried_again(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    member, other = make.make_member(db), make.make_member(db)
    write_helps(db, member, 2)
    first, second = db.scalars(select(Message.id).order_by(Message.id))
    provider.faults = [Fault.TOO_MANY]
    carry(relay)
    write_helps(db, other, 1)
    carry(relay)
    assert [text.to for text in provider.texts] == [other.phone]
    clock.advance(minutes=1)
    carry(relay)
    assert [text.message_id for text in provider.texts[1:]] == [first, second]


def test_a_text_waits_for_one_of_the_same_member_on_its_way(
    db: Session, relay: Relay, provider: Provider
) -> None:
    member = make.make_member(db)
    write_helps(db, member, 2)
    seen: list[bool] = []
    provider.before = lambda _to: seen.append(send_next(relay)) if not seen else None
    carry(relay)
    assert seen == [False]
    assert [text.message_id for text in provider.texts] == sorted(provider.copies())
    assert len(provider.texts) == 2


def test_what_is_no_longer_true_is_not_sent(db: Session, relay: Relay, provider: Provider) -> None:
    asked = ask(db)
    offers.withdraw_offers(db, system(), NOW, [asked.assignment])
    carry(relay)
    assert provider.texts == []
    assert {m.state for m in db.scalars(select(Message))} == {MessageState.DEAD}


def test_whoever_was_told_of_an_offer_is_told_of_its_end(
    db: Session, relay: Relay, provider: Provider
) -> None:
    asked = ask(db)
    carry(relay)
    offers.withdraw_offers(db, system(), NOW, [asked.assignment])
    carry(relay)
    assert len(provider.texts) == 2
    assert message_of(db, MessageKind.FILLED).state is MessageState.HANDED_OVER


def test_a_cancelled_session_is_told_to_who_comes(
    db: Session, relay: Relay, provider: Provider
) -> None:
    asked = ask(db)
    carry(relay)
    offers.accept(db, member_actor(asked.member.id, Channel.LINK), NOW, asked.offer.id)
    carry(relay)
    db.execute(update(ServiceRequest).values(state=RequestState.CANCELLED))
    offers.cancel_assignments(db, system(), NOW, [asked.assignment])
    carry(relay)
    assert len(provider.texts) == 3


@pytest.mark.parametrize("late", ["useless", "inactive"])
def test_a_text_that_comes_too_late_or_to_nobody_is_not_sent(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock, late: str
) -> None:
    asked = ask(db)
    if late == "useless":
        clock.time = asked.offer.expires_at
    else:
        asked.member.is_active = False
        db.flush()
    carry(relay)
    assert provider.texts == []
    assert (message_of(db).state, message_of(db).error) == (MessageState.DEAD, "no longer true")


def test_nights_are_quiet(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask(db)
    clock.time = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)  # 21:30 there
    message = message_of(db)
    message.useless_after = None
    db.flush()
    carry(relay)
    assert provider.texts == []
    assert message_of(db).due_at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    clock.time = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    db.execute(update(Message).values(kind=MessageKind.HELP, offer_id=None))
    carry(relay)
    assert len(provider.texts) == 1


def test_an_offer_waits_for_the_end_of_the_members_own_rest_and_what_is_about_the_day_does_not(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    asked = ask(db)
    quiet = {"quiet_from": 9 * 60, "quiet_until": 10 * 60 + 30}
    db.add(ContactPreference(member_id=asked.member.id, **quiet))
    message = message_of(db)
    message.useless_after = None
    clock.time = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)  # 9:15 there
    db.flush()
    carry(relay)
    assert provider.texts == []
    assert message_of(db).due_at == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    db.execute(update(Message).values(kind=MessageKind.HELP, offer_id=None, due_at=clock.time))
    carry(relay)
    assert len(provider.texts) == 1


def test_what_cannot_wait_for_the_morning_is_sent_at_night_past_what_can(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    member = make.make_member(db)
    write_helps(db, member, 2)
    waits, urgent = db.scalars(select(Message).order_by(Message.id)).all()
    clock.time = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    urgent.useless_after = clock.time + timedelta(hours=2)
    db.flush()
    carry(relay)
    assert [text.message_id for text in provider.texts] == [urgent.id]
    assert waits.state is MessageState.QUEUED


def test_a_refused_text_is_undelivered_with_the_providers_code(
    db: Session, relay: Relay, provider: Provider
) -> None:
    ask(db)
    provider.faults = [Fault.BAD_NUMBER]
    carry(relay)
    message = message_of(db)
    assert (message.state, message.error) == (MessageState.UNDELIVERED, "21211")
    assert message.claimed_until is None


def test_trouble_ends_the_round_and_the_text_is_tried_again(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask(db)
    ask(db, starts_at=NOW + timedelta(days=9, hours=1))
    provider.faults = [Fault.TOO_MANY]
    assert carry(relay) == 0
    assert provider.calls == 1
    clock.advance(minutes=1)
    carry(relay)
    assert len(provider.texts) == 2
    assert set(provider.copies().values()) == {1}


def test_a_text_is_given_up_after_so_many_tries(
    db: Session, relay: Relay, provider: Provider
) -> None:
    ask(db)
    db.execute(update(Message).values(attempts=MOST_TRIES - 1))
    provider.faults = [Fault.TOO_MANY]
    carry(relay)
    assert (message_of(db).state, message_of(db).error) == (MessageState.DEAD, "20429")


@pytest.mark.parametrize("fault", [Fault.ERROR_AFTER_TAKING, Fault.HANG_UP_AFTER_TAKING])
def test_an_uncertain_text_is_found_in_the_list_and_not_sent_again(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock, fault: Fault
) -> None:
    ask(db)
    provider.faults = [fault]
    carry(relay)
    assert message_of(db).state is MessageState.UNCERTAIN
    carry(relay)
    assert message_of(db).state is MessageState.UNCERTAIN, "a receipt is waited for first"
    clock.time += GRACE
    carry(relay)
    assert message_of(db).state is MessageState.HANDED_OVER
    assert message_of(db).provider_ref == provider.texts[0].sid
    assert len(provider.texts) == 1


def test_an_uncertain_text_that_the_provider_does_not_have_is_sent_again(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask(db)
    provider.faults = [Fault.LOSE]
    carry(relay)
    clock.time += GRACE
    carry(relay)
    assert message_of(db).state is MessageState.QUEUED
    clock.advance(minutes=1)
    carry(relay)
    assert message_of(db).state is MessageState.HANDED_OVER
    assert len(provider.texts) == 1


def test_an_uncertain_text_waits_while_the_list_cannot_be_read(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask(db)
    provider.faults = [Fault.HANG_UP_AFTER_TAKING]
    provider.list_is_away = True
    carry(relay)
    for _ in range(3):
        clock.time += GRACE
        carry(relay)
    assert message_of(db).state is MessageState.UNCERTAIN
    provider.list_is_away = False
    clock.time += GRACE
    carry(relay)
    assert message_of(db).state is MessageState.HANDED_OVER
    assert len(provider.texts) == 1


def test_a_receipt_settles_an_uncertain_text(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask(db)
    provider.faults = [Fault.HANG_UP_AFTER_TAKING]
    carry(relay)
    (text,) = provider.texts
    record_receipt(db, NOW, text.message_id, text.sid, ProviderStatus.DELIVERED)
    db.flush()
    assert message_of(db).state is MessageState.DELIVERED
    clock.time += GRACE
    carry(relay)
    assert len(provider.texts) == 1


def test_a_late_receipt_keeps_a_text_from_being_sent_again(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask(db)
    provider.faults = [Fault.HANG_UP_AFTER_TAKING]
    carry(relay)
    (text,) = provider.texts
    provider.hidden = {text.sid}
    clock.time += GRACE
    carry(relay)
    assert message_of(db).state is MessageState.QUEUED
    record_receipt(db, NOW, text.message_id, text.sid, ProviderStatus.SENT)
    db.flush()
    clock.advance(minutes=1)
    carry(relay)
    assert message_of(db).state is MessageState.HANDED_OVER
    assert len(provider.texts) == 1


def test_a_receipt_that_overtakes_the_answer_is_not_undone(
    db: Session, relay: Relay, provider: Provider
) -> None:
    ask(db)
    provider.faults = [Fault.ERROR_AFTER_TAKING]

    def receipt_first(text: object) -> None:
        taken = provider.texts[0]
        record_receipt(db, NOW, taken.message_id, taken.sid, ProviderStatus.DELIVERED)
        db.flush()

    provider.after = receipt_first
    carry(relay)
    assert message_of(db).state is MessageState.DELIVERED


def test_a_claim_whose_sender_ended_is_looked_for_before_it_is_sent_again(
    db: Session, relay: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask(db)
    until = NOW + LEASE
    db.execute(
        update(Message).values(
            state=MessageState.CLAIMED,
            claimed_until=until,
            attempts=1,
            body="never sent",
            provider="twilio",
        )
    )
    carry(relay)
    assert message_of(db).state is MessageState.CLAIMED
    clock.time = until
    carry(relay)
    assert message_of(db).state is MessageState.QUEUED
    clock.advance(minutes=1)
    carry(relay)
    assert message_of(db).state is MessageState.HANDED_OVER


def test_a_relay_told_to_stop_stops(db: Session, relay: Relay, provider: Provider) -> None:
    ask(db)
    stopped = Relay(relay.session_factory, relay.gateway, relay.links, relay.now, lambda: True)
    assert carry(stopped) == 0
    assert provider.texts == []
