"""The entry points of the web, in one list."""

from flask import Blueprint, Flask


def register(app: Flask) -> None:
    """Bind every blueprint to the application."""
    blueprints: tuple[Blueprint, ...] = ()
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
