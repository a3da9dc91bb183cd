"""The fast clock, and the network's troubles, as the pages set them and the relay meets them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.db.models import InboxMessage, Message, Offer, SimulatedClock, SimulatedDelivery
from app.domain import actors
from app.domain.accounts import Grant
from app.domain.errors import ForbiddenError, InvalidError
from app.domain.links import OfferLinks
from app.domain.states import MessageState
from app.domain.vocabulary import Channel, UserRole
from app.extensions import db as extension
from app.jobs.clock import Pace
from app.jobs.ticks import Tick
from app.services import simulation
from app.services.relay import Relay, carry
from app.services.simulation import SimulatedNetwork, SimulatedTime
from app.services.simulation.clock import READ_EVERY
from config import SettingsError, load_settings
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database
from tests.support.offers import ask
from tests.support.web import PUBLIC_BASE_URL, SECRET_KEY, FrozenClock, log_in, make_settings

LINKS = OfferLinks(SECRET_KEY, PUBLIC_BASE_URL)


def carry_over(database: Database, clock: FrozenClock) -> None:
    """What the relay of a demonstration does, and then the network."""
    network = SimulatedNetwork(database.session_factory, clock)
    carry(Relay(database.session_factory, network, LINKS, clock))
    with database.session_factory.begin() as session:
        simulation.deliver_due(session, clock())


def set_trouble(client: FlaskClient, member_id: int | None = None, **values: str) -> None:
    path = "/phones/trouble" if member_id is None else f"/phones/{member_id}/trouble"
    assert client.post(path, data=values).status_code == 303


def test_a_text_that_does_not_arrive_is_shown_without_its_words(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    asked = ask(rows)
    rows.commit()
    set_trouble(coordinator, loss="undelivered")
    carry_over(committed_db, clock)
    page = coordinator.get(f"/phones/{asked.member.id}").text
    assert "Not delivered" in page
    assert "30005" in page
    assert asked.token not in page
    assert rows.scalar(select(Message.state)) is MessageState.UNDELIVERED


def test_a_refused_number_and_a_provider_that_is_away(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    one, other = ask(rows), ask(rows)
    rows.commit()
    set_trouble(coordinator, one.member.id, loss="refused")
    set_trouble(coordinator, other.member.id, loss="busy")
    for _ in range(3):
        carry_over(committed_db, clock)
        clock.advance(seconds=1)
    states = dict(rows.execute(select(Message.member_id, Message.state)).all())
    assert states[one.member.id] is MessageState.UNDELIVERED
    assert states[other.member.id] is MessageState.QUEUED
    assert "21211" in coordinator.get(f"/phones/{one.member.id}").text
    set_trouble(coordinator, other.member.id, reset="1")
    clock.advance(minutes=1)
    carry_over(committed_db, clock)
    assert other.token in coordinator.get(f"/phones/{other.member.id}").text


def test_a_lost_answer_leaves_one_text_on_the_phone(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    asked = ask(rows)
    rows.commit()
    set_trouble(coordinator, loss="uncertain")
    for _ in range(4):
        carry_over(committed_db, clock)
        clock.advance(minutes=2)
    assert rows.scalar(select(Message.state)) is MessageState.DELIVERED
    refs = rows.scalars(select(SimulatedDelivery.ref).distinct()).all()
    assert len(refs) == 1
    assert coordinator.get(f"/phones/{asked.member.id}").text.count(asked.token) == 2


def test_a_text_that_takes_its_time_is_on_its_way_until_then(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    asked = ask(rows)
    rows.commit()
    set_trouble(coordinator, delay="60")
    carry_over(committed_db, clock)
    page = coordinator.get(f"/phones/{asked.member.id}").text
    assert "On its way" in page
    assert asked.token not in page
    assert asked.member.legal_name not in coordinator.get("/phones").text
    clock.advance(seconds=60)
    carry_over(committed_db, clock)
    page = coordinator.get(f"/phones/{asked.member.id}").text
    assert "On its way" not in page
    assert asked.token in page


def test_what_comes_twice_is_shown_twice_and_counts_once(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    asked = ask(rows)
    rows.commit()
    set_trouble(coordinator, repeats="y")
    carry_over(committed_db, clock)
    clock.advance(seconds=5)
    carry_over(committed_db, clock)
    path = f"/phones/{asked.member.id}"
    assert "came a second time" in coordinator.get(path).text
    coordinator.post(f"{path}/replies", data={"body": f"1 {asked.offer.number}"})
    assert "it counts once" in coordinator.get(path).text
    assert len(rows.scalars(select(InboxMessage)).all()) == 1


def test_texts_overtake_each_other(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    """Of many texts of one moment some come before those that were sent first."""
    member = make.make_member(rows)
    for day in range(8, 28):
        ask(rows, member=member, starts_at=NOW + timedelta(days=day))
    rows.commit()
    set_trouble(coordinator, delay="600", shuffles="y")
    for _ in range(30):
        carry_over(committed_db, clock)
    rows_ = rows.execute(
        select(SimulatedDelivery.message_id, SimulatedDelivery.due_at).order_by(
            SimulatedDelivery.due_at
        )
    ).all()
    order = [message for message, _at in rows_]
    assert len(order) > 2
    assert order != sorted(order)


def test_any_phone_is_found_and_open_offers_are_tapped(
    coordinator: FlaskClient, rows: Session, committed_db: Database, clock: FrozenClock
) -> None:
    quiet = make.make_member(rows)
    asked = ask(rows)
    rows.commit()
    assert quiet.legal_name not in coordinator.get("/phones").text
    found = coordinator.get("/phones", query_string={"q": quiet.phone}).text
    assert quiet.legal_name in found
    carry_over(committed_db, clock)
    page = coordinator.get(f"/phones/{asked.member.id}").text
    assert f'value="1 {asked.offer.number}"' in page
    assert f'value="2 {asked.offer.number}"' in page


@pytest.fixture
def hurried(committed_db: Database, clock: FrozenClock, tmp_path: Path) -> Iterator[Flask]:
    """A demonstration's application, whose clock may be hurried."""
    settings = replace(make_settings(committed_db.url, tmp_path), simulated_clock=True)
    app = create_app(settings, clock)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield app
    with app.app_context():
        extension.engine.dispose()


def test_the_clock_is_hurried_for_every_process_and_nobody_is_logged_out(
    hurried: Flask,
    committed_db: Database,
    rows: Session,
    clock: FrozenClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.services.simulation.clock.READ_EVERY", 0)
    asked = ask(rows)
    rows.commit()
    grant = Grant(UserRole.COORDINATOR, country="RS")
    coordinator = log_in(hurried, committed_db, "coordinator", grant)
    worker = SimulatedTime(committed_db.url, clock)
    assert worker() == NOW
    coordinator.post("/phones/clock", data={"minutes": "1440"})
    assert worker() == NOW + timedelta(days=1)
    coordinator.post("/phones/clock", data={"speed": "60"})
    clock.advance(seconds=30)
    assert worker() == NOW + timedelta(days=1, minutes=30)
    page = coordinator.get("/phones").text
    assert "60 times as fast" in page
    expires = rows.get_one(Offer, asked.offer.id).expires_at
    coordinator.post("/phones/clock", data={"next": "1"})
    assert worker() > min(expires, worker())
    assert coordinator.get("/phones").status_code == 200
    assert rows.scalars(select(SimulatedClock.id)).all() == [1]


def test_a_real_clock_is_not_hurried(coordinator: FlaskClient, rows: Session) -> None:
    assert "To what happens next" not in coordinator.get("/phones").text
    assert coordinator.post("/phones/clock", data={"minutes": "60"}).status_code == 404
    assert rows.scalars(select(SimulatedClock)).all() == []


def test_the_clock_takes_no_odd_values(db: Session) -> None:
    who = actors.system()
    for speed, ahead in ((7, timedelta(0)), (1, -timedelta(minutes=1)), (1, timedelta(days=99))):
        with pytest.raises(InvalidError):
            simulation.change_clock(db, who, NOW, speed=speed, ahead=ahead)
    member = actors.member(1, Channel.LINK)
    with pytest.raises(ForbiddenError):
        simulation.change_clock(db, member, NOW, speed=1, ahead=timedelta(0))


def test_ticks_go_by_the_hurried_clock() -> None:
    clock = FrozenClock(NOW)
    pace, tick = Pace(clock), Tick("a tick", 60, "a:task")
    assert pace.is_due(tick)
    clock.advance(seconds=59)
    assert not pace.is_due(tick)
    clock.advance(hours=3)
    assert pace.is_due(tick)
    assert not pace.is_due(tick)


@pytest.mark.parametrize(
    "environ",
    [
        {"TARJUMAN_ENV": "production"},
        {
            "TWILIO_ACCOUNT_SID": "AC1",
            "TWILIO_AUTH_TOKEN": "token",
            "TWILIO_FROM": "+381600000000",
        },
    ],
)
def test_no_hurried_clock_where_real_people_are_reached(
    environ: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="SIMULATED_CLOCK is set"):
        load_settings({"SIMULATED_CLOCK": "1", "INSTANCE_PATH": str(tmp_path), **environ})


def test_a_database_that_is_away_leaves_the_clock_as_it_was(clock: FrozenClock) -> None:
    away = SimulatedTime("postgresql+psycopg://nobody@127.0.0.1:1/nothing", clock)
    moment: datetime = away()
    assert moment == NOW
    assert READ_EVERY < 1
