"""Filing a request: one act writes the request, its session and its seats."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Authority, InterpretingSession, Seat, ServiceRequest
from app.db.queries import filing
from app.domain import permissions, request_rules
from app.domain.actors import Actor
from app.domain.errors import InvalidError
from app.domain.form_tokens import fingerprint
from app.domain.local_time import to_utc
from app.domain.requests import (
    NewRequest,
    Setting,
    length_of,
    reasons_to_decide,
    seats_of,
    trainings_of,
    window_of,
)
from app.domain.said import said
from app.domain.states import RequestState
from app.domain.vocabulary import UserRole
from app.services import audit


def file_request(session: Session, actor: Actor, now: datetime, new: NewRequest) -> ServiceRequest:
    """File a request with its session and seats; the same form sent twice files one.

    It is accepted at once where the policy decides, and stays submitted where a coordinator must.
    Raises InvalidError naming every faulty field, ForbiddenError for another's authority.
    """
    authority = _authority(session, new.authority_id)
    permissions.require_filing(actor, authority.id, authority.country_code)
    token = fingerprint(new)
    if token and (twin := filing.request_by_token(session, token)):
        return twin
    setting = filing.setting_of(session, authority, new)
    request_rules.check(new, setting, now)
    request = _request(new, setting)
    request.form_token = token
    request.filed_at = now
    request.filed_by_id = actor.user_id
    request.officer_id = new.officer_id or _officer(actor)
    request.sessions[0].continues_id = filing.last_session_of_case(session, request)
    session.add(request)
    session.flush()
    _record_filing(session, actor, now, request, reasons_to_decide(new, setting.valid_terms))
    return request


def _authority(session: Session, authority_id: int) -> Authority:
    authority = filing.authority_by_id(session, authority_id)
    if authority is None:
        message = said("There is no such authority at work; choose one of the list.")
        raise InvalidError(message, {"authority": message})
    return authority


def _officer(actor: Actor) -> int | None:
    return actor.user_id if actor.has(UserRole.OFFICER) else None


def _request(new: NewRequest, setting: Setting) -> ServiceRequest:
    """The rows of a request that kept the rules."""
    terms = setting.valid_terms
    decides = bool(reasons_to_decide(new, terms))
    return ServiceRequest(
        state=RequestState.SUBMITTED if decides else RequestState.ACCEPTED,
        authority_id=new.authority_id,
        site_id=new.site_id,
        country_code=setting.country,
        procedure_code=new.procedure,
        case_ref=new.case_ref,
        dialect_code=setting.dialect,
        target_dialect=setting.target,
        substitution_consent=new.consent,
        substitution_reason=new.consent_reason.strip() if new.consent else "",
        gender=new.gender,
        gender_strength=new.gender_strength,
        modalities=sorted(new.modalities),
        remote_justification=new.remote_justification.strip(),
        trainings=sorted(trainings_of(new, terms)),
        is_trauma_heavy=new.is_trauma_heavy,
        priority=new.priority,
        deadline_on=new.deadline_on,
        deadline_reason=new.deadline_reason.strip(),
        embargoed_until=_embargo(new, setting),
        sessions=[_session(new, setting)],
    )


def _embargo(new: NewRequest, setting: Setting) -> datetime | None:
    if new.embargoed_until is None:
        return None
    return to_utc(new.embargoed_until, setting.zone, "embargoed_until")


def _session(new: NewRequest, setting: Setting) -> InterpretingSession:
    terms = setting.valid_terms
    window = window_of(new, setting.zone)
    return InterpretingSession(
        earliest_start=window.earliest,
        latest_start=window.latest,
        minutes=length_of(new, terms),
        starts_at=window.earliest if window.is_fixed else None,
        seats=[
            Seat(
                position=position,
                role=role,
                from_dialect=setting.dialect,
                into_dialect=setting.target,
                minimum_score=terms.minimum_for(consent=new.consent),
                minimum_level=terms.minimum_target_level,
            )
            for position, role in enumerate(seats_of(new, terms), start=1)
        ],
    )


def _record_filing(
    session: Session, actor: Actor, now: datetime, request: ServiceRequest, reasons: Sequence[str]
) -> None:
    audit.record(
        session, actor, now, "request.filed", "request", request.id, to=RequestState.SUBMITTED
    )
    if reasons:
        audit.record(
            session, actor, now, "request.needs_decision", "request", request.id, reasons=reasons
        )
        return
    change = {"from": RequestState.SUBMITTED, "to": RequestState.ACCEPTED, "by": "policy"}
    audit.record(session, actor, now, "request.accepted", "request", request.id, **change)
