"""Accepting, rejecting and cancelling a request."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import ServiceRequest
from app.db.queries import requests as queries
from app.db.transitions import move
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.lifecycles import REQUEST
from app.domain.permissions import Act
from app.domain.requests import outcome_of_cancelling
from app.domain.said import said
from app.domain.states import RequestState
from app.services import audit, offers, on_the_day

LONGEST_REASON = 500


def accept_request(
    session: Session, actor: Actor, now: datetime, number: int, reason: str = ""
) -> ServiceRequest:
    """The coordinator takes a request that the policy left open; it will be planned."""
    request = _request(session, number)
    permissions.require_decision(actor, request.country_code, str(number))
    _require_not_begun(request, now)
    return _decide(session, actor, now, request, RequestState.ACCEPTED, reason.strip())


def reject_request(
    session: Session, actor: Actor, now: datetime, number: int, reason: str
) -> ServiceRequest:
    """The coordinator refuses a request, and the officer reads why."""
    request = _request(session, number)
    permissions.require_decision(actor, request.country_code, str(number))
    return _decide(session, actor, now, request, RequestState.REJECTED, _reason(reason))


def cancel_request(
    session: Session, actor: Actor, now: datetime, number: int, reason: str
) -> ServiceRequest:
    """The authority needs the session no more; whoever was asked, or comes, is told.

    Raises NotFoundError for another authority's officer, ConflictError once it has begun.
    """
    request = _request(session, number)
    permissions.require_request(actor, Act.CANCEL_REQUEST, request.authority_id, str(number))
    text = _reason(reason)
    _require_not_begun(request, now)
    _decide(session, actor, now, request, RequestState.CANCELLED, text)
    for meeting in request.sessions:
        meeting.cancelled_at = now
        outcome = outcome_of_cancelling(meeting.starts_at or meeting.earliest_start, now)
        on_the_day.record_cancelled(session, actor, now, meeting, outcome)
    live = queries.live_assignments(session, request.id)
    offers.cancel_assignments(session, actor, now, live)
    return request


def _request(session: Session, number: int) -> ServiceRequest:
    request = queries.request_by_number(session, number)
    if request is None:
        raise NotFoundError(said("There is no request {number}.", number=number))
    return request


def _reason(reason: str) -> str:
    text = reason.strip()
    message = None
    if not text:
        message = said("Give a reason; the other side reads it.")
    elif len(text) > LONGEST_REASON:
        message = said("Use {most} characters at most.", most=LONGEST_REASON)
    if message:
        raise InvalidError(message, {"reason": message})
    return text


def _require_not_begun(request: ServiceRequest, now: datetime) -> None:
    starts = [meeting.starts_at or meeting.latest_start for meeting in request.sessions]
    if min(starts) <= now:
        raise ConflictError(
            said("The session of request {number} has begun or is over.", number=request.number)
        )


def _decide(
    session: Session,
    actor: Actor,
    now: datetime,
    request: ServiceRequest,
    to: RequestState,
    reason: str,
) -> ServiceRequest:
    before = move(session, request, REQUEST, to, decided_reason=reason)
    change = {"from": before, "to": to}
    audit.record(session, actor, now, f"request.{to}", "request", request.id, **change)
    return request
