"""One seat: why it is served as it is or by nobody, and who could stand in."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.adapters.solver import SolverError
from app.dashboard import bp, telling
from app.db.queries import ladder_pages
from app.db.queries import seats as queries
from app.db.queries.delivery import without_texts
from app.db.queries.seats import SeatFacts
from app.domain.borders import ZONE
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.permissions import Act
from app.domain.said import said
from app.http import search_words
from app.http.request import actor, now, requires, session, session_factory, settings
from app.http.searching import searches
from app.services import planning
from app.services.planning import SeatAdvice


@bp.get("/seats/<int:seat_id>")
@requires(Act.SEE_POOL)
def seat(seat_id: int) -> str:
    """The seat at once; what the solver says of it is fetched by the page."""
    found = _facts(seat_id)
    advice = _advice(found) if "advice" in request.args else None
    return render_template("dashboard/seat.html", **_of_seat(found), advice=advice)


@bp.get("/seats/<int:seat_id>/advice")
@requires(Act.SEE_POOL)
def seat_advice(seat_id: int) -> str:
    """The part that takes a moment, fetched by the page of the seat."""
    found = _facts(seat_id)
    advice = _advice(found)
    return render_template("dashboard/_seat_advice.html", **_of_seat(found), advice=advice)


@bp.get("/seats/<int:seat_id>/panel")
@requires(Act.SEE_POOL)
def seat_panel(seat_id: int) -> str:
    """Both together, for the board."""
    found = _facts(seat_id)
    advice = _advice(found)
    return render_template("dashboard/_seat_panel.html", **_of_seat(found), advice=advice)


@bp.post("/seats/<int:seat_id>/stand-in")
@requires(Act.PUBLISH)
def put_stand_in(seat_id: int) -> ResponseReturnValue:
    """Ask one of the replacements."""
    member = request.form.get("member", type=int)
    if member is None:
        message = said("Choose the member who is to take the seat.")
        raise InvalidError(message, {"member": message})
    try:
        memory = settings().solve_memory_mb
        plan_id = planning.put_in(session_factory(), actor(), now(), seat_id, member, memory)
    except SolverError as error:
        raise ConflictError(error.problem) from error
    flash(_("The member is being asked; plan %(id)s holds these days now.", id=plan_id), "good")
    return redirect(url_for("dashboard.seat", seat_id=seat_id), 303)


def _facts(seat_id: int) -> SeatFacts:
    found = queries.facts(session(), [seat_id]).get(seat_id)
    if found is None:
        raise NotFoundError(said("There is no such seat."))
    return found


def _of_seat(found: SeatFacts) -> dict[str, Any]:
    rows = ladder_pages.seats(session(), [found.id])
    return {
        "search": searches(session(), rows, now())[found.id],
        "say": search_words,
        "seat": found,
        "holders": queries.holders(session(), found.id),
        "may_ask": found.country in actor().countries,
        "zone": ZONE,
    }


def _advice(found: SeatFacts) -> dict[str, Any]:
    """Sentences and replacements in words, or why there are none."""
    memory = settings().solve_memory_mb
    try:
        advice = planning.advise_on_seat(session_factory(), actor(), now(), found.id, memory)
    except ConflictError as error:
        return {"fault": error.message}
    except SolverError as error:
        return {"fault": error.problem}
    return _in_words(advice)


def _in_words(advice: SeatAdvice) -> dict[str, Any]:
    names = telling.Names(
        queries.member_names(session(), advice.members), queries.facts(session(), advice.seats)
    )
    horizon = advice.standing.snapshot.horizon
    first, *others = telling.sentences(advice.explanation, names)
    silent = without_texts(session(), [int(each["member"]) for each in advice.replacements])
    return {
        "first": first,
        "sentences": others,
        "is_pinned": advice.is_pinned,
        "is_covered": advice.explanation["covered"],
        "replacements": [
            {
                "member": option["member"],
                "name": names.member(option["member"]),
                "wants_no_texts": int(option["member"]) in silent,
                "starts_at": horizon.moment(option["start"]),
                "modality": option["modality"],
                "price": telling.price(option),
                "disturbs": telling.disturbed(option, names),
            }
            for option in advice.replacements
        ],
    }
