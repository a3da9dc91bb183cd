"""The coordinator's plan pages: asking, watching, reading, publishing once, discarding."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.models import Plan
from app.domain.accounts import Grant
from app.domain.states import PlanState
from app.domain.vocabulary import UserRole
from tests.planning.conftest import FIRST, LAST, Week
from tests.support.counting import counted
from tests.support.web import log_in

ASKED = {"first_day": FIRST.isoformat(), "last_day": LAST.isoformat(), "seconds": "8", "seed": "1"}
MOST_QUERIES = 10


@pytest.fixture
def coordinator(app: Flask, week: Week) -> FlaskClient:
    return log_in(app, week.database, "vera", Grant(UserRole.COORDINATOR, country="RS"))


def state_of(week: Week, plan_id: int) -> PlanState:
    with week.database.session_factory() as session:
        return session.get_one(Plan, plan_id).state


def test_a_plan_is_asked_for_and_its_run_can_be_watched(
    coordinator: FlaskClient, week: Week
) -> None:
    answer = coordinator.post("/plans", data=ASKED)
    assert answer.status_code == 303
    waiting = coordinator.get(answer.location)
    assert "Waiting for a worker." in waiting.text
    assert 'hx-trigger="every 2s"' in coordinator.get("/plans").text

    week.work()

    progress = coordinator.get(f"{answer.location}/progress").get_json()
    assert progress["state"] == "solved"
    assert progress["points"][-1]["seats_covered"] == 2
    page = coordinator.get(answer.location, follow_redirects=True)
    assert "2 / 2" in page.text
    assert 'hx-trigger="every 2s"' not in coordinator.get("/plans").text


def test_every_faulty_field_is_named_and_nothing_is_queued(coordinator: FlaskClient) -> None:
    answer = coordinator.post("/plans", data={"first_day": "soon", "seconds": "many", "seed": "1"})

    assert answer.status_code == 422
    assert answer.text.count("Give the day as year-month-day.") >= 2
    assert "Give a whole number of seconds." in answer.text
    assert "No plans yet" in answer.text


def test_a_second_run_over_the_same_days_is_refused_by_name(coordinator: FlaskClient) -> None:
    coordinator.post("/plans", data=ASKED)

    answer = coordinator.post("/plans", data=ASKED)

    assert answer.status_code in (409, 422)
    assert "30.11." in answer.text


def test_two_tabs_publish_a_plan_once(coordinator: FlaskClient, week: Week) -> None:
    plan_id = week.solve()
    confirmation = coordinator.get(f"/plans/{plan_id}/publish")
    assert "2 new seats are offered" in confirmation.text

    first = coordinator.post(f"/plans/{plan_id}/publish")
    second = coordinator.post(f"/plans/{plan_id}/publish")

    assert first.status_code == 303
    assert second.status_code == 409
    assert "published" in second.text
    assert f'href="/plans/{plan_id}"' in second.text
    for act in ("publish", "discard"):
        assert coordinator.get(f"/plans/{plan_id}/{act}").location == f"/plans/{plan_id}"
    assert state_of(week, plan_id) is PlanState.PUBLISHED


def test_a_run_that_is_stopped_is_no_longer_solved(coordinator: FlaskClient, week: Week) -> None:
    run = coordinator.post("/plans", data=ASKED).location

    assert coordinator.post(f"{run}/stop").status_code == 303
    week.work()

    assert "A coordinator stopped it." in coordinator.get(run).text
    assert coordinator.post(f"{run}/stop").status_code == 409


def test_a_draft_is_discarded_and_can_no_longer_be_published(
    coordinator: FlaskClient, week: Week
) -> None:
    plan_id = week.solve()

    assert coordinator.post(f"/plans/{plan_id}/discard").status_code == 303
    assert coordinator.post(f"/plans/{plan_id}/publish").status_code == 409
    assert state_of(week, plan_id) is PlanState.DISCARDED


def test_a_plan_shows_one_day_with_few_queries(
    app: Flask, coordinator: FlaskClient, week: Week
) -> None:
    plan_id = week.solve()
    coordinator.get("/plans")

    with counted(app) as statements:
        page = coordinator.get(f"/plans/{plan_id}?day=2026-12-01")

    assert page.text.count("/requests/") == 2
    assert len(statements) <= MOST_QUERIES
    assert coordinator.get(f"/plans/{plan_id}?day=never").status_code == 200


def test_plans_that_do_not_exist_and_people_who_do_not_plan_are_refused(
    app: Flask, coordinator: FlaskClient, week: Week
) -> None:
    officer = log_in(app, week.database, "petar", Grant(UserRole.OFFICER, authority="RS-AO"))

    assert coordinator.get("/plans/404").status_code == 404
    assert coordinator.get("/plans/runs/404").status_code == 404
    assert officer.get("/plans").status_code == 403
    assert officer.post("/plans/1/publish").status_code == 403
