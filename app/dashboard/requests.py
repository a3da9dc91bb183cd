"""A request as the coordinator sees it, and the decisions the policy leaves to a person."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.dashboard import bp, inbox, reasons
from app.db.models import ServiceRequest
from app.db.queries import asked, choices, delivery, uncovered
from app.db.queries import requests as queries
from app.domain import permissions
from app.domain.borders import ZONE
from app.domain.coverage import Coverage
from app.domain.errors import InvalidError, NotFoundError
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import RequestState
from app.http import search_words
from app.http.day import CHOICES_OF_USERS, day_of_request
from app.http.request import actor, now, requires, session, work
from app.http.searching import searches
from app.http.words import COVERAGE, OUTCOMES
from app.services import requests as services

#: Requests whose seats may be, or have been, searched for.
SEARCHED = (RequestState.ACCEPTED, RequestState.CLOSED)


@bp.get("/requests/<int:number>", endpoint="request")
@requires(Act.SEE_POOL)
def show_request(number: int) -> str:
    return _page(_request(number))


@bp.post("/requests/<int:number>/accept")
@requires(Act.DECIDE_REQUEST)
def accept_request(number: int) -> ResponseReturnValue:
    with work() as unit:
        services.accept_request(unit, actor(), now(), number, request.form.get("reason", ""))
    flash(_("Request %(number)s is accepted and will be planned.", number=number), "good")
    return redirect(url_for("dashboard.request", number=number), 303)


@bp.post("/requests/<int:number>/reject")
@requires(Act.DECIDE_REQUEST)
def reject_request(number: int) -> ResponseReturnValue:
    """Refuse a request; without a reason the form comes back."""
    try:
        with work() as unit:
            services.reject_request(unit, actor(), now(), number, request.form.get("reason", ""))
    except InvalidError as error:
        return _page(_request(number), error.fields), 422
    flash(_("Request %(number)s is rejected.", number=number), "info")
    return redirect(url_for("dashboard.request", number=number), 303)


def _request(number: int) -> ServiceRequest:
    found = queries.request_by_number(session(), number)
    if found is None:
        raise NotFoundError(said("There is no request {number}.", number=number))
    return found


def _page(found: ServiceRequest, errors: Mapping[str, str] | None = None) -> str:
    seats = [seat for meeting in found.sessions for seat in meeting.seats]
    why = uncovered.reasons_of_seats(session(), [seat.id for seat in seats])
    offers = asked.offers_of_request(session(), found.id)
    return render_template(
        "dashboard/request.html",
        request_=found,
        live=queries.live_assignments(session(), found.id),
        asked=offers,
        opted_out=delivery.opted_out(session(), {offer.member_phone for offer in offers}),
        decline_reasons=inbox.REASONS,
        channels=inbox.CHANNELS,
        why=why,
        unplanned=COVERAGE[Coverage.UNPLANNED],
        target=choices.dialect_name(session(), found.target_dialect),
        reasons=reasons,
        sees_case=permissions.sees_case_ref(actor(), found.country_code),
        decides=found.country_code in actor().countries,
        errors=errors or {},
        reason=request.form.get("reason", ""),
        zone=ZONE,
        day=day_of_request(session(), found.id, now()),
        searches=searches(session(), seats, now()) if found.state in SEARCHED else {},
        say=search_words,
        endings=CHOICES_OF_USERS,
        outcomes=OUTCOMES,
    )
