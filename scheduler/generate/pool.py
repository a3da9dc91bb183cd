"""Members of a made-up pool."""

from __future__ import annotations

from random import Random

from scheduler.generate.geography import TOWNS, Place
from scheduler.generate.languages import DEMAND, skills
from scheduler.problem import Member, Training, Vetting, Window

HALVES = ((480, 1080), (480, 780), (780, 1080))
"""Whole day, morning, afternoon, in minutes after midnight."""
FULL_TIME = 0.6


def members(rng: Random, n: int, homes: list[Place], days: int) -> tuple[Member, ...]:
    """``n`` members; the first ones cover every language once, in both roles."""
    dialects = list(DEMAND)
    weights = list(DEMAND.values())
    mains = dialects[:n] + rng.choices(dialects, weights, k=max(0, n - len(dialects)))
    return tuple(_member(rng, i, main, homes, days) for i, main in enumerate(mains))


def _member(rng: Random, i: int, main: str, homes: list[Place], days: int) -> Member:
    home = rng.choices(homes, [TOWNS[p.town][4] for p in homes])[0]
    full = rng.random() < FULL_TIME
    role = 0.5 if i < len(DEMAND) else rng.random()
    roles = tuple(r for r, has in (("interpreter", role < 0.9), ("mediator", role > 0.35)) if has)
    crosses = rng.random() < 0.5
    both = ("RS", "MK")
    return Member(
        id=f"m{i:04d}",
        roles=roles,
        skills=skills(rng, main, home.country),
        procedures=tuple(p for p, s in (("INT", 0.9), ("POL", 0.85)) if rng.random() < s),
        trainings=tuple(Training(t) for t in ("child", "sgbv", "video") if rng.random() < 0.75),
        vettings=tuple(
            Vetting(c) for c in both if c == home.country or i < len(DEMAND) or rng.random() < 0.8
        ),
        undertaking_at=-1440,
        gender="f" if rng.random() < 0.4 else "m",
        home=home.id,
        country=home.country,
        on_site_countries=both if crosses else (home.country,),
        modalities=("on_site", "video", "phone") if rng.random() < 0.9 else ("on_site", "phone"),
        host_sites=(home.id,),
        available=_available(rng, days, full),
        max_day_minutes=360 if full else 240,
        max_week_minutes=1680 if full else 840,
        hourly_rate=rng.randrange(1200, 2200, 50),
        travel_rate=800,
        km_rate=30,
        day_fee=500,
        lodging=4000,
        fair_minutes=1000 if full else 500,
        unsocial_load=rng.choice((50, 100, 150)),
        trip_load=rng.choice((50, 100, 150)),
        trauma_load=rng.choice((50, 100, 200)),
    )


def _available(rng: Random, days: int, full: bool) -> tuple[Window, ...]:  # noqa: FBT001
    windows = []
    for day in range(days):
        weekday = day % 7
        if rng.random() < (0.88 if weekday < 5 else 0.35):
            start, end = HALVES[0] if full else rng.choice(HALVES)
            windows.append((day * 1440 + start, day * 1440 + end))
    return tuple(windows)
