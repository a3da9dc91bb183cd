"""Sessions that were held before the demonstration begins, and objections on record."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.db.models import Assignment, Authority, Member, Recusal, ServiceRequest, User
from app.db.transitions import move
from app.demo.model import Objection, Served
from app.demo.weekly import ZONE
from app.domain import lifecycles
from app.domain.actors import Actor
from app.domain.requests import NewRequest
from app.domain.states import AssignmentState, RequestState
from app.domain.vocabulary import Modality, Outcome, RecusalScope, RecusalSource
from app.services import audit, requests


def add_history(
    session: Session,
    actor: Actor,
    held: Sequence[tuple[Served, NewRequest]],
    members: Sequence[Member],
) -> None:
    """File each request at the time it came in, and note who held its session."""
    for served, new in sorted(held, key=lambda pair: pair[0].asked.start):
        start = served.asked.start.replace(tzinfo=ZONE).astimezone(UTC)
        request = requests.file_request(session, actor, start - served.asked.lead, new)
        _serve(session, actor, request, members[served.member], start)


def _serve(
    session: Session, actor: Actor, request: ServiceRequest, member: Member, start: datetime
) -> None:
    meeting = request.sessions[0]
    end = start + timedelta(minutes=meeting.minutes)
    meeting.outcome = Outcome.FULFILLED
    session.add(
        Assignment(
            seat_id=meeting.seats[0].id,
            member_id=member.id,
            state=AssignmentState.SERVED,
            state_changed_at=end,
            modality=Modality.ON_SITE,
            period=Range(start, end),
            travel_minutes=0,
            travel_kilometres=0,
            cost_cents=0,
        )
    )
    move(session, request, lifecycles.REQUEST, RequestState.CLOSED)
    audit.record(session, actor, end, "request.closed", "request", request.id)


def add_objections(
    session: Session,
    actor: Actor,
    now: datetime,
    objections: Sequence[Objection],
    members: Sequence[Member],
) -> None:
    for objection in objections:
        recusal = Recusal(
            member_id=members[objection.member].id,
            scope=objection.scope,
            source=RecusalSource.COORDINATOR,
            valid_from=now.date(),
            **_scope(session, objection),
        )
        session.add(recusal)
        session.flush()
        audit.record(
            session, actor, now, "recusal.noted", "recusal", recusal.id, scope=objection.scope
        )


def _scope(session: Session, objection: Objection) -> dict[str, object]:
    if objection.scope is RecusalScope.CASE:
        return {"case_ref": objection.value, "country_code": objection.country}
    if objection.scope is RecusalScope.OFFICER:
        query = select(User.id).where(User.username == objection.value)
        return {"officer_id": session.scalars(query).one()}
    query = select(Authority.id).where(Authority.code == objection.value)
    return {"authority_id": session.scalars(query).one()}
