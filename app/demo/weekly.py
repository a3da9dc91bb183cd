"""When members work: full weeks, half days, some evenings and nights; and when they are away."""

from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.demo.chance import some, weighted
from app.domain.local_time import local_day
from app.domain.members import Away, Weekly
from app.domain.vocabulary import AbsenceKind

ZONE = ZoneInfo("Europe/Belgrade")
MIDNIGHT = 24 * 60
#: Share of the pool and its minutes of the day, Monday to Friday.
KINDS = {"full": 30, "mornings": 16, "afternoons": 10, "four days": 44}
HOURS = {"full": (450, 1080), "mornings": (450, 900), "afternoons": (660, 1140)}
HOURS |= {"four days": (450, 1080)}
FULL_WEEK = [Weekly(weekday, *HOURS["full"]) for weekday in range(5)]
#: Near crossings and airports some are on call early, late and at night.
ON_CALL = {"RS-PRE": 0.8, "RS-NIS": 0.7, "RS-VRA": 0.7, "MK-KUM": 0.9, "MK-SA": 0.9, "MK-VIZ": 0.9}
ON_CALL_USUALLY = 0.3
ON_CALL_DAYS = 5
SATURDAY = 5


def weekly_windows(rng: Random, home: str) -> list[Weekly]:
    kind = weighted(rng, KINDS)
    days = rng.sample(range(5), 4) if kind == "four days" else list(range(5))
    windows = dict.fromkeys(days, HOURS[kind])
    if some(rng, 0.3):
        windows[SATURDAY] = (540, 840)
    if some(rng, ON_CALL.get(home, ON_CALL_USUALLY)):
        for weekday in rng.sample(range(7), ON_CALL_DAYS):
            windows[weekday] = rng.choice(((300, 1200), (360, 1380), (0, MIDNIGHT)))
    return [Weekly(weekday, *windows[weekday]) for weekday in sorted(windows)]


def absences(rng: Random, place: int, monday: date) -> list[Away]:
    """One member in ten is away for a part of the week, one in thirty for all of it."""
    draw = rng.random()
    if place % 30 == 7:  # noqa: PLR2004
        return [_away(monday, 7, AbsenceKind.LEAVE)]
    if draw < 0.05:  # noqa: PLR2004
        return [_away(monday + timedelta(days=rng.randrange(4)), 1, AbsenceKind.TRAINING)]
    if draw < 0.1:  # noqa: PLR2004
        return [_away(monday + timedelta(days=rng.randrange(3)), 2, AbsenceKind.LEAVE)]
    return []


def _away(first: date, days: int, kind: AbsenceKind) -> Away:
    start = local_day(first, ZONE).start
    return Away(start, local_day(first + timedelta(days=days - 1), ZONE).end, kind)
