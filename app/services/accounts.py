"""Users and their roles, kept by the administrator."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.adapters import passwords
from app.db.models import Country, RoleGrant, User
from app.db.queries import accounts as queries
from app.domain import accounts, permissions
from app.domain.accounts import Grant
from app.domain.actors import Actor
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.vocabulary import UserRole
from app.services import audit


def create_user(
    session: Session,
    actor: Actor,
    now: datetime,
    username: str,
    password: str,
    display_name: str,
    grants: Iterable[Grant],
) -> User:
    """Make an account. Raises InvalidError for a field, ConflictError for a taken name."""
    permissions.require(actor, Act.MANAGE_USERS)
    name = accounts.plain_username(username)
    accounts.check_username(name)
    accounts.check_password(password, name)
    user = User(
        username=name,
        password_hash=passwords.hash_password(password),
        display_name=display_name.strip() or name,
        grants=[_role_grant(session, grant) for grant in grants],
    )
    _check_roles(user.grants)
    _add(session, user)
    roles = [str(grant.role) for grant in user.grants]
    audit.record(session, actor, now, "user.created", "user", user.id, roles=roles)
    return user


def _role_grant(session: Session, grant: Grant) -> RoleGrant:
    if grant.role is UserRole.OFFICER:
        authority = queries.authority_by_code(session, grant.authority or "")
        if authority is None:
            message = said(
                "There is no authority {authority}; import the authorities first.",
                authority=grant.authority,
            )
            raise InvalidError(message, {"authority": message})
        return RoleGrant(role=grant.role, authority=authority)
    if grant.role is UserRole.COORDINATOR and session.get(Country, grant.country or "") is None:
        message = said(
            "There is no country {country}; give a code such as RS.", country=grant.country
        )
        raise InvalidError(message, {"country": message})
    return RoleGrant(role=grant.role, country_code=grant.country)


def _check_roles(grants: Sequence[RoleGrant]) -> None:
    offices = [grant for grant in grants if grant.role is UserRole.OFFICER]
    if not grants:
        message = said("Give the user a role: officer, coordinator or administrator.")
        raise InvalidError(message, {"roles": message})
    if len(offices) > 1:
        message = said("An officer belongs to one authority; make an account for each.")
        raise InvalidError(message, {"authority": message})


def _add(session: Session, user: User) -> None:
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError as error:
        if "uq_app_user_username" not in str(error.orig):
            raise
        message = said(
            "There is a user {username} already; choose another name.", username=user.username
        )
        raise ConflictError(message, {"username": message}) from None


def set_password(
    session: Session, actor: Actor, now: datetime, username: str, password: str
) -> None:
    """Change a password and end every log-in of the user."""
    permissions.require(actor, Act.MANAGE_USERS)
    user = _user(session, username)
    accounts.check_password(password, user.username)
    user.password_hash = passwords.hash_password(password)
    queries.end_logins(session, user.id)
    audit.record(session, actor, now, "user.password_set", "user", user.id)


def deactivate(session: Session, actor: Actor, now: datetime, username: str) -> None:
    """Close an account and end its log-ins. What the user did stays on record."""
    permissions.require(actor, Act.MANAGE_USERS)
    user = _user(session, username)
    if not user.is_active:
        raise ConflictError(said("User {username} is deactivated already.", username=user.username))
    user.is_active = False
    queries.end_logins(session, user.id)
    audit.record(session, actor, now, "user.deactivated", "user", user.id)


def _user(session: Session, username: str) -> User:
    user = queries.user_by_name(session, accounts.plain_username(username))
    if user is None:
        raise NotFoundError(
            said("There is no user {username}; see them all with: users list.", username=username)
        )
    return user
