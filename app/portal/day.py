"""Who came and when they worked, as the office confirms it; coordinators use the same acts."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.auth.next_page import safe_page
from app.domain.errors import ConflictError, InvalidError
from app.domain.permissions import Act
from app.domain.vocabulary import Outcome
from app.http.request import actor, now, requires, work
from app.http.saying import translated
from app.portal import bp
from app.services import on_the_day as services


@bp.post("/jobs/<int:assignment_id>/arrived")
@requires(Act.RECORD_DAY)
def confirm_arrival(assignment_id: int) -> ResponseReturnValue:
    """The member is there."""
    done = _("It is noted that the member is there.")
    return _act(lambda unit: services.confirm_arrival(unit, actor(), now(), assignment_id), done)


@bp.post("/jobs/<int:assignment_id>/outcome")
@requires(Act.RECORD_DAY)
def record_outcome(assignment_id: int) -> ResponseReturnValue:
    """How the session ended, or a correction of it."""
    chosen, reason = request.form.get("outcome", ""), request.form.get("reason", "")
    if chosen not in set(Outcome):
        flash(_("Choose how the session ended."), "bad")
        return _back()
    outcome = Outcome(chosen)
    return _act(
        lambda unit: services.record(unit, actor(), now(), assignment_id, outcome, reason),
        _("It is noted how the session ended."),
    )


@bp.post("/jobs/<int:assignment_id>/times/sign")
@requires(Act.RECORD_DAY)
def sign_times(assignment_id: int) -> ResponseReturnValue:
    """The times are right."""
    done = _("The times are signed.")
    return _act(lambda unit: services.countersign(unit, actor(), now(), assignment_id), done)


@bp.post("/jobs/<int:assignment_id>/times/back")
@requires(Act.RECORD_DAY)
def send_times_back(assignment_id: int) -> ResponseReturnValue:
    """The times are not right, because."""
    reason = request.form.get("dispute", "")
    return _act(
        lambda unit: services.dispute(unit, actor(), now(), assignment_id, reason),
        _("The times are sent back; the member reads why."),
    )


def _act(act: Callable[..., object], done: str) -> ResponseReturnValue:
    try:
        with work() as unit:
            act(unit)
        flash(done, "good")
    except (ConflictError, InvalidError) as error:
        flash(translated(error.message), "bad")
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(safe_page(request.form.get("back")) or url_for("portal.requests"), 303)
