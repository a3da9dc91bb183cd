"""The entry points of the web, in one list."""

from flask import Blueprint, Flask

from app import dashboard, portal
from app.auth import views as auth
from app.ops import health


def register(app: Flask) -> None:
    """Bind every blueprint to the application."""
    blueprints: tuple[Blueprint, ...] = (health.blueprint, auth.bp, portal.bp, dashboard.bp)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
