"""A sick call or a closed border: the form, the repair that is shown, and accepting it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.models import Absence, Assignment, BorderWaitOverride, Member, Plan
from app.domain.accounts import Grant
from app.domain.states import AssignmentState, PlanState
from app.domain.vocabulary import UserRole
from tests.factories import make_member
from tests.planning.conftest import Week
from tests.planning.conftest import week as week_fixture
from tests.support.web import log_in

week = week_fixture
SICK = {"kind": "sick", "sick_since": "2026-12-01T00:00", "sick_until": "2026-12-02T00:00"}
CLOSED = {
    "kind": "border_closed",
    "border": "MK-RS",
    "border_since": "2026-12-01T06:00",
    "border_until": "2026-12-01T20:00",
}


@pytest.fixture
def coordinator(app: Flask, week: Week) -> FlaskClient:
    return log_in(app, week.database, "vera", Grant(UserRole.COORDINATOR, country="RS"))


def publish(week: Week) -> int:
    run_id = week.queue(seconds=1)
    week.work()
    plan_id = week.plan_of(run_id)
    week.publish(plan_id)
    with week.database.session_factory.begin() as session:
        make_member(session)
    return plan_id


def test_a_sick_call_shows_the_repair_and_accepting_publishes_it(
    coordinator: FlaskClient, week: Week
) -> None:
    plan_id = publish(week)
    with week.database.session_factory() as session:
        row = session.scalars(select(Assignment).order_by(Assignment.id)).first()
        assert row is not None
        name = session.get_one(Member, row.member_id).legal_name

    answer = coordinator.post("/disruptions", data={**SICK, "member": str(row.member_id)})

    assert answer.status_code == 303
    page = coordinator.get(answer.location).text
    assert f"Repair of plan {plan_id}" in page
    assert f"\u2068{name}\u2069 is ill from 01.12.2026 00:00 to 02.12.2026 00:00." in page
    assert "Until now" in page
    assert "gap:" not in page
    assert coordinator.post(f"{answer.location}/publish").status_code == 303
    with week.database.session_factory() as session:
        (absence,) = session.scalars(select(Absence))
        assert absence.member_id == row.member_id
        assert session.get_one(Plan, plan_id).state is PlanState.SUPERSEDED
        asked = select(Assignment.member_id).where(Assignment.state == AssignmentState.OFFERED)
        assert row.member_id not in set(session.scalars(asked))


def test_discarding_the_repair_leaves_everything_as_it_was(
    coordinator: FlaskClient, week: Week
) -> None:
    plan_id = publish(week)
    answer = coordinator.post("/disruptions", data=CLOSED)

    page = coordinator.get(answer.location).text
    assert "The border between MK and RS is closed" in page
    assert "No seat goes to another member." in page
    coordinator.post(f"{answer.location}/discard")

    with week.database.session_factory() as session:
        assert session.get_one(Plan, plan_id).state is PlanState.PUBLISHED
        assert session.scalars(select(BorderWaitOverride)).all() == []


def test_days_that_no_published_plan_holds_are_noted_at_once(
    coordinator: FlaskClient, week: Week
) -> None:
    with week.database.session_factory() as session:
        member = session.scalars(select(Member.id)).first()

    answer = coordinator.post(
        "/disruptions", data={**SICK, "member": str(member)}, follow_redirects=True
    )

    assert "It is noted. No published plan holds these days." in answer.text
    with week.database.session_factory() as session:
        assert session.scalars(select(Absence.member_id)).all() == [member]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"kind": "sick"}, "No member is chosen: choose one of the list."),
        ({"kind": "sick"}, "Give the day and the time: choose them in the calendar."),
        ({**SICK, "member": "99999"}, "No active member is chosen"),
        (
            {**SICK, "member": "1", "sick_until": "2026-11-30T00:00"},
            "The end is not after the start: choose a later one.",
        ),
        ({**CLOSED, "border": "RS-XX"}, "There is no such border: choose one of the list."),
        ({**CLOSED, "border": ""}, "No border is chosen: choose one of the list."),
        (
            {**CLOSED, "border_since": "2026-11-01T00:00", "border_until": "2026-11-02T00:00"},
            "This is over: choose an end that is to come.",
        ),
        ({**CLOSED, "border_until": "2027-06-01T00:00"}, "That is more than 60 days"),
    ],
)
def test_bad_input_names_the_field_and_the_remedy(
    coordinator: FlaskClient, form: dict[str, str], words: str
) -> None:
    answer = coordinator.post("/disruptions", data=form)

    assert answer.status_code == 422
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_only_the_coordinator_of_the_country_may(app: Flask, week: Week) -> None:
    with week.database.session_factory() as session:
        member = session.scalars(select(Member.id)).first()
    neighbour = log_in(app, week.database, "goran", Grant(UserRole.COORDINATOR, country="MK"))
    officer = log_in(app, week.database, "petar", Grant(UserRole.OFFICER, authority="RS-AO"))

    form = {**SICK, "member": str(member)}
    assert neighbour.post("/disruptions", data=form).status_code == 403
    assert officer.get("/disruptions").status_code == 403
