"""What the solver says of one seat of a plan as it stands: why, who else, and at what price."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Any

from sqlalchemy.orm import Session

from app.adapters import solver
from app.adapters.solver import Patience
from app.db.models import Plan
from app.db.queries import planning as plan_queries
from app.db.queries import repairs as queries
from app.db.unit_of_work import SessionFactory
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.permissions import Act
from app.domain.said import said
from app.services.planning.standing import Standing, take_standing
from scheduler.problem import digest

#: Answers kept in this process: who opens a seat again, or picks a stand-in, waits no more.
MOST_KEPT = 64
#: Whoever looks at a page does not wait longer.
SECONDS = 30


@dataclass(frozen=True)
class SeatAdvice:
    """``explanation`` and ``replacements`` are the scheduler's data; ids are the database's."""

    seat_id: int
    plan_id: int
    standing: Standing
    is_pinned: bool
    explanation: Mapping[str, Any]
    replacements: tuple[Mapping[str, Any], ...]

    @property
    def members(self) -> set[int]:
        """Whoever is named."""
        found = {r["member"] for r in self.replacements}
        return {int(m) for m in found | set(_values(self.explanation, "member")) if m}

    @property
    def seats(self) -> set[int]:
        """Other seats that are named."""
        found = {s for r in self.replacements for s in r.get("disturbs", ())}
        for told in _values(self.explanation, "seats"):
            found |= set(told.split(", "))
        return {int(s) for s in found if s}


def _values(explanation: Mapping[str, Any], name: str) -> Iterable[str]:
    return [s["values"][name] for s in explanation["sentences"] if name in s["values"]]


def advise_on_seat(
    session_factory: SessionFactory, actor: Actor, now: datetime, seat_id: int, memory_mb: int
) -> SeatAdvice:
    """Read in one moment, ask outside of any transaction.

    Raises NotFoundError, ForbiddenError, ConflictError where no published plan holds the seat's
    day, and ``SolverError``.
    """
    permissions.require(actor, Act.SEE_POOL)
    with session_factory() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        plan = plan_of_seat(session, seat_id)
        standing = take_standing(session, plan, now)
    if all(s.id != str(seat_id) for s in standing.problem.seats):
        raise ConflictError(
            said("Nothing can be planned for this seat: its session has begun or is over.")
        )
    pinned = any(p.seat == str(seat_id) for p in standing.problem.pins)
    explanation, replacements = _answers(standing, seat_id, memory_mb)
    return SeatAdvice(seat_id, plan.id, standing, pinned, explanation, tuple(replacements))


def plan_of_seat(session: Session, seat_id: int) -> Plan:
    """The published plan that holds the day of the seat, with its document."""
    day = queries.day_of_seat(session, seat_id)
    if day is None:
        raise NotFoundError(said("There is no such seat."))
    found = queries.published_of_days(session, day, day)
    plan = plan_queries.plan_to_publish(session, found[-1].id) if found else None
    if plan is None:
        raise ConflictError(
            said("No published plan holds {day:%d.%m.%Y} yet: plan that day first.", day=day)
        )
    return plan


_kept: OrderedDict[str, list[Any]] = OrderedDict()
_lock = Lock()


def _answers(standing: Standing, seat_id: int, memory_mb: int) -> list[Any]:
    key = _key(standing, seat_id)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    asks = [{"kind": kind, "seat": str(seat_id)} for kind in ("explain", "replacements")]
    found = solver.advise(
        standing.problem, standing.plan, asks, Patience(memory_mb, seconds=SECONDS)
    )
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _key(standing: Standing, seat_id: int) -> str:
    """The same data give the same answer; which minute it is does not matter."""
    timeless = digest(replace(standing.problem, now=0))
    rows = repr((timeless, standing.plan.assignments, standing.plan.duties, seat_id))
    return sha256(rows.encode()).hexdigest()
