"""Everything a plan of some days depends on, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, subqueryload

from app.db.models import (
    Assignment,
    BorderWait,
    BorderWaitOverride,
    Country,
    DialectSubstitution,
    InterpretingSession,
    Member,
    ProcedurePolicy,
    Recusal,
    Road,
    RoomBooking,
    Site,
)
from app.db.queries.planned_rows import (
    all_substitutions,
    assignments_near,
    bookings_during,
    history_of,
    members_to_plan,
    refusals_of,
    sessions_to_plan,
)
from app.domain.intervals import Interval


@dataclass(frozen=True)
class Rows:
    """What the database says. Every list has a fixed order."""

    sessions: Sequence[InterpretingSession]
    assignments: Sequence[Assignment]
    members: Sequence[Member]
    refusals: Sequence[tuple[int, int]]
    """Member and session: who said no, or withdrew, is not asked again."""
    history: Sequence[Assignment]
    """Filled seats of the same cases, and of the same officers lately."""
    recusals: Sequence[Recusal]
    countries: Sequence[Country]
    sites: Sequence[Site]
    roads: Sequence[Road]
    waits: Sequence[BorderWait]
    overrides: Sequence[BorderWaitOverride]
    bookings: Sequence[RoomBooking]
    policies: Sequence[ProcedurePolicy]
    substitutions: Sequence[DialectSubstitution]


def read(session: Session, span: Interval) -> Rows:
    """The rows for planning the days in ``span``, as they are now in the caller's transaction.

    They are read apart from what the session knows already, which may be older.
    """
    session.flush()
    with Session(session.connection(), join_transaction_mode="rollback_only") as apart:
        return _read(apart, span)


def _read(session: Session, span: Interval) -> Rows:
    sessions = _all(session, sessions_to_plan(span))
    assignments = _all(session, assignments_near(span))
    served = {a.member_id for a in assignments}
    return Rows(
        sessions=sessions,
        assignments=assignments,
        members=_all(session, members_to_plan(served)),
        refusals=refusals_of(session, [s.id for s in sessions]),
        history=_all(session, history_of(sessions, span)),
        recusals=_all(session, select(Recusal).order_by(Recusal.id)),
        countries=_all(session, select(Country).order_by(Country.code)),
        sites=_all(session, select(Site).options(subqueryload(Site.host_rooms)).order_by(Site.id)),
        roads=_all(session, select(Road).order_by(Road.from_site_id, Road.to_site_id)),
        waits=_all(session, select(BorderWait)),
        overrides=_all(session, select(BorderWaitOverride).order_by(BorderWaitOverride.id)),
        bookings=_all(session, bookings_during(span)),
        policies=_all(session, select(ProcedurePolicy).order_by(ProcedurePolicy.id)),
        substitutions=_all(session, all_substitutions()),
    )


def _all(session: Session, query: Select[Any]) -> Sequence[Any]:
    return session.scalars(query).unique().all()
