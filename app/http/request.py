"""The current web request: who acts, what time it is, and its unit of work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import current_app, g
from flask_login import current_user, login_required
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.db.unit_of_work import SessionFactory, make_session_factory, unit_of_work
from app.domain import permissions
from app.domain.actors import Actor
from app.extensions import db
from config import Settings

Params = ParamSpec("Params")
Answer = TypeVar("Answer")

CLOCK = "tarjuman.clock"
REAL_CLOCK = "tarjuman.real_clock"
SETTINGS = "tarjuman.settings"
TRIAL_SERVER = "tarjuman.trial_server"


def now() -> datetime:
    """The time of the application's clock, in UTC."""
    return cast("Callable[[], datetime]", current_app.extensions[CLOCK])()


def real_now() -> datetime:
    """Real time, also where the application's clock is hurried: log-ins go by it."""
    return cast("Callable[[], datetime]", current_app.extensions[REAL_CLOCK])()


def settings() -> Settings:
    return cast("Settings", current_app.extensions[SETTINGS])


def session() -> Session:
    """The request's database session, for reading."""
    return cast("Session", db.session)


def session_factory() -> SessionFactory:
    """For services that open transactions of their own; whatever was read before is let go."""
    db.session.rollback()
    return make_session_factory(db.engine)


@contextmanager
def work() -> Iterator[Session]:
    """One business act: everything in the block is kept, or nothing is."""
    with unit_of_work(session()) as unit:
        yield unit


def known_user() -> Any | None:
    """The logged-in user for the frame of a page; None for a visitor. Raises where the database
    is away, except in the page that says so."""
    if "known_user" not in g:
        g.known_user = _ask_for_user()
    return g.known_user


def _ask_for_user() -> Any | None:
    try:
        return current_user if current_user.is_authenticated else None
    except SQLAlchemyError:
        if g.get("answers_error"):
            return None
        raise


def actor() -> Actor:
    """The logged-in user as the rules see one."""
    return cast("Actor", current_user.actor)


def requires(
    act: permissions.Act,
) -> Callable[[Callable[Params, Answer]], Callable[Params, Answer]]:
    """Open a view only to users who may do ``act``; others log in first, or are refused."""

    def guard(view: Callable[Params, Answer]) -> Callable[Params, Answer]:
        @wraps(view)
        def guarded(*args: Params.args, **kwargs: Params.kwargs) -> Answer:
            permissions.require(actor(), act)
            return view(*args, **kwargs)

        opened = cast("Callable[Params, Answer]", login_required(guarded))
        opened.requires = act  # type: ignore[attr-defined]
        return opened

    return guard


def is_public(view: Callable[Params, Answer]) -> Callable[Params, Answer]:
    """Say that a view is open to everybody: every view says who it is for."""
    view.requires = None  # type: ignore[attr-defined]
    return view
