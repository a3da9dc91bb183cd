"""Runs of the solver: ask for a plan, and watch it being made."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.dashboard import bp
from app.db.models import PlanRun
from app.db.queries import ladder_pages
from app.db.queries import plan_pages as queries
from app.db.queries import planning as planning_queries
from app.db.queries.sessions import first_session_after
from app.domain.borders import ZONE
from app.domain.errors import InvalidError, NotFoundError
from app.domain.permissions import Act
from app.domain.said import Sentence, joined, said
from app.domain.states import PlanRunState
from app.http.request import actor, now, requires, session, settings, work
from app.services import planning

SHOWN_RUNS = 50
DEFAULT_SEED = 1
WEEK = timedelta(days=6)
RUNNING = (PlanRunState.QUEUED, PlanRunState.SOLVING)


@bp.get("/plans")
@requires(Act.PLAN)
def plans() -> str:
    return _list(_proposed_form(), {})


@bp.post("/plans")
@requires(Act.PLAN)
def queue_plan() -> ResponseReturnValue:
    """Ask for a plan; faults come back in the form."""
    try:
        asked = _asked()
        with work() as unit:
            run = planning.queue_run(unit, actor(), now(), **asked)
    except InvalidError as error:
        return _list(request.form, error.fields), 422
    return redirect(url_for("dashboard.plan_run", run_id=run.id), 303)


def _list(form: Any, errors: Mapping[str, str]) -> str:
    runs = queries.recent_runs(session(), SHOWN_RUNS)
    users = [run.requested_by_id for run, _plan in runs]
    moves = ladder_pages.moving_countries(session())
    return render_template(
        "dashboard/plans.html",
        runs=runs,
        is_running=any(run.state in RUNNING for run, _plan in runs),
        names=queries.names(session(), users),
        form=form,
        errors=errors,
        moving={code: moves.get(code, False) for code in sorted(actor().countries)},
        countries=ladder_pages.country_names(session()),
        zone=ZONE,
    )


def _proposed_form() -> dict[str, str]:
    """The days in the address, else the week of the next session, from today on."""
    upcoming = first_session_after(session(), now()) or now()
    day = upcoming.astimezone(ZONE).date()
    monday = day - timedelta(days=day.weekday())
    today = now().astimezone(ZONE).date()
    return {
        "first_day": request.args.get("from") or max(monday, today).isoformat(),
        "last_day": request.args.get("to") or (monday + WEEK).isoformat(),
        "seconds": str(settings().solve_seconds),
        "seed": str(DEFAULT_SEED),
    }


def _asked() -> dict[str, Any]:
    """The form's values; InvalidError names every one that cannot be read."""
    faults: dict[str, Sentence] = {}
    values: dict[str, Any] = {}
    for name, read, words in (
        ("first_day", date.fromisoformat, said("Give the day as year-month-day.")),
        ("last_day", date.fromisoformat, said("Give the day as year-month-day.")),
        ("seconds", int, said("Give a whole number of seconds.")),
        ("seed", int, said("Give a whole number.")),
    ):
        try:
            values[name] = read(request.form.get(name, "").strip())
        except ValueError:
            faults[name] = words
    if faults:
        raise InvalidError(joined(" ", faults.values()), faults)
    return values


@bp.get("/plans/runs/<int:run_id>")
@requires(Act.PLAN)
def plan_run(run_id: int) -> ResponseReturnValue:
    """The progress of a run; once it has a plan, that plan."""
    run = _run(run_id)
    if plan_id := queries.plan_of_run(session(), run.id):
        return redirect(url_for("dashboard.plan", plan_id=plan_id))
    points = _points(run)
    last = points[-1] if points else None
    return render_template(
        "dashboard/plan_run.html", run=run, point=last, parts=_parts(run), zone=ZONE
    )


@bp.get("/plans/runs/<int:run_id>/progress")
@requires(Act.PLAN)
def plan_progress(run_id: int) -> ResponseReturnValue:
    run = _run(run_id)
    return jsonify(state=run.state, points=_points(run), parts=_parts(run))


@bp.post("/plans/runs/<int:run_id>/stop")
@requires(Act.PLAN)
def stop_run(run_id: int) -> ResponseReturnValue:
    with work() as unit:
        planning.stop_run(unit, actor(), now(), run_id)
    return redirect(url_for("dashboard.plan_run", run_id=run_id), 303)


def _run(run_id: int) -> PlanRun:
    run = session().get(PlanRun, run_id)
    if run is None:
        raise NotFoundError(said("There is no run {number}.", number=run_id))
    return run


def _parts(run: PlanRun) -> str:
    """How far a run in parts is; empty where it is not in parts, or over."""
    found = planning.parts_progress(session(), run.id) if run.state in RUNNING else None
    if found is None:
        return ""
    return str(
        _(
            "Round %(round)s of %(rounds)s: %(solved)s of %(parts)s parts are solved.",
            **asdict(found),
        )
    )


def _points(run: PlanRun) -> list[dict[str, Any]]:
    return [
        {
            "seconds": round(point.milliseconds / 1000, 1),
            "value": point.value,
            "bound": point.bound,
            "gap": (point.value - point.bound) / point.value
            if point.value and point.bound is not None
            else None,
            "seats_covered": point.seats_covered,
            "seats": point.seats,
        }
        for point in planning_queries.progress(session(), run)
    ]
