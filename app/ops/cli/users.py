"""`users`: the accounts of officers, coordinators and administrators."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from app.db.models import RoleGrant
from app.db.queries import accounts as queries
from app.domain import actors
from app.domain.accounts import Grant
from app.domain.errors import PoolError
from app.domain.vocabulary import Channel, UserRole
from app.http.request import now, session, work
from app.ops.cli.groups import OperatorGroup
from app.services import accounts

users = OperatorGroup("users", help="The accounts that may log in.")
OPERATOR = actors.system(Channel.COMMAND)


@users.command("create")
@click.argument("username")
@click.option("--name", default="", help="Shown beside what the user does; a function serves.")
@click.option("--officer", "authority", metavar="CODE", help="An officer of this authority.")
@click.option("--coordinator", "countries", metavar="COUNTRY", multiple=True, help="May repeat.")
@click.option("--administrator", is_flag=True, help="May manage users and import data.")
def create(
    username: str, name: str, authority: str | None, countries: tuple[str, ...], administrator: bool
) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    grants = [Grant(UserRole.COORDINATOR, country=country.upper()) for country in countries]
    if authority:
        grants.append(Grant(UserRole.OFFICER, authority=authority.upper()))
    if administrator:
        grants.append(Grant(UserRole.ADMINISTRATOR))
    with _told(), work() as unit:
        user = accounts.create_user(unit, OPERATOR, now(), username, _password(), name, grants)
    click.echo(f"User {user.username} may log in.")


@users.command("set-password")
@click.argument("username")
def set_password(username: str) -> None:
    """Change a password and end the user's log-ins."""
    with _told(), work() as unit:
        accounts.set_password(unit, OPERATOR, now(), username, _password())
    click.echo(f"The password of {username} is changed; every log-in of theirs has ended.")


@users.command("list")
def list_users() -> None:
    """Show every account, its roles and when it was last used."""
    for user, seen_at in queries.users_with_last_seen(session()):
        roles = ", ".join(_role(grant) for grant in user.grants)
        state = "" if user.is_active else "  deactivated"
        seen = f"  last seen {seen_at:%d.%m.%Y %H:%M} UTC" if seen_at else ""
        click.echo(f"{user.username}  {user.display_name}  {roles}{seen}{state}")


@users.command("deactivate")
@click.argument("username")
def deactivate(username: str) -> None:
    """Close an account; what its user did stays on record."""
    with _told(), work() as unit:
        accounts.deactivate(unit, OPERATOR, now(), username)
    click.echo(f"User {username} may log in no more.")


@contextmanager
def _told() -> Iterator[None]:
    """Say what is wrong in a sentence instead of a trace."""
    try:
        yield
    except PoolError as error:
        raise click.ClickException(error.message) from None


def _password() -> str:
    """Typed twice by a person, or one line of a pipe; never an argument, which others can see."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _role(grant: RoleGrant) -> str:
    place = grant.authority.code if grant.authority else grant.country_code
    return f"{grant.role} {place}" if place else str(grant.role)
