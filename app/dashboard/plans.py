"""Plans: ask for one, watch it being made, look at it, publish or discard it."""

from collections.abc import Collection
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.dashboard import bp, disruptions, reasons, scarcity
from app.dashboard.plan_changes import changes_of, days_of, emptied, moves, released
from app.db.models import Plan
from app.db.queries import plan_pages as queries
from app.db.queries import uncovered
from app.db.queries.seats import dialect_names, member_names
from app.domain.borders import ZONE
from app.domain.errors import NotFoundError
from app.domain.intervals import Interval
from app.domain.local_time import local_day
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import PlanState
from app.http.request import actor, now, requires, session, work
from app.services import planning


@bp.get("/plans/<int:plan_id>")
@requires(Act.PLAN)
def plan(plan_id: int) -> str:
    return _page(plan_id, "dashboard/plan.html")


@bp.get("/plans/<int:plan_id>/publish")
@requires(Act.PUBLISH)
def confirm_publishing(plan_id: int) -> ResponseReturnValue:
    return _confirm(plan_id, "dashboard/plan_publish.html")


@bp.get("/plans/<int:plan_id>/discard")
@requires(Act.PLAN)
def confirm_discarding(plan_id: int) -> ResponseReturnValue:
    return _confirm(plan_id, "dashboard/plan_discard.html")


def _confirm(plan_id: int, template: str) -> ResponseReturnValue:
    """Ask once more; of a plan that is no draft any more, its page."""
    if _plan(plan_id).state is not PlanState.DRAFT:
        return redirect(url_for("dashboard.plan", plan_id=plan_id))
    return _page(plan_id, template)


def _page(plan_id: int, template: str) -> str:
    found = _plan(plan_id)
    run = found.run
    span = Interval(local_day(run.first_day, ZONE).start, local_day(run.last_day, ZONE).end)
    rows = queries.rows(session(), found.id)
    held = queries.held_seats(session(), span)
    days = days_of(rows)
    empty = uncovered.uncovered_of_plan(session(), found.id)
    changed = moves(rows, held) if run.repairs_id else []
    return render_template(
        template,
        plan=found,
        run=run,
        days=days,
        day=_chosen(days),
        rows=rows,
        changes=changes_of(rows, held),
        released=released(rows, held),
        moves=changed,
        holders=member_names(session(), {was.member_id for _row, was in changed if was}),
        heat=_heat(found),
        happened=disruptions.in_words(session(), run.disruptions),
        emptied=emptied(empty, held) if run.repairs_id else [],
        uncovered=empty,
        reasons=reasons,
        names=queries.names(session(), [found.published_by_id, run.requested_by_id]),
        zone=ZONE,
    )


def _heat(found: Plan) -> scarcity.Heat | None:
    codes = {row["language"] for row in found.scarcity}
    return scarcity.heat(found.scarcity, dialect_names(session(), codes) if codes else {})


def _chosen(days: Collection[date]) -> date | None:
    """The day the address asks for, else the first."""
    wanted = request.args.get("day")
    return next((day for day in days if day.isoformat() == wanted), min(days, default=None))


def _plan(plan_id: int) -> Plan:
    found = queries.plan_with_run(session(), plan_id)
    if found is None:
        raise NotFoundError(said("There is no plan {number}.", number=plan_id))
    return found


@bp.post("/plans/<int:plan_id>/publish")
@requires(Act.PUBLISH)
def publish_plan(plan_id: int) -> ResponseReturnValue:
    with work() as unit:
        planning.publish(unit, actor(), now(), plan_id)
    flash(_("Plan %(id)s is published; its members are being asked.", id=plan_id), "good")
    return redirect(url_for("dashboard.plan", plan_id=plan_id), 303)


@bp.post("/plans/<int:plan_id>/discard")
@requires(Act.PLAN)
def discard_plan(plan_id: int) -> ResponseReturnValue:
    with work() as unit:
        planning.discard(unit, actor(), now(), plan_id)
    flash(_("Plan %(id)s is discarded.", id=plan_id), "info")
    return redirect(url_for("dashboard.plans"), 303)
