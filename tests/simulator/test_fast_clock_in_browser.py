"""A whole search seen on the phones within a minute, with trouble in the network."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.db.models import Ladder, Member, Offer
from app.domain import actors
from app.domain.accounts import Grant
from app.domain.borders import ZONE
from app.domain.links import OfferLinks
from app.domain.states import LadderState, OfferState
from app.domain.vocabulary import UserRole
from app.extensions import db as extension
from app.services import ladder, offers, simulation
from app.services.relay import Relay, carry
from app.services.simulation import SimulatedNetwork, SimulatedTime
from tests import factories as make
from tests.factories import NOW
from tests.support.accessibility import faults_of
from tests.support.database import Database
from tests.support.serving import served
from tests.support.web import (
    PASSWORD,
    PUBLIC_BASE_URL,
    SECRET_KEY,
    FrozenClock,
    log_in,
    make_settings,
)

pytestmark = pytest.mark.browser
Jobs = Callable[[], datetime]


@pytest.fixture
def hurried(committed_db: Database, clock: FrozenClock, tmp_path: Path) -> Iterator[Flask]:
    """A demonstration's application, whose clock may be hurried."""
    settings = replace(make_settings(committed_db.url, tmp_path), simulated_clock=True)
    app = create_app(settings, clock)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield app
    with app.app_context():
        extension.engine.dispose()


@pytest.fixture
def jobs(committed_db: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Jobs:
    """What worker and clock do at the moment that the hurried clock shows."""
    monkeypatch.setattr("app.services.simulation.clock.READ_EVERY", 0)
    shown = SimulatedTime(committed_db.url, clock)
    factory, links = committed_db.session_factory, OfferLinks(SECRET_KEY, PUBLIC_BASE_URL)
    network = SimulatedNetwork(factory, shown)

    def run() -> datetime:
        with factory.begin() as session:
            offers.expire_due(session, actors.system(), shown())
        ladder.step_due(factory, shown)
        carry(Relay(factory, network, links, shown))
        with factory.begin() as session:
            simulation.deliver_due(session, shown())
        return shown()

    return run


@pytest.fixture
def desk(chromium: Browser, hurried: Flask, committed_db: Database) -> Iterator[Page]:
    """A coordinator before the phones, in a browser."""
    log_in(hurried, committed_db, "coordinator", Grant(UserRole.COORDINATOR, country="RS"))
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    with served(hurried) as address:
        page.goto(f"{address}/log-in")
        page.fill("#username", "coordinator")
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        page.goto(f"{address}/phones")
        yield page
        page.close()


def asked(session: Session) -> list[Offer]:
    session.rollback()
    query = select(Offer).where(Offer.state == OfferState.OPEN).order_by(Offer.id)
    return list(session.scalars(query))


def test_a_whole_search_within_a_minute(
    desk: Page, jobs: Jobs, rows: Session, committed_db: Database
) -> None:
    began = time.monotonic()
    for _ in range(5):
        make.make_member(rows, page_language="fa")
    seat = make.make_request(rows).sessions[0].seats[0].id
    rows.commit()
    with committed_db.session_factory.begin() as session:
        ladder.begin(session, actors.system(), NOW, seat)
    jobs()
    first = {offer.member_id for offer in asked(rows)}
    desk.reload()
    assert desk.locator("#phones li").count() == len(first)

    second: list[Offer] = []
    for _ in range(12):
        desk.get_by_role("button", name="To what happens next").click()
        jobs()
        second = [offer for offer in asked(rows) if offer.member_id not in first]
        if second:
            break
    assert second, "the wave that nobody answered is followed by another"
    one = rows.get_one(Member, second[0].member_id)
    address = desk.url.partition("/phones")[0]
    desk.goto(f"{address}/phones/{one.id}")
    assert desk.locator(".phone").get_attribute("dir") == "rtl"
    assert desk.locator(".bubble").count() == 1
    desk.get_by_role("button", name=f"1 {second[0].number}", exact=True).click()
    desk.get_by_text(f"Yes to job {second[0].number}.").wait_for()
    jobs()
    rows.rollback()
    assert rows.scalar(select(Ladder.state)) is LadderState.COVERED
    assert time.monotonic() - began < 60


def test_trouble_of_the_network_is_chosen_and_shown(
    desk: Page, jobs: Jobs, rows: Session, committed_db: Database
) -> None:
    member = make.make_member(rows)
    seat = make.make_request(rows).sessions[0].seats[0].id
    rows.commit()
    with committed_db.session_factory.begin() as session:
        ladder.begin(session, actors.system(), NOW, seat)
    address = desk.url.partition("/phones")[0]
    desk.goto(f"{address}/phones/{member.id}")
    desk.get_by_text("This phone's network").click()
    desk.get_by_label("What becomes of texts").select_option("undelivered")
    desk.get_by_label("Texts and replies come twice").check()
    desk.get_by_role("button", name="Set", exact=True).click()
    jobs()
    desk.locator(".lost", has_text="30005").first.wait_for()
    (offer,) = asked(rows)
    desk.fill("#body", f"1 {offer.number}")
    desk.get_by_role("button", name="Send").click()
    desk.get_by_text("it counts once").wait_for()
    assert desk.locator(".text.reply").count() == 1
    for width, scheme in ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")):
        desk.set_viewport_size({"width": width, "height": 900})
        desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in (f"/phones/{member.id}", "/phones"):
            desk.goto(address + path)
            assert desk.evaluate("document.documentElement.scrollWidth") <= width
            assert faults_of(desk) == ""


def test_the_clock_on_the_page_runs(desk: Page, jobs: Jobs, clock: FrozenClock) -> None:
    jobs()
    local = (NOW + timedelta(hours=1)).astimezone(ZONE)
    desk.get_by_role("button", name="+1 h").click()
    desk.locator("#clock-face", has_text=f"{local:%H:%M:%S}").wait_for()
    clock.advance(seconds=5)
    later = local + timedelta(seconds=5)
    desk.locator("#clock-face", has_text=f"{later:%H:%M:%S}").wait_for()
