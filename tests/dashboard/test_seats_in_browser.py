"""The board's panel of a seat in a real browser: opened by keyboard, a stand-in by one click."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app.domain.accounts import Grant
from app.domain.vocabulary import UserRole
from tests.dashboard.test_seats import held, publish
from tests.planning.conftest import Week
from tests.planning.conftest import week as week_fixture
from tests.support.accessibility import faults_of
from tests.support.serving import served
from tests.support.web import PASSWORD, log_in

pytestmark = pytest.mark.browser
week = week_fixture
SECONDS = 30_000
BOARD = "/board?from=2026-11-30"


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/log-in")
    page.fill("#username", "vera")
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")


def require_accessible(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults_of(page) == ""


def test_a_stand_in_is_found_and_asked_from_the_board(
    chromium: Browser, app: Flask, week: Week
) -> None:
    publish(week)
    log_in(app, week.database, "vera", Grant(UserRole.COORDINATOR, country="RS"))
    before = held(week)
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    with served(app) as address:
        enter(page, address)
        page.goto(address + BOARD)
        item = page.locator(f'a[data-panel="/seats/{before.seat_id}/panel"]')
        item.focus()
        page.keyboard.press("Enter")
        panel = page.get_by_role("dialog", name="Seat")
        panel.get_by_text("Why it is served so").wait_for(timeout=SECONDS)
        require_accessible(page, 1280)
        page.keyboard.press("Escape")
        assert not panel.is_visible()
        item.click()
        panel.get_by_role("button", name="Ask").first.click(timeout=SECONDS)
        page.get_by_text("The member is being asked").wait_for(timeout=SECONDS)
        page.get_by_text("Why it is served so").wait_for(timeout=SECONDS)
        page.set_viewport_size({"width": 360, "height": 740})
        require_accessible(page, 360)
        for path in ("/disruptions", "/uncovered"):
            page.goto(address + path)
            require_accessible(page, 360)
    page.close()
    assert held(week).member_id != before.member_id
