"""The officer's pages: asking, seeing who comes, cancelling."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import (
    Authority,
    InterpretingSession,
    Member,
    Seat,
    ServiceRequest,
    UncoveredSeat,
)
from app.domain import actors
from app.domain.accounts import Grant
from app.domain.states import AssignmentState, PlanState, RequestState
from app.domain.vocabulary import UserRole
from app.services.accounts import create_user
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database

PASSWORD = "seven words of an officer"


def log_in(app: Flask, database: Database, username: str, authority: str) -> FlaskClient:
    with database.session_factory.begin() as session:
        grants = [Grant(UserRole.OFFICER, authority=authority)]
        create_user(session, actors.system(), NOW, username, PASSWORD, f"Duty {username}", grants)
    client = app.test_client()
    client.post("/log-in", data={"username": username, "password": PASSWORD})
    return client


@pytest.fixture
def officer(app: Flask, committed_db: Database) -> FlaskClient:
    """An officer of the asylum office in Belgrade."""
    return log_in(app, committed_db, "officer.one", "RS-AO")


def form(database: Database, **changes: str | list[str]) -> dict[str, str | list[str]]:
    with database.session_factory() as session:
        site_id = make.site(session, "RS-PRE").id
    filled: dict[str, str | list[str]] = {
        "procedure": "REG",
        "site": str(site_id),
        "day": "2026-12-01",
        "start": "10:00",
        "language": "pus",
        "dialect": "pbu",
        "target_dialect": "srp",
        "minutes": "25",
        "typical": "25",
        "roles": "interpreter",
        "modalities": ["on_site"],
        "gender": "",
        "gender_strength": "",
        "case_ref": "AZ-12/26",
        "form_token": "the token of this form",
    }
    return {**filled, **changes}


def stored(database: Database, **wish: object) -> int:
    """The number of a request of the asylum office in Belgrade."""
    with database.session_factory.begin() as session:
        office = session.scalars(select(Authority).where(Authority.code == "RS-AO")).one()
        return make.make_request(session, authority=office, **wish).number  # type: ignore[arg-type]


def count(database: Database) -> int:
    with database.session_factory() as session:
        return session.scalar(select(func.count(ServiceRequest.id))) or 0


def test_an_officer_asks_and_sees_the_request(officer: FlaskClient, committed_db: Database) -> None:
    answer = officer.post("/my-requests/new", data=form(committed_db), follow_redirects=True)
    assert answer.status_code == 200
    assert "is filed" in answer.text
    assert "AZ-12/26" in answer.text
    assert "Tue <bdi" in answer.text
    assert "Serbian" in answer.text
    assert re.search(r"Accepted<br>[^>]*>\s*<time.*?the policy", answer.text, re.DOTALL)
    assert "AZ-12/26" in officer.get("/my-requests").text


def test_a_form_sent_twice_files_one_request(officer: FlaskClient, committed_db: Database) -> None:
    first = officer.post("/my-requests/new", data=form(committed_db))
    second = officer.post("/my-requests/new", data=form(committed_db))
    assert first.location == second.location
    assert count(committed_db) == 1


def test_a_refused_form_keeps_what_was_written_and_names_each_fault(
    officer: FlaskClient, committed_db: Database
) -> None:
    sent = form(committed_db, case_ref="Gulalai", start="", minutes="soon", day="2026-13-45")
    answer = officer.post("/my-requests/new", data=sent)
    assert answer.status_code == 422
    assert count(committed_db) == 0
    assert 'value="Gulalai"' in answer.text
    for name in ("start", "minutes", "day"):
        assert f'id="{name}-error"' in answer.text


def test_a_fault_of_a_rule_stands_at_its_field(
    officer: FlaskClient, committed_db: Database
) -> None:
    sent = form(committed_db, latest_start="09:00", case_ref="Gulalai", minutes="999")
    answer = officer.post("/my-requests/new", data=sent)
    assert answer.status_code == 422
    assert "09:00 is before the earliest start, 10:00" in answer.text
    assert "looks like a name" in answer.text
    assert "60 minutes at most" in answer.text


@pytest.mark.parametrize(
    "change",
    [
        {"procedure": "NOPE"},
        {"site": "9999999"},
        {"site": "x"},
        {"language": "xxx", "dialect": "xxx"},
        {"dialect": "prs"},
        {"modalities": ["telepathy"]},
        {"modalities": []},
        {"roles": "mediator", "procedure": "POL"},
        {"gender": "female"},
        {"gender": "other"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"minutes": "99999999999999999999"},
        {"minutes": "-1"},
        {"case_ref": "a\0b1"},
        {"case_ref": "علي"},
        {"embargoed_until": "2026-12-02T00:00", "procedure": "MON"},
    ],
)
def test_what_a_browser_would_not_send_is_refused_and_nothing_is_stored(
    officer: FlaskClient, committed_db: Database, change: dict[str, str | list[str]]
) -> None:
    answer = officer.post("/my-requests/new", data=form(committed_db, **change))
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert count(committed_db) == 0


def test_a_fault_of_a_question_follows_its_question_mark(
    officer: FlaskClient, committed_db: Database
) -> None:
    sent = form(committed_db, gender="female", case_ref="Gulalai")
    page = officer.post("/my-requests/new", data=sent).text
    assert "How firm is this wish? Say whether" in page
    assert "Case reference: This looks" in page


def test_text_that_no_column_holds_is_refused(officer: FlaskClient, committed_db: Database) -> None:
    sent = form(committed_db, procedure="INT", minutes="60", modalities=["video"])
    answer = officer.post("/my-requests/new", data=sent | {"remote_justification": "a\0b"})
    assert answer.status_code in {400, 422}
    assert count(committed_db) == 0


def test_without_script_a_second_step_shows_what_the_policy_allows(
    officer: FlaskClient, committed_db: Database
) -> None:
    answer = officer.post(
        "/my-requests/new", data={"procedure": "POL", "language": "pus", "step": "look"}
    )
    assert answer.status_code == 200
    assert "In person only." in answer.text
    assert "by hand at the site" in answer.text
    assert "Criminal Procedure Code" in answer.text
    assert 'value="pbu"' in answer.text
    assert 'value="video"' not in answer.text
    assert re.search(r'id="minutes"[^>]*value="50"', answer.text)
    assert 'id="errors"' not in answer.text
    assert count(committed_db) == 0


def test_the_typical_length_follows_the_procedure_until_it_is_changed(
    officer: FlaskClient, committed_db: Database
) -> None:
    untouched = {"procedure": "POL", "minutes": "25", "typical": "25", "step": "look"}
    assert re.search(
        r'id="minutes"[^>]*value="50"', officer.post("/my-requests/new", data=untouched).text
    )
    changed = {**untouched, "minutes": "40"}
    assert re.search(
        r'id="minutes"[^>]*value="40"', officer.post("/my-requests/new", data=changed).text
    )


def test_an_officer_of_another_authority_is_told_there_is_no_such_request(
    app: Flask, officer: FlaskClient, committed_db: Database
) -> None:
    number = stored(committed_db)
    stranger = log_in(app, committed_db, "officer.two", "MK-SA")
    for page in ("", "/cancel"):
        assert officer.get(f"/my-requests/{number}{page}").status_code == 200
        assert stranger.get(f"/my-requests/{number}{page}").status_code == 404
    answer = stranger.post(f"/my-requests/{number}/cancel", data={"reason": "Not mine."})
    assert answer.status_code == 404
    assert str(number) not in stranger.get("/my-requests?span=all").text


def test_the_page_shows_a_number_and_no_name(officer: FlaskClient, committed_db: Database) -> None:
    number = stored(committed_db)
    with committed_db.session_factory.begin() as session:
        seat = seat_of(session.scalars(select(ServiceRequest)).one().id, session)
        member = make.make_member(session)
        make.make_assignment(session, seat, member, state=AssignmentState.CONFIRMED)
    page = officer.get(f"/my-requests/{number}").text
    with committed_db.session_factory() as session:
        member = session.scalars(select(Member)).one()
        assert f"Number {member.number}" in page
        assert member.legal_name not in page
        assert member.phone not in page


def seat_of(request_id: int, session: Session) -> Seat:
    """The only seat of a request."""
    return session.scalars(
        select(Seat)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .where(InterpretingSession.request_id == request_id)
    ).one()


def test_an_uncovered_request_says_why(officer: FlaskClient, committed_db: Database) -> None:
    number = stored(committed_db)
    with committed_db.session_factory.begin() as session:
        seat = seat_of(session.scalars(select(ServiceRequest)).one().id, session)
        plan = make.make_plan(session, PlanState.PUBLISHED)
        session.add(
            UncoveredSeat(plan_id=plan.id, seat_id=seat.id, reason_code="all_busy", details={})
        )
    assert "has other work at that time" in officer.get(f"/my-requests/{number}").text
    assert str(number) in officer.get("/my-requests?show=uncovered").text
    assert str(number) not in officer.get("/my-requests?show=covered").text


def test_a_request_is_cancelled_with_a_reason(officer: FlaskClient, committed_db: Database) -> None:
    number = stored(committed_db)
    assert officer.post(f"/my-requests/{number}/cancel", data={"reason": " "}).status_code == 422
    answer = officer.post(
        f"/my-requests/{number}/cancel", data={"reason": "The person left."}, follow_redirects=True
    )
    assert "The person left." in answer.text
    again = officer.post(f"/my-requests/{number}/cancel", data={"reason": "Again."})
    assert again.status_code == 409
    assert f'href="/my-requests/{number}">See how it stands now' in again.text
    page = officer.get(f"/my-requests/{number}/cancel")
    assert page.location == f"/my-requests/{number}"
    with committed_db.session_factory() as session:
        assert session.scalars(select(ServiceRequest.state)).all() == [RequestState.CANCELLED]


def test_a_session_that_has_begun_offers_no_cancelling(
    officer: FlaskClient, committed_db: Database
) -> None:
    number = stored(committed_db, starts_at=NOW - timedelta(hours=1))
    assert "Cancel the request" not in officer.get(f"/my-requests/{number}").text


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-3",
        "page=x",
        "page=99999999",
        "span=x",
        "show=x",
        "q=%25",
        "language=x",
        "q=%00",
    ],
)
def test_an_odd_address_of_the_list_still_shows_a_list(
    officer: FlaskClient, committed_db: Database, query: str
) -> None:
    stored(committed_db)
    assert officer.get(f"/my-requests?{query}").status_code in {200, 400}


def test_an_unknown_request_is_not_found(officer: FlaskClient) -> None:
    assert officer.get("/my-requests/999999").status_code == 404
    assert officer.get("/my-requests/99999999999999999999").status_code in {400, 404}


def test_a_coordinator_has_no_requests_of_their_own(app: Flask, committed_db: Database) -> None:
    with committed_db.session_factory.begin() as session:
        grants = [Grant(UserRole.COORDINATOR, country="RS")]
        create_user(session, actors.system(), NOW, "coordinator", PASSWORD, "", grants)
    client = app.test_client()
    client.post("/log-in", data={"username": "coordinator", "password": PASSWORD})
    assert client.get("/my-requests").status_code == 403
    assert client.get("/my-requests/new").status_code == 403


def test_a_session_that_may_begin_in_the_evening_may_begin_after_midnight(
    officer: FlaskClient, committed_db: Database
) -> None:
    sent = form(committed_db, start="23:30", latest_start="00:30")

    answer = officer.post("/my-requests/new", data=sent, follow_redirects=True)

    assert "is filed" in answer.text
    with committed_db.session_factory() as session:
        meeting = session.scalars(select(InterpretingSession)).one()
    assert meeting.latest_start - meeting.earliest_start == timedelta(hours=1)


def test_dari_is_found_where_it_is_looked_for(officer: FlaskClient) -> None:
    page = officer.get("/my-requests/new").text
    listed = re.findall(r'<option value="(\w+)"[^>]*>([^<]*)</option>', page)
    languages = [(code, name) for code, name in listed if code in ("ara", "fas", "pus", "sqi")]

    assert list(dict(languages)) == ["ara", "fas", "pus", "sqi"]
    assert "Dari" in dict(languages)["fas"]
