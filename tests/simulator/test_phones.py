"""The simulated phones: texts as they were sent, replies as if a member had written them."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.db.models import InboxMessage, Message
from app.domain.accounts import Grant
from app.domain.messages import InboxState
from app.domain.states import MessageState, OfferState
from app.domain.vocabulary import Channel, UserRole
from app.extensions import db as extension
from config import TwilioSettings
from tests import factories as make
from tests.support.counting import counted
from tests.support.database import Database
from tests.support.offers import ask
from tests.support.relays import carry_texts
from tests.support.web import FrozenClock, log_in, make_settings


def test_a_text_that_was_handed_over_is_on_its_phone(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    asked = ask(rows)
    rows.commit()
    assert asked.member.legal_name not in coordinator.get("/phones").text
    carry_texts(committed_db, clock)
    assert asked.member.legal_name in coordinator.get("/phones").text
    body = rows.scalars(select(Message.body)).one()
    assert body is not None
    words, link = body.rsplit("\n", 1)
    page = coordinator.get(f"/phones/{asked.member.id}").text
    assert words in page
    assert f'href="{asked.path}"' in page
    assert link in page


@pytest.mark.parametrize("state", [each for each in MessageState if each.value != "claimed"])
def test_only_what_the_provider_has_is_on_the_phone(
    coordinator: FlaskClient,
    rows: Session,
    committed_db: Database,
    clock: FrozenClock,
    state: MessageState,
) -> None:
    asked = ask(rows)
    rows.commit()
    carry_texts(committed_db, clock)
    rows.query(Message).update({"state": state})
    rows.commit()
    is_there = state in (MessageState.HANDED_OVER, MessageState.DELIVERED)
    page = coordinator.get(f"/phones/{asked.member.id}/texts").text
    assert (asked.token in page) is is_there
    assert (asked.member.legal_name in coordinator.get("/phones").text) is is_there


def test_a_reply_that_is_understood_answers_the_offer(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    asked = ask(rows)
    rows.commit()
    carry_texts(committed_db, clock)
    address = f"/phones/{asked.member.id}"
    answer = coordinator.post(f"{address}/replies", data={"body": f" 1 {asked.offer.number} "})
    assert (answer.status_code, answer.location) == (303, address)
    rows.refresh(asked.offer)
    assert (asked.offer.state, asked.offer.answer_channel) == (OfferState.ACCEPTED, Channel.SMS)
    assert f"Yes to job {asked.offer.number}." in coordinator.get(address).text
    carry_texts(committed_db, clock)
    assert coordinator.get(address).text.count('class="bubble"') == 3


def test_a_reply_that_is_not_understood_waits_for_a_coordinator(
    coordinator: FlaskClient, rows: Session
) -> None:
    asked = ask(rows)
    rows.commit()
    address = f"/phones/{asked.member.id}"
    coordinator.post(f"{address}/replies", data={"body": "<b>perhaps</b>"})
    page = coordinator.get(address).text
    assert "&lt;b&gt;perhaps&lt;/b&gt;" in page
    assert "For the coordinator" in page
    assert rows.scalar(select(InboxMessage.state)) is InboxState.UNCLEAR
    rows.refresh(asked.offer)
    assert asked.offer.state is OfferState.OPEN


def test_an_empty_reply_is_no_text(coordinator: FlaskClient, rows: Session) -> None:
    member = make.make_member(rows)
    rows.commit()
    coordinator.post(f"/phones/{member.id}/replies", data={"body": "  "})
    assert rows.scalars(select(InboxMessage)).all() == []


def test_phones_are_found_by_name_number_and_phone(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    asked = [ask(rows) for _ in range(2)]
    wanted = asked[0].member
    wanted.legal_name, wanted.number = "Zarghuna 100%", 98_765
    rows.commit()
    carry_texts(committed_db, clock)
    for words in ("zarghuna", "100%", str(wanted.number), wanted.phone[1:]):
        page = coordinator.get("/phones", query_string={"q": words}).text
        assert "Zarghuna" in page, words
        assert asked[1].member.legal_name not in page, words
    assert "No phone matches" in coordinator.get("/phones?q=nobody").text


def test_there_are_as_many_queries_for_many_phones_as_for_one(
    app: Flask,
    coordinator: FlaskClient,
    rows: Session,
    committed_db: Database,
    clock: FrozenClock,
) -> None:
    def queries() -> list[int]:
        counts = []
        for address in ("/phones", f"/phones/{first.member.id}"):
            with counted(app) as statements:
                coordinator.get(address)
            counts.append(len(statements))
        return counts

    first = ask(rows)
    rows.commit()
    carry_texts(committed_db, clock)
    before = queries()
    for _ in range(26):
        ask(rows)
    rows.commit()
    carry_texts(committed_db, clock)
    assert queries() == before
    assert "Page 1 of 2" in coordinator.get("/phones").text
    assert coordinator.get("/phones?page=2").text.count('class="card"') == 3


def test_a_phone_that_does_not_exist_is_not_there(coordinator: FlaskClient) -> None:
    assert coordinator.get("/phones/4711").status_code == 404
    assert coordinator.post("/phones/4711/replies", data={"body": "1"}).status_code == 404


def test_an_officer_does_not_see_the_phones(app: Flask, committed_db: Database) -> None:
    grant = Grant(UserRole.OFFICER, authority="RS-AO")
    officer = log_in(app, committed_db, "officer.one", grant)
    assert officer.get("/phones").status_code == 403


def test_where_a_provider_carries_texts_there_are_no_phones(
    committed_db: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    twilio = TwilioSettings("AC1", "token", "+381600000000")
    settings = replace(make_settings(committed_db.url, tmp_path), twilio=twilio)
    app = create_app(settings, clock)
    assert "simulator.phones" not in app.view_functions
    with app.app_context():
        extension.engine.dispose()
