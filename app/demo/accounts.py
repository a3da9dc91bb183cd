"""The demonstration's users. Their password is public: they exist nowhere else."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import User
from app.domain.accounts import Grant
from app.domain.actors import Actor
from app.domain.vocabulary import UserRole
from app.services import accounts

PASSWORD = "tarjuman-demo"  # noqa: S105  printed on the console on purpose


@dataclass(frozen=True)
class Login:
    """Somebody to log in as; ``role`` says for what."""

    username: str
    password: str
    role: str


LOGINS = (
    Login("officer.presevo", PASSWORD, "officer, reception centres in the south of Serbia"),
    Login("officer.belgrade", PASSWORD, "officer, Asylum Office Belgrade"),
    Login("officer.skopje", PASSWORD, "officer, Sector for Asylum Skopje"),
    Login("coordinator", PASSWORD, "coordinator, Serbia and North Macedonia"),
    Login("admin", PASSWORD, "administrator"),
)

#: Username, name shown, grants.
USERS: tuple[tuple[str, str, tuple[Grant, ...]], ...] = (
    ("admin", "Administrator", (Grant(UserRole.ADMINISTRATOR),)),
    (
        "coordinator",
        "Coordinator of the pool",
        tuple(Grant(UserRole.COORDINATOR, country=code) for code in ("RS", "MK")),
    ),
    (
        "officer.presevo",
        "Duty officer, Preševo",
        (Grant(UserRole.OFFICER, authority="RS-RC-SOUTH"),),
    ),
    *(
        (
            f"officer.belgrade{suffix}",
            f"Case officer {place}, Belgrade",
            (Grant(UserRole.OFFICER, authority="RS-AO"),),
        )
        for place, suffix in enumerate(("", ".2", ".3", ".4"), start=1)
    ),
    *(
        (
            f"officer.skopje{suffix}",
            f"Case officer {place}, Skopje",
            (Grant(UserRole.OFFICER, authority="MK-SA"),),
        )
        for place, suffix in enumerate(("", ".2"), start=1)
    ),
)


def add_users(session: Session, actor: Actor, now: datetime) -> dict[str, User]:
    """Make the accounts; returns them by username."""
    return {
        name: accounts.create_user(session, actor, now, name, PASSWORD, shown, grants)
        for name, shown, grants in USERS
    }
