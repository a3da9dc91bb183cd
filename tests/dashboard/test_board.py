"""The coordinator's board: what it shows, to whom, and with how many queries."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.db.models import UncoveredSeat
from app.domain.accounts import Grant
from app.domain.states import AssignmentState, PlanState, RequestState
from app.domain.vocabulary import UserRole
from tests import factories as make
from tests.factories import NOW
from tests.support.counting import counted
from tests.support.database import Database
from tests.support.web import log_in

WEEK = "from=2026-11-30&to=2026-12-06"


@pytest.fixture
def coordinator(app: Flask, committed_db: Database) -> FlaskClient:
    grant = Grant(UserRole.COORDINATOR, country="RS")
    return log_in(app, committed_db, "coordinator", grant)


@pytest.fixture
def rows(committed_db: Database) -> Iterator[Session]:
    """A session whose rows are kept when the test commits."""
    with committed_db.session_factory() as session:
        yield session


def _data(client: FlaskClient, address: str = f"/board/data?{WEEK}") -> dict[str, Any]:
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.get_json()
    return data


def test_a_live_session_is_in_its_members_row(coordinator: FlaskClient, rows: Session) -> None:
    request = make.make_request(rows)
    member = make.make_member(rows)
    seat = request.sessions[0].seats[0]
    make.make_assignment(rows, seat, member, state=AssignmentState.CONFIRMED)
    rows.commit()
    data = _data(coordinator)
    assert [row["id"] for row in data["members"]] == [member.id]
    assert data["members"][0]["languages"] == ["Northern Pashto"]
    (item,) = data["items"]
    assert item["member"] == member.id
    assert item["state"] == "confirmed"
    assert item["start"] == "2026-12-01T09:00:00+00:00"
    assert item["title"] == "Northern Pashto, Preševo"
    assert item["url"] == f"/requests/{request.number}"
    assert data["uncovered"] == []
    assert len(data["days"]) == 7


def test_a_seat_that_nobody_has_is_uncovered_with_its_reason(
    coordinator: FlaskClient, rows: Session
) -> None:
    seat = make.make_request(rows).sessions[0].seats[0]
    fresh = make.make_request(rows)
    plan = make.make_plan(rows, PlanState.PUBLISHED)
    details = {"text": "Nobody has the dialect.", "steps": []}
    rows.add(
        UncoveredSeat(plan_id=plan.id, seat_id=seat.id, reason_code="no_candidate", details=details)
    )
    rows.commit()
    shown = {row["row_label"]: row for row in _data(coordinator)["uncovered"]}
    assert shown[str(fresh.number)]["reason"] == "No plan has dealt with it yet."
    others = [row["reason"] for label, row in shown.items() if label != str(fresh.number)]
    assert len(others) == 1
    assert "No plan" not in others[0]


@pytest.mark.parametrize(
    "state", [RequestState.SUBMITTED, RequestState.CANCELLED, RequestState.REJECTED]
)
def test_a_request_that_is_not_accepted_is_not_on_the_board(
    coordinator: FlaskClient, rows: Session, state: RequestState
) -> None:
    make.make_request(rows, state=state)
    rows.commit()
    assert _data(coordinator)["uncovered"] == []


def test_a_draft_is_shown_only_when_it_is_asked_for(
    coordinator: FlaskClient, rows: Session
) -> None:
    seat = make.make_request(rows).sessions[0].seats[0]
    plan = make.make_plan(rows)
    make.make_assignment(
        rows, seat, make.make_member(rows), plan=plan, state=AssignmentState.PROPOSED
    )
    rows.commit()
    assert _data(coordinator)["items"] == []
    draft = _data(coordinator, f"/board/data?{WEEK}&plan={plan.id}")
    assert [item["state"] for item in draft["items"]] == ["proposed"]
    assert draft["uncovered"] == []
    assert "A draft plan of these days is ready" in coordinator.get(f"/board?{WEEK}").text


def test_a_released_assignment_leaves_the_board(coordinator: FlaskClient, rows: Session) -> None:
    seat = make.make_request(rows).sessions[0].seats[0]
    make.make_assignment(rows, seat, make.make_member(rows), state=AssignmentState.RELEASED)
    rows.commit()
    data = _data(coordinator)
    assert data["items"] == []
    assert len(data["uncovered"]) == 1


def test_many_seats_without_a_plan_are_counted_and_not_drawn(
    coordinator: FlaskClient, rows: Session
) -> None:
    authority = make.make_authority(rows)
    for _ in range(61):
        make.make_request(rows, authority=authority)
    rows.commit()
    assert _data(coordinator)["uncovered"] == []
    assert "61 seats are not planned yet" in coordinator.get(f"/board?{WEEK}").text


def test_the_board_opens_on_the_week_of_the_next_session(
    coordinator: FlaskClient, rows: Session
) -> None:
    make.make_request(rows, starts_at=NOW + timedelta(days=15))
    rows.commit()
    assert "from=2026-12-07" in coordinator.get("/board").text


def test_unchanged_data_are_not_sent_again(coordinator: FlaskClient) -> None:
    address = f"/board/data?{WEEK}"
    tag = coordinator.get(address).headers["ETag"]
    assert coordinator.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "query",
    [
        "",
        "from=2026-11-30",
        "from=monday&to=2026-12-06",
        "from=2026-12-06&to=2026-11-30",
        "from=2026-01-01&to=2026-12-31",
    ],
)
def test_days_that_make_no_sense_are_refused_in_words(coordinator: FlaskClient, query: str) -> None:
    answer = coordinator.get(f"/board/data?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.get_json()["detail"]


def test_an_officer_does_not_see_the_board(app: Flask, committed_db: Database) -> None:
    grant = Grant(UserRole.OFFICER, authority="RS-AO")
    officer = log_in(app, committed_db, "officer.one", grant)
    assert officer.get("/board").status_code == 403
    assert officer.get(f"/board/data?{WEEK}").status_code == 403


def test_the_board_asks_as_often_for_many_sessions_as_for_one(
    app: Flask, coordinator: FlaskClient, rows: Session
) -> None:
    authority = make.make_authority(rows)

    def add(count: int) -> None:
        for _ in range(count):
            seat = make.make_request(rows, authority=authority).sessions[0].seats[0]
            make.make_assignment(rows, seat, make.make_member(rows))
        rows.commit()

    def queries() -> int:
        with counted(app) as statements:
            coordinator.get(f"/board?{WEEK}")
            _data(coordinator)
        return len(statements)

    add(1)
    before = queries()
    add(20)
    assert queries() == before


def test_today_leads_to_this_week(coordinator: FlaskClient) -> None:
    monday = NOW.date() - timedelta(days=NOW.weekday())
    page = coordinator.get("/board?from=2026-03-02").text
    assert f'data-today="/board?from={monday}"' in page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-28", "9999-12-31"])
def test_a_day_without_a_week_beside_it_is_refused(coordinator: FlaskClient, day: str) -> None:
    answer = coordinator.get(f"/board?from={day}")
    assert answer.status_code == 422
    assert "The board shows the years 2000 to 2999." in answer.text


@pytest.mark.parametrize("state", [PlanState.PUBLISHED, PlanState.DISCARDED])
def test_only_a_draft_is_shown_as_a_draft(
    coordinator: FlaskClient, rows: Session, state: PlanState
) -> None:
    plan = make.make_plan(rows, state)
    rows.commit()
    page = coordinator.get(f"/board?{WEEK}&plan={plan.id}").text
    assert "nobody has been asked" not in page
    assert f"plan={plan.id}" not in page


def test_a_seat_no_plan_has_dealt_with_is_not_called_uncovered(
    coordinator: FlaskClient, rows: Session
) -> None:
    fresh, refused = make.make_request(rows), make.make_request(rows, state=RequestState.REJECTED)
    rows.commit()
    page = coordinator.get(f"/requests/{fresh.number}").text
    assert "Being planned" in page
    assert "Serbian" in page
    assert "No published plan has dealt with it yet." in page
    page = coordinator.get(f"/requests/{refused.number}").text
    assert "Being planned" not in page
    assert "No published plan" not in page


def test_the_menu_marks_the_part_one_is_in(coordinator: FlaskClient, rows: Session) -> None:
    request = make.make_request(rows)
    rows.commit()
    page = coordinator.get(f"/requests/{request.number}").text
    assert '<a href="/requests" aria-current="true">' in page
    assert page.count("aria-current") == 1


def test_the_languages_of_empty_seats_are_no_languages_of_the_pages(
    coordinator: FlaskClient, rows: Session
) -> None:
    make.make_request(rows)
    rows.commit()
    page = coordinator.get("/uncovered").text
    assert "Pashto" in page
    assert "Language of the pages" not in page
