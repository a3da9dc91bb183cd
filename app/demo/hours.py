"""At what time of which day a session begins, by stream."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from app.demo.chance import some, weighted

OFFICE = {8: 14, 9: 18, 10: 18, 11: 15, 12: 8, 13: 13, 14: 12, 15: 8}
#: Flat over the day, with peaks early and late; few at dead of night.
POLICE = dict.fromkeys(range(8, 18), 5) | dict.fromkeys((5, 6, 7), 6)
POLICE |= dict.fromkeys(range(18, 23), 3) | {0: 1, 2: 1, 4: 1}
CHILD = {9: 24, 10: 24, 11: 20, 14: 18, 15: 14}
SHIFT = {8: 40, 9: 30, 13: 30}
HOURS: Mapping[str, Mapping[int, int]] = {
    "office": OFFICE,
    "visits": OFFICE,
    "daily": OFFICE,
    "child": CHILD,
    "police": POLICE,
    "shift": SHIFT,
}
#: The police and whoever registers people know no weekend.
NEVER_CLOSED = frozenset({"daily", "police"})
MINUTES = {0: 55, 15: 10, 30: 25, 45: 10}
#: Monday first. Offices keep the end of the week short.
OFFICE_DAYS = (21, 21, 21, 20, 17, 1, 1)
INTERVIEW_DAYS = (23, 23, 23, 23, 8, 1, 1)
EVERY_DAY = (17, 17, 17, 17, 16, 8, 8)
#: Lawyers and information teams come to a small centre on some days of the week only.
VISITS = 3
OFFICE_ENDS, CHILD_MORNING_ENDS, CHILD_ENDS, DAY_ENDS = 17 * 60, 13 * 60, 17 * 60, 23 * 60 + 55
SHORTEST_MOVE = 30
MOVES = (30, 60, 90, 120)


def day_of(
    rng: Random, hours: str, days: Sequence[date], visits: Random, *, interview: bool
) -> date:
    """One of the days on which the office works. ``visits`` draws the same days for one site."""
    if hours == "visits":
        days = visits.sample(days, min(VISITS, len(days)))
    weights = EVERY_DAY if hours in NEVER_CLOSED else OFFICE_DAYS
    weights = INTERVIEW_DAYS if interview else weights
    return rng.choices(days, [weights[day.weekday()] for day in days])[0]


def window_of(
    rng: Random, hours: str, day: date, minutes: int, flexible: float
) -> tuple[datetime, datetime | None]:
    """Earliest start and, where it may move, the latest; both end within the office's day."""
    hour = weighted(rng, HOURS[hours])
    last = _last_start(hours, hour, minutes)
    start = min(hour * 60 + weighted(rng, MINUTES), last)
    move = rng.choice(MOVES) if some(rng, flexible) else 0
    latest = min(start + move, last)
    begins = datetime.combine(day, time()) + timedelta(minutes=start)
    if latest < start + SHORTEST_MOVE:
        return begins, None
    return begins, begins + timedelta(minutes=latest - start)


def _last_start(hours: str, hour: int, minutes: int) -> int:
    if hours == "child":
        ends = CHILD_MORNING_ENDS if hour < CHILD_MORNING_ENDS // 60 else CHILD_ENDS
    else:
        ends = DAY_ENDS if hours == "police" else OFFICE_ENDS
    return (ends - minutes) // 15 * 15
