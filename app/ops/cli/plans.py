"""`plan`: ask for a plan, look at it and publish it without a browser."""

import re
import time
from datetime import date, timedelta

import click
from flask.cli import AppGroup

from app.db.models import Plan, PlanRun
from app.db.queries import accounts as account_queries
from app.db.queries import plan_pages as queries
from app.db.queries import uncovered
from app.domain import actors
from app.domain.actors import Actor
from app.domain.errors import PoolError
from app.domain.states import PlanRunState
from app.domain.vocabulary import ActorKind, Channel
from app.http.request import now, session, settings, work
from app.services import planning

plan = AppGroup("plan", help="Plans of the pool's days.")
WEEK = re.compile(r"^(\d{4})-W(\d{2})$")
LOOK_SECONDS = 0.5
ENDED = (PlanRunState.SOLVED, PlanRunState.NO_PLAN, PlanRunState.FAILED)


@plan.command("run")
@click.option("--week", help="An ISO week, such as 2026-W49.")
@click.option("--from", "first", help="The first day, YYYY-MM-DD.")
@click.option("--to", "last", help="The last day, YYYY-MM-DD.")
@click.option("--seconds", type=click.IntRange(1, 3600), help="How long to search.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**31 - 1))
@click.option("--wait", is_flag=True, help="Wait until a worker has ended the run.")
@click.option("--as", "username", help="Act as this user; otherwise as the operator.")
def run(
    week: str | None,
    first: str | None,
    last: str | None,
    seconds: int | None,
    seed: int,
    wait: bool,
    username: str | None,
) -> None:
    """Ask for a plan of a week, or of the days from --from to --to."""
    first_day, last_day = _days(week, first, last)
    limit = seconds or settings().solve_seconds
    try:
        with work() as unit:
            actor = _actor(username)
            queued = planning.queue_run(unit, actor, now(), first_day, last_day, limit, seed)
    except PoolError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"Run {queued.id} plans {first_day} to {last_day}.")
    if wait:
        _follow(queued.id)


def _days(week: str | None, first: str | None, last: str | None) -> tuple[date, date]:
    if bool(week) == bool(first or last):
        raise click.UsageError("Give either --week, or --from and --to.")
    try:
        if week:
            found = WEEK.match(week)
            if not found:
                raise ValueError(week)
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday, monday + timedelta(days=6)
        return date.fromisoformat(first or ""), date.fromisoformat(last or "")
    except ValueError as error:
        raise click.UsageError("Write a week as 2026-W49 and a day as 2026-11-30.") from error


def _actor(username: str | None) -> Actor:
    """The named user with what they may do, or the operator."""
    if username is None:
        return actors.system(Channel.COMMAND)
    user = account_queries.user_by_name(session(), username)
    if user is None or not user.is_active:
        raise click.UsageError(f"There is no active user {username}.")
    countries = {grant.country_code for grant in user.grants if grant.country_code}
    return Actor(
        ActorKind.USER,
        Channel.COMMAND,
        user_id=user.id,
        roles=frozenset(grant.role for grant in user.grants),
        countries=frozenset(countries),
    )


def _follow(run_id: int) -> None:
    """Tell each state of the run until it has ended."""
    told = None
    current = session().get_one(PlanRun, run_id)
    while told not in ENDED:
        if current.state is not told:
            told = current.state
            hint = "; a worker has to be running" if told is PlanRunState.QUEUED else ""
            click.echo(f"{told}{hint}")
        time.sleep(LOOK_SECONDS)
        session().rollback()
        current = session().get_one(PlanRun, run_id, populate_existing=True)
    if current.error:
        raise click.ClickException(current.error)
    plan_id = queries.plan_of_run(session(), run_id)
    if plan_id is not None:
        _say(_plan(plan_id))


@plan.command("show")
@click.argument("plan_id", type=int)
def show(plan_id: int) -> None:
    """Show a plan: its goals, its assignments and what it leaves uncovered."""
    found = _plan(plan_id)
    _say(found)
    for tier in found.tiers:
        click.echo(f"  {tier['name']:<10} {tier['value']:>16,}  bound {tier['bound']:>16,}")
    for row in queries.rows(session(), found.id):
        click.echo(
            f"  {row.starts_at:%Y-%m-%d %H:%M}Z  request {row.request_number}  "
            f"member {row.member_number}  {row.modality}  {row.state}"
        )
    for seat in uncovered.uncovered_of_plan(session(), found.id):
        text = (seat.reason or {}).get("text", "")
        click.echo(f"  uncovered: request {seat.request_number}: {text}")


@plan.command("publish")
@click.argument("plan_id", type=int)
@click.option("--as", "username", help="Act as this user; otherwise as the operator.")
def publish(plan_id: int, username: str | None) -> None:
    """Publish a draft: its members are asked."""
    try:
        with work() as unit:
            planning.publish(unit, _actor(username), now(), plan_id)
    except PoolError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"Plan {plan_id} is published.")


def _plan(plan_id: int) -> Plan:
    found = queries.plan_with_run(session(), plan_id)
    if found is None:
        raise click.ClickException(f"There is no plan {plan_id}.")
    return found


def _say(found: Plan) -> None:
    run = found.run
    click.echo(
        f"Plan {found.id} ({found.state}), {run.first_day} to {run.last_day}: "
        f"{found.seats_covered} of {found.seats} seats, value {found.value:,}, "
        f"bound {found.bound:,}, gap {100 * found.gap:.2f} %"
    )
