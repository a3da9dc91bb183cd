"""What every group of commands does alike."""

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError

from app.ops.readiness import describe_absence


class OperatorGroup(AppGroup):
    """Commands that say in a sentence when the database is away."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OperationalError as error:
            raise click.ClickException(describe_absence(error)) from error
