"""The operator's commands over the database's schema."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from app import create_app
from app.db import schema
from app.extensions import db
from config import PROJECT
from tests.support.database import Database
from tests.support.web import make_settings


@pytest.fixture
def run(empty_db: Database, tmp_path: Path) -> Iterator[FlaskCliRunner]:
    app = create_app(make_settings(empty_db.url, tmp_path))
    yield app.test_cli_runner()
    with app.app_context():
        db.engine.dispose()


def test_the_schema_is_brought_up_checked_and_taken_down(run: FlaskCliRunner) -> None:
    assert "this version needs" in run.invoke(args=["database", "status"]).output
    assert f"Revision {schema.head()};" in run.invoke(args=["database", "upgrade"]).output
    assert run.invoke(args=["database", "check"]).output == "The database is what the models say.\n"
    assert "Revision none;" in run.invoke(args=["database", "downgrade", "base"]).output


def test_a_schema_that_differs_from_the_models_fails_the_check(
    run: FlaskCliRunner, empty_db: Database
) -> None:
    run.invoke(args=["database", "upgrade"])
    with empty_db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE heartbeat ADD COLUMN stray int")

    checked = run.invoke(args=["database", "check"])

    assert checked.exit_code == 1
    assert "stray" in checked.output
    assert "not what the models say" in checked.output


def test_a_database_that_is_away_is_a_sentence(tmp_path: Path) -> None:
    app = create_app(make_settings("postgresql://nobody:secret@127.0.0.1:1/none", tmp_path))

    told = app.test_cli_runner().invoke(args=["database", "upgrade"])

    assert told.exit_code == 1
    assert told.output.startswith("Error: The database does not answer;")
    assert "secret" not in told.output


@pytest.mark.parametrize("queues", [(), ("--queue", "planning", "--queue", "default")])
def test_a_worker_told_to_run_once_ends_when_nothing_is_left(
    committed_db: Database, tmp_path: Path, queues: tuple[str, ...]
) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--once", *queues]
    environment = {"DATABASE_URL": committed_db.url, "INSTANCE_PATH": str(tmp_path)}

    ended = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stderr
