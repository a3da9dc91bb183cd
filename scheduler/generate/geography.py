"""Towns, sites, roads and the border between Serbia and North Macedonia, roughly to scale."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from scheduler.problem import Border, Room, Site, Travel

TOWNS = (
    ("belgrade", 44.81, 20.46, "RS", 34),
    ("nis", 43.32, 21.90, "RS", 10),
    ("presevo", 42.31, 21.65, "RS", 7),
    ("subotica", 46.08, 19.69, "RS", 8),
    ("vranje", 42.55, 21.90, "RS", 5),
    ("koviljaca", 44.52, 19.16, "RS", 5),
    ("sjenica", 43.27, 20.00, "RS", 4),
    ("sid", 45.13, 19.23, "RS", 5),
    ("skopje", 42.00, 21.43, "MK", 11),
    ("gevgelija", 41.13, 22.52, "MK", 5),
    ("kumanovo", 42.13, 21.71, "MK", 4),
    ("bitola", 41.03, 21.33, "MK", 2),
)
"""Name, latitude, longitude, country, weight in demand."""
KM_PER_DEGREE = (111.2, 81.0)
DETOUR, SPEED = 1.3, 65.0
NIGHT, DAY = 300, 1380
"""Border waits change at 05:00 and 23:00."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point that becomes a site."""

    id: str
    latitude: float
    longitude: float
    country: str
    town: int


def hubs() -> list[Place]:
    """One place for each town, which is also where members live."""
    return [
        Place(name, lat, lon, country, i) for i, (name, lat, lon, country, _) in enumerate(TOWNS)
    ]


def scatter(rng: Random, n: int) -> list[Place]:
    """``n`` places: the towns first, then centres and posts around them."""
    places = hubs()[:n]
    weights = [t[4] for t in TOWNS]
    while len(places) < n:
        i = rng.choices(range(len(TOWNS)), weights)[0]
        name, lat, lon, country, _ = TOWNS[i]
        spot = (lat + rng.gauss(0, 0.16), lon + rng.gauss(0, 0.2))
        places.append(Place(f"{name}-{len(places)}", *spot, country, i))
    return places


def kilometres(a: Place, b: Place) -> int:
    """By road."""
    north = (a.latitude - b.latitude) * KM_PER_DEGREE[0]
    east = (a.longitude - b.longitude) * KM_PER_DEGREE[1]
    return round(math.hypot(north, east) * DETOUR)


def roads(places: list[Place]) -> Travel:
    """All ordered pairs; minutes rounded up to five."""
    rows = [(a, b, kilometres(a, b)) for a in places for b in places if a is not b]
    return Travel(
        tuple(a.id for a, _, _ in rows),
        tuple(b.id for _, b, _ in rows),
        tuple(max(10, 5 * math.ceil(km / SPEED * 12)) for _, _, km in rows),
        tuple(km for _, _, km in rows),
        tuple("" if a.country == b.country else f"{a.country}>{b.country}" for a, b, _ in rows),
    )


def borders(days: int) -> tuple[Border, ...]:
    """Waits by hour and weekday; Friday is busier."""

    def steps(busy: int) -> tuple[tuple[int, int], ...]:
        out = []
        for day in range(-1, days):
            wait = busy if day % 7 == 4 else 15
            out += [(day * 1440 + NIGHT, wait), (day * 1440 + DAY, 5)]
        return tuple(out)

    return (Border("RS>MK", steps(25)), Border("MK>RS", steps(40)))


def sites(rng: Random, places: list[Place]) -> tuple[Site, ...]:
    """Towns have two host rooms, every second other site has one."""
    out = []
    for i, place in enumerate(places):
        n = 2 if i < len(TOWNS) else int(rng.random() < 0.5)
        rooms = tuple(
            Room(
                f"{place.id}/room{k}",
                link_ok=rng.random() < 0.95,
                equipment=("printer", "scanner") if rng.random() < 0.6 else (),
            )
            for k in range(n)
        )
        out.append(Site(place.id, place.country, rooms))
    return tuple(out)
