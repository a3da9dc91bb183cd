"""The coordinator's list of requests."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain import actors
from app.domain.accounts import Grant
from app.domain.states import RequestState
from app.domain.vocabulary import UserRole
from app.services.accounts import create_user
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database

PASSWORD = "seven words nobody would guess"


@pytest.fixture
def coordinator(app: Flask, committed_db: Database) -> FlaskClient:
    """Of Serbia only."""
    with committed_db.session_factory.begin() as session:
        grant = Grant(UserRole.COORDINATOR, country="RS")
        create_user(session, actors.system(), NOW, "jelena", PASSWORD, "Jelena", [grant])
    client = app.test_client()
    client.post("/log-in", data={"username": "jelena", "password": PASSWORD})
    return client


@pytest.fixture
def rows(committed_db: Database) -> Iterator[Session]:
    with committed_db.session_factory() as session:
        yield session


def test_requests_that_wait_for_a_decision_are_named_first(
    coordinator: FlaskClient, rows: Session
) -> None:
    waiting, accepted = make.make_request(rows), make.make_request(rows)
    waiting.state = RequestState.SUBMITTED
    rows.commit()

    everything = coordinator.get("/requests").text
    to_decide = coordinator.get("/requests?show=submitted&span=all").text

    assert "One request waits for your decision." in everything
    assert f"/requests/{waiting.number}" in everything
    assert f"/requests/{waiting.number}" in to_decide
    assert f"/requests/{accepted.number}" not in to_decide


def test_requests_of_another_country_and_their_references_cannot_be_found(
    coordinator: FlaskClient, rows: Session
) -> None:
    theirs = make.make_request(rows, site_code="MK-VIZ", country="MK", case_ref="SK-77/26")
    ours = make.make_request(rows, case_ref="AZ-77/26")
    rows.commit()

    page = coordinator.get("/requests?q=77&span=all").text

    assert f"/requests/{ours.number}" in page
    assert f"/requests/{theirs.number}" not in page


def test_what_is_asked_for_in_vain_is_left_out(coordinator: FlaskClient, rows: Session) -> None:
    number = make.make_request(rows).number
    rows.commit()

    answer = coordinator.get("/requests?show=nonsense&span=never&page=900")

    assert answer.status_code == 200
    assert f"/requests/{number}" in answer.text


def test_an_officer_does_not_see_the_requests_of_the_pool(
    app: Flask, committed_db: Database
) -> None:
    with committed_db.session_factory.begin() as session:
        grant = Grant(UserRole.OFFICER, authority=make.make_authority(session).code)
        create_user(session, actors.system(), NOW, "petar", PASSWORD, "Petar", [grant])
    client = app.test_client()
    client.post("/log-in", data={"username": "petar", "password": PASSWORD})

    assert client.get("/requests").status_code == 403
