"""A simulated phone in a real browser: texts come by themselves, and a reply is answered."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from sqlalchemy.orm import Session

from tests.support.accessibility import faults_of
from tests.support.database import Database
from tests.support.offers import ask
from tests.support.relays import carry_texts
from tests.support.serving import served
from tests.support.web import PASSWORD, FrozenClock

pytestmark = pytest.mark.browser


def test_texts_appear_and_a_reply_says_yes(
    chromium: Browser,
    app: Flask,
    coordinator: FlaskClient,
    rows: Session,
    committed_db: Database,
    clock: FrozenClock,
) -> None:
    asked = ask(rows)
    rows.commit()
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    with served(app) as address:
        page.goto(f"{address}/log-in")
        page.fill("#username", "coordinator")
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        page.goto(f"{address}/phones/{asked.member.id}")
        page.get_by_text("No texts yet.").wait_for()
        carry_texts(committed_db, clock)
        link = page.locator(f'a[href="{asked.path}"]')
        link.wait_for()
        page.fill("#body", f"1 {asked.offer.number}")
        page.click("text=Send")
        page.get_by_text(f"Yes to job {asked.offer.number}.").wait_for()
        for path in (f"/phones/{asked.member.id}", "/phones"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            assert faults_of(page) == ""
        page.close()
