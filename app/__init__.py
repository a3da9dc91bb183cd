"""Tarjuman: a shared pool of interpreters and cultural mediators."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import blueprints
from app.adapters.postgres import Server, trial_server
from app.db.unit_of_work import ENGINE_OPTIONS, driver_url
from app.extensions import babel, csrf, db, login_manager
from app.http import context, errors, headers, saying
from app.http.locale import choose_locale
from app.http.request import CLOCK, REAL_CLOCK, SETTINGS, TRIAL_SERVER
from app.ops.cli import register_commands
from app.services.simulation import SimulatedTime
from config import Settings

PROJECT = Path(__file__).resolve().parents[1]
#: The largest form or file that is read, in bytes.
LARGEST_UPLOAD = 5 * 1024 * 1024


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(settings: Settings, now: Callable[[], datetime] = utc_now) -> Flask:
    """The web application. Without a ``database_url`` it starts, or joins, the trial database."""
    server = trial_server(settings)
    app = Flask(
        __name__,
        instance_path=str(settings.instance_path),
        template_folder=str(PROJECT / "templates"),
        static_folder=str(PROJECT / "static"),
    )
    app.extensions |= {REAL_CLOCK: now, SETTINGS: settings, TRIAL_SERVER: server}
    app.extensions[CLOCK] = _clock(settings, server, now)
    _configure(app, settings, server)
    _bind_extensions(app)
    for part in (errors, context, saying, blueprints):
        part.register(app)
    register_commands(app)
    headers.register(app, https=settings.is_production)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    return app


def _clock(
    settings: Settings, server: Server | None, now: Callable[[], datetime]
) -> Callable[[], datetime]:
    if not settings.simulated_clock:
        return now
    return SimulatedTime(driver_url(server.url if server else str(settings.database_url)), now)


def _configure(app: Flask, settings: Settings, server: Server | None) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=driver_url(server.url if server else str(settings.database_url)),
        SQLALCHEMY_ENGINE_OPTIONS=ENGINE_OPTIONS,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_production,
        SESSION_COOKIE_NAME="tarjuman",
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_TRANSLATION_DIRECTORIES=str(PROJECT / "translations"),
    )


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    csrf.init_app(app)
    # Pages ask app.http.context for the user: it also answers when the database is away.
    login_manager.init_app(app, add_context_processor=False)
    babel.init_app(app, locale_selector=choose_locale)
