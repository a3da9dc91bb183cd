"""What is settled already: pins, promises, earlier meetings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.db.models import Assignment
from app.db.queries.planned_rows import ROTATION
from app.db.queries.snapshot import Rows
from app.domain.vocabulary import Role
from app.services.snapshot.horizon import Horizon
from app.services.snapshot.meetings import Meeting, is_pinned
from scheduler import problem as scheduler


def pins(meetings: Iterable[Meeting], horizon: Horizon) -> Iterator[scheduler.Pin]:
    for a in _live(meetings):
        if is_pinned(a):
            room = str(a.host_room_id or "")
            start = horizon.minute(a.span.start)
            yield scheduler.Pin(str(a.seat_id), str(a.member_id), start, a.modality.value, room)


def confirmed(meetings: Iterable[Meeting], horizon: Horizon) -> Iterator[scheduler.Confirmed]:
    """Members who have been asked and have not answered: asking others costs a change.

    Of several asked for one seat the first counts.
    """
    pinned = {a.seat_id for a in _live(meetings) if is_pinned(a)}
    asked = {a.seat_id: a for a in reversed([*_live(meetings)]) if a.seat_id not in pinned}
    for _, a in sorted(asked.items()):
        start = horizon.minute(a.span.start)
        yield scheduler.Confirmed(str(a.seat_id), str(a.member_id), start, a.modality.value)


def _live(meetings: Iterable[Meeting]) -> Iterator[Assignment]:
    return (a for meeting in meetings for a in meeting.live)


def pairings(rows: Rows, horizon: Horizon) -> tuple[scheduler.Pairing, ...]:
    """How often a member and an officer met in the 60 days before."""
    since, until = horizon.span.start - ROTATION, horizon.span.start
    met = Counter(
        (a.member_id, a.seat.session.request.officer_id)
        for a in rows.history
        if a.seat.session.request.officer_id and since <= a.span.start < until
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
