"""Members as the scheduler sees them: what they may do, when, and at what price."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.db.models import Member, Rate
from app.domain.intervals import Interval, subtract
from app.domain.local_time import at_minute, days_between
from app.services.snapshot.horizon import Horizon, interval
from scheduler import problem as scheduler

#: A level from 1 to 4 in the scheduler's 0 to 100.
LEVEL = 25
ADULT_YEARS = 18
#: What one night away costs, in euro cents: a planner's judgement.
LODGING_CENTS = 6000
DAY = timedelta(days=1)


def member(
    row: Member, horizon: Horizon, zone: ZoneInfo, host_sites: Sequence[str]
) -> scheduler.Member:
    """One member. Work permits and qualifications must hold on all of the days.

    ``zone`` is that of the member's home: weekly availability is written in it.
    """
    last = horizon.last_day
    rate = rate_on(row.rates, horizon.first_day)
    return scheduler.Member(
        id=str(row.id),
        roles=tuple(sorted(r.role.value for r in row.roles)),
        skills=_skills(row),
        procedures=_procedures(row, last),
        trainings=_trainings(row, horizon),
        vettings=_vettings(row, horizon),
        undertaking_at=_undertaking(row, horizon),
        gender=row.gender.value,
        home=str(row.home_site_id),
        country=row.home_site.country_code,
        on_site_countries=tuple(
            sorted(p.country_code for p in row.permits if _holds(None, p.expires_on, last))
        ),
        modalities=tuple(sorted(m.modality.value for m in row.modalities)),
        host_sites=tuple(host_sites),
        tied_sites=_tied_sites(row),
        available=_available(row, horizon, zone),
        hourly_rate=rate.hourly_cents if rate else 0,
        km_rate=rate.kilometre_cents if rate else 0,
        day_fee=rate.call_out_cents if rate else 0,
        lodging=LODGING_CENTS,
    )


def _holds(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day < until)


def _procedures(row: Member, day: date) -> tuple[str, ...]:
    qualified = [p for p in row.procedures if _holds(p.qualified_on, p.expires_on, day)]
    return tuple(sorted(p.procedure_code.value for p in qualified))


def _skills(row: Member) -> tuple[scheduler.Skill, ...]:
    spoken = sorted(row.languages, key=lambda language: language.dialect_code)
    return tuple(
        scheduler.Skill(s.dialect_code, s.direction.value, LEVEL * s.level) for s in spoken
    )


def _trainings(row: Member, horizon: Horizon) -> tuple[scheduler.Training, ...]:
    """What was completed by the first day, up to the midnight on which it expires."""
    done = [t for t in row.trainings if t.completed_on <= horizon.first_day]
    found = {
        (t.topic.value, None if t.expires_on is None else horizon.midnight(t.expires_on))
        for t in done
    }
    in_order = sorted(found, key=lambda t: (t[0], t[1] is None, t[1] or 0))
    return tuple(scheduler.Training(topic, until) for topic, until in in_order)


def _vettings(row: Member, horizon: Horizon) -> tuple[scheduler.Vetting, ...]:
    """Each from the start of its first day to the start of the day on which it expires."""
    in_order = sorted(row.vettings, key=lambda v: (v.country_code, v.vetted_on))
    return tuple(
        scheduler.Vetting(
            v.country_code, horizon.midnight(v.vetted_on), horizon.midnight(v.expires_on)
        )
        for v in in_order
    )


def _undertaking(row: Member, horizon: Horizon) -> int | None:
    signed = row.undertaking_signed_on
    return None if signed is None else horizon.midnight(signed)


def _tied_sites(row: Member) -> tuple[str, ...]:
    """Where the member lives or is employed."""
    tied = {row.home_site_id, row.employer_site_id} - {None}
    return tuple(str(site) for site in sorted(filter(None, tied)))


def _available(row: Member, horizon: Horizon, zone: ZoneInfo) -> tuple[scheduler.Window, ...]:
    """Weekly windows made concrete, without approved absences, from the 18th birthday on."""
    if not row.is_active:
        return ()
    adult_on = _birthday(row.birth_date, ADULT_YEARS)
    days = days_between(max(horizon.first_day, adult_on), horizon.last_day + DAY)
    weekly = [
        Interval(at_minute(day, a.start_minute, zone), at_minute(day, a.end_minute, zone))
        for day in days
        for a in row.availabilities
        if a.weekday == day.weekday()
    ]
    absent = [interval(a.period) for a in row.absences if a.approved_at is not None]
    free = subtract(weekly, absent)
    return tuple((horizon.minute(w.start), horizon.minute(w.end)) for w in free)


def _birthday(born: date, years: int) -> date:
    """Who is born on 29 February comes of age on 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def rate_on(rates: Sequence[Rate], day: date) -> Rate | None:
    """The rate that holds on a day; the first one to come where none holds yet."""
    in_order = sorted(rates, key=lambda rate: rate.valid_from)
    begun = [rate for rate in in_order if rate.valid_from <= day]
    return begun[-1] if begun else next(iter(in_order), None)


def available_minutes(row: scheduler.Member) -> int:
    return sum(end - start for start, end in row.available or ())
