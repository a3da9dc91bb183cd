"""What is written down of a new site, and the rules it must keep."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.said import Sentence, said
from app.domain.vocabulary import Disclosure, SiteKind

CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]+(-[A-Z0-9]+)*")
#: The two countries with some room around them.
LATITUDES, LONGITUDES = (40.5, 46.5), (18.5, 23.5)
ARRIVAL_MINUTES = (0, 120)
LONGEST_NAME = 120

#: A field and what is wrong with it, with the remedy.
Fault = tuple[str, Sentence]


@dataclass(frozen=True)
class NewSite:
    """A place as it is added; ``authorities`` are the codes of those that work there."""

    code: str
    name: str
    town: str
    country: str
    kind: SiteKind
    latitude: float
    longitude: float
    disclosure: Disclosure
    position_error_km: float = 0.5
    arrival_minutes: int = 10
    video_ok: bool = True
    notes: str = ""
    authorities: tuple[str, ...] = ()


def find_faults(new: NewSite) -> dict[str, Sentence]:
    """What is wrong with a new site by field, the first of each; empty when all is well."""
    faults: dict[str, Sentence] = {}
    for rule in RULES:
        for field, problem in rule(new):
            faults.setdefault(field, problem)
    return faults


def _code(new: NewSite) -> Iterator[Fault]:
    if not CODE.fullmatch(new.code):
        yield "code", said("{code!r} is not a code; write it like RS-PRE.", code=new.code)
    elif new.code[:2] != new.country:
        yield (
            "code",
            said("The code of a site in {country} begins with {country}-.", country=new.country),
        )


def _names(new: NewSite) -> Iterator[Fault]:
    for field, value, empty in (
        ("name", new.name, said("Give the name.")),
        ("town", new.town, said("Give the town.")),
    ):
        if not value.strip():
            yield field, empty
        elif len(value) > LONGEST_NAME:
            yield field, said("Use {most} characters at most.", most=LONGEST_NAME)


def _position(new: NewSite) -> Iterator[Fault]:
    if _within(new.latitude, LATITUDES) and _within(new.longitude, LONGITUDES):
        return
    if _within(new.longitude, LATITUDES) and _within(new.latitude, LONGITUDES):
        yield "latitude", said("Latitude and longitude are swapped.")
        return
    for field, value, limits in (
        ("latitude", new.latitude, LATITUDES),
        ("longitude", new.longitude, LONGITUDES),
    ):
        if not _within(value, limits):
            low, high = limits
            yield (
                field,
                said(
                    "{value} is outside the region; give degrees from {low} to {high}.",
                    value=value,
                    low=low,
                    high=high,
                ),
            )


def _arrival(new: NewSite) -> Iterator[Fault]:
    low, high = ARRIVAL_MINUTES
    if not low <= new.arrival_minutes <= high:
        yield (
            "arrival_minutes",
            said("Give {low} to {high} minutes for parking and security.", low=low, high=high),
        )
    if new.position_error_km < 0:
        yield "position_error_km", said("An error in kilometres is not negative.")


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


RULES = (_code, _names, _position, _arrival)
