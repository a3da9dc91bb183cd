"""Who must not serve: recorded recusals, noes, and the other side of a case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.db.models import Assignment, Recusal
from app.db.queries.snapshot import Rows
from app.domain.local_time import days_between
from app.domain.vocabulary import RecusalScope
from app.services.snapshot.demand import side
from app.services.snapshot.horizon import Horizon, local_date
from app.services.snapshot.meetings import Meeting
from scheduler import problem as scheduler


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
