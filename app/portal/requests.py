"""`My requests`: one of them with who comes, and cancelling it."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.models import ServiceRequest
from app.db.queries import choices
from app.db.queries import requests as queries
from app.db.queries.history import HistoryEntry, history_of_request
from app.db.queries.people_of_request import seats_of_request
from app.domain import permissions
from app.domain.coverage import worst
from app.domain.errors import InvalidError, NotFoundError
from app.domain.lifecycles import REQUEST
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import RequestState
from app.domain.vocabulary import ActorKind, Modality
from app.http import search_words
from app.http.day import CHOICES_OF_USERS, day_of_request
from app.http.request import actor, now, requires, session, work
from app.http.searching import searches
from app.http.words import COVERAGE, OUTCOMES
from app.portal import bp, words
from app.portal.forms import CancelForm
from app.services import requests as services


@bp.get("/my-requests/<int:number>", endpoint="request")
@requires(Act.SEE_REQUEST)
def show_request(number: int) -> str:
    found = _own(number, Act.SEE_REQUEST)
    seats = seats_of_request(session(), found)
    history = history_of_request(session(), found.id)
    return render_template(
        "portal/request.html",
        request_=found,
        meeting=found.sessions[0],
        seats=seats,
        searches=searches(session(), [seat.seat for seat in seats], now()),
        say=search_words,
        coverage=worst([seat.coverage.coverage for seat in seats]),
        history=_told(history),
        decisions=_decisions(history),
        zone=ZoneInfo(found.site.country.timezone),
        ways=[words.MODALITIES[Modality(each)] for each in found.modalities],
        target=choices.dialect_name(session(), found.target_dialect),
        wish=_wish(found),
        can_cancel=_can_cancel(found),
        words=words,
        coverage_words=COVERAGE,
        day=day_of_request(session(), found.id, now()),
        endings=CHOICES_OF_USERS,
        outcomes=OUTCOMES,
    )


def _own(number: int, act: Act) -> ServiceRequest:
    found = queries.request_by_number(session(), number)
    if found is None:
        raise NotFoundError(said("There is no request {number}.", number=number))
    permissions.require_request(actor(), act, found.authority_id, str(number))
    return found


def _told(history: Sequence[HistoryEntry]) -> list[tuple[HistoryEntry, Any, str]]:
    """The acts that concern an officer: what, in words, and by whom."""
    return [
        (entry, words.ACTS[entry.act], _who(entry)) for entry in history if entry.act in words.ACTS
    ]


def _wish(found: ServiceRequest) -> str:
    if found.gender is None or found.gender_strength is None:
        return ""
    return f"{words.GENDERS[found.gender]}, {words.STRENGTHS[found.gender_strength]}"


def _who(entry: HistoryEntry) -> str:
    """Names of colleagues only: of the pool's people an officer learns no name."""
    if entry.details.get("by") == "policy" or entry.act == "request.needs_decision":
        return str(_("the policy"))
    if entry.actor_kind is ActorKind.USER:
        own = entry.authority_id is not None and entry.authority_id == actor().authority_id
        return str(entry.user_name if own else _("the coordinator"))
    return str(_("the member") if entry.actor_kind is ActorKind.MEMBER else _("the service"))


def _decisions(history: Sequence[HistoryEntry]) -> list[str]:
    codes = [entry.details["reasons"] for entry in history if entry.act == "request.needs_decision"]
    return [str(words.DECISIONS[code]) for code in (codes[-1] if codes else [])]


def _can_cancel(found: ServiceRequest) -> bool:
    begins = found.sessions[0].starts_at or found.sessions[0].latest_start
    return REQUEST.can_move(found.state, RequestState.CANCELLED) and begins > now()


@bp.get("/my-requests/<int:number>/cancel")
@requires(Act.CANCEL_REQUEST)
def cancel_request(number: int) -> ResponseReturnValue:
    """Ask why; of a request that can no longer be cancelled, its page."""
    found = _own(number, Act.CANCEL_REQUEST)
    if not _can_cancel(found):
        return redirect(url_for("portal.request", number=number))
    return _show_cancelling(found, CancelForm())


def _show_cancelling(found: ServiceRequest, form: CancelForm) -> str:
    zone = ZoneInfo(found.site.country.timezone)
    return render_template(
        "portal/cancel.html", request_=found, meeting=found.sessions[0], form=form, zone=zone
    )


@bp.post("/my-requests/<int:number>/cancel")
@requires(Act.CANCEL_REQUEST)
def confirm_cancelling(number: int) -> ResponseReturnValue:
    form = CancelForm()
    found = _own(number, Act.CANCEL_REQUEST)
    if not form.validate_on_submit():
        return _show_cancelling(found, form), 422
    try:
        with work() as unit:
            services.cancel_request(unit, actor(), now(), number, form.reason.data or "")
    except InvalidError as error:
        form.reason.errors = [error.fields["reason"]]
        return _show_cancelling(_own(number, Act.CANCEL_REQUEST), form), 422
    flash(_("Request %(number)s is cancelled.", number=number), "good")
    return redirect(url_for("portal.request", number=number))
