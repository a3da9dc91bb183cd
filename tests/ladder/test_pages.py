"""Searches on the coordinator's and the officer's pages."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, Authority, LadderPolicy, Member
from app.db.queries import ladders as queries
from app.domain.accounts import Grant
from app.domain.ladder.model import Consent, StepKind
from app.domain.states import LadderState
from app.domain.vocabulary import UserRole
from app.services.ladder.mending import begin_mending
from app.services.ladder.starting import add_step
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
    coordinator.post("/searches/allow", data={"mending": ["RS"]})
    db.rollback()
    (row,) = db.scalars(select(LadderPolicy))
    assert (row.moves_on, row.mends) == (False, False), "mending alone is nothing"


def test_mending_plans_by_themselves_is_off_until_it_is_switched_on_and_that_is_recorded(
    coordinator: FlaskClient, db: Session
) -> None:
    mending = 'name="mending" value="RS"'
    assert f"{mending}>" in coordinator.get("/plans").text
    coordinator.post("/searches/allow", data={"countries": ["RS"], "mending": ["RS", "MK"]})
    assert f"{mending} checked>" in coordinator.get("/plans").text
    query = select(AuditEntry.details).where(AuditEntry.act == "ladder.allowed")
    assert list(db.scalars(query)) == [{"country": "RS", "moves_on": True, "mends": True}]


def test_each_step_of_mending_is_told_on_the_request(
    coordinator: FlaskClient, officer: FlaskClient, db: Session, searching: Searching
) -> None:
    office = db.scalars(select(Authority).where(Authority.code == "RS-AO")).one()
    make.make_member(db)
    number, seat = seat_of(db, office)
    db.commit()
    searching.begin(seat)
    searching.step()
    with searching.sessions.begin() as session:
        found = queries.newest_of_seats(session, [seat])[seat]
        begin_mending(session, searching.now, found)
    for client, path in ((coordinator, f"/requests/{number}"), (officer, f"/my-requests/{number}")):
        assert "The plan of the day is being mended" in client.get(path).text
    with searching.sessions.begin() as session:
        step = queries.newest_of_seats(session, [seat])[seat].steps[-1]
        step.asked, step.details = 1, {"plan": 1, "changed": 3, "found": 1}
    page = coordinator.get(f"/requests/{number}").text
    assert "Mending the plan of the day: 1 person" in page
    assert "2 other seats are served otherwise." in page
    with searching.sessions.begin() as session:
        found = queries.newest_of_seats(session, [seat])[seat]
        add_step(session, found, StepKind.WAVE, searching.now, asked=2, until=found.next_at)
    assert "3 persons are asked" in coordinator.get(f"/requests/{number}").text
    with searching.sessions.begin() as session:
        step = queries.newest_of_seats(session, [seat])[seat].steps[-1]
        step.kind, step.asked, step.details = StepKind.REPAIR, 0, {"draft": 7}
    assert "/plans/7" in coordinator.get(f"/requests/{number}").text
    page = officer.get(f"/my-requests/{number}").text
    assert "it waits as a draft" in page
    assert "/plans/7" not in page
