"""Logging in and out. The browser holds a random token; the database holds its hash."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.adapters import passwords
from app.db.models import LoginFailure, LoginSession, RoleGrant, User
from app.db.queries import accounts as queries
from app.domain import accounts
from app.domain.accounts import Held
from app.domain.actors import Actor
from app.services import audit


@dataclass(frozen=True)
class Attempt:
    """What somebody typed, from where. ``secret`` keys the hashes by which failures count."""

    username: str
    password: str
    address: str
    secret: str

    def __repr__(self) -> str:
        return f"<attempt on {self.username!r}>"


@dataclass(frozen=True)
class Outcome:
    """A token when the attempt succeeded. ``again_at``: when the next one may be made, after too
    many failures. Neither: the name or the password is wrong."""

    token: str | None = None
    again_at: datetime | None = None


@dataclass(frozen=True)
class LoggedIn:
    """The user of a log-in, as plain values."""

    user_id: int
    username: str
    display_name: str
    page_language: str
    authority_name: str | None
    actor: Actor


def log_in(session: Session, now: datetime, attempt: Attempt) -> Outcome:
    """Try the password. Failures are counted, so the caller commits whatever the outcome is."""
    queries.forget_old(session, now, now - accounts.COUNTED_FOR)
    username = accounts.plain_username(attempt.username)
    account_key = _key(attempt.secret, "account", username)
    address_key = _key(attempt.secret, "address", attempt.address)
    queries.one_at_a_time(session, account_key)
    again_at = _wait(session, now, account_key, address_key)
    if again_at is not None:
        return Outcome(again_at=again_at)
    user = _user_of(session, username, attempt.password)
    if user is None:
        session.add_all(LoginFailure(key=key, failed_at=now) for key in (account_key, address_key))
        return Outcome()
    queries.forget_failures(session, account_key)
    return Outcome(token=_begin(session, now, user, attempt.password))


def _key(secret: str, kind: str, value: str) -> str:
    counted = f"log-in failure of {kind} {value}"
    return hmac.new(secret.encode(), counted.encode(), hashlib.sha256).hexdigest()


def _wait(session: Session, now: datetime, account_key: str, address_key: str) -> datetime | None:
    """When the oldest of too many failures stops counting; None while there are few."""
    since = now - accounts.COUNTED_FOR
    limits = (
        (account_key, accounts.FAILURES_OF_ACCOUNT),
        (address_key, accounts.FAILURES_OF_ADDRESS),
    )
    counted = ((queries.failures(session, key, since, most), most) for key, most in limits)
    return max(
        (at[-1] + accounts.COUNTED_FOR for at, most in counted if len(at) == most), default=None
    )


def _user_of(session: Session, username: str, password: str) -> User | None:
    """The active user of this name and password, found in the same time as nobody."""
    known = accounts.USERNAME.fullmatch(username)
    user = queries.user_by_name(session, username) if known else None
    right = passwords.is_password(password, user.password_hash if user else None)
    return user if user and right and user.is_active else None


def _begin(session: Session, now: datetime, user: User, password: str) -> str:
    if passwords.needs_new_hash(user.password_hash):
        user.password_hash = passwords.hash_password(password)
    token = secrets.token_urlsafe(32)
    row = LoginSession(
        token_hash=_hash(token),
        user_id=user.id,
        created_at=now,
        last_seen_at=now,
        expires_at=accounts.last_moment(now, now),
    )
    session.add(row)
    audit.record(session, _actor(user), now, "user.logged_in", "user", user.id)
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def resume(session: Session, now: datetime, token: str) -> LoggedIn | None:
    """The user of a log-in that has not ended; each click keeps it open longer."""
    found = queries.login_with_user(session, _hash(token))
    if found is None or found[0].expires_at <= now:
        return None
    login, user = found
    if now - login.last_seen_at >= accounts.SEEN_EVERY:
        login.last_seen_at = now
        login.expires_at = accounts.last_moment(login.created_at, now)
    authority = next((grant.authority for grant in user.grants if grant.authority), None)
    return LoggedIn(
        user_id=user.id,
        username=user.username,
        display_name=user.display_name,
        page_language=user.page_language,
        authority_name=authority.name if authority else None,
        actor=_actor(user),
    )


def _actor(user: User) -> Actor:
    return accounts.actor_of(user.id, map(_held, user.grants))


def _held(grant: RoleGrant) -> Held:
    country = grant.authority.country_code if grant.authority else grant.country_code
    return Held(grant.role, grant.authority_id, country)


def log_out(session: Session, actor: Actor, now: datetime, token: str) -> None:
    """End the log-in of this token; others of the same user go on."""
    session.execute(delete(LoginSession).where(LoginSession.token_hash == _hash(token)))
    audit.record(session, actor, now, "user.logged_out", "user", actor.user_id)
