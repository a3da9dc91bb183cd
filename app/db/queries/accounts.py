"""Users, their log-ins and the failures that count."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from app.db.models import Authority, LoginFailure, LoginSession, User


def user_by_name(session: Session, username: str) -> User | None:
    return session.scalar(select(User).where(User.username == username))


def has_users(session: Session) -> bool:
    """Whether anybody could log in at all."""
    return bool(session.scalar(select(exists().where(User.is_active))))


def users_with_last_seen(session: Session) -> Sequence[tuple[User, datetime | None]]:
    """Every user by name, and when they last clicked while logged in."""
    seen = (
        select(LoginSession.user_id, func.max(LoginSession.last_seen_at).label("at"))
        .group_by(LoginSession.user_id)
        .subquery()
    )
    query = select(User, seen.c.at).outerjoin(seen, seen.c.user_id == User.id)
    return [(user, at) for user, at in session.execute(query.order_by(User.username))]


def authority_by_code(session: Session, code: str) -> Authority | None:
    return session.scalar(select(Authority).where(Authority.code == code))


def login_with_user(session: Session, token_hash: str) -> tuple[LoginSession, User] | None:
    query = (
        select(LoginSession, User)
        .join(User, User.id == LoginSession.user_id)
        .where(LoginSession.token_hash == token_hash, User.is_active)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def failures(session: Session, key: str, since: datetime, limit: int) -> Sequence[datetime]:
    """When the newest failures of a key were, newest first, ``limit`` of them at most."""
    query = (
        select(LoginFailure.failed_at)
        .where(LoginFailure.key == key, LoginFailure.failed_at > since)
        .order_by(LoginFailure.failed_at.desc())
    )
    return session.scalars(query.limit(limit)).all()


def one_at_a_time(session: Session, key: str) -> None:
    """Attempts with the same key wait for each other, so that each is counted."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def forget_failures(session: Session, key: str) -> None:
    session.execute(delete(LoginFailure).where(LoginFailure.key == key))


def forget_old(session: Session, now: datetime, counted_since: datetime) -> None:
    """Log-ins that ended and failures that count no more."""
    session.execute(delete(LoginSession).where(LoginSession.expires_at <= now))
    session.execute(delete(LoginFailure).where(LoginFailure.failed_at <= counted_since))


def end_logins(session: Session, user_id: int) -> None:
    session.execute(delete(LoginSession).where(LoginSession.user_id == user_id))
