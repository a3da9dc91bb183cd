"""The operator's commands for accounts."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from app.db.models import User
from app.domain.vocabulary import UserRole
from app.http.request import session

PASSWORD = "seven words of an officer"


@pytest.fixture
def commands(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def users(app: Flask) -> list[User]:
    with app.app_context():
        return list(session().scalars(select(User)))


def create(commands: FlaskCliRunner, *arguments: str, password: str = PASSWORD) -> tuple[int, str]:
    answer = commands.invoke(args=["users", "create", *arguments], input=f"{password}\n")
    return answer.exit_code, answer.output


def test_an_officer_is_made_with_a_password_from_standard_input(
    app: Flask, commands: FlaskCliRunner
) -> None:
    assert create(commands, "Officer.Presevo", "--officer", "rs-ao", "--name", "Duty") == (
        0,
        "User officer.presevo may log in.\n",
    )
    user = users(app)[0]
    assert (user.username, user.display_name) == ("officer.presevo", "Duty")
    assert user.password_hash.startswith("$argon2id$")
    assert user.grants[0].role is UserRole.OFFICER


def test_a_coordinator_of_two_countries_is_one_user(app: Flask, commands: FlaskCliRunner) -> None:
    create(commands, "coordinator", "--coordinator", "RS", "--coordinator", "mk")
    assert {grant.country_code for grant in users(app)[0].grants} == {"RS", "MK"}


@pytest.mark.parametrize(
    ("arguments", "password", "says"),
    [
        (["x y"], PASSWORD, "3 to 80 Latin letters"),
        (["officer.one"], PASSWORD, "Give the user a role"),
        (["officer.one", "--administrator"], "short", "12 characters at least"),
        (["officer.one", "--administrator"], "", "12 characters at least"),
        (["officer.one", "--administrator"], "my officer.one password", "the username"),
        (["officer.one", "--officer", "NOPE"], PASSWORD, "no authority NOPE"),
        (["officer.one", "--coordinator", "XX"], PASSWORD, "no country XX"),
    ],
)
def test_a_faulty_account_is_not_made(
    app: Flask, commands: FlaskCliRunner, arguments: list[str], password: str, says: str
) -> None:
    code, output = create(commands, *arguments, password=password)
    assert code == 1
    assert says in output
    assert password not in output or not password
    assert users(app) == []


def test_a_name_is_taken_once(app: Flask, commands: FlaskCliRunner) -> None:
    create(commands, "admin", "--administrator")
    code, output = create(commands, "ADMIN", "--administrator")
    assert (code, len(users(app))) == (1, 1)
    assert "There is a user admin already" in output


def test_the_list_shows_roles_and_who_is_deactivated(commands: FlaskCliRunner) -> None:
    create(commands, "admin", "--administrator", "--name", "The administrator")
    create(commands, "officer.skopje", "--officer", "MK-SA")
    assert commands.invoke(args=["users", "deactivate", "admin"]).exit_code == 0
    assert commands.invoke(args=["users", "list"]).output.splitlines() == [
        "admin  The administrator  administrator  deactivated",
        "officer.skopje  officer.skopje  officer MK-SA",
    ]
    again = commands.invoke(args=["users", "deactivate", "admin"])
    assert "is deactivated already" in again.output


def test_a_password_is_changed(app: Flask, commands: FlaskCliRunner) -> None:
    create(commands, "admin", "--administrator")
    before = users(app)[0].password_hash
    answer = commands.invoke(args=["users", "set-password", "admin"], input="quite other words\n")
    assert answer.exit_code == 0
    assert "quite other words" not in answer.output
    assert users(app)[0].password_hash != before


def test_an_unknown_user_is_named(commands: FlaskCliRunner) -> None:
    answer = commands.invoke(args=["users", "set-password", "nobody"], input=f"{PASSWORD}\n")
    assert answer.exit_code == 1
    assert "There is no user nobody" in answer.output
