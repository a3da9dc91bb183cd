"""What the provider calls: only the provider is believed, and each call counts once."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from app import create_app
from app.db.models import InboxMessage, Message, NumberCapability, Offer, Receipt
from app.domain.messages import InboxState
from app.domain.states import MessageState, OfferState
from app.extensions import db as extension
from app.services.inbox import read_next
from app.services.relay import Relay, carry
from tests.messages.conftest import LINKS
from tests.support.database import Database
from tests.support.jobs import run_jobs
from tests.support.offers import ask
from tests.support.provider import SENDER, SID, TOKEN, Provider, gateway_to, settings_with, sign
from tests.support.web import FrozenClock, make_settings

INBOUND, FALLBACK = "/sms/inbound", "/sms/fallback"
REF = "SM" + "a" * 32
SERVICE = "MG" + "0" * 32


def make_app(
    database: Database, clock: FrozenClock, folder: Path, **changes: str
) -> Iterator[Flask]:
    """The service with a Twilio account, and with CSRF protection as it runs."""
    app = create_app(settings_with(make_settings(database.url, folder), None, **changes), clock)
    app.config.update(TESTING=True)
    yield app
    with app.app_context():
        extension.engine.dispose()


@pytest.fixture
def app(committed_db: Database, clock: FrozenClock, tmp_path: Path) -> Iterator[Flask]:
    yield from make_app(committed_db, clock, tmp_path)


@pytest.fixture
def asked(committed_db: Database) -> tuple[int, int, str]:
    """The id and number of an open offer, and its member's phone."""
    with committed_db.session_factory.begin() as session:
        made = ask(session)
        return made.offer.id, made.offer.number, made.member.phone


def inbound(**changes: str) -> dict[str, str]:
    form = {
        "AccountSid": SID,
        "Body": "1",
        "From": "+38977123456",
        "MessageSid": REF,
        "NumMedia": "0",
        "SmsSid": REF,
        "To": SENDER,
    }
    return form | changes


def receipt(**changes: str) -> dict[str, str]:
    form = {
        "AccountSid": SID,
        "From": SENDER,
        "MessageSid": REF,
        "MessageStatus": "delivered",
        "To": "+38977123456",
    }
    return form | changes


def call(
    client: FlaskClient, path: str, form: Mapping[str, str], token: str = TOKEN
) -> TestResponse:
    return client.post(path, data=form, headers=sign(path, form, token))


def read_all(database: Database, clock: FrozenClock) -> None:
    """What the job does with the texts that the webhooks kept."""
    reading = True
    while reading:
        with database.session_factory.begin() as session:
            reading = read_next(session, clock())


def count(database: Database, model: type) -> int:
    with database.session_factory() as session:
        return int(session.scalar(select(func.count()).select_from(model)) or 0)


def test_a_reply_takes_the_job_and_the_phone_gets_no_answer_back(
    client: FlaskClient, committed_db: Database, asked: tuple[int, int, str], clock: FrozenClock
) -> None:
    offer_id, number, phone = asked
    answer = call(client, INBOUND, inbound(From=phone, Body=f"۱ {number}"))
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    assert answer.text == "<Response></Response>"
    read_all(committed_db, clock)
    with committed_db.session_factory() as session:
        assert session.get_one(Offer, offer_id).state is OfferState.ACCEPTED


def test_a_job_reads_what_was_kept(
    client: FlaskClient, committed_db: Database, asked: tuple[int, int, str], clock: FrozenClock
) -> None:
    offer_id, number, phone = asked
    call(client, INBOUND, inbound(From=phone, Body=f"2 {number}"))
    run_jobs(committed_db, clock)
    with committed_db.session_factory() as session:
        assert session.get_one(Offer, offer_id).state is OfferState.DECLINED
        assert session.scalars(select(InboxMessage.state)).one() is InboxState.UNDERSTOOD


def test_a_repeated_call_counts_once(client: FlaskClient, committed_db: Database) -> None:
    for _ in range(3):
        assert call(client, INBOUND, inbound()).status_code == 200
    assert count(committed_db, InboxMessage) == 1


def test_a_text_whose_first_call_failed_comes_by_the_fallback_once(
    client: FlaskClient, committed_db: Database, asked: tuple[int, int, str], clock: FrozenClock
) -> None:
    offer_id, number, phone = asked
    text = inbound(From=phone, Body=f"1 {number}")
    failed = {"ErrorCode": "11205", "ErrorUrl": "https://pool.example/sms/inbound"}
    assert call(client, FALLBACK, text | failed).status_code == 200
    assert call(client, INBOUND, text).status_code == 200
    assert call(client, FALLBACK, text | failed).status_code == 200
    read_all(committed_db, clock)
    assert count(committed_db, InboxMessage) == 1
    with committed_db.session_factory() as session:
        assert session.get_one(Offer, offer_id).state is OfferState.ACCEPTED


def test_another_number_of_the_table_is_ours_too(
    client: FlaskClient, committed_db: Database
) -> None:
    other = "+4366499999999"
    assert call(client, INBOUND, inbound(To=other)).status_code == 403
    with committed_db.session_factory.begin() as session:
        session.execute(
            update(NumberCapability).where(NumberCapability.country == "AT").values(sender=other)
        )
    assert call(client, INBOUND, inbound(To=other)).status_code == 200


def test_an_sms_travels_to_the_provider_and_its_receipt_back(
    client: FlaskClient,
    committed_db: Database,
    asked: tuple[int, int, str],
    provider: Provider,
    clock: FrozenClock,
) -> None:
    with gateway_to(provider.url) as gateway:
        carry(Relay(committed_db.session_factory, gateway, LINKS, clock))
    (text,) = provider.texts
    path = text.callback.removeprefix("https://pool.example")
    for status in ("sent", "delivered", "sent", "delivered"):
        form = receipt(MessageSid=text.sid, To=text.to, MessageStatus=status)
        assert call(client, path, form).status_code == 200
    with committed_db.session_factory() as session:
        assert session.get_one(Message, text.message_id).state is MessageState.DELIVERED
    assert count(committed_db, Receipt) == 3


def test_a_failed_receipt_keeps_the_providers_code(
    client: FlaskClient, committed_db: Database, asked: tuple[int, int, str]
) -> None:
    with committed_db.session_factory() as session:
        message_id = session.scalars(select(Message.id)).one()
    form = receipt(MessageStatus="undelivered", ErrorCode="30003")
    assert call(client, f"/sms/status/{message_id}", form).status_code == 200
    with committed_db.session_factory() as session:
        message = session.get_one(Message, message_id)
    assert (message.state, message.error) == (MessageState.UNDELIVERED, "30003")


@pytest.mark.parametrize("path", [INBOUND, FALLBACK, "/sms/status/1"])
def test_nobody_else_is_believed(client: FlaskClient, committed_db: Database, path: str) -> None:
    form = receipt() if path.startswith("/sms/status") else inbound()
    signed = sign(path, form)
    tampered = form | {"MessageSid": "SM" + "b" * 32}
    tries = [
        client.post(path, data=form),
        client.post(path, data=form, headers={"X-Twilio-Signature": "x"}),
        client.post(path, data=form, headers={"X-Twilio-Signature": "é"}),
        client.post(path, data=tampered, headers=signed),
        client.post(f"{path}?more=1", data=form, headers=signed),
        client.post(path, json=form, headers=signed),
        call(client, path, form, token="another account's token"),
        call(client, path, form | {"AccountSid": "AC" + "1" * 32}),
        call(client, path, form | {"To": "+381600000000", "From": "+381600000000"}),
    ]
    assert [answer.status_code for answer in tries] == [403] * len(tries)
    assert count(committed_db, InboxMessage) == 0


def test_the_address_signed_is_the_public_one(client: FlaskClient) -> None:
    form = inbound()
    headers = sign(INBOUND, form) | {"X-Forwarded-Host": "elsewhere.example", "Host": "inside"}
    assert client.post(INBOUND, data=form, headers=headers).status_code == 200


def test_a_query_is_part_of_what_is_signed(client: FlaskClient) -> None:
    path = f"{INBOUND}?from=fallback&x=%20"
    assert call(client, path, inbound()).status_code == 200


def test_while_tokens_are_changed_both_are_believed(
    committed_db: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    for app in make_app(committed_db, clock, tmp_path, auth_token_secondary="the next one"):
        client = app.test_client()
        assert call(client, INBOUND, inbound(), token="the next one").status_code == 200
        assert call(client, INBOUND, inbound()).status_code == 200


def test_texts_through_a_messaging_service_are_known_by_it(
    committed_db: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    for app in make_app(committed_db, clock, tmp_path, sender=SERVICE):
        client = app.test_client()
        through = inbound(MessagingServiceSid=SERVICE, To="+381609999999")
        assert call(client, INBOUND, through).status_code == 200
        assert call(client, INBOUND, inbound()).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"MessageSid": ""},
        {"MessageSid": "SM1"},
        {"MessageSid": REF + "a"},
        {"From": ""},
        {"From": "9" * 41},
        {"Body": "x" * 10_001},
        {"Body": "zero\0byte"},
    ],
)
def test_a_malformed_text_is_refused(
    client: FlaskClient, committed_db: Database, changes: dict[str, str]
) -> None:
    assert call(client, INBOUND, inbound(**changes)).status_code == 400
    assert count(committed_db, InboxMessage) == 0


@pytest.mark.parametrize("missing", ["MessageSid", "From", "Body"])
def test_a_text_that_lacks_a_field_is_refused(client: FlaskClient, missing: str) -> None:
    form = inbound()
    del form[missing]
    assert call(client, INBOUND, form).status_code == 400


@pytest.mark.parametrize(
    ("path", "changes", "status"),
    [
        ("/sms/status/1", {"MessageStatus": "eaten"}, 400),
        ("/sms/status/1", {"MessageStatus": ""}, 400),
        ("/sms/status/1", {"MessageSid": "nothing"}, 400),
        ("/sms/status/1", {"ErrorCode": "9" * 21}, 400),
        (f"/sms/status/{2**63}", {}, 400),
        ("/sms/status/999999", {}, 404),
        ("/sms/status/x", {}, 404),
    ],
)
def test_a_receipt_that_means_nothing_is_refused(
    client: FlaskClient, path: str, changes: dict[str, str], status: int
) -> None:
    assert call(client, path, receipt(**changes)).status_code == status


def test_a_text_from_a_short_code_is_kept_for_a_person(
    client: FlaskClient, committed_db: Database
) -> None:
    assert call(client, INBOUND, inbound(From="Telenor", Body="")).status_code == 200
    assert count(committed_db, InboxMessage) == 1


def test_without_a_provider_there_are_no_webhooks(
    committed_db: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    app = create_app(make_settings(committed_db.url, tmp_path), clock)
    client = app.test_client()
    assert call(client, INBOUND, inbound()).status_code == 404
    assert call(client, "/sms/status/1", receipt()).status_code == 404
    assert client.get(INBOUND).status_code == 405
