"""The log-in form, `/`, and pages that need a log-in."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import make_url

from app import create_app
from app.auth.next_page import safe_page
from app.domain import actors
from app.domain.accounts import FAILURES_OF_ACCOUNT, Grant
from app.domain.vocabulary import UserRole
from app.services.accounts import create_user
from tests.factories import NOW
from tests.support.database import Database
from tests.support.web import FrozenClock, make_settings

PASSWORD = "seven words of an officer"


@pytest.fixture
def account(committed_db: Database) -> str:
    with committed_db.session_factory.begin() as session:
        grants = [Grant(UserRole.OFFICER, authority="RS-AO")]
        create_user(session, actors.system(), NOW, "officer.one", PASSWORD, "Duty", grants)
    return "officer.one"


def log_in(client: FlaskClient, username: str, password: str = PASSWORD, **more: str) -> int:
    form = {"username": username, "password": password, **more}
    return client.post("/log-in", data=form).status_code


def test_the_start_page_leads_a_stranger_to_the_log_in_form(client: FlaskClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (302, "/log-in")


def test_an_installation_without_users_says_how_to_make_the_first(client: FlaskClient) -> None:
    assert "users create" in client.get("/log-in").text


def test_an_installation_with_users_says_nothing_of_it(client: FlaskClient, account: str) -> None:
    assert "users create" not in client.get("/log-in").text


def test_the_start_page_leads_an_officer_to_their_requests(
    client: FlaskClient, account: str
) -> None:
    assert log_in(client, account) == 302
    assert client.get("/").location == "/my-requests"


def test_after_the_log_in_comes_the_page_that_was_asked_for(
    client: FlaskClient, account: str
) -> None:
    answer = client.get("/my-requests?span=past")
    assert answer.location == "/log-in?next=/my-requests?span%3Dpast"
    form = client.get(answer.location).text
    wanted = re.search(r'name="next"[^>]*value="([^"]*)"', form)
    assert wanted is not None
    data = {"username": account, "password": PASSWORD, "next": wanted.group(1)}
    assert client.post("/log-in", data=data).location == "/my-requests?span=past"


def test_a_log_in_leads_to_no_other_server(client: FlaskClient, account: str) -> None:
    data = {"username": account, "password": PASSWORD, "next": "//evil.example/"}
    assert client.post("/log-in", data=data).location == "/"


@given(st.text(alphabet=st.sampled_from("/\\:.@?#\t\n\0ahtps "), max_size=12))
@example("//evil.example")
@example("/\\evil.example")
@example("\\\\evil.example")
@example("/\t/evil.example")
@example("https://evil.example")
@example("javascript:alert(1)")
def test_a_safe_page_is_a_path_of_this_server(address: str) -> None:
    page = safe_page(address)
    if page is not None:
        assert page.startswith("/")
        assert not page.replace("\\", "/").startswith("//")
        assert not set(page) & set("\t\n\r\0\\")


def test_a_wrong_password_is_refused_and_not_shown_again(client: FlaskClient, account: str) -> None:
    answer = client.post("/log-in", data={"username": account, "password": "quite wrong words"})
    assert answer.status_code == 422
    assert "is wrong" in answer.text
    assert "quite wrong words" not in answer.text
    assert 'value="officer.one"' in answer.text


def test_an_empty_form_names_both_fields(client: FlaskClient) -> None:
    answer = client.post("/log-in", data={})
    assert answer.status_code == 422
    assert "Give your username." in answer.text
    assert "Give your password." in answer.text


def test_too_many_failures_say_when_to_try_again(
    client: FlaskClient, account: str, clock: FrozenClock
) -> None:
    for _ in range(FAILURES_OF_ACCOUNT):
        assert log_in(client, account, "wrong") == 422
    answer = client.post("/log-in", data={"username": account, "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert "Try again in 15 minutes" in answer.text
    clock.advance(minutes=15)
    assert log_in(client, account) == 302


def test_logging_out_ends_the_session_on_the_server_too(app: Flask, account: str) -> None:
    client = app.test_client()
    log_in(client, account)
    stolen = client.get_cookie("tarjuman")
    assert stolen is not None
    assert client.post("/log-out").location == "/log-in"
    thief = app.test_client()
    thief.set_cookie("tarjuman", stolen.value)
    assert thief.get("/").location == "/log-in"


def test_a_get_does_not_log_out(client: FlaskClient, account: str) -> None:
    log_in(client, account)
    assert client.get("/log-out").status_code == 405
    assert client.get("/").location == "/my-requests"


def test_a_log_in_left_alone_for_two_hours_ends(
    client: FlaskClient, account: str, clock: FrozenClock
) -> None:
    log_in(client, account)
    clock.advance(hours=1, minutes=59)
    assert client.get("/").location == "/my-requests"
    clock.advance(hours=2)
    assert client.get("/").location == "/log-in"


def test_a_form_without_its_token_is_refused(app: Flask, account: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    assert log_in(client, account) == 400
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/log-in").text)
    assert token is not None
    assert log_in(client, account, csrf_token=token.group(1)) == 302
    stale = client.post("/my-requests/new", data={"csrf_token": "of another tab"})
    assert stale.status_code == 400
    assert "Open its page again and send it anew." in stale.text


def test_a_program_without_a_log_in_gets_a_problem(client: FlaskClient) -> None:
    answer = client.get("/my-requests", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


def test_a_part_of_a_page_without_a_log_in_leads_the_whole_page_away(client: FlaskClient) -> None:
    answer = client.get("/my-requests", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/log-in")


def test_a_database_that_is_away_has_a_page_of_its_own(
    client: FlaskClient, committed_db: Database, clock: FrozenClock, tmp_path: Path, account: str
) -> None:
    assert log_in(client, account) == 302
    away = create_app(make_settings(nowhere(committed_db.url), tmp_path), clock)
    away.config.update(TESTING=False)
    cookie = client.get_cookie("tarjuman")
    assert cookie is not None
    browser = away.test_client()
    browser.set_cookie("tarjuman", cookie.value)
    for page in ("/", "/log-in", "/my-requests"):
        answer = browser.get(page)
        assert answer.status_code == 503, page
        assert answer.headers["Retry-After"] == "5"
        assert "<h1>" in answer.text


def nowhere(url: str) -> str:
    """The same server's address at a port where nobody listens."""
    address = make_url(url).set(host="127.0.0.1", port=1, query={})
    return address.render_as_string(hide_password=False)
