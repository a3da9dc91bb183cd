"""The officer's pages in a real browser: narrow, right to left, with and without script."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from app.db.models import User
from app.domain import actors
from app.domain.accounts import Grant
from app.domain.vocabulary import UserRole
from app.services.accounts import create_user
from tests.factories import NOW
from tests.support.accessibility import faults_of
from tests.support.database import Database

pytestmark = pytest.mark.browser
PASSWORD = "seven words of an officer"


@pytest.fixture
def address(app: Flask, committed_db: Database) -> Iterator[str]:
    """A server of the application, with CSRF tokens, and one officer."""
    app.config["WTF_CSRF_ENABLED"] = True
    with committed_db.session_factory.begin() as session:
        grants = [Grant(UserRole.OFFICER, authority="RS-AO")]
        create_user(session, actors.system(), NOW, "officer.one", PASSWORD, "Duty", grants)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(60)


def log_in(page: Page, address: str) -> None:
    page.goto(f"{address}/log-in")
    page.fill("#username", "officer.one")
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{address}/my-requests")


def fill(page: Page) -> None:
    page.fill("#day", "2026-12-01")
    page.fill("#start", "10:00")
    page.fill("#case_ref", "AZ-12/26")
    page.check("input[name=dialect][value=pbu]")


def test_an_officer_asks_with_the_policy_shown_as_they_choose(
    chromium: Browser, address: str
) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    log_in(page, address)
    page.goto(f"{address}/my-requests/new")
    page.select_option("#procedure", "POL")
    page.wait_for_selector("text=In person only.")
    assert page.input_value("#minutes") == "50"
    page.select_option("#site", index=1)
    page.select_option("#language", "pus")
    page.wait_for_selector("input[name=dialect][value=pbu]")
    fill(page)
    page.click("text=Send the request")
    page.wait_for_selector("text=is filed")
    page.close()


def test_an_officer_asks_without_script_in_a_second_step(chromium: Browser, address: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    log_in(page, address)
    page.goto(f"{address}/my-requests/new")
    page.select_option("#procedure", "POL")
    page.select_option("#site", index=1)
    page.select_option("#language", "pus")
    page.click("text=Show what the policy allows")
    page.wait_for_selector("text=In person only.")
    fill(page)
    page.click("text=Send the request")
    page.wait_for_selector("text=is filed")
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1200])
def test_pages_are_accessible_and_fit(
    chromium: Browser, address: str, committed_db: Database, language: str, width: int
) -> None:
    with committed_db.session_factory.begin() as session:
        session.query(User).one().page_language = language
    page = chromium.new_page(viewport={"width": width, "height": 740})
    log_in(page, address)
    for path in ("/my-requests", "/my-requests/new", "/log-in"):
        page.goto(address + path)
        assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert faults_of(page) == ""
    page.close()
