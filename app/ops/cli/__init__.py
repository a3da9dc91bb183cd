"""The operator's commands, under `flask --app wsgi`."""

import click
from flask import Flask

from app.ops.cli.database import database
from app.ops.cli.imports import imports
from app.ops.cli.plans import plan
from app.ops.cli.processes import clock, demo, worker
from app.ops.cli.reference import reference
from app.ops.cli.users import users

COMMANDS: tuple[click.Command, ...] = (
    database,
    worker,
    clock,
    demo,
    users,
    reference,
    imports,
    plan,
)


def register_commands(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
