"""The database's schema, from nothing to the newest revision and back."""

from sqlalchemy import inspect

from app.db import schema
from tests.support.database import Database


def test_upgrading_twice_around_a_full_downgrade_ends_without_drift(empty_db: Database) -> None:
    schema.upgrade(empty_db.engine)
    schema.downgrade(empty_db.engine, "base")
    schema.upgrade(empty_db.engine)

    with empty_db.engine.connect() as connection:
        assert schema.drift(connection) == []
        assert schema.current(connection) == schema.head()


def test_a_full_downgrade_leaves_nothing_but_the_version_table(empty_db: Database) -> None:
    schema.upgrade(empty_db.engine)
    schema.downgrade(empty_db.engine, "base")

    inspector = inspect(empty_db.engine)
    assert inspector.get_table_names() == ["alembic_version"]
    assert "queue" not in inspector.get_schema_names()
