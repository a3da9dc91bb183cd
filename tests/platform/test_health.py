"""Health and readiness: what is missing is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import text

from app import create_app
from app.extensions import db
from tests.support.database import Database
from tests.support.web import make_settings


@contextmanager
def client_of(database_url: str, instance_path: Path) -> Iterator[FlaskClient]:
    app = create_app(make_settings(database_url, instance_path))
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def show_life(database: Database, silent_seconds: int) -> None:
    """A worker and a clock that last beat so long ago."""
    with database.session_factory.begin() as session:
        ago = {"ago": silent_seconds}
        session.execute(
            text(
                "INSERT INTO queue.procrastinate_workers (last_heartbeat)"
                " VALUES (now() - make_interval(secs => :ago))"
            ),
            ago,
        )
        session.execute(
            text("INSERT INTO heartbeat VALUES ('clock', now() - make_interval(secs => :ago))"),
            ago,
        )


def test_a_process_that_answers_is_alive_without_any_database(tmp_path: Path) -> None:
    with client_of("postgresql://nobody@127.0.0.1:1/none", tmp_path) as client:
        answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json == {"status": "alive"}


def test_a_database_that_is_away_is_named(tmp_path: Path) -> None:
    with client_of("postgresql://nobody@127.0.0.1:1/none", tmp_path) as client:
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json is not None
    assert list(answer.json["faults"]) == ["database"]


def test_a_database_without_the_newest_migration_is_named(
    empty_db: Database, tmp_path: Path
) -> None:
    with client_of(empty_db.url, tmp_path) as client:
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json is not None
    assert "database upgrade" in answer.json["faults"]["migrations"]


def test_a_silent_worker_and_a_silent_clock_are_named(
    committed_db: Database, client: FlaskClient
) -> None:
    show_life(committed_db, silent_seconds=31)
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json is not None
    assert set(answer.json["faults"]) == {"worker", "clock"}


def test_it_is_ready_when_all_parts_live(committed_db: Database, client: FlaskClient) -> None:
    show_life(committed_db, silent_seconds=5)
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
