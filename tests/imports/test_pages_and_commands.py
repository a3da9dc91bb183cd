"""The import page and the import commands."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.db.models import Member
from app.domain import actors
from app.domain.accounts import Grant
from app.domain.vocabulary import UserRole
from app.importing.run import KINDS
from app.services.accounts import create_user
from tests.factories import NOW
from tests.support.database import Database

PASSWORD = "seven words of a coordinator"
EXAMPLE = KINDS["members"].example(NOW.date())


def logged_in(app: Flask, database: Database, grant: Grant) -> FlaskClient:
    with database.session_factory.begin() as session:
        create_user(session, actors.system(), NOW, "somebody", PASSWORD, "Somebody", [grant])
    client = app.test_client()
    client.post("/log-in", data={"username": "somebody", "password": PASSWORD})
    return client


@pytest.fixture
def coordinator(app: Flask, committed_db: Database) -> FlaskClient:
    return logged_in(app, committed_db, Grant(UserRole.COORDINATOR, country="RS"))


def send(client: FlaskClient, data: bytes, act: str, kind: str = "members") -> TestResponse:
    upload = {"kind": kind, "act": act, "file": (BytesIO(data), "list.csv")}
    return client.post("/imports", data=upload, content_type="multipart/form-data")


def members(database: Database) -> int:
    with database.session_factory() as session:
        return session.scalar(select(func.count(Member.id))) or 0


def test_a_sound_file_is_saved_when_asked(coordinator: FlaskClient, committed_db: Database) -> None:
    answer = send(coordinator, EXAMPLE, "save")
    assert answer.status_code == 302
    assert "2 rows were saved" in coordinator.get("/imports").text
    assert members(committed_db) == 2


def test_checking_saves_nothing(coordinator: FlaskClient, committed_db: Database) -> None:
    answer = send(coordinator, EXAMPLE, "check")
    assert answer.status_code == 200
    assert "2 rows are in order" in answer.text
    assert members(committed_db) == 0


def test_faults_are_shown_in_a_table_and_nothing_is_saved(
    coordinator: FlaskClient, committed_db: Database
) -> None:
    answer = send(coordinator, EXAMPLE.replace(b"RS-KRN", b"RS-XXX<b>"), "save")
    assert answer.status_code == 422
    assert "RS-XXX&lt;B&gt;" in answer.text
    assert "home_site" in answer.text
    assert "Nothing was saved" in answer.text
    assert members(committed_db) == 0


def test_no_file_and_no_kind_are_named(coordinator: FlaskClient) -> None:
    answer = coordinator.post("/imports", data={"kind": "animals"})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text
    assert "Say what the file lists." in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_can_be_downloaded_and_sent_back(coordinator: FlaskClient, kind: str) -> None:
    answer = coordinator.get(f"/imports/{kind}.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert coordinator.get("/imports/animals.csv").status_code == 404


def test_an_officer_finds_no_import(app: Flask, committed_db: Database) -> None:
    officer = logged_in(app, committed_db, Grant(UserRole.OFFICER, authority="RS-AO"))
    assert officer.get("/imports").status_code == 403
    assert send(officer, EXAMPLE, "save").status_code == 403


def test_nobody_is_let_in_without_log_in(client: FlaskClient) -> None:
    assert client.get("/imports").status_code == 302


def test_the_command_saves_a_list(app: Flask, committed_db: Database, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_bytes(EXAMPLE)
    runner = app.test_cli_runner()
    tried = runner.invoke(args=["import", "members", str(file), "--dry-run"])
    assert (tried.exit_code, tried.output) == (0, "2 members would be saved.\n")
    assert members(committed_db) == 0
    saved = runner.invoke(args=["import", "members", str(file)])
    assert (saved.exit_code, saved.output) == (0, "2 members saved.\n")
    assert members(committed_db) == 2


def test_the_command_says_every_fault_and_fails(
    app: Flask, committed_db: Database, tmp_path: Path
) -> None:
    file = tmp_path / "members.csv"
    file.write_bytes(EXAMPLE.replace(b"RS-KRN", b"RS-XXX"))
    result = app.test_cli_runner().invoke(args=["import", "members", str(file)])
    assert result.exit_code == 1
    assert "row 3, home_site: There is no site RS-XXX" in result.output
    assert "Nothing was saved; faults: 1." in result.output
    assert members(committed_db) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_prints_an_example(app: Flask, kind: str) -> None:
    result = app.test_cli_runner().invoke(args=["import", "example", kind])
    assert result.exit_code == 0
    assert result.stdout_bytes == KINDS[kind].example(NOW.date())
