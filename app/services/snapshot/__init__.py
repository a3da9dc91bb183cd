"""The database, at one moment, as a problem for the scheduler."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.models import Assignment
from app.db.queries import snapshot as query
from app.db.queries.snapshot import Rows
from app.domain.travel import RoadTable
from app.services.snapshot import commitments, demand, people, places, promises, recusals, rules
from app.services.snapshot.horizon import Horizon, local_date
from app.services.snapshot.meetings import Meeting, window
from scheduler import problem as scheduler
from scheduler.problem import Problem

__all__ = ["Horizon", "Snapshot", "take"]


@dataclass(frozen=True)
class Snapshot:
    """A problem and the days it is about. Ids are the database's, as text."""

    problem: Problem
    horizon: Horizon
    sessions: dict[int, Meeting]
    """The planned sessions by id."""


def take(session: Session, first_day: date, last_day: date, now: datetime) -> Snapshot:
    """What is to be planned on these local days, and all the rules it depends on.

    Read only, in a constant number of queries; the caller's transaction decides whether they
    all see one moment. The same data and ``now`` give the same problem.
    """
    horizon = Horizon(first_day, last_day, now)
    rows = query.read(session, horizon.span)
    meetings = _meetings(rows, horizon)
    problem = _problem(rows, meetings, horizon)
    return Snapshot(problem, horizon, {m.row.id: m for m in meetings})


def _meetings(rows: Rows, horizon: Horizon) -> list[Meeting]:
    live: dict[int, list[Assignment]] = defaultdict(list)
    for a in rows.assignments:
        live[a.seat.session_id].append(a)
    terms = [policy.terms() for policy in rows.policies]
    cases: dict[tuple[str, str], str] = {}
    found = []
    for row in rows.sessions:
        own, request = live[row.id], row.request
        if bounds := window(row, own, horizon):
            day = local_date(horizon.moment(bounds[0]))
            law = rules.terms_on(terms, request.country_code, request.procedure_code, day)
            case = cases.setdefault((request.country_code, request.case_ref), f"case-{request.id}")
            found.append(Meeting(row, law, own, *bounds, case))
    return found


def _problem(rows: Rows, meetings: Sequence[Meeting], horizon: Horizon) -> Problem:
    own = {a.id for m in meetings for a in m.live}
    roads = places.road_table(rows)
    seats = tuple(seat for m in meetings for seat in demand.seats(m, horizon))
    asked = {seat.session for seat in seats}
    met = [m for m in meetings if str(m.row.id) in asked]
    keep = promises.continuity(rows)
    members = _members(rows, horizon, roads, sum(m.row.minutes * len(m.row.seats) for m in met))
    used = _used_sites(met, members)
    return Problem(
        sessions=tuple(demand.session(m, keep.get(m.row.continues_id or 0, "")) for m in met),
        seats=seats,
        members=members,
        days=horizon.days(),
        sites=places.sites(rows, used, horizon, own),
        travel=places.ways(rows, used, roads),
        borders=places.borders(rows, horizon),
        substitutions=rules.substitutions(rows.substitutions),
        procedures=_procedures(met),
        policy=rules.POLICY,
        goals=rules.GOALS,
        recusals=recusals.recusals(rows, met, horizon),
        pairings=promises.pairings(rows, horizon),
        pins=tuple(promises.pins(met, horizon)),
        confirmed=tuple(promises.confirmed(met, horizon)),
        commitments=_commitments(rows, own, roads, horizon),
        now=horizon.minute(horizon.now),
        name=f"{horizon.first_day}..{horizon.last_day}",
        starts_at=horizon.span.start.astimezone(UTC).isoformat(),
    )


def _members(
    rows: Rows, horizon: Horizon, roads: RoadTable, asked_minutes: int
) -> tuple[scheduler.Member, ...]:
    """The members, each with a fair share of the minutes asked for: by the hours they offer."""
    zones = {country.code: ZoneInfo(country.timezone) for country in rows.countries}
    found = [
        people.member(
            row,
            horizon,
            zones[row.home_site.country_code],
            [str(site) for site in places.host_sites(row.home_site, rows.sites, roads)],
        )
        for row in rows.members
    ]
    offered = sum(map(people.available_minutes, found))
    return tuple(
        replace(m, fair_minutes=asked_minutes * people.available_minutes(m) // max(1, offered))
        for m in found
    )


def _used_sites(meetings: Sequence[Meeting], members: Sequence[scheduler.Member]) -> set[int]:
    used = {m.row.request.site_id for m in meetings}
    for member in members:
        used |= {int(site) for site in (*member.tied_sites, *(member.host_sites or ()))}
    return used


def _procedures(meetings: Sequence[Meeting]) -> tuple[scheduler.ProcedurePolicy, ...]:
    """The policy versions in use; where none holds, one that admits nobody."""
    found = {}
    for m in meetings:
        request = m.row.request
        key = (request.country_code, m.procedure)
        empty = rules.lawless(request.country_code, request.procedure_code)
        found[key] = rules.law(m.terms) if m.terms else empty
    return tuple(law for _, law in sorted(found.items()))


def _commitments(
    rows: Rows, own: set[int], roads: RoadTable, horizon: Horizon
) -> tuple[scheduler.Commitment, ...]:
    outside = [a for a in rows.assignments if a.id not in own]
    sites = {site.id: places.place(site) for site in rows.sites}
    pairs = {(a.member.home_site_id, a.seat.session.request.site_id) for a in outside}
    ways = {pair: roads.journey(sites[pair[0]], sites[pair[1]]).minutes for pair in pairs}
    return commitments.commitments(outside, ways, horizon)
