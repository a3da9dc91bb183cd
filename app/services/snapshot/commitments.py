"""Work outside the days of a plan, as far as it binds them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.db.models import Assignment
from app.domain.vocabulary import Modality
from app.services.snapshot.horizon import Horizon, local_date
from scheduler import problem as scheduler

NOON = 720


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
        by_day[a.member_id, local_date(a.span.start).isoformat()].append(a)
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

    leaves = min(horizon.minute(a.span.start) - way(a) for a in work)
    returns = max(horizon.minute(a.span.end) + way(a) for a in work)
    year, week, _ = local_date(work[0].span.start).isocalendar()
    return scheduler.Commitment(
        member=str(work[0].member_id),
        start=leaves,
        end=returns,
        minutes=sum((a.span.end - a.span.start) // timedelta(minutes=1) for a in work),
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
