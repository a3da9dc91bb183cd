"""How often a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Engine, event

from app.extensions import db as extension


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that the application sends while the block runs."""
    with app.app_context():
        engine = extension.engine
    with counted_on(engine) as statements:
        yield statements


@contextmanager
def counted_on(engine: Engine) -> Iterator[list[str]]:
    """The statements that are sent over an engine while the block runs."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
