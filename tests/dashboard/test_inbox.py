"""The coordinator's inbox: what is unclear first, answers on behalf, and what is settled."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, InboxMessage
from app.domain import actors
from app.domain.accounts import Grant
from app.domain.messages import InboxState
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import Channel, DeclineReason, UserRole
from app.services import inbox, offers
from tests import factories as make
from tests.factories import NOW
from tests.support.counting import counted
from tests.support.database import Database
from tests.support.offers import Asked, ask, ask_rival
from tests.support.web import log_in


@pytest.fixture
def coordinator(app: Flask, committed_db: Database) -> FlaskClient:
    return log_in(app, committed_db, "coordinator", Grant(UserRole.COORDINATOR, country="RS"))


@pytest.fixture
def rows(committed_db: Database) -> Iterator[Session]:
    """A session whose rows are kept when the test commits."""
    with committed_db.session_factory() as session:
        yield session


def write(rows: Session, number: str, body: str) -> InboxMessage:
    """A text from a phone, and what the pool made of it."""
    ref = f"SM{number}{body}"
    inbox.receive(rows, NOW, inbox.Inbound(ref, number, body))
    rows.commit()
    return rows.scalars(select(InboxMessage).where(InboxMessage.provider_ref == ref)).one()


def asked_and_unclear(rows: Session) -> tuple[Asked, InboxMessage]:
    asked = ask(rows)
    return asked, write(rows, asked.member.phone, "<perhaps>")


def test_an_empty_inbox_says_so(coordinator: FlaskClient) -> None:
    assert "Nothing to read" in coordinator.get("/inbox").text


def test_an_unclear_text_stands_with_its_member_remark_and_open_offer(
    coordinator: FlaskClient, rows: Session
) -> None:
    asked, _text = asked_and_unclear(rows)
    page = coordinator.get("/inbox").text
    told = ["&lt;perhaps&gt;", "Not understood.", asked.member.legal_name, asked.member.phone]
    told += [f"Job {asked.offer.number}", f"/requests/{asked.request.number}"]
    assert [words for words in told if words not in page] == []


def test_a_text_of_a_stranger_can_only_be_handled(coordinator: FlaskClient, rows: Session) -> None:
    text = write(rows, "+381600000001", "1")
    page = coordinator.get("/inbox").text
    assert "The number belongs to nobody in the pool." in page
    assert "/accept" not in page
    assert coordinator.post(f"/inbox/{text.id}/handled").status_code == 303
    rows.refresh(text)
    assert text.state is InboxState.HANDLED
    assert "Nothing to read" in coordinator.get("/inbox").text


def test_a_text_that_is_not_there_cannot_be_handled(coordinator: FlaskClient) -> None:
    assert coordinator.post("/inbox/4711/handled").status_code == 404


def test_yes_on_behalf_answers_and_settles_the_text(
    coordinator: FlaskClient, rows: Session
) -> None:
    asked, text = asked_and_unclear(rows)
    answer = coordinator.post(f"/offers/{asked.offer.id}/accept", data={"message": text.id})
    assert (answer.status_code, answer.location) == (303, "/inbox")
    rows.expire_all()
    assert (asked.offer.state, asked.offer.answer_channel) == (
        OfferState.ACCEPTED,
        Channel.ON_BEHALF,
    )
    assert asked.assignment.state is AssignmentState.CONFIRMED
    assert text.state is InboxState.HANDLED
    entry = rows.scalars(select(AuditEntry).where(AuditEntry.act == "offer.accepted")).one()
    assert entry.channel is Channel.ON_BEHALF
    assert entry.user_id == text.handled_by_id


@pytest.mark.parametrize("reason", ["", "ill", "nonsense"])
def test_no_on_behalf_takes_a_reason_or_none(
    coordinator: FlaskClient, rows: Session, reason: str
) -> None:
    asked, text = asked_and_unclear(rows)
    back = f"/requests/{asked.request.number}"
    form = {"reason": reason, "back": back, "message": text.id}
    answer = coordinator.post(f"/offers/{asked.offer.id}/decline", data=form)
    assert (answer.status_code, answer.location) == (303, back)
    rows.expire_all()
    assert asked.offer.state is OfferState.DECLINED
    assert asked.offer.decline_reason is (DeclineReason.ILL if reason == "ill" else None)


def test_an_answer_that_comes_too_late_says_why_and_leaves_the_text(
    coordinator: FlaskClient, rows: Session
) -> None:
    asked, text = asked_and_unclear(rows)
    rival = ask_rival(rows, asked)
    rows.commit()
    coordinator.post(f"/offers/{rival.offer.id}/accept")
    coordinator.post(f"/offers/{asked.offer.id}/accept", data={"message": text.id})
    rows.expire_all()
    assert text.state is InboxState.UNCLEAR
    assert "the seat is already filled" in coordinator.get("/inbox").text


def test_an_answer_never_leads_to_another_site(coordinator: FlaskClient, rows: Session) -> None:
    asked, _text = asked_and_unclear(rows)
    form = {"back": "https://elsewhere.example/"}
    answer = coordinator.post(f"/offers/{asked.offer.id}/accept", data=form)
    assert answer.location == "/inbox"


def test_understood_texts_stand_below_with_their_meaning(
    coordinator: FlaskClient, rows: Session
) -> None:
    asked = ask(rows)
    write(rows, asked.member.phone, f"1 {asked.offer.number}")
    page = coordinator.get("/inbox").text
    assert "Nothing to read" in page
    assert f"Yes to job {asked.offer.number}." in page


def test_a_request_says_who_was_asked_and_what_they_said(
    coordinator: FlaskClient, rows: Session
) -> None:
    asked = ask(rows)
    rows.commit()
    address = f"/requests/{asked.request.number}"
    page = coordinator.get(address).text
    assert f"/offers/{asked.offer.id}/decline" in page
    form = {"reason": "too_far", "back": address}
    coordinator.post(f"/offers/{asked.offer.id}/decline", data=form)
    page = coordinator.get(address).text
    assert f"/offers/{asked.offer.id}/decline" not in page
    assert "through a coordinator" in page
    assert "Reason: too far" in page


@pytest.mark.parametrize("address", ["/inbox/1/handled", "/offers/1/accept", "/offers/1/decline"])
def test_an_officer_answers_for_nobody(app: Flask, committed_db: Database, address: str) -> None:
    grant = Grant(UserRole.OFFICER, authority="RS-AO")
    officer = log_in(app, committed_db, "officer.one", grant)
    assert officer.post(address).status_code == 403
    assert officer.get("/inbox").status_code == 403


def test_the_inbox_asks_as_often_for_many_texts_as_for_one(
    app: Flask, coordinator: FlaskClient, rows: Session
) -> None:
    def queries() -> int:
        with counted(app) as statements:
            coordinator.get("/inbox")
        return len(statements)

    def add() -> None:
        asked_and_unclear(rows)
        settled = ask(rows, member=make.make_member(rows))
        write(rows, settled.member.phone, f"1 {settled.offer.number}")

    add()
    before = queries()
    for _ in range(5):
        add()
    assert queries() == before


def test_an_offer_that_ended_offers_no_answer(coordinator: FlaskClient, rows: Session) -> None:
    asked, _text = asked_and_unclear(rows)
    offers.decline(rows, actors.system(), NOW, asked.offer.id)
    rows.commit()
    assert "No offer waits" in coordinator.get("/inbox").text
