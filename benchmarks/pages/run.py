"""Server time of every page with some 10,000 sessions in the database.

    python -m benchmarks.pages.run [--requests 100]

A PostgreSQL of its own is filled (benchmarks/pages/fill.py, about two minutes), and each page is
asked for in this process, one at a time: from the request to the whole answer, queries included.
Prints median, 95th percentile, number of queries and size of each page.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from app import create_app, demo
from app.db import schema
from app.db.models import Assignment, InterpretingSession, Offer, ServiceRequest
from app.db.unit_of_work import SessionFactory, make_engine, make_session_factory
from app.domain.links import OfferLinks
from app.domain.states import OfferState
from app.extensions import db
from benchmarks.pages.fill import fill
from config import load_settings

PASSWORD = "tarjuman-demo"  # noqa: S105 -- of the demonstration
OFFICER, COORDINATOR = "officer.belgrade", "coordinator"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100)
    count = parser.parse_args().requests
    with tempfile.TemporaryDirectory(prefix="tarjuman-pages-") as folder:
        Path(folder).chmod(0o755)
        app = create_app(load_settings({"INSTANCE_PATH": folder}))
        app.config["WTF_CSRF_ENABLED"] = False
        try:
            _measure(app, count)
        finally:
            app.extensions["tarjuman.trial_server"].stop()


def _measure(app: Flask, count: int) -> None:
    engine = make_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    factory, now = make_session_factory(engine), datetime.now(UTC)
    schema.upgrade(engine)
    fill(factory, now)
    with factory() as session:
        print("sessions:", session.scalar(select(func.count(InterpretingSession.id))))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("analyze")
    print(f"{'page':<28}{'median':>9}{'p95':>9}{'queries':>9}{'kB':>7}")
    for username, name, address in _pages(app, factory, now):
        _time(app, _browser(app, username), name, address, count)
    engine.dispose()


def _pages(app: Flask, factory: SessionFactory, now: datetime) -> list[tuple[str | None, str, str]]:
    monday = demo.coming_monday(now)
    week = f"from={monday}&to={monday + timedelta(days=6)}"
    links = OfferLinks(str(app.config["SECRET_KEY"]), "")
    with factory() as session:
        offer = session.scalars(select(Offer.id).where(Offer.state == OfferState.OPEN)).first()
        number = session.scalar(select(func.max(ServiceRequest.number)))
        member = session.scalar(select(func.min(Assignment.member_id)))
    return [
        (OFFICER, "my requests", "/my-requests"),
        (OFFICER, "my requests, all", "/my-requests?span=all&page=3"),
        (OFFICER, "request form", "/my-requests/new"),
        (COORDINATOR, "board", f"/board?{week}"),
        (COORDINATOR, "board data", f"/board/data?{week}"),
        (COORDINATOR, "requests", "/requests"),
        (COORDINATOR, "requests, searched", "/requests?span=all&q=12"),
        (COORDINATOR, "request", f"/requests/{number}"),
        (COORDINATOR, "uncovered", "/uncovered"),
        (COORDINATOR, "plans", "/plans"),
        (COORDINATOR, "inbox", "/inbox"),
        (COORDINATOR, "phones", "/phones"),
        (COORDINATOR, "phone", f"/phones/{member}"),
        (None, "offer", f"/o/{links.token(int(offer or 0))}"),
    ]


def _browser(app: Flask, username: str | None) -> FlaskClient:
    client = app.test_client()
    if username:
        client.post("/log-in", data={"username": username, "password": PASSWORD})
    return client


def _time(app: Flask, client: FlaskClient, name: str, address: str, count: int) -> None:
    queries = 0

    def counted(*_: object) -> None:
        nonlocal queries
        queries += 1

    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status)
    size = len(answer.data)
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", counted)
    client.get(address)
    with app.app_context():
        event.remove(db.engine, "before_cursor_execute", counted)
    taken = []
    for _ in range(count):
        begun = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
    worst = quantiles(taken, n=20)[-1]
    print(f"{name:<28}{median(taken):>6.1f} ms{worst:>6.1f} ms{queries:>9}{size / 1000:>7.1f}")


if __name__ == "__main__":
    main()
