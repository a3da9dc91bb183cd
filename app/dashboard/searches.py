"""Searches on the coordinator's pages: begin, skip, pause, go on, stop, agree, and the switch."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.dashboard import bp
from app.domain.permissions import Act
from app.http.request import actor, now, requires, work
from app.services import ladder, offers

#: What a button may ask of a search.
ACTS = {
    "skip": ladder.skip,
    "pause": ladder.pause,
    "go-on": ladder.go_on,
    "stop": ladder.stop,
}


@bp.post("/seats/<int:seat_id>/search")
@requires(Act.PUBLISH)
def begin_search(seat_id: int) -> ResponseReturnValue:
    with work() as unit:
        ladder.begin(unit, actor(), now(), seat_id)
    flash(_("The search has begun; its first step is taken at once."), "good")
    return _back(seat_id)


@bp.post("/searches/<int:ladder_id>/<any('skip', 'pause', 'go-on', 'stop'):what>")
@requires(Act.PUBLISH)
def steer_search(ladder_id: int, what: str) -> ResponseReturnValue:
    with work() as unit:
        seat_id = ACTS[what](unit, actor(), now(), ladder_id).seat_id
    told = {
        "skip": _("The next step is taken at once."),
        "pause": _("The search is paused."),
        "go-on": _("The search goes on."),
        "stop": _("The search is stopped."),
    }
    flash(told[what], "info")
    return _back(seat_id)


@bp.post("/search-steps/<int:step_id>/agree")
@requires(Act.PUBLISH)
def agree_to_step(step_id: int) -> ResponseReturnValue:
    with work() as unit:
        ladder.agree(unit, actor(), now(), step_id, request.form.get("reason", ""))
    flash(_("Agreed; the search goes on with it."), "good")
    return _back(_seat())


@bp.post("/search-steps/<int:step_id>/refuse")
@requires(Act.PUBLISH)
def refuse_step(step_id: int) -> ResponseReturnValue:
    with work() as unit:
        ladder.refuse(unit, actor(), now(), step_id)
    flash(_("The search goes on without it."), "info")
    return _back(_seat())


@bp.post("/room-bookings/<int:booking_id>/approve")
@requires(Act.PUBLISH)
def approve_room(booking_id: int) -> ResponseReturnValue:
    with work() as unit:
        offers.approve_room(unit, actor(), now(), booking_id)
    flash(_("The room is approved."), "good")
    return _back(_seat())


@bp.post("/room-bookings/<int:booking_id>/refuse")
@requires(Act.PUBLISH)
def refuse_room(booking_id: int) -> ResponseReturnValue:
    with work() as unit:
        offers.refuse_room(unit, actor(), now(), booking_id)
    flash(_("The room is refused; the member is told."), "info")
    return _back(_seat())


@bp.post("/searches/allow")
@requires(Act.PUBLISH)
def allow_searches() -> ResponseReturnValue:
    """The switch of each country the coordinator speaks for."""
    chosen = set(request.form.getlist("countries"))
    mending = set(request.form.getlist("mending"))
    with work() as unit:
        for country in sorted(actor().countries):
            may = {"moves_on": country in chosen, "mends": country in mending}
            ladder.allow(unit, actor(), now(), country, **may)
    flash(_("Noted."), "good")
    return redirect(url_for("dashboard.plans"), 303)


def _seat() -> int | None:
    return request.form.get("seat", type=int)


def _back(seat_id: int | None) -> ResponseReturnValue:
    """To the page of the seat."""
    if seat_id is None:
        return redirect(url_for("dashboard.uncovered"), 303)
    return redirect(url_for("dashboard.seat", seat_id=seat_id), 303)
