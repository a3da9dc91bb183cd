"""The page of one seat: what the solver says, who could stand in, and putting one in."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.models import Assignment, AuditEntry, Offer, Plan
from app.domain.accounts import Grant
from app.domain.states import AssignmentState, OfferState, PlanState
from app.domain.vocabulary import UserRole
from app.services import offers
from tests.factories import NOW, make_member, make_request
from tests.planning.conftest import TUESDAY, Week
from tests.planning.conftest import week as week_fixture
from tests.support.counting import counted
from tests.support.web import log_in

week = week_fixture
MOST_QUERIES = 9


@pytest.fixture
def coordinator(app: Flask, week: Week) -> FlaskClient:
    return log_in(app, week.database, "vera", Grant(UserRole.COORDINATOR, country="RS"))


def publish(week: Week, extra: int = 1) -> int:
    run_id = week.queue(seconds=1)
    week.work()
    plan_id = week.plan_of(run_id)
    week.publish(plan_id)
    with week.database.session_factory.begin() as session:
        for _ in range(extra):
            make_member(session)
    return plan_id


def held(week: Week) -> Assignment:
    """The first assignment that is asked for."""
    with week.database.session_factory() as session:
        asked = Assignment.state == AssignmentState.OFFERED
        return session.scalars(select(Assignment).where(asked).order_by(Assignment.id)).first() or (
            Assignment()
        )


def members_offered(text: str) -> list[int]:
    return [int(n) for n in re.findall(r'name="member" value="(\d+)"', text)]


def test_the_page_itself_asks_no_solver_and_few_queries(
    app: Flask, coordinator: FlaskClient, week: Week
) -> None:
    publish(week)
    seat = held(week).seat_id
    coordinator.get("/board")

    with counted(app) as statements:
        page = coordinator.get(f"/seats/{seat}")

    assert f'hx-get="/seats/{seat}/advice"' in page.text
    assert f'href="/seats/{seat}?advice=1"' in page.text
    assert len(statements) <= MOST_QUERIES


def test_a_served_seat_tells_who_why_and_who_is_next(coordinator: FlaskClient, week: Week) -> None:
    publish(week)
    row = held(week)

    told = coordinator.get(f"/seats/{row.seat_id}/advice").text

    assert "Why it is served so" in told
    assert "Next is" in told
    assert "Left open: request" in told
    assert row.member_id not in members_offered(told)


def test_an_open_seat_tells_who_is_ruled_out_and_what_would_help(
    coordinator: FlaskClient, week: Week
) -> None:
    publish(week, extra=0)
    with week.database.session_factory.begin() as session:
        request = make_request(session, starts_at=TUESDAY, case_ref="AZ-3/26")
        request.dialect_code = "prs"
        seat = request.sessions[0].seats[0]
        seat.from_dialect = "prs"
        seat_id = seat.id

    told = coordinator.get(f"/seats/{seat_id}/advice").text

    assert "Why nobody has it" in told
    assert "ruled out by dialect" in told
    assert "relaxation" in told or "could serve it" in told
    assert "Nobody else could serve it as the plan stands." in told


def test_a_day_without_a_published_plan_says_so(coordinator: FlaskClient, week: Week) -> None:
    with week.database.session_factory.begin() as session:
        seat = make_request(session, starts_at=TUESDAY, case_ref="AZ-9/26").sessions[0].seats[0]

    told = coordinator.get(f"/seats/{seat.id}?advice=1")

    assert "No published plan holds 01.12.2026 yet: plan that day first." in told.text


def test_one_click_puts_a_stand_in_in(coordinator: FlaskClient, week: Week) -> None:
    plan_id = publish(week)
    row = held(week)
    member, *_others = members_offered(coordinator.get(f"/seats/{row.seat_id}/advice").text)

    answer = coordinator.post(f"/seats/{row.seat_id}/stand-in", data={"member": member})

    assert answer.status_code == 303
    with week.database.session_factory() as session:
        rows = session.scalars(
            select(Assignment).where(Assignment.seat_id == row.seat_id).order_by(Assignment.id)
        ).all()
        assert [(r.member_id, r.state) for r in rows] == [
            (row.member_id, AssignmentState.RELEASED),
            (member, AssignmentState.OFFERED),
        ]
        open_offers = session.scalars(select(Offer).where(Offer.state == OfferState.OPEN)).all()
        assert len(open_offers) == 2
        assert session.get_one(Plan, plan_id).state is PlanState.SUPERSEDED
        acts = set(session.scalars(select(AuditEntry.act)))
    assert {"seat.stand_in", "plan.published"} <= acts
    again = coordinator.post(f"/seats/{row.seat_id}/stand-in", data={"member": member})
    assert again.status_code == 409


def test_a_confirmed_seat_is_given_to_nobody_else(coordinator: FlaskClient, week: Week) -> None:
    publish(week)
    row = held(week)
    with week.database.session_factory.begin() as session:
        offer = session.scalars(select(Offer).where(Offer.assignment_id == row.id)).one()
        offers.accept(session, week.coordinator, NOW, offer.id)

    told = coordinator.get(f"/seats/{row.seat_id}/advice").text

    assert "confirmed or pinned" in told
    assert members_offered(told) == []


def test_a_seat_of_another_country_and_other_people_are_refused(
    app: Flask, coordinator: FlaskClient, week: Week
) -> None:
    publish(week)
    row = held(week)
    neighbour = log_in(app, week.database, "goran", Grant(UserRole.COORDINATOR, country="MK"))
    officer = log_in(app, week.database, "petar", Grant(UserRole.OFFICER, authority="RS-AO"))
    form = {"member": "1"}

    assert members_offered(neighbour.get(f"/seats/{row.seat_id}/advice").text) == []
    assert neighbour.post(f"/seats/{row.seat_id}/stand-in", data=form).status_code == 403
    assert officer.get(f"/seats/{row.seat_id}").status_code == 403
    assert officer.post(f"/seats/{row.seat_id}/stand-in", data=form).status_code == 403
    assert coordinator.get("/seats/99999").status_code == 404
    assert coordinator.post(f"/seats/{row.seat_id}/stand-in").status_code in (400, 422)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("give_back", "Given back by the interpreter, being filled again."),
        ("decline", "Declined by who was asked, being filled again."),
    ],
)
def test_a_seat_that_came_open_again_says_why(
    coordinator: FlaskClient, week: Week, act: str, words: str
) -> None:
    publish(week)
    row = held(week)
    with week.database.session_factory.begin() as session:
        offer = session.scalars(select(Offer).where(Offer.assignment_id == row.id)).one()
        if act == "give_back":
            offers.accept(session, week.coordinator, NOW, offer.id)
        getattr(offers, act)(session, week.coordinator, NOW, offer.id)
        number = session.get_one(Assignment, row.id).seat_id

    board = coordinator.get("/board/data?from=2026-11-30&to=2026-12-06").get_json()
    assert [seat["reason"] for seat in board["uncovered"]] == [words]
    listed = coordinator.get("/uncovered").text
    assert words in listed
    assert f"/seats/{number}" in listed
    request_page = coordinator.get(board["uncovered"][0]["url"]).text
    assert words in request_page
    assert "Being planned" not in request_page
