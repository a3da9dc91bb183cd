"""`database`: its schema's revision, and whether it is what this version needs."""

import click
from sqlalchemy.orm import Session

from app.db import schema
from app.extensions import db
from app.ops.cli.groups import OperatorGroup
from app.ops.readiness import find_faults

database = OperatorGroup("database", help="The schema of the database.")


@database.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the schema to REVISION (the newest)."""
    schema.upgrade(db.engine, revision)
    _say_revision()


@database.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the schema back to REVISION; data of later revisions are lost."""
    schema.downgrade(db.engine, revision)
    _say_revision()


@database.command("check")
def check() -> None:
    """Fail if the schema differs from what this version's models say."""
    with db.engine.connect() as connection:
        differences = schema.drift(connection)
    for difference in differences:
        click.echo(difference, err=True)
    if differences:
        raise click.ClickException("The database is not what the models say: see the list above.")
    click.echo("The database is what the models say.")


@database.command("status")
def status() -> None:
    """Show the revision and what keeps the service from its work."""
    click.echo(db.engine.url.render_as_string(hide_password=True))
    _say_revision()
    with Session(db.engine) as session:
        faults = find_faults(session)
    for part, fault in faults.items():
        click.echo(f"{part}: {fault}")
    if not faults:
        click.echo("Database, migrations, reference data, worker and clock: ready.")


def _say_revision() -> None:
    with db.engine.connect() as connection:
        current = schema.current(connection)
    click.echo(f"Revision {current or 'none'}; this version's newest is {schema.head()}.")
