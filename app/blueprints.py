"""The entry points of the web, in one list."""

from flask import Blueprint, Flask

from app import dashboard, interpreter, portal, simulator, sms
from app.auth import views as auth
from app.http.request import SETTINGS
from app.ops import health


def register(app: Flask) -> None:
    """Bind every blueprint to the application; the simulator's where no provider carries texts."""
    blueprints: tuple[Blueprint, ...] = (
        health.blueprint,
        auth.bp,
        portal.bp,
        dashboard.bp,
        interpreter.bp,
        sms.bp,
        sms.voice.bp,
        sms.android.bp,
    )
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    if not app.extensions[SETTINGS].has_provider:
        app.register_blueprint(simulator.bp)
