"""Leave that members ask for: what of their work lies in it, and the decision."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.dashboard import bp
from app.db.queries import leave as queries
from app.domain.borders import ZONE
from app.domain.errors import ConflictError
from app.domain.permissions import Act
from app.domain.vocabulary import AbsenceKind
from app.http.request import actor, now, requires, session, work
from app.http.saying import translated
from app.services import leave as services

KINDS = {
    AbsenceKind.LEAVE: _l("holiday"),
    AbsenceKind.ILL: _l("illness"),
    AbsenceKind.TRAINING: _l("training"),
    AbsenceKind.OTHER: _l("another reason"),
}


@bp.get("/leave")
@requires(Act.DECIDE_LEAVE)
def leave() -> str:
    """What waits for a decision in the coordinator's countries, then what was decided lately."""
    asked = queries.asked_leave(session(), actor().countries)
    return render_template(
        "dashboard/leave.html",
        asked=asked,
        decided=queries.decided_leave(session(), actor().countries),
        jobs=queries.jobs_in_leave(session(), [row.id for row in asked]),
        kinds=KINDS,
        zone=ZONE,
    )


@bp.post("/leave/<int:leave_id>/approve")
@requires(Act.DECIDE_LEAVE)
def approve_leave(leave_id: int) -> ResponseReturnValue:
    """Yes; a job in these days is given to somebody else first."""
    done = _("The leave is approved; the member gets a text.")
    return _decide(lambda unit: services.approve(unit, actor(), now(), leave_id), done)


@bp.post("/leave/<int:leave_id>/refuse")
@requires(Act.DECIDE_LEAVE)
def refuse_leave(leave_id: int) -> ResponseReturnValue:
    """No, with a remark for the other coordinators."""
    remark = request.form.get("remark", "")
    done = _("The leave is refused; the member gets a text.")
    return _decide(lambda unit: services.refuse(unit, actor(), now(), leave_id, remark), done)


def _decide(act: Callable[..., object], done: str) -> ResponseReturnValue:
    try:
        with work() as unit:
            act(unit)
        flash(done, "good")
    except ConflictError as error:
        flash(translated(error.message), "bad")
    return redirect(url_for("dashboard.leave"), 303)
