"""The lists that can be brought in, each with what makes two of its rows the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from app.domain import permissions
from app.domain.actors import Actor
from app.domain.imports import CodedRequest, Fault, Line
from app.domain.members import NewMember
from app.domain.permissions import Act
from app.domain.sites import NewSite
from app.services import audit, joining, sites
from app.services.imports.coded import file_coded, meeting
from app.services.imports.rows import all_or_nothing, repeated

T = TypeVar("T")


def import_members(
    session: Session, actor: Actor, now: datetime, lines: Sequence[Line[NewMember]], *, save: bool
) -> list[Fault]:
    """Add every member, or none: the faults say why. Without ``save`` it is only tried."""
    permissions.require(actor, Act.IMPORT)
    twins = repeated(lines, lambda new: new.phone, "phone")
    faults = all_or_nothing(
        session,
        lines,
        twins,
        lambda new: joining.add_member(session, actor, now, new),
        save=save,
    )
    return faults or _record(session, actor, now, "members", lines, save=save)


def import_sites(
    session: Session, actor: Actor, now: datetime, lines: Sequence[Line[NewSite]], *, save: bool
) -> list[Fault]:
    """Add every site, or none: the faults say why. Without ``save`` it is only tried."""
    permissions.require(actor, Act.IMPORT)
    twins = repeated(lines, lambda new: new.code, "code")
    faults = all_or_nothing(
        session, lines, twins, lambda new: sites.add_site(session, actor, now, new), save=save
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
    twins = repeated(lines, meeting, "case_ref")
    faults = all_or_nothing(
        session, lines, twins, lambda coded: file_coded(session, actor, now, coded), save=save
    )
    return faults or _record(session, actor, now, "requests", lines, save=save)


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
