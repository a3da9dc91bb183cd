"""What is settled already: pins, promises, work outside the days, recusals, earlier meetings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from app.db.models import Assignment, Recusal
from app.db.queries.planned_rows import ROTATION
from app.db.queries.snapshot import Rows
from app.domain.local_time import days_between
from app.domain.vocabulary import Modality, RecusalScope, Role
from app.services.snapshot.demand import Meeting, is_pinned, side
from app.services.snapshot.horizon import Horizon, local_date
from scheduler import problem as scheduler

NOON = 720


def pins(meetings: Iterable[Meeting], horizon: Horizon) -> Iterator[scheduler.Pin]:
    for a in _live(meetings):
        if is_pinned(a):
            room = str(a.host_room_id or "")
            start = horizon.minute(_start(a))
            yield scheduler.Pin(str(a.seat_id), str(a.member_id), start, a.modality.value, room)


def confirmed(meetings: Iterable[Meeting], horizon: Horizon) -> Iterator[scheduler.Confirmed]:
    """Members who have been asked and have not answered: asking others costs a change.

    Of several asked for one seat the first counts.
    """
    pinned = {a.seat_id for a in _live(meetings) if is_pinned(a)}
    asked = {a.seat_id: a for a in reversed([*_live(meetings)]) if a.seat_id not in pinned}
    for _, a in sorted(asked.items()):
        start = horizon.minute(_start(a))
        yield scheduler.Confirmed(str(a.seat_id), str(a.member_id), start, a.modality.value)


def _live(meetings: Iterable[Meeting]) -> Iterator[Assignment]:
    return (a for meeting in meetings for a in meeting.live)


def _start(assignment: Assignment) -> datetime:
    start = assignment.period.lower
    if start is None:
        raise ValueError(f"assignment {assignment.id} has no start")
    return start


def commitments(
    outside: Sequence[Assignment], homeward: dict[tuple[int, int], int], horizon: Horizon
) -> tuple[scheduler.Commitment, ...]:
    """Live work outside the plan, one row a member and day.

    ``homeward`` has the minutes between sites: ``(home, site) -> minutes``. Only the day next to
    the horizon on either side bears on rest; the others are noted at noon, so that what happened
    long ago cannot make a plan illegal.
    """
    by_day: dict[tuple[int, str], list[Assignment]] = defaultdict(list)
    for a in outside:
        by_day[a.member_id, local_date(_start(a)).isoformat()].append(a)
    found = [_commitment(day, work, homeward, horizon) for (_, day), work in by_day.items()]
    found.sort(key=lambda c: (int(c.member), c.date))
    near = _nearest(found, horizon)
    return tuple(c if (c.member, c.date) in near else _at_noon(c, horizon) for c in found)


def _commitment(
    day: str,
    work: Sequence[Assignment],
    homeward: dict[tuple[int, int], int],
    horizon: Horizon,
) -> scheduler.Commitment:
    def way(a: Assignment) -> int:
        on_site = a.modality is Modality.ON_SITE
        pair = (a.member.home_site_id, a.seat.session.request.site_id)
        return homeward.get(pair, 0) if on_site else 0

    lengths = [(_start(a), a.period.upper or _start(a)) for a in work]
    leaves = min(horizon.minute(_start(a)) - way(a) for a in work)
    returns = max(horizon.minute(end) + way(a) for a, (_, end) in zip(work, lengths, strict=True))
    year, week, _ = local_date(lengths[0][0]).isocalendar()
    return scheduler.Commitment(
        member=str(work[0].member_id),
        start=leaves,
        end=returns,
        minutes=sum((end - start) // timedelta(minutes=1) for start, end in lengths),
        trauma=sum(a.seat.session.request.is_trauma_heavy for a in work),
        date=day,
        week=f"{year}-W{week:02d}",
    )


def _nearest(found: Sequence[scheduler.Commitment], horizon: Horizon) -> set[tuple[str, str]]:
    """Each member's last day before the horizon, the days within it, and the first after it."""
    first, last = horizon.first_day.isoformat(), horizon.last_day.isoformat()
    before = {c.member: c.date for c in found if c.date < first}
    after = {c.member: c.date for c in reversed(found) if c.date > last}
    within = {(c.member, c.date) for c in found if first <= c.date <= last}
    return {*before.items(), *after.items(), *within}


def _at_noon(commitment: scheduler.Commitment, horizon: Horizon) -> scheduler.Commitment:
    noon = horizon.midnight(datetime.fromisoformat(commitment.date).date()) + NOON
    return scheduler.Commitment(
        commitment.member,
        noon,
        noon,
        commitment.minutes,
        commitment.trauma,
        commitment.date,
        commitment.week,
    )


def recusals(
    rows: Rows, meetings: Sequence[Meeting], horizon: Horizon
) -> tuple[scheduler.Recusal, ...]:
    """Recorded ones, those who said no, and those who served the other side of a case."""
    found = {
        *_recorded(rows.recusals, meetings, horizon),
        *((member, "session", str(meeting)) for member, meeting in rows.refusals),
        *_other_side(rows.history, meetings),
    }
    members = {m.id for m in rows.members}
    return tuple(
        scheduler.Recusal(str(member), scope, name)
        for member, scope, name in sorted(found)
        if member in members
    )


Found = Iterator[tuple[int, str, str]]


def _recorded(rows: Iterable[Recusal], meetings: Sequence[Meeting], horizon: Horizon) -> Found:
    """One that holds on some of the days only bars the sessions of those days."""
    for row in rows:
        concerned = [m for m in meetings if _names(row, m)]
        for meeting in concerned:
            first, last = (local_date(horizon.moment(at)) for at in (meeting.start, meeting.latest))
            days = days_between(first, last)
            if any(_holds(row, day) for day in days):
                yield row.member_id, "session", str(meeting.row.id)


def _names(row: Recusal, meeting: Meeting) -> bool:
    request = meeting.row.request
    if row.scope is RecusalScope.CASE:
        return (row.country_code, row.case_ref) == (request.country_code, request.case_ref)
    if row.scope is RecusalScope.OFFICER:
        return row.officer_id == request.officer_id
    return row.authority_id == request.authority_id


def _holds(row: Recusal, day: date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or day < row.valid_until)


def _other_side(history: Iterable[Assignment], meetings: Iterable[Meeting]) -> Found:
    served: dict[tuple[str, str], set[tuple[int, str]]] = defaultdict(set)
    for a in history:
        request = a.seat.session.request
        was = side(request.procedure_code, request.authority.kind)
        served[request.country_code, request.case_ref].add((a.member_id, was))
    for meeting in meetings:
        request = meeting.row.request
        own = side(request.procedure_code, request.authority.kind)
        for member, was in served.get((request.country_code, request.case_ref), ()):
            if own and was and was != own:
                yield member, "session", str(meeting.row.id)


def pairings(rows: Rows, horizon: Horizon) -> tuple[scheduler.Pairing, ...]:
    """How often a member and an officer met in the 60 days before."""
    since, until = horizon.span.start - ROTATION, horizon.span.start
    met = Counter(
        (a.member_id, a.seat.session.request.officer_id)
        for a in rows.history
        if a.seat.session.request.officer_id and since <= _start(a) < until
    )
    members = {m.id for m in rows.members}
    return tuple(
        scheduler.Pairing(str(member), str(officer), times)
        for (member, officer), times in sorted(met.items())
        if member in members
    )


def continuity(rows: Rows) -> dict[int, str]:
    """Session to the interpreter who served it: whom a session that continues it should keep."""
    served = {a.id: a for a in (*rows.history, *rows.assignments) if is_pinned(a)}
    members = {m.id for m in rows.members}
    found: dict[int, str] = {}
    for a in sorted(served.values(), key=lambda a: (a.seat.position, a.id)):
        if a.seat.role is Role.INTERPRETER and a.member_id in members:
            found.setdefault(a.seat.session_id, str(a.member_id))
    return found
