"""A week of requests, drawn stream by stream."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.demo import speech
from app.demo.chance import lognormal_minutes, seeded, some, week_name, weighted
from app.demo.hours import NEVER_CLOSED, day_of, window_of
from app.demo.model import Asked
from app.demo.streams import ROLES, WAYS, Stream, streams
from app.demo.wishes import with_wishes
from app.demo.world import World
from app.domain.procedures import ProcedureCode as P
from app.domain.vocabulary import Modality

#: Intentions by month over their mean (2018).
SEASON = (0.61, 0.84, 1.01, 0.91, 0.83, 1.05, 1.45, 1.22, 0.89, 1.0, 1.07, 1.12)
WORKING_DAYS = 5
FIRST_CHOICE = 0.6
#: Case officers by authority; the first one is the office's demonstration account.
OFFICERS = {
    "RS-AO": ("officer.belgrade", "officer.belgrade.2", "officer.belgrade.3", "officer.belgrade.4"),
    "MK-SA": ("officer.skopje", "officer.skopje.2"),
    "RS-RC-SOUTH": ("officer.presevo",),
}
MINUTES_OF_A_DAY = 24 * 60
ON_SITE = frozenset({Modality.ON_SITE})


@dataclass(frozen=True)
class Week:
    """The week that is drawn, and the source of its draws."""

    seed: int
    days: Sequence[date]
    world: World
    rng: Random

    @property
    def name(self) -> str:
        return week_name(self.days[0])

    def open_days(self, stream: Stream, site: str) -> Sequence[date]:
        if stream.hours in NEVER_CLOSED:
            return self.days
        return self.world.working_days(site, self.days)


def requests(seed: int, monday: date, world: World) -> list[Asked]:
    """The requests of the week that begins on ``monday``. The same for the same seed and week."""
    days = [monday + timedelta(days=offset) for offset in range(7)]
    week = Week(seed, days, world, seeded(seed, "requests", week_name(monday)))
    return [
        _asked(week, stream, country, number)
        for stream in streams()
        for country in stream.week
        for number in range(1, _count(week, stream, country) + 1)
    ]


def _count(week: Week, stream: Stream, country: str) -> int:
    """Arrivals follow the season; offices do less in a week with a holiday."""
    count = week.rng.randint(*stream.week[country])
    if stream.procedure is P.REG:
        return round(count * SEASON[week.days[0].month - 1])
    site = next(site for site in stream.sites if week.world.country_of(site) == country)
    return round(count * min(1.0, len(week.open_days(stream, site)) / WORKING_DAYS))


def _asked(week: Week, stream: Stream, country: str, number: int) -> Asked:
    rng, world = week.rng, week.world
    site = weighted(rng, {s: n for s, n in stream.sites.items() if world.country_of(s) == country})
    visits = seeded(week.seed, "visits", week.name, stream.procedure, site)
    is_interview = stream.procedure is P.INT
    open_days = week.open_days(stream, site)
    day = day_of(rng, stream.hours, open_days, visits, interview=is_interview)
    ways = WAYS[weighted(rng, stream.ways)]
    minutes = _minutes(week, stream, country, ways)
    start, latest = window_of(rng, stream.hours, day, minutes, stream.flexible)
    authority = _authority(week, stream, site)
    asked = Asked(
        authority=authority,
        site=site,
        procedure=stream.procedure,
        case_ref=f"{stream.procedure}-{week.name[2:]}-{country}{number:03d}",
        dialect=speech.dialect(rng, stream.mix, country),
        start=start,
        latest_start=latest,
        minutes=minutes,
        modalities=(ways & world.lawful(site, stream.procedure, minutes)) or ON_SITE,
        roles=ROLES[weighted(rng, stream.roles)],
        lead=timedelta(minutes=round(rng.uniform(*stream.leads) * MINUTES_OF_A_DAY)),
        priority=stream.priority,
        officer=_officer(rng, authority),
    )
    return with_wishes(rng, asked, world)


def _minutes(week: Week, stream: Stream, country: str, ways: frozenset[Modality]) -> int:
    """A remote interview is kept as short as its cap."""
    terms = week.world.policies[country, stream.procedure]
    longest = terms.longest_minutes
    if Modality.VIDEO in ways and stream.procedure is P.INT:
        longest = terms.video_cap_minutes or longest
    return lognormal_minutes(week.rng, stream.minutes, stream.spread, longest)


def _authority(week: Week, stream: Stream, site: str) -> str:
    """One of the stream's authorities that works at the site; its first choice more often."""
    fitting = [
        code
        for prefix in stream.authorities
        for code, sites in week.world.authorities.items()
        if code.startswith(prefix) and site in sites
    ]
    return fitting[0] if some(week.rng, FIRST_CHOICE) else week.rng.choice(fitting)


def _officer(rng: Random, authority: str) -> str | None:
    officers = OFFICERS.get(authority)
    return rng.choice(officers) if officers else None
