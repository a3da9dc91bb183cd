"""Searches on the coordinator's and the officer's pages."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Authority, LadderPolicy, Member
from app.domain.accounts import Grant
from app.domain.ladder.model import Consent, StepKind
from app.domain.lifecycles import LadderState
from app.domain.vocabulary import UserRole
from tests import factories as make
from tests.ladder.support import Searching
from tests.support.database import Database
from tests.support.web import log_in


@pytest.fixture
def coordinator(app: Flask, committed_db: Database) -> FlaskClient:
    return log_in(app, committed_db, "coordinator", Grant(UserRole.COORDINATOR, country="RS"))


@pytest.fixture
def officer(app: Flask, committed_db: Database) -> FlaskClient:
    grant = Grant(UserRole.OFFICER, authority="RS-AO")
    return log_in(app, committed_db, "officer", grant)


@pytest.fixture
def office(db: Session) -> Authority:
    return db.scalars(select(Authority).where(Authority.code == "RS-AO")).one()


def seat_of(db: Session, office: Authority) -> tuple[int, int]:
    """The number of a request of the office, and its seat."""
    request = make.make_request(db, authority=office)
    return request.number, request.sessions[0].seats[0].id


def test_a_coordinator_begins_skips_pauses_and_stops_a_search(
    coordinator: FlaskClient, db: Session, searching: Searching, office: Authority
) -> None:
    make.make_member(db)
    _number, seat = seat_of(db, office)
    db.commit()
    page = coordinator.get(f"/seats/{seat}").text
    assert "Look for somebody now" in page
    coordinator.post(f"/seats/{seat}/search")
    searching.step()
    page = coordinator.get(f"/seats/{seat}").text
    for told in ("Search under way", "1 person is asked", "a chance of about 4 in 10"):
        assert told in page
    found = searching.ladder(seat)
    coordinator.post(f"/searches/{found.id}/pause")
    assert searching.ladder(seat).state is LadderState.PAUSED
    assert "Search paused" in coordinator.get(f"/seats/{seat}").text
    coordinator.post(f"/searches/{found.id}/go-on")
    coordinator.post(f"/searches/{found.id}/skip")
    searching.step()
    assert searching.steps(seat)[-1].kind is StepKind.BY_HAND, "nobody else is left to ask"
    page = coordinator.get(f"/seats/{seat}").text
    assert "Do you know somebody to call?" in page
    coordinator.post(f"/searches/{found.id}/stop")
    assert searching.ladder(seat).state is LadderState.STOPPED
    assert "Search stopped" in coordinator.get(f"/seats/{seat}").text


def test_an_officer_reads_the_steps_without_a_name_and_agrees(
    officer: FlaskClient, db: Session, searching: Searching, office: Authority
) -> None:
    busy = make.make_member(db)
    name = db.get_one(Member, busy.id).legal_name
    remote = make.make_member(db, dialects=("pbt",))
    request = make.make_request(db, authority=office)
    seat = request.sessions[0].seats[0]
    seat.minimum_score = 0.95
    number, seat_id = request.number, seat.id
    db.commit()
    searching.begin(seat_id)
    searching.step()
    (offer,) = searching.open_offers(seat_id)
    assert offer.member_id == busy.id
    assert "1 person is asked" in officer.get(f"/my-requests/{number}").text
    searching.decline(offer)
    searching.step()
    page = officer.get(f"/my-requests/{number}").text
    assert "Does the applicant agree to a dialect further from their own?" in page
    assert name not in page
    step = next(s for s in searching.steps(seat_id) if s.kind is StepKind.DIALECT)
    officer.post(f"/my-requests/{number}/search-steps/{step.id}/agree", data={"reason": ""})
    assert searching.steps(seat_id)[-1].consent is Consent.ASKED, "a reason is needed"
    yes = {"reason": "The applicant has said so"}
    officer.post(f"/my-requests/{number}/search-steps/{step.id}/agree", data=yes)
    searching.step()
    (offer,) = searching.open_offers(seat_id)
    assert offer.member_id == remote.id


def test_the_switch_on_the_plan_page_lets_searches_go_on_by_themselves(
    coordinator: FlaskClient, db: Session
) -> None:
    assert "Go on without a coordinator" in coordinator.get("/plans").text
    coordinator.post("/searches/allow", data={"countries": ["RS", "MK"]})
    allowed = {row.country_code: row.moves_on for row in db.scalars(select(LadderPolicy))}
    assert allowed == {"RS": True}, "only for the countries the coordinator speaks for"
    coordinator.post("/searches/allow", data={})
    db.rollback()
    assert [row.moves_on for row in db.scalars(select(LadderPolicy))] == [False]
