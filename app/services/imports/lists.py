"""Bringing in lists of members, sites and requests: all rows, or none and every fault."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.db.models import Authority, InterpretingSession, ServiceRequest, Site, User
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ForbiddenError, InvalidError, PoolError
from app.domain.imports import CodedRequest, Fault, Line
from app.domain.local_time import to_utc
from app.domain.members import NewMember
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.sites import NewSite
from app.services import audit, joining, requests, sites

T = TypeVar("T")


def import_members(
    session: Session, actor: Actor, now: datetime, lines: Sequence[Line[NewMember]], *, save: bool
) -> list[Fault]:
    """Add every member, or none: the faults say why. Without ``save`` it is only tried."""
    permissions.require(actor, Act.IMPORT)
    repeated = _repeated(lines, lambda new: new.phone, "phone")
    faults = _all_or_nothing(
        session,
        lines,
        repeated,
        lambda new: joining.add_member(session, actor, now, new),
        save=save,
    )
    return faults or _record(session, actor, now, "members", lines, save=save)


def import_sites(
    session: Session, actor: Actor, now: datetime, lines: Sequence[Line[NewSite]], *, save: bool
) -> list[Fault]:
    """Add every site, or none: the faults say why. Without ``save`` it is only tried."""
    permissions.require(actor, Act.IMPORT)
    repeated = _repeated(lines, lambda new: new.code, "code")
    faults = _all_or_nothing(
        session, lines, repeated, lambda new: sites.add_site(session, actor, now, new), save=save
    )
    return faults or _record(session, actor, now, "sites", lines, save=save)


def import_requests(
    session: Session,
    actor: Actor,
    now: datetime,
    lines: Sequence[Line[CodedRequest]],
    *,
    save: bool,
) -> list[Fault]:
    """File every request, or none: the faults say why. Without ``save`` it is only tried.

    A request for the same authority, case, procedure and start as one on file is a fault.
    """
    permissions.require(actor, Act.IMPORT)
    repeated = _repeated(lines, _meeting, "case_ref")
    faults = _all_or_nothing(
        session, lines, repeated, lambda coded: _file(session, actor, now, coded), save=save
    )
    return faults or _record(session, actor, now, "requests", lines, save=save)


def _all_or_nothing(
    session: Session,
    lines: Sequence[Line[T]],
    repeated: Iterable[Fault],
    add: Callable[[T], object],
    *,
    save: bool,
) -> list[Fault]:
    """Try every row; keep them all when none has a fault and they are to be saved."""
    faults = list(repeated)
    twins = {fault.row for fault in faults}
    attempt = session.begin_nested()
    for line in lines:
        if line.row not in twins:
            faults += _try(session, line, add)
    if faults or not save:
        attempt.rollback()
    else:
        attempt.commit()
    return sorted(faults)


def _record(
    session: Session,
    actor: Actor,
    now: datetime,
    kind: str,
    lines: Sequence[Line[T]],
    *,
    save: bool,
) -> list[Fault]:
    if save:
        audit.record(session, actor, now, "list.imported", "list", None, kind=kind, rows=len(lines))
    return []


def _try(session: Session, line: Line[T], add: Callable[[T], object]) -> Iterator[Fault]:
    """Add one row; what is wrong with it undoes this row only, so that the next is tried too."""
    try:
        with session.begin_nested():
            add(line.value)
    except ForbiddenError as error:
        yield Fault(line.row, "authority", error.message)
    except PoolError as error:
        fields = error.fields or {"": error.message}
        yield from (Fault(line.row, column, problem) for column, problem in fields.items())


def _repeated(
    lines: Iterable[Line[T]], key: Callable[[T], Hashable], column: str
) -> Iterator[Fault]:
    first: dict[Hashable, int] = {}
    for line in lines:
        earlier = first.setdefault(key(line.value), line.row)
        if earlier != line.row:
            problem = said("Row {earlier} says the same; remove one of the two.", earlier=earlier)
            yield Fault(line.row, column, problem)


def _meeting(coded: CodedRequest) -> Hashable:
    new = coded.request
    return coded.authority, new.case_ref, new.procedure, new.start


def _file(session: Session, actor: Actor, now: datetime, coded: CodedRequest) -> None:
    authority = session.scalar(
        select(Authority)
        .options(joinedload(Authority.country))
        .where(Authority.code == coded.authority)
    )
    site = session.scalar(select(Site.id).where(Site.code == coded.site))
    officer = _officer(session, coded.officer)
    faults = {}
    if authority is None:
        faults["authority"] = said(
            "There is no authority {authority}; use a code such as RS-AO.",
            authority=coded.authority,
        )
    if site is None:
        faults["site"] = said(
            "There is no site {site}; use a code such as RS-PRE.", site=coded.site
        )
    if coded.officer and officer is None:
        faults["officer"] = said(
            "There is no user {officer}; leave it empty or use a username.", officer=coded.officer
        )
    if authority is None or site is None or faults:
        raise InvalidError(said("The request names what is not there."), faults)
    new = replace(coded.request, authority_id=authority.id, site_id=site, officer_id=officer)
    _refuse_twin(session, authority, coded)
    requests.file_request(session, actor, now, new)


def _officer(session: Session, username: str | None) -> int | None:
    if username is None:
        return None
    return session.scalar(select(User.id).where(User.username == username))


def _refuse_twin(session: Session, authority: Authority, coded: CodedRequest) -> None:
    new = coded.request
    start = to_utc(new.start, ZoneInfo(authority.country.timezone), "start")
    twin = session.scalar(
        select(ServiceRequest.number)
        .join(ServiceRequest.sessions)
        .where(
            ServiceRequest.authority_id == authority.id,
            ServiceRequest.case_ref == new.case_ref,
            ServiceRequest.procedure_code == new.procedure,
            InterpretingSession.earliest_start == start,
        )
        .limit(1)
    )
    if twin is not None:
        message = said("This is on file already as request {twin}; remove the row.", twin=twin)
        raise InvalidError(message, {"case_ref": message})
