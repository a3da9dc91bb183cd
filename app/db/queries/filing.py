"""What has to be known to file a request: its authority, its setting, the case's last session."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.db.models import (
    Authority,
    AuthoritySite,
    Dialect,
    InterpretingSession,
    Procedure,
    ProcedurePolicy,
    ServiceRequest,
    Site,
)
from app.domain.procedures import PolicyTerms, ProcedureCode
from app.domain.requests import NewRequest, Place, Setting
from app.domain.states import RequestState


def authority_by_id(session: Session, authority_id: int) -> Authority | None:
    """An authority that is still active, with its country."""
    query = select(Authority).options(joinedload(Authority.country))
    return session.scalar(query.where(Authority.id == authority_id, Authority.is_active))


def setting_of(session: Session, authority: Authority, new: NewRequest) -> Setting:
    """What the rules need to know of the world around a request."""
    target = new.target_dialect or authority.target_dialect
    dialects = _dialects(session, {new.dialect, target})
    source, into = dialects.get(new.dialect), dialects.get(target)
    procedure = session.get(Procedure, new.procedure)
    return Setting(
        country=authority.country_code,
        country_name=authority.country.name,
        zone=ZoneInfo(authority.country.timezone),
        place=_place(session, authority.id, new.site_id),
        procedure_name=procedure.name if procedure else None,
        dialect=source.code if source and source.is_applicant_language else None,
        target=into.code if into and into.is_target else None,
        terms=terms_on(session, authority.country_code, new.procedure, new.start.date()),
    )


def terms_on(
    session: Session, country: str, procedure: ProcedureCode, day: date
) -> PolicyTerms | None:
    """The version of the policy that holds on a day."""
    query = select(ProcedurePolicy).where(
        ProcedurePolicy.country_code == country,
        ProcedurePolicy.procedure_code == procedure,
        ProcedurePolicy.valid.contains(day),
    )
    policy = session.scalar(query)
    return policy.terms() if policy else None


def _dialects(session: Session, codes: set[str]) -> dict[str, Dialect]:
    rows = session.scalars(select(Dialect).where(Dialect.code.in_(codes)))
    return {row.code: row for row in rows}


def _place(session: Session, authority_id: int, site_id: int) -> Place | None:
    bound = (AuthoritySite.site_id == Site.id) & (AuthoritySite.authority_id == authority_id)
    query = select(Site, AuthoritySite.site_id.is_not(None)).outerjoin(AuthoritySite, bound)
    row = session.execute(query.where(Site.id == site_id)).one_or_none()
    if row is None:
        return None
    site, is_of_authority = row
    return Place(site.name, site.country_code, is_of_authority, site.is_active, site.video_ok)


def request_by_token(session: Session, token: str) -> ServiceRequest | None:
    """The request that a form with this token filed. A twin being filed just now is waited for."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(token, 0))))
    return session.scalar(select(ServiceRequest).where(ServiceRequest.form_token == token))


def last_session_of_case(session: Session, request: ServiceRequest) -> int | None:
    """The latest session of the same case and dialect, whose interpreter should be kept."""
    query = (
        select(InterpretingSession.id)
        .join(InterpretingSession.request)
        .where(
            ServiceRequest.country_code == request.country_code,
            ServiceRequest.case_ref == request.case_ref,
            ServiceRequest.dialect_code == request.dialect_code,
            ServiceRequest.state.in_([RequestState.ACCEPTED, RequestState.CLOSED]),
            InterpretingSession.earliest_start < request.sessions[0].earliest_start,
        )
        .order_by(InterpretingSession.earliest_start.desc())
    )
    return session.scalar(query.limit(1))
