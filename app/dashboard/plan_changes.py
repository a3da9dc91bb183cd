"""How a plan differs from what is promised and asked now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from app.db.queries.plan_pages import HeldSeat, PlanRow
from app.db.queries.uncovered import EmptySeat
from app.domain.borders import ZONE
from app.domain.states import AssignmentState

NEW, KEPT, MOVED = "new", "kept", "moved"


def change_of(row: PlanRow, held: Iterable[HeldSeat]) -> str:
    """``kept``: the same member at the same time; ``moved``: another; ``new``: nobody yet."""
    own = list(held)
    same = (row.member_id, row.starts_at, row.modality)
    if any((h.member_id, h.starts_at, h.modality) == same for h in own):
        return KEPT
    return MOVED if own else NEW


def changes_of(rows: Iterable[PlanRow], held: Iterable[HeldSeat]) -> Counter[str]:
    """How many of the plan's seats are new, kept and moved."""
    by_seat: dict[int, list[HeldSeat]] = defaultdict(list)
    for seat in held:
        by_seat[seat.seat_id].append(seat)
    return Counter(change_of(row, by_seat[row.seat_id]) for row in rows)


def moves(
    rows: Iterable[PlanRow], held: Iterable[HeldSeat]
) -> list[tuple[PlanRow, HeldSeat | None]]:
    """The plan's seats that are not kept, each with who has it or is asked for it now."""
    by_seat: dict[int, list[HeldSeat]] = defaultdict(list)
    for seat in held:
        by_seat[seat.seat_id].append(seat)
    changed = [row for row in rows if change_of(row, by_seat[row.seat_id]) != KEPT]
    return [(row, next(iter(by_seat[row.seat_id]), None)) for row in changed]


def emptied(uncovered: Iterable[EmptySeat], held: Iterable[HeldSeat]) -> list[EmptySeat]:
    """Seats that somebody has or is asked for now, and that the plan leaves empty."""
    seats = {seat.seat_id for seat in held}
    return [seat for seat in uncovered if seat.seat_id in seats]


def released(rows: Iterable[PlanRow], held: Iterable[HeldSeat]) -> int:
    """Members who are asked now and whom the plan does not ask for that seat at that time."""
    planned = {(r.seat_id, r.member_id, r.starts_at, r.modality) for r in rows}
    asked = [h for h in held if h.state is AssignmentState.OFFERED]
    return sum((h.seat_id, h.member_id, h.starts_at, h.modality) not in planned for h in asked)


def days_of(rows: Sequence[PlanRow]) -> dict[date, list[PlanRow]]:
    """The rows by local day."""
    days: dict[date, list[PlanRow]] = defaultdict(list)
    for row in rows:
        days[row.starts_at.astimezone(ZONE).date()].append(row)
    return dict(days)
