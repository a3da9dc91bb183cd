"""Searches: which are due, where one stands, and what members' answers teach."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, exists, func, select, update
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from app.db.models import (
    Assignment,
    ContactPreference,
    Country,
    InterpretingSession,
    Ladder,
    LadderException,
    LadderPolicy,
    LadderStep,
    Member,
    Offer,
    Plan,
    Seat,
    ServiceRequest,
    Site,
    UncoveredSeat,
)
from app.db.queries.contact import as_wishes
from app.domain.ladder.acceptance import Answer, hour_of
from app.domain.ladder.model import StepKind
from app.domain.ladder.quiet import Preferences
from app.domain.lifecycles import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    LIVE_LADDER_STATES,
    LIVE_OFFER_STATES,
    LadderState,
    OfferState,
    PlanState,
    RequestState,
)

_MEETING = joinedload(Ladder.seat).joinedload(Seat.session)
_REQUEST = _MEETING.joinedload(InterpretingSession.request)
#: A search with its steps, and its seat's session, request, site, country and authority.
PARTS = (
    selectinload(Ladder.steps),
    _REQUEST.joinedload(ServiceRequest.site).joinedload(Site.country),
    _REQUEST.joinedload(ServiceRequest.authority),
)


def due(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Searches of which the next step is due, the longest waiting first."""
    query = select(Ladder.id).where(Ladder.state == LadderState.RUNNING, Ladder.next_at <= now)
    return session.scalars(query.order_by(Ladder.next_at, Ladder.id).limit(limit)).all()


def with_parts(session: Session, ladder_id: int) -> Ladder | None:
    """The search as it is in the database now."""
    return session.scalar(
        select(Ladder)
        .where(Ladder.id == ladder_id)
        .options(*PARTS)
        .execution_options(populate_existing=True)
    )


def seat_of(session: Session, ladder_id: int) -> int | None:
    return session.scalar(select(Ladder.seat_id).where(Ladder.id == ladder_id))


def live_of_seat(session: Session, seat_id: int) -> Ladder | None:
    """The search for the seat that is not over."""
    query = select(Ladder).where(Ladder.seat_id == seat_id, Ladder.state.in_(LIVE_LADDER_STATES))
    return session.scalar(query.options(*PARTS).execution_options(populate_existing=True))


def newest_of_seats(session: Session, seat_ids: Collection[int]) -> dict[int, Ladder]:
    """The latest search for each seat, with its steps."""
    query = select(Ladder).where(Ladder.seat_id.in_(seat_ids)).options(selectinload(Ladder.steps))
    return {row.seat_id: row for row in session.scalars(query.order_by(Ladder.id))}


def step_with_ladder(session: Session, step_id: int) -> tuple[Ladder, LadderStep] | None:
    """The step and its search, as they are in the database now."""
    key = session.scalar(select(LadderStep.ladder_id).where(LadderStep.id == step_id))
    ladder = with_parts(session, key) if key is not None else None
    if ladder is None:
        return None
    return ladder, next(step for step in ladder.steps if step.id == step_id)


def nudge(session: Session, now: datetime, seat_ids: Iterable[int]) -> bool:
    """Something happened to these seats: what searches for them looks again at once. Whether one
    does."""
    held = Ladder.seat_id.in_(set(seat_ids)) & (Ladder.state == LadderState.RUNNING)
    later = update(Ladder).where(held, Ladder.next_at > now).values(next_at=now)
    return bool(session.scalars(later.returning(Ladder.id)).all())


@dataclass(frozen=True)
class AskedRow:
    """An offer that was ever made for a seat."""

    member_id: int
    state: OfferState
    expires_at: datetime
    step_id: int | None
    is_standby: bool
    starts_at: datetime


def asked(session: Session, seat_id: int) -> Sequence[AskedRow]:
    """Everybody who was asked for the seat, in the order of asking."""
    query = (
        select(
            Offer.member_id,
            Offer.state,
            Offer.expires_at,
            Offer.ladder_step_id,
            Assignment.is_standby,
            func.lower(Assignment.period),
        )
        .join(Assignment, Assignment.id == Offer.assignment_id)
        .where(Assignment.seat_id == seat_id)
        .order_by(Offer.id)
    )
    return [AskedRow(*row) for row in session.execute(query)]


def is_filled(session: Session, seat_id: int) -> bool:
    """Whether somebody has the seat, or a whole relay stands in for it."""
    own = session.get_one(Seat, seat_id)
    rows = seats_of_session(session, own.session_id)
    filled = set(
        session.scalars(
            select(Assignment.seat_id).where(
                Assignment.seat_id.in_([row.id for row in rows]),
                Assignment.state.in_(FILLED_ASSIGNMENT_STATES),
            )
        )
    )
    chains: dict[int, list[bool]] = {}
    for row in rows:
        if row.relay_id is not None and row.role is own.role and own.relay_id is None:
            chains.setdefault(row.relay_id, []).append(row.id in filled)
    return seat_id in filled or any(all(legs) for legs in chains.values())


_ANSWERED = (OfferState.ACCEPTED, OfferState.DECLINED, OfferState.EXPIRED)


def answers(session: Session, since: datetime) -> list[Answer]:
    """What became of the offers made since then, as far as it teaches who says yes."""
    query = (
        select(
            Offer.member_id,
            ServiceRequest.procedure_code,
            func.lower(Assignment.period),
            Country.timezone,
            Offer.state,
            Offer.decline_reason,
            Offer.held_at,
        )
        .join(Assignment, Assignment.id == Offer.assignment_id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(Country, Country.code == ServiceRequest.country_code)
        .where(Offer.state.in_(_ANSWERED), Offer.opens_at >= since)
    )
    return [
        Answer(
            member,
            kind,
            hour_of(start.astimezone(ZoneInfo(zone))),
            said_yes=state is OfferState.ACCEPTED or held is not None,
            reason=reason,
        )
        for member, kind, start, zone, state, reason, held in session.execute(query)
    ]


@dataclass(frozen=True)
class Reachable:
    """Where a member is at home, and when they want not to be written to."""

    country: str
    zone: ZoneInfo
    wishes: Preferences


def reachable(session: Session, member_ids: Collection[int]) -> dict[int, Reachable]:
    query = (
        select(Member.id, Site.country_code, Country.timezone, ContactPreference)
        .join(Site, Site.id == Member.home_site_id)
        .join(Country, Country.code == Site.country_code)
        .outerjoin(ContactPreference, ContactPreference.member_id == Member.id)
        .where(Member.id.in_(member_ids))
    )
    return {
        member: Reachable(country, ZoneInfo(zone), as_wishes(row))
        for member, country, zone, row in session.execute(query)
    }


def policies(session: Session) -> Mapping[str, LadderPolicy]:
    """What each country allows, in full: a row is not needed."""
    rows = {row.country_code: row for row in session.scalars(select(LadderPolicy))}
    for code in session.scalars(select(Country.code)):
        if code not in rows:
            rows[code] = LadderPolicy(
                country_code=code, moves_on=False, mends=False, target_percent=90, largest_wave=10
            )
    return rows


def moves_on(session: Session, authority_id: int, country: str) -> bool:
    """Whether searches for this authority's seats go on by themselves."""
    special = session.get(LadderException, authority_id)
    return special.moves_on if special else policies(session)[country].moves_on


def that_mend(session: Session, seat_ids: Collection[int]) -> set[int]:
    """Seats for which searches go on by themselves and may mend the plan of the day."""
    moves = func.coalesce(LadderException.moves_on, LadderPolicy.moves_on)
    query = (
        select(Seat.id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .join(LadderPolicy, LadderPolicy.country_code == ServiceRequest.country_code)
        .outerjoin(LadderException, LadderException.authority_id == ServiceRequest.authority_id)
        .where(Seat.id.in_(seat_ids), LadderPolicy.mends, moves, Seat.relay_id.is_(None))
    )
    return set(session.scalars(query))


def open_repairs(session: Session, now: datetime) -> Sequence[LadderStep]:
    """Steps that wait for the plan of their day to be mended, with their searches."""
    later = aliased(LadderStep)
    is_last = ~exists().where(
        later.ladder_id == LadderStep.ladder_id, later.position > LadderStep.position
    )
    query = (
        select(LadderStep)
        .join(LadderStep.ladder)
        .where(
            Ladder.state == LadderState.RUNNING,
            LadderStep.kind == StepKind.REPAIR,
            LadderStep.asked == 0,
            LadderStep.until > now,
            is_last,
        )
        .options(contains_eager(LadderStep.ladder))
        .order_by(LadderStep.id)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).all()


def seats_to_begin(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Seats nobody has or is asked for, where searches may begin by themselves: whoever was asked
    has not come, or a published plan found nobody. No search was made for them since."""
    live = exists().where(
        Assignment.seat_id == Seat.id, Assignment.state.in_(LIVE_ASSIGNMENT_STATES)
    )
    was_asked = (
        exists()
        .where(Offer.assignment_id == Assignment.id, Assignment.seat_id == Seat.id)
        .correlate(Seat)
    )
    left_empty = (
        exists()
        .where(UncoveredSeat.seat_id == Seat.id, UncoveredSeat.plan_id == Plan.id)
        .where(Plan.state == PlanState.PUBLISHED)
        .correlate(Seat)
    )
    query = (
        _open_seats(now)
        .where(~live, was_asked | left_empty, ~_was_searched())
        .order_by(InterpretingSession.earliest_start, Seat.id)
    )
    return session.scalars(query.limit(limit)).all()


def _open_seats(now: datetime) -> Select[int]:
    allowed = func.coalesce(LadderException.moves_on, LadderPolicy.moves_on, False)
    start = func.coalesce(InterpretingSession.starts_at, InterpretingSession.latest_start)
    return (
        select(Seat.id)
        .join(InterpretingSession, InterpretingSession.id == Seat.session_id)
        .join(ServiceRequest, ServiceRequest.id == InterpretingSession.request_id)
        .outerjoin(LadderException, LadderException.authority_id == ServiceRequest.authority_id)
        .outerjoin(LadderPolicy, LadderPolicy.country_code == ServiceRequest.country_code)
        .where(
            allowed,
            ServiceRequest.state == RequestState.ACCEPTED,
            InterpretingSession.cancelled_at.is_(None),
            InterpretingSession.outcome.is_(None),
            start > now,
            Seat.relay_id.is_(None),
        )
    )


def _was_searched() -> Any:
    """A search is under way, was stopped by a person, or ended after the last change there."""
    later = aliased(Assignment)
    changed_since = exists().where(
        later.seat_id == Ladder.seat_id, later.state_changed_at > Ladder.ended_at
    )
    is_over = Ladder.ended_at.is_not(None) & (Ladder.state != LadderState.STOPPED)
    return (
        exists().where(Ladder.seat_id == Seat.id).where(~(is_over & changed_since)).correlate(Seat)
    )


def seats_of_session(session: Session, meeting_id: int) -> Sequence[Seat]:
    return session.scalars(
        select(Seat).where(Seat.session_id == meeting_id).order_by(Seat.id)
    ).all()


def waiting_standbys(session: Session) -> Sequence[int]:
    """Seats that nobody has any more, and for which a stand-in has said yes."""
    other = aliased(Assignment)
    filled = exists().where(
        other.seat_id == Assignment.seat_id, other.state.in_(FILLED_ASSIGNMENT_STATES)
    )
    query = (
        select(Assignment.seat_id)
        .join(Offer, Offer.assignment_id == Assignment.id)
        .where(Assignment.is_standby, Offer.state == OfferState.HELD, ~filled)
        .distinct()
    )
    return session.scalars(query).all()


def standbys(session: Session, seat_id: int) -> list[Offer]:
    """Live offers to stand in, those that were answered first."""
    return list(
        session.scalars(
            select(Offer)
            .join(Offer.assignment)
            .where(
                Assignment.seat_id == seat_id,
                Assignment.is_standby,
                Offer.state.in_(LIVE_OFFER_STATES),
            )
            .options(contains_eager(Offer.assignment))
            .order_by(Offer.held_at.nulls_last(), Offer.id)
            .execution_options(populate_existing=True)
        )
    )


def seat_with_request(session: Session, seat_id: int) -> Seat | None:
    """The seat with its session and request, as they are now."""
    return session.scalar(
        select(Seat)
        .where(Seat.id == seat_id)
        .options(joinedload(Seat.session).joinedload(InterpretingSession.request))
        .execution_options(populate_existing=True)
    )


def next_position(session: Session, ladder_id: int) -> int:
    last = select(func.max(LadderStep.position)).where(LadderStep.ladder_id == ladder_id)
    return (session.scalar(last) or 0) + 1


def is_promised(session: Session, meeting_id: int) -> bool:
    """Whether anybody is asked for the session, or has a seat of it."""
    query = (
        select(Assignment.id)
        .join(Seat, Seat.id == Assignment.seat_id)
        .where(Seat.session_id == meeting_id, Assignment.state.in_(LIVE_ASSIGNMENT_STATES))
    )
    return session.scalar(query.limit(1)) is not None
