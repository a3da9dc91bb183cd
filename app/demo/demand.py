"""A week of requests, drawn stream by stream."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from app.demo import speech
from app.demo.chance import lognormal_minutes, seeded, some, week_name, weighted
from app.demo.hours import day_of, window_of
from app.demo.model import Asked
from app.demo.streams import STREAMS, Stream
from app.demo.wishes import with_wishes
from app.demo.world import World
from app.domain.procedures import ProcedureCode as P
from app.domain.vocabulary import Modality

#: Intentions by month over their mean (2018).
SEASON = (0.61, 0.84, 1.01, 0.91, 0.83, 1.05, 1.45, 1.22, 0.89, 1.0, 1.07, 1.12)
WORKING_DAYS = 5
#: Case officers by authority; the first one is the office's demonstration account.
OFFICERS = {
    "RS-AO": ("officer.belgrade", "officer.belgrade.2", "officer.belgrade.3", "officer.belgrade.4"),
    "MK-SA": ("officer.skopje", "officer.skopje.2"),
    "RS-RC-SOUTH": ("officer.presevo",),
}
MINUTES_OF_A_DAY = 24 * 60


def requests(seed: int, monday: date, world: World) -> list[Asked]:
    """The requests of the week that begins on ``monday``. The same for the same seed and week."""
    days = [monday + timedelta(days=offset) for offset in range(7)]
    rng = seeded(seed, "requests", week_name(monday))
    return [
        _asked(rng, stream, country, days, number, world)
        for stream in STREAMS
        for country in stream.week
        for number in range(_count(rng, stream, country, days, world))
    ]


def _count(rng: Random, stream: Stream, country: str, days: Sequence[date], world: World) -> int:
    """Arrivals follow the season; offices do less in a week with a holiday."""
    count = rng.randint(*stream.week[country])
    if stream.hours in ("any", "police"):
        return round(count * SEASON[days[0].month - 1]) if stream.procedure is P.REG else count
    site = next(site for site in stream.sites if world.country_of(site) == country)
    return round(count * min(1.0, len(world.working_days(site, days)) / WORKING_DAYS))


def _asked(
    rng: Random, stream: Stream, country: str, days: Sequence[date], number: int, world: World
) -> Asked:
    site = weighted(rng, {s: n for s, n in stream.sites.items() if world.country_of(s) == country})
    open_days = days if stream.hours in ("any", "police") else world.working_days(site, days)
    day = day_of(rng, stream.hours, open_days, interview=stream.procedure is P.INT)
    ways = weighted(rng, stream.ways)
    minutes = _minutes(rng, stream, country, ways, world)
    start, latest = window_of(rng, stream.hours, day, minutes, stream.flexible)
    authority = _authority(rng, stream, site, world)
    asked = Asked(
        authority=authority,
        site=site,
        procedure=stream.procedure,
        case_ref=f"{stream.procedure}-{week_name(day)[2:]}-{country}{number + 1:03d}",
        dialect=_dialect(rng, stream, country),
        start=start,
        latest_start=latest,
        minutes=minutes,
        modalities=(ways & world.lawful(site, stream.procedure, minutes)) or _ON_SITE,
        roles=weighted(rng, stream.roles),
        lead=timedelta(minutes=round(rng.uniform(*stream.leads) * MINUTES_OF_A_DAY)),
        priority=stream.priority,
        officer=_officer(rng, authority),
    )
    return with_wishes(rng, asked, world)


def _minutes(
    rng: Random, stream: Stream, country: str, ways: frozenset[Modality], world: World
) -> int:
    """A remote interview is kept as short as its cap."""
    terms = world.policies[country, stream.procedure]
    longest = terms.longest_minutes
    if Modality.VIDEO in ways and stream.procedure is P.INT:
        longest = terms.video_cap_minutes or longest
    return lognormal_minutes(rng, stream.minutes, stream.spread, longest)


def _authority(rng: Random, stream: Stream, site: str, world: World) -> str:
    """One of the stream's authorities that works at the site; its first choice more often."""
    fitting = [
        code
        for prefix in stream.authorities
        for code, sites in world.authorities.items()
        if code.startswith(prefix) and site in sites
    ]
    return fitting[0] if some(rng, 0.6) else rng.choice(fitting)


def _dialect(rng: Random, stream: Stream, country: str) -> str:
    return speech.dialect(rng, getattr(speech, stream.mix), country)


def _officer(rng: Random, authority: str) -> str | None:
    officers = OFFICERS.get(authority)
    return rng.choice(officers) if officers else None


_ON_SITE = frozenset({Modality.ON_SITE})
