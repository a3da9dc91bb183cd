"""Offers by phone: the real client calls, the phone is answered, keys do what they say."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, InboxMessage, Message, Offer, Vetting
from app.domain.actors import member as member_actor
from app.domain.actors import system
from app.domain.messages import InboxState, MessageChannel, MessageKind
from app.domain.offers import ACUTE_WINDOW
from app.domain.reminders import HANDSHAKE_LEAD
from app.domain.sending import GRACE, MOST_AGAIN
from app.domain.states import AssignmentState, MessageState, OfferState
from app.domain.vocabulary import Channel, DeclineReason, Disclosure
from app.services import offers
from app.services.calling import call_due
from app.services.keys import MOST_LOOKS, TELLING, do_next
from app.services.messages import about_offer, write_messages
from app.services.relay import Relay, carry
from tests import factories as make
from tests.factories import NOW
from tests.messages.conftest import LINKS
from tests.messages.test_webhooks import make_app
from tests.support.calls import Phone
from tests.support.database import Database
from tests.support.jobs import run_jobs
from tests.support.offers import Asked, ask, ask_rival
from tests.support.provider import Fault, PhoneCall, Provider, gateway_to
from tests.support.web import FrozenClock

LANDLINE = "+38111222333"


@pytest.fixture
def app(committed_db: Database, clock: FrozenClock, tmp_path: Path) -> Iterator[Flask]:
    yield from make_app(committed_db, clock, tmp_path)


@pytest.fixture
def rows(committed_db: Database) -> Iterator[Session]:
    with committed_db.session_factory() as session:
        yield session


@pytest.fixture
def round_(committed_db: Database, provider: Provider, clock: FrozenClock) -> Iterator[Relay]:
    with gateway_to(provider.url) as gateway:
        yield Relay(committed_db.session_factory, gateway, LINKS, clock)


def ask_by_phone(rows: Session, **member: object) -> Asked:
    """Ask a member who prefers calls."""
    made = make.make_member(rows, **member)  # type: ignore[arg-type]
    made.prefers_calls = True
    asked = ask(rows, member=made)
    rows.commit()
    return asked


def ring(client: FlaskClient, relay: Relay, provider: Provider) -> Phone:
    """A phone that rings; a worker does at once what its keys mean."""
    carry(relay)
    return Phone(client, provider.phone_calls[-1], lambda: work_off(relay))


def work_off(relay: Relay) -> None:
    """Do all kept keys, as the job does."""
    while do_one(relay):
        pass


def do_one(relay: Relay) -> bool:
    with relay.session_factory.begin() as session:
        return do_next(session, relay.now())


def offer_of(rows: Session, asked: Asked) -> Offer:
    rows.expire_all()
    return rows.get_one(Offer, asked.offer.id)


def message_of(rows: Session, channel: MessageChannel = MessageChannel.VOICE) -> Message:
    rows.expire_all()
    query = select(Message).where(Message.channel == channel).order_by(Message.id.desc())
    return rows.scalars(query.limit(1)).one()


def test_a_call_tells_what_a_text_may_tell_and_takes_a_yes(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    said = phone.answer()
    assert f"Can you take job {asked.offer.number}?" in said
    assert "Tuesday 1 December, 10:00" in said
    assert "Preševo" in said
    assert "press 1" in said
    assert asked.member.legal_name not in said
    assert "The job is yours" in phone.press("1")
    assert not phone.is_asked
    offer = offer_of(rows, asked)
    assert (offer.state, offer.answer_channel) == (OfferState.ACCEPTED, Channel.VOICE)
    assert provider.texts == []


def test_a_no_by_phone_frees_the_seat(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    asked = ask_by_phone(rows, page_language="sr-Latn")
    phone = ring(client, round_, provider)
    assert f"посао {asked.offer.number}" in phone.answer()
    assert phone.document.find("Gather/Say").attrib == {  # type: ignore[union-attr]
        "language": "sr-RS",
        "voice": "Google.sr-RS-Standard-A",
    }
    phone.press("2")
    offer = offer_of(rows, asked)
    assert (offer.state, offer.answer_channel) == (OfferState.DECLINED, Channel.VOICE)
    assert offer.decline_reason in (None, *DeclineReason)


@pytest.mark.parametrize(
    ("page_language", "targets", "locale"),
    [
        ("ar", ("eng",), "arb"),
        ("ps", ("srp",), "sr-RS"),
        ("fa", ("eng",), "en-GB"),
        ("mk", ("mkd",), "sr-RS"),
        ("sq", ("mkd",), "en-GB"),
    ],
)
def test_a_call_speaks_the_members_language_or_one_they_share(
    client: FlaskClient,
    rows: Session,
    round_: Relay,
    provider: Provider,
    page_language: str,
    targets: tuple[str, ...],
    locale: str,
) -> None:
    ask_by_phone(rows, page_language=page_language, targets=targets)
    phone = ring(client, round_, provider)
    assert phone.answer()
    assert {each.attrib["language"] for each in phone.document.iter("Say")} == {locale}


def test_nine_says_it_again_and_silence_ends_after_three_rounds(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    first = phone.answer()
    assert phone.press("9") == first
    assert "not understood" in phone.press("5")
    assert "We have no answer from you" in phone.press("")
    assert not phone.is_asked
    assert offer_of(rows, asked).state is OfferState.OPEN


def test_who_is_too_late_hears_that_it_is_filled(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.answer()
    other = ask_rival(rows, asked)
    rows.commit()
    offers.accept(rows, member_actor(other.member.id, Channel.LINK), NOW, other.offer.id)
    rows.commit()
    assert "already filled" in phone.press("1")
    assert rows.scalars(select(InboxMessage)).all() == []


def test_a_yes_by_phone_that_cannot_be_had_is_heard_and_waits_for_a_coordinator(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider, clock: FrozenClock
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.answer()
    rows.execute(update(Vetting).values(expires_on=NOW.date()))
    rows.commit()
    assert "Your clearance does not cover that day" in phone.press("1")
    row = rows.scalars(select(InboxMessage)).one()
    assert (row.state, row.body, row.offer_id) == (InboxState.UNCLEAR, "1", asked.offer.id)
    assert (row.member_id, row.from_number) == (asked.member.id, asked.member.phone)
    assert "clearance does not hold" in str(row.remark)


def test_a_repeated_key_changes_nothing_and_the_first_counts(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.answer()
    path = phone.path_of(phone.key_address)
    said = [phone.post(path, Digits=digit).text for digit in "112"]
    assert len(set(said)) == 1
    assert offer_of(rows, asked).state is OfferState.OPEN
    work_off(round_)
    assert offer_of(rows, asked).state is OfferState.ACCEPTED
    assert phone.post(path, Digits="1").text == said[0]
    assert not do_one(round_)
    assert "The job is yours" in phone.post(outcome_path(rows)).text


def test_a_worker_does_the_key_that_the_call_left(
    client: FlaskClient,
    rows: Session,
    round_: Relay,
    provider: Provider,
    committed_db: Database,
    clock: FrozenClock,
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.meanwhile = lambda: run_jobs(committed_db, clock)
    phone.answer()
    assert "The job is yours" in phone.press("1")
    assert offer_of(rows, asked).answer_channel is Channel.VOICE


def outcome_path(rows: Session) -> str:
    return f"/voice/outcome/{message_of(rows).id}?round=1"


def confirmation_of(rows: Session) -> Message:
    rows.expire_all()
    return rows.scalars(select(Message).where(Message.kind == MessageKind.CONFIRMED)).one()


def test_a_key_is_kept_even_if_the_phone_is_put_down_and_the_yes_is_confirmed_by_another_call(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider, clock: FrozenClock
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.answer()
    phone.status("completed")
    answer = phone.post(phone.path_of(phone.key_address), Digits="1", CallStatus="completed")
    assert answer.status_code == 200
    work_off(round_)
    assert offer_of(rows, asked).answer_channel is Channel.VOICE
    carry(round_)
    assert len(provider.phone_calls) == 1
    clock.time += TELLING
    carry(round_)
    assert len(provider.phone_calls) == 2
    assert "is yours" in Phone(client, provider.phone_calls[-1]).answer()


def test_a_yes_that_the_call_has_confirmed_is_not_called_about_again(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.answer()
    assert "The job is yours" in phone.press("1")
    clock.time += TELLING
    carry(round_)
    assert len(provider.phone_calls) == 1
    assert confirmation_of(rows).state is MessageState.DEAD


def test_a_call_ends_kindly_when_nobody_does_what_the_key_means(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    looks: list[None] = []
    phone.meanwhile = lambda: looks.append(None)
    phone.answer()
    heard = phone.press("1")
    assert heard.startswith("One moment, please.")
    assert heard.endswith("Your answer is kept. You will hear from us shortly. Goodbye.")
    assert len(looks) == MOST_LOOKS
    work_off(round_)
    assert offer_of(rows, asked).state is OfferState.ACCEPTED


@pytest.mark.parametrize("is_ended", [False, True])
def test_a_late_yes_by_phone_becomes_a_new_chance(
    client: FlaskClient,
    rows: Session,
    round_: Relay,
    provider: Provider,
    clock: FrozenClock,
    is_ended: bool,
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.answer()
    clock.time = asked.offer.expires_at + timedelta(minutes=1)
    if is_ended:
        offers.expire_due(rows, system(), clock())
        rows.commit()
    heard = phone.press("1")
    again = rows.scalars(select(Offer).order_by(Offer.id.desc()).limit(1)).one()
    assert again.id != asked.offer.id
    assert again.state is OfferState.OPEN
    assert f"as job {again.number}" in heard
    assert offer_of(rows, asked).state is OfferState.EXPIRED
    second = ring(client, round_, provider)
    assert f"Can you take job {again.number}?" in second.answer()
    assert "The job is yours" in second.press("1")


@pytest.mark.parametrize("is_expired", [False, True])
def test_a_late_yes_by_phone_to_a_filled_seat_hears_that_it_is_filled(
    client: FlaskClient,
    rows: Session,
    round_: Relay,
    provider: Provider,
    clock: FrozenClock,
    is_expired: bool,
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.answer()
    other = ask_rival(rows, asked)
    rows.commit()
    offers.accept(rows, member_actor(other.member.id, Channel.LINK), NOW, other.offer.id)
    rows.commit()
    clock.time = asked.offer.expires_at + timedelta(minutes=1)
    if is_expired:
        offers.expire_due(rows, system(), clock())
        rows.commit()
    assert "already filled" in phone.press("1")


def test_a_late_no_by_phone_hears_where_the_offer_stands(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider, clock: FrozenClock
) -> None:
    asked = ask_by_phone(rows, page_language="en")
    phone = ring(client, round_, provider)
    phone.answer()
    clock.time = asked.offer.expires_at + timedelta(minutes=1)
    offers.expire_due(rows, system(), clock())
    rows.commit()
    assert "time to answer is over" in phone.press("2").lower()
    assert offer_of(rows, asked).state is OfferState.EXPIRED


def test_a_call_without_a_key_has_no_outcome(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    ask_by_phone(rows)
    phone = ring(client, round_, provider)
    assert phone.post(outcome_path(rows)).status_code == 404
    phone.answer()
    phone.press("1")
    assert phone.post(outcome_path(rows), To="+381600000009").status_code == 404
    assert phone.post(outcome_path(rows), token="another's").status_code == 403


@pytest.fixture
def shaking(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider, clock: FrozenClock
) -> tuple[Asked, Phone]:
    """A job that is theirs, three hours before it begins, and the call that asks about it."""
    asked = ask_by_phone(rows, page_language="en")
    offers.accept(rows, system(), NOW, asked.offer.id)
    rows.execute(delete(Message))
    clock.time = asked.assignment.span.start - HANDSHAKE_LEAD
    question = about_offer(asked.member.id, MessageKind.HANDSHAKE, asked.offer.id)
    write_messages(rows, clock(), [question])
    rows.commit()
    return asked, ring(client, round_, provider)


@pytest.mark.parametrize(
    ("key", "heard", "state"),
    [
        ("1", "We know that you are on your way", AssignmentState.CONFIRMED),
        ("2", "You have given the job back", AssignmentState.WITHDRAWN),
    ],
)
def test_who_is_called_shortly_before_says_by_key_whether_they_come(
    shaking: tuple[Asked, Phone], rows: Session, key: str, heard: str, state: AssignmentState
) -> None:
    asked, phone = shaking
    assert "Will you be there?" in phone.answer()
    assert heard in phone.press(key)
    rows.expire_all()
    assert asked.assignment.state is state
    assert (asked.assignment.on_my_way_at is not None) is (key == "1")
    entry = rows.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert entry.channel is Channel.VOICE


def test_an_undisclosed_place_is_not_said(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    place = make.site(rows, "RS-PRE")
    place.disclosure = Disclosure.NEVER
    ask_by_phone(rows, page_language="en")
    said = ring(client, round_, provider).answer()
    assert "Pre" not in said.replace("press", "").replace("Press", "")


def test_a_calls_state_only_climbs(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    ask_by_phone(rows)
    phone = ring(client, round_, provider)
    assert message_of(rows).state is MessageState.HANDED_OVER
    for word in ("ringing", "initiated", "completed", "in-progress", "completed", "ringing"):
        assert phone.status(word).status_code == 200
    message = message_of(rows)
    assert (message.state, message.provider) == (MessageState.DELIVERED, "twilio")
    assert phone.status("eaten").status_code == 400


def test_nobody_else_is_believed(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    asked = ask_by_phone(rows)
    phone = ring(client, round_, provider)
    path = f"/voice/offer/{message_of(rows).id}"
    tries = [
        client.post(path, data={}),
        phone.post(path, token="another's"),
        phone.post(path, AccountSid="AC" + "1" * 32),
        phone.post(path, From="+381600000000"),
        phone.post(path.replace("offer", "key"), token="another's", Digits="1"),
        phone.post(path.replace("offer", "status"), token="another's", CallStatus="completed"),
    ]
    assert [each.status_code for each in tries] == [403] * len(tries)
    assert phone.post(path, To="+381600000009").status_code == 404
    assert phone.post("/voice/offer/999999").status_code == 404
    assert phone.post(path, CallSid="SM1").status_code == 400
    assert phone.post(f"/voice/offer/{2**63}").status_code == 400
    assert offer_of(rows, asked).state is OfferState.OPEN


@pytest.mark.parametrize("word", ["busy", "no-answer"])
def test_a_call_that_nobody_answers_is_made_again_until_it_is_given_up(
    client: FlaskClient,
    rows: Session,
    round_: Relay,
    provider: Provider,
    clock: FrozenClock,
    word: str,
) -> None:
    ask_by_phone(rows)
    for count in range(1, MOST_AGAIN + 2):
        carry(round_)
        assert len(provider.phone_calls) == count
        Phone(client, provider.phone_calls[-1]).status(word)
        clock.advance(minutes=80)
    carry(round_)
    assert len(provider.phone_calls) == MOST_AGAIN + 1
    assert message_of(rows).error == word


def test_an_uncertain_call_is_found_in_the_list_and_not_made_again(
    rows: Session, round_: Relay, provider: Provider, clock: FrozenClock
) -> None:
    ask_by_phone(rows)
    provider.faults = [Fault.ERROR_AFTER_TAKING]
    carry(round_)
    assert message_of(rows).state is MessageState.UNCERTAIN
    clock.time += GRACE
    carry(round_)
    assert message_of(rows).state is MessageState.HANDED_OVER
    assert len(provider.phone_calls) == 1


def test_an_answered_phone_settles_an_uncertain_call(
    client: FlaskClient, rows: Session, round_: Relay, provider: Provider
) -> None:
    ask_by_phone(rows)
    provider.faults = [Fault.ERROR_AFTER_TAKING]
    ring(client, round_, provider).answer()
    assert message_of(rows).state is MessageState.HANDED_OVER


def test_a_landline_and_one_who_wants_no_texts_are_called(
    rows: Session, round_: Relay, provider: Provider
) -> None:
    asked = ask(rows, member=make.make_member(rows, phone=LANDLINE))
    helped = about_offer(asked.member.id, MessageKind.FILLED, asked.offer.id)
    write_messages(rows, NOW, [helped])
    rows.commit()
    carry(round_)
    assert [call.to for call in provider.phone_calls] == [LANDLINE]
    assert provider.texts == []


def test_an_unanswered_offer_is_called_about_once_before_its_deadline(
    rows: Session, round_: Relay, provider: Provider, clock: FrozenClock
) -> None:
    asked = ask(rows)
    rows.commit()
    carry(round_)
    clock.time = asked.offer.expires_at - timedelta(minutes=61)
    assert call_due(rows, clock()) == 0
    clock.advance(minutes=2)
    assert call_due(rows, clock()) == 1
    assert call_due(rows, clock()) == 0
    rows.commit()
    carry(round_)
    (call,) = provider.phone_calls
    assert isinstance(call, PhoneCall)
    assert call.form["StatusCallbackEvent"] == ["initiated", "ringing", "answered", "completed"]


def test_an_acute_offer_is_called_about_at_once(rows: Session) -> None:
    """Somebody is needed within two hours: texts and calls go out together."""
    asked = ask(rows)
    asked.offer.expires_at = asked.offer.opens_at + ACUTE_WINDOW
    rows.commit()
    assert call_due(rows, asked.offer.opens_at) == 1


def test_an_offer_whose_text_is_refused_is_called_about_at_once(
    rows: Session, round_: Relay, provider: Provider, clock: FrozenClock
) -> None:
    asked = ask(rows)
    rows.commit()
    provider.faults = [Fault.BAD_NUMBER]
    carry(round_)
    assert call_due(rows, clock()) == 1
    rows.commit()
    assert asked.offer.state is OfferState.OPEN


def test_without_a_number_to_call_from_a_member_who_prefers_calls_gets_a_text(
    rows: Session, committed_db: Database, provider: Provider, clock: FrozenClock
) -> None:
    ask_by_phone(rows)
    with gateway_to(provider.url) as gateway:
        gateway.caller = lambda sender: None  # type: ignore[method-assign]  # noqa: ARG005
        carry(Relay(committed_db.session_factory, gateway, LINKS, clock))
    assert (len(provider.texts), provider.phone_calls) == (1, [])
