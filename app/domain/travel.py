"""How long the way between two sites takes by road: the table, or an estimate where it is silent.

Figures: road over great circle is 1.05 to 1.62 in the region, 1.3 in the middle; speeds are a
planner's judgement. Waits at the border are in ``borders``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import asin, ceil, cos, hypot, radians, sin, sqrt

EARTH_KILOMETRES = 6371.0
DETOUR = 1.30
MOTORWAY_SPEED, ROAD_SPEED, CITY_SPEED = 90.0, 60.0, 25.0
#: So far from a motorway's line a site still counts as being on it.
MOTORWAY_REACH_KILOMETRES = 15.0
#: A shorter way gains nothing from a motorway.
MOTORWAY_PAYS_FROM_KILOMETRES = 30.0
SHORTEST_MINUTES = 5

# Lines of (latitude, longitude); A1 is part of E75.
E75 = (
    *((46.18, 19.98), (46.07, 19.72), (45.27, 19.86), (44.82, 20.40), (43.98, 21.25)),
    *((43.33, 21.86), (43.00, 21.95), (42.55, 21.88), (42.31, 21.67), (42.13, 21.71)),
    *((41.99, 21.55), (41.72, 21.77), (41.12, 22.53)),
)
E70 = ((45.05, 19.10), (44.95, 19.65), (44.82, 20.40))
E80 = ((43.33, 21.86), (43.15, 22.58), (43.00, 22.83))
MOTORWAYS = (E75, E70, E80)


@dataclass(frozen=True)
class Place:
    """Where somebody sets out or arrives; ``arrival_minutes`` are for parking and security."""

    code: str
    country: str
    town: str
    latitude: float
    longitude: float
    arrival_minutes: int = 0


@dataclass(frozen=True)
class Road:
    """A way by road, border wait not included."""

    kilometres: float
    minutes: int


@dataclass(frozen=True)
class Journey:
    """From door to door, border wait not included; where it crosses is ``(from, to)``."""

    kilometres: float
    minutes: int
    crosses: tuple[str, str] | None


@dataclass(frozen=True)
class RoadTable:
    """Known roads by pair of site codes. A pair listed once holds in both directions."""

    roads: Mapping[tuple[str, str], Road]

    def road(self, origin: Place, destination: Place) -> Road:
        pair = (origin.code, destination.code)
        known = self.roads.get(pair) or self.roads.get(pair[::-1])
        return known or estimate(origin, destination)

    def journey(self, origin: Place, destination: Place) -> Journey:
        """The way with the time to get in at its end; nothing for the place one is at."""
        if origin.code == destination.code:
            return Journey(0.0, 0, None)
        road = self.road(origin, destination)
        minutes = road.minutes + destination.arrival_minutes
        return Journey(road.kilometres, minutes, crossing(origin, destination))


def crossing(origin: Place, destination: Place) -> tuple[str, str] | None:
    """The two countries of a way that leaves one for the other."""
    if origin.country == destination.country:
        return None
    return origin.country, destination.country


def estimate(origin: Place, destination: Place) -> Road:
    """A road that nobody has measured: the great circle, lengthened, at a likely speed."""
    kilometres = great_circle(origin, destination) * DETOUR
    minutes = kilometres / _speed(origin, destination, kilometres) * 60
    return Road(round(kilometres, 1), max(SHORTEST_MINUTES, 5 * ceil(minutes / 5)))


def great_circle(one: Place, other: Place) -> float:
    """Kilometres as the crow flies (haversine)."""
    north = radians(other.latitude - one.latitude) / 2
    east = radians(other.longitude - one.longitude) / 2
    level = cos(radians(one.latitude)) * cos(radians(other.latitude))
    chord = sin(north) ** 2 + level * sin(east) ** 2
    return 2 * EARTH_KILOMETRES * asin(sqrt(min(1.0, chord)))


def _speed(origin: Place, destination: Place, kilometres: float) -> float:
    if (origin.country, origin.town) == (destination.country, destination.town):
        return CITY_SPEED
    on_motorway = is_near_motorway(origin) and is_near_motorway(destination)
    if on_motorway and kilometres >= MOTORWAY_PAYS_FROM_KILOMETRES:
        return MOTORWAY_SPEED
    return ROAD_SPEED


def is_near_motorway(place: Place) -> bool:
    return any(
        _kilometres_from(place, start, end) <= MOTORWAY_REACH_KILOMETRES
        for line in MOTORWAYS
        for start, end in pairwise(line)
    )


def _kilometres_from(place: Place, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Distance to a straight stretch, on a plane: exact enough for 15 kilometres."""
    x1, y1 = _flat(place, start)
    x2, y2 = _flat(place, end)
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    nearest = max(0.0, min(1.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length))
    return hypot(x1 + nearest * (x2 - x1), y1 + nearest * (y2 - y1))


def _flat(centre: Place, point: tuple[float, float]) -> tuple[float, float]:
    degree = radians(1) * EARTH_KILOMETRES
    east = (point[1] - centre.longitude) * cos(radians(centre.latitude))
    return east * degree, (point[0] - centre.latitude) * degree
