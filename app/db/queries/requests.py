"""Requests: the lists people look through, and one of them in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from app.db.models import Assignment, Dialect, InterpretingSession, Seat, ServiceRequest, Site
from app.db.queries.coverage import request_rank
from app.domain.coverage import WORST_FIRST, Coverage
from app.domain.states import LIVE_ASSIGNMENT_STATES, RequestState

#: Requests on one page of a list.
PAGE = 25


class Span(StrEnum):
    """Which part of time a list shows."""

    COMING = "coming"
    PAST = "past"
    ALL = "all"


@dataclass(frozen=True)
class RequestFilter:
    """What a list shows; None and empty mean everything. ``text`` is in a number or reference."""

    authority_id: int | None = None
    countries: frozenset[str] = frozenset()
    span: Span = Span.ALL
    state: RequestState | None = None
    coverage: Coverage | None = None
    language: str | None = None
    text: str = ""


@dataclass(frozen=True)
class RequestRow:
    """A request of a list: its only or first session, and its coverage while it is accepted."""

    request: ServiceRequest
    session: InterpretingSession
    coverage: Coverage | None


@dataclass(frozen=True)
class RequestPage:
    rows: Sequence[RequestRow]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def request_page(
    session: Session, wanted: RequestFilter, now: datetime, page: int = 1
) -> RequestPage:
    """One page of a list: two queries, however long it is. The nearest session comes first."""
    query = _filtered(wanted, now)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    shown = query.add_columns(request_rank()).options(*_LIST_PARTS).order_by(*_order(wanted.span))
    rows = session.execute(shown.limit(PAGE).offset((page - 1) * PAGE)).unique()
    return RequestPage([_row(request, rank) for request, rank in rows], total, page)


_LIST_PARTS = (
    contains_eager(ServiceRequest.sessions),
    joinedload(ServiceRequest.authority),
    joinedload(ServiceRequest.site).joinedload(Site.country),
    joinedload(ServiceRequest.procedure),
    joinedload(ServiceRequest.dialect).joinedload(Dialect.language),
)


def _row(request: ServiceRequest, rank: int | None) -> RequestRow:
    accepted = request.state is RequestState.ACCEPTED and rank is not None
    coverage = WORST_FIRST[rank] if accepted and rank is not None else None
    return RequestRow(request, request.sessions[0], coverage)


def _filtered(wanted: RequestFilter, now: datetime) -> Select[ServiceRequest]:
    first = (InterpretingSession.request_id == ServiceRequest.id) & (
        InterpretingSession.position == 1
    )
    query = select(ServiceRequest).join(InterpretingSession, first)
    return query.where(*_conditions(wanted, now))


def _conditions(wanted: RequestFilter, now: datetime) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.authority_id is not None:
        conditions.append(ServiceRequest.authority_id == wanted.authority_id)
    if wanted.countries:
        conditions.append(ServiceRequest.country_code.in_(wanted.countries))
    if wanted.state is not None:
        conditions.append(ServiceRequest.state == wanted.state)
    if wanted.coverage is not None:
        conditions.append(ServiceRequest.state == RequestState.ACCEPTED)
        conditions.append(request_rank() == WORST_FIRST.index(wanted.coverage))
    if wanted.language:
        of_language = select(Dialect.code).where(Dialect.language_code == wanted.language)
        conditions.append(ServiceRequest.dialect_code.in_(of_language))
    return [*conditions, *_of_time(wanted.span, now), *_of_text(wanted.text)]


def _of_time(span: Span, now: datetime) -> list[ColumnElement[bool]]:
    end = InterpretingSession.latest_start + func.make_interval(
        0, 0, 0, 0, 0, InterpretingSession.minutes
    )
    if span is Span.COMING:
        return [end >= now]
    return [end < now] if span is Span.PAST else []


def _of_text(text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    matches = ServiceRequest.case_ref.icontains(text, autoescape=True)
    number = text.lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 10:  # noqa: PLR2004 - an integer
        return [or_(matches, ServiceRequest.number == int(number))]
    return [matches]


def _order(span: Span) -> tuple[ColumnElement[Any], ...]:
    start = InterpretingSession.earliest_start
    if span is Span.COMING:
        return (start.asc(), ServiceRequest.id.asc())
    return (start.desc(), ServiceRequest.id.desc())


def count_to_decide(session: Session, countries: frozenset[str]) -> int:
    """How many requests of these countries wait for a coordinator."""
    submitted = ServiceRequest.state == RequestState.SUBMITTED
    of_countries = ServiceRequest.country_code.in_(countries)
    return session.scalar(select(func.count()).where(submitted, of_countries)) or 0


def request_by_number(session: Session, number: int) -> ServiceRequest | None:
    """A request with what a page or a decision needs of it; a fixed number of queries."""
    query = select(ServiceRequest).options(
        joinedload(ServiceRequest.authority),
        joinedload(ServiceRequest.site).joinedload(Site.country),
        joinedload(ServiceRequest.procedure),
        joinedload(ServiceRequest.dialect).joinedload(Dialect.language),
        selectinload(ServiceRequest.sessions).selectinload(InterpretingSession.seats),
    )
    return session.scalar(query.where(ServiceRequest.number == number))


def live_assignments(session: Session, request_id: int) -> Sequence[Assignment]:
    """Who is asked for the request's seats, or comes."""
    query = (
        select(Assignment)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .where(
            InterpretingSession.request_id == request_id,
            Assignment.state.in_(LIVE_ASSIGNMENT_STATES),
        )
        .options(joinedload(Assignment.member))
        .order_by(Seat.position, Assignment.id)
    )
    return session.scalars(query).all()
