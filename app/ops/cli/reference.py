"""`reference`: the region's data that the product brings along."""

import click

from app.domain import actors
from app.domain.errors import PoolError
from app.domain.vocabulary import Channel
from app.http.request import now, work
from app.ops.cli.groups import OperatorGroup
from app.services import reference as services

reference = OperatorGroup("reference", help="The region's data that come with the product.")


@reference.command("load")
def load() -> None:
    """Add what the database lacks: countries, sites, languages, procedures, policies, numbers.

    What is there stays as it is, also where it was edited; doing it again adds nothing.
    """
    try:
        with work() as unit:
            added = services.bring_in(unit, actors.system(Channel.COMMAND), now())
    except PoolError as error:
        raise click.ClickException(error.message) from error
    for name, count in added.items():
        if count:
            click.echo(f"{name}: {count} added")
    if not any(added.values()):
        click.echo("Everything is there already.")
