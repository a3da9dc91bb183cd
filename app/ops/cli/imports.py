"""`import`: lists of members, sites and requests from files, and the demonstration."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from app import demo
from app.db.unit_of_work import make_session_factory
from app.domain import actors
from app.domain.vocabulary import Channel
from app.extensions import db
from app.http.request import now, work
from app.importing.run import KINDS, Kind, Report, run

imports = AppGroup("import", help="Bring in lists from CSV files.")
OPERATOR = actors.system(Channel.COMMAND)
SEED = 1


def _add(kind: Kind) -> None:
    @imports.command(kind.name, help=f"Bring in {kind.name} from FILE, all of them or none.")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--dry-run", is_flag=True, help="Only say what is wrong; save nothing.")
    def command(file: Path, dry_run: bool) -> None:
        with work() as session:
            report = run(session, OPERATOR, now(), kind, file.read_bytes(), dry_run=dry_run)
        _say(report, kind, dry_run=dry_run)


for each in KINDS.values():
    _add(each)


def _say(report: Report, kind: Kind, *, dry_run: bool) -> None:
    for fault in report.faults:
        column = f", {fault.column}" if fault.column else ""
        click.echo(f"row {fault.row}{column}: {fault.problem}", err=True)
    if report.faults:
        click.echo(f"Nothing was saved; faults: {len(report.faults)}.", err=True)
        sys.exit(1)
    done = "would be saved" if dry_run else "saved"
    click.echo(f"{report.rows} {kind.name} {done}.")


@imports.command("example")
@click.argument("kind", type=click.Choice(list(KINDS)))
def example(kind: str) -> None:
    """Print a small file with every column, to start from."""
    click.echo(KINDS[kind].example(now().date()), nl=False)


@imports.command("demo")
@click.option("--seed", type=int, default=SEED, show_default=True, help="Which made-up week.")
def demonstration(seed: int) -> None:
    """Load the made-up pool and its coming week; nothing when they are there."""
    demo.load(make_session_factory(db.engine), seed, now())
    click.echo("The demonstration is loaded.")
