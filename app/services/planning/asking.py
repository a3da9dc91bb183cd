"""Asking for a plan of some days."""

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import PlanRun
from app.db.queries import planning as queries
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.borders import ZONE
from app.domain.errors import ConflictError, InvalidError
from app.domain.permissions import Act
from app.domain.refusals import STATE_WORDS
from app.domain.said import Sentence, joined, said
from app.services import audit
from app.services.planning.runs import defer_run
from app.services.planning.words import days_in_words
from app.services.snapshot import Horizon
from app.services.snapshot.horizon import local_date

LONGEST_DAYS = 14
SECONDS = (1, 3600)
LARGEST_SEED = 2**31 - 1


def queue_run(
    session: Session,
    actor: Actor,
    now: datetime,
    first_day: date,
    last_day: date,
    seconds: int,
    seed: int = 1,
) -> PlanRun:
    """Ask for a plan of these local days; a worker solves it.

    Raises InvalidError that names the field, and ConflictError that names the run which plans
    some of these days already.
    """
    permissions.require(actor, Act.PLAN)
    _require_sensible(session, now, first_day, last_day, seconds, seed)
    run = PlanRun(
        first_day=first_day,
        last_day=last_day,
        seconds=seconds,
        seed=seed,
        requested_by_id=actor.user_id,
        requested_at=now,
    )
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError as error:
        raise ConflictError(_occupied(session, first_day, last_day)) from error
    defer_run(session, run)
    details = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    audit.record(session, actor, now, "plan_run.queued", "plan_run", run.id, **details)
    return run


def _require_sensible(
    session: Session, now: datetime, first: date, last: date, seconds: int, seed: int
) -> None:
    faults = {**_faults_of_days(now, first, last), **_faults_of_search(seconds, seed)}
    if not faults and not queries.has_open_sessions(session, Horizon(first, last, now).span):
        faults["first_day"] = said(
            "No accepted session lies on these days: choose others, or accept requests first."
        )
    if faults:
        raise InvalidError(joined(" ", faults.values()), faults)


def _faults_of_days(now: datetime, first: date, last: date) -> dict[str, Sentence]:
    if last < first:
        return {"last_day": said("The last day is before the first: choose a later one.")}
    if (last - first).days >= LONGEST_DAYS:
        words = said(
            "That is more than {most} days: choose an earlier last day.", most=LONGEST_DAYS
        )
        return {"last_day": words}
    if last < local_date(now):
        return {"last_day": said("These days are over: choose days to come.")}
    return {}


def _faults_of_search(seconds: int, seed: int) -> dict[str, Sentence]:
    least, most = SECONDS
    faults: dict[str, Sentence] = {}
    if not least <= seconds <= most:
        faults["seconds"] = said(
            "Give a time from {least} to {most} seconds.", least=least, most=most
        )
    if not 0 <= seed <= LARGEST_SEED:
        faults["seed"] = said("Give a whole number from 0 to {most}.", most=LARGEST_SEED)
    return faults


def _occupied(session: Session, first_day: date, last_day: date) -> Sentence:
    rivals = queries.overlapping_runs(session, first_day, last_day)
    if not rivals:
        return said("Another run for these days has just ended; try again.")
    run = rivals[0]
    days = days_in_words(run.first_day, run.last_day)
    since = (run.started_at or run.requested_at).astimezone(ZONE)
    return said(
        "Run {id} plans {days} and is {state} since {since:%d.%m.%Y %H:%M}; wait for it to end "
        "before you plan the same days again.",
        id=run.id,
        days=days,
        state=STATE_WORDS[run.state],
        since=since,
    )
