"""Rules of accounts: names, passwords, how long a log-in lasts, how often it may fail."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.actors import Actor
from app.domain.errors import InvalidError
from app.domain.said import said
from app.domain.vocabulary import ActorKind, Channel, UserRole

#: A log-in ends after so long without a click, and at the latest after a long day's work.
IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
#: How exactly the last click is kept.
SEEN_EVERY = timedelta(minutes=1)

#: Failed log-ins are counted over this time, by account and by address: offices share one.
COUNTED_FOR = timedelta(minutes=15)
FAILURES_OF_ACCOUNT = 10
FAILURES_OF_ADDRESS = 60

USERNAME = re.compile(r"[a-z0-9._@-]{3,80}")
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200


@dataclass(frozen=True)
class Grant:
    """A role: an officer's at one authority (its code), a coordinator's for one country."""

    role: UserRole
    authority: str | None = None
    country: str | None = None


def plain_username(raw: str) -> str:
    """How a username is stored and compared."""
    return raw.strip().lower()


def check_username(username: str) -> None:
    if not USERNAME.fullmatch(username):
        message = said("A username has 3 to 80 Latin letters, digits and . _ @ - without spaces.")
        raise InvalidError(message, {"username": message})


def check_password(password: str, username: str) -> None:
    """Length is what counts (NIST SP 800-63B); a password is not the name beside it."""
    message = None
    if len(password) < SHORTEST_PASSWORD:
        message = said(
            "A password has {least} characters at least; use several words.",
            least=SHORTEST_PASSWORD,
        )
    elif len(password) > LONGEST_PASSWORD:
        message = said(
            "A password has {most} characters at most.",
            most=LONGEST_PASSWORD,
        )
    elif username in password.lower():
        message = said("A password does not contain the username; choose other words.")
    if message:
        raise InvalidError(message, {"password": message})


def last_moment(created_at: datetime, seen_at: datetime) -> datetime:
    """When a log-in ends unless its owner clicks again."""
    return min(created_at + ABSOLUTE, seen_at + IDLE)


@dataclass(frozen=True)
class Held:
    """A role a user has. ``country`` is a coordinator's, or that of an officer's authority."""

    role: UserRole
    authority_id: int | None
    country: str | None


def actor_of(user_id: int, held: Iterable[Held]) -> Actor:
    """What the rules see of a user."""
    roles = list(held)
    return Actor(
        kind=ActorKind.USER,
        channel=Channel.WEB,
        user_id=user_id,
        roles=frozenset(each.role for each in roles),
        authority_id=next((each.authority_id for each in roles if each.authority_id), None),
        countries=frozenset(each.country for each in roles if each.country),
    )
