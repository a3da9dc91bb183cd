"""Calls on the simulated phones: rung, heard, and answered by key."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, Message, Offer
from app.domain.actors import member as member_actor
from app.domain.links import OfferLinks
from app.domain.messages import MessageChannel
from app.domain.states import MessageState, OfferState
from app.domain.vocabulary import Channel
from app.services import offers
from app.services.relay import Relay, carry
from app.services.simulation import SimulatedNetwork, deliver_due
from tests import factories as make
from tests.support.database import Database
from tests.support.offers import Asked, ask
from tests.support.relays import carry_texts
from tests.support.web import PUBLIC_BASE_URL, SECRET_KEY, FrozenClock


@pytest.fixture
def asked(
    rows: Session, committed_db: Database, clock: FrozenClock, coordinator: FlaskClient
) -> Asked:
    """An offer that came by text and is then called about."""
    made = ask(rows, member=make.make_member(rows, page_language="en"))
    rows.commit()
    carry_texts(committed_db, clock)
    assert f"Ring about job {made.offer.number}" in coordinator.get(path_of(made)).text
    coordinator.post(f"{path_of(made)}/calls", data={"offer": made.offer.id})
    return made


def path_of(asked: Asked) -> str:
    return f"/phones/{asked.member.id}"


def call_of(rows: Session) -> Message:
    rows.expire_all()
    return rows.scalars(select(Message).where(Message.channel == MessageChannel.VOICE)).one()


def press(client: FlaskClient, rows: Session, asked: Asked, key: str) -> str:
    data = {"message": call_of(rows).id, "key": key}
    return client.post(f"{path_of(asked)}/keys", data=data, follow_redirects=True).text


def test_a_call_is_heard_on_the_phone_and_a_key_takes_the_job(
    coordinator: FlaskClient,
    rows: Session,
    asked: Asked,
    committed_db: Database,
    clock: FrozenClock,
) -> None:
    carry_texts(committed_db, clock)
    page = coordinator.get(path_of(asked)).text
    assert f"Can you take job {asked.offer.number}?" in page
    assert all(f'aria-label="Key {key}"' in page for key in (1, 2, 9))
    assert "Ring about job" not in page
    page = press(coordinator, rows, asked, "1")
    assert "The job is yours" in page
    assert 'aria-label="Key 1"' not in page
    rows.refresh(asked.offer)
    assert (asked.offer.state, asked.offer.answer_channel) == (OfferState.ACCEPTED, Channel.VOICE)
    assert press(coordinator, rows, asked, "2").count("The job is yours") == 1


def test_nine_and_a_wrong_key_say_it_again(
    coordinator: FlaskClient,
    rows: Session,
    asked: Asked,
    committed_db: Database,
    clock: FrozenClock,
) -> None:
    carry_texts(committed_db, clock)
    assert press(coordinator, rows, asked, "9").count("To accept, press 1.") == 2
    assert "That was not understood." in press(coordinator, rows, asked, "5")
    assert 'aria-label="Key 1"' in coordinator.get(path_of(asked)).text


def test_a_late_yes_in_a_call_is_asked_again(
    coordinator: FlaskClient,
    rows: Session,
    asked: Asked,
    committed_db: Database,
    clock: FrozenClock,
) -> None:
    carry_texts(committed_db, clock)
    # Shorter than the coordinator stays logged in.
    asked.offer.expires_at = clock() + timedelta(minutes=1)
    rows.commit()
    clock.advance(minutes=1)
    page = press(coordinator, rows, asked, "1")
    again = rows.scalars(select(Offer).order_by(Offer.id.desc()).limit(1)).one()
    assert f"as job {again.number}" in page
    assert f"Ring about job {again.number}" in page


def test_a_phone_is_called_once_about_an_open_offer_and_it_is_on_record(
    coordinator: FlaskClient, rows: Session, asked: Asked
) -> None:
    data = {"offer": asked.offer.id}
    assert coordinator.post(f"{path_of(asked)}/calls", data=data).status_code == 303
    assert call_of(rows).state is MessageState.QUEUED
    wanted = select(AuditEntry).where(AuditEntry.act == "offer.call_wanted")
    assert {each.subject_id for each in rows.scalars(wanted)} == {asked.offer.id}
    offers.decline(
        rows, member_actor(asked.member.id, Channel.LINK), asked.offer.opens_at, asked.offer.id
    )
    rows.commit()
    assert coordinator.post(f"{path_of(asked)}/calls", data=data).status_code == 409
    assert coordinator.post(f"{path_of(asked)}/calls", data={"offer": 0}).status_code == 404


def test_a_call_that_rings_in_vain_is_made_again(
    coordinator: FlaskClient,
    rows: Session,
    asked: Asked,
    committed_db: Database,
    clock: FrozenClock,
) -> None:
    coordinator.post("/phones/trouble", data={"loss": "undelivered", "delay": "0"})
    factory = committed_db.session_factory
    links = OfferLinks(SECRET_KEY, PUBLIC_BASE_URL)
    carry(Relay(factory, SimulatedNetwork(factory, clock), links, clock))
    deliver_due(rows, clock())
    rows.commit()
    calls = select(Message).where(Message.channel == MessageChannel.VOICE).order_by(Message.id)
    first, second = rows.scalars(calls)
    assert (first.state, first.error) == (MessageState.UNDELIVERED, "no-answer")
    assert (second.state, second.offer_id) == (MessageState.QUEUED, asked.offer.id)
