"""The streams of demand: how many sessions a week, where, how long, in which way.

``streams.csv`` follows the design's recipe for a steady week of 2017, with 6,000 residents in
Serbia's centres and 360 in North Macedonia's; ``weights.csv`` shares each stream out over the
sites of a country. On-call duties are left out: they are longer than a plan may give to one.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import Modality, Role

FOLDER = Path(__file__).parent
COUNTRIES = ("RS", "MK")

WAYS = {
    "on_site": frozenset({Modality.ON_SITE}),
    "seen": frozenset({Modality.ON_SITE, Modality.VIDEO}),
    "remote": frozenset({Modality.VIDEO, Modality.PHONE}),
    "any": frozenset(Modality),
}
ROLES = {
    "interpreter": frozenset({Role.INTERPRETER}),
    "mediator": frozenset({Role.MEDIATOR}),
    "both": frozenset(Role),
}


@dataclass(frozen=True)
class Stream:
    """One kind of demand. ``week`` is the range of sessions a week by country, ``spread`` the
    sigma of the length's logarithm, ``leads`` the days before the session at which it is asked.

    ``ways`` and ``roles`` are names with weights; ``flexible`` is the share whose start may move.
    """

    procedure: ProcedureCode
    week: Mapping[str, tuple[int, int]]
    sites: Mapping[str, int]
    authorities: tuple[str, ...]
    minutes: int
    spread: float
    hours: str
    ways: Mapping[str, int]
    roles: Mapping[str, int]
    leads: tuple[float, float]
    mix: str
    flexible: float
    priority: int


@cache
def streams() -> tuple[Stream, ...]:
    """Every stream, in the order in which a week is drawn."""
    weights = list(_lines("weights.csv"))
    return tuple(_stream(line, weights) for line in _lines("streams.csv"))


def _lines(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _stream(line: Mapping[str, str], weights: list[dict[str, str]]) -> Stream:
    column = line["sites"]
    return Stream(
        procedure=ProcedureCode(line["procedure"]),
        week={country: _counts(line[country]) for country in COUNTRIES},
        sites={row["site"]: int(row[column]) for row in weights if row[column]},
        authorities=tuple(line["authorities"].split()),
        minutes=int(line["minutes"]),
        spread=float(line["spread"]),
        hours=line["hours"],
        ways=_weights(line["ways"]),
        roles=_weights(line["roles"]),
        leads=_range(line["lead_days"]),
        mix=line["mix"],
        flexible=float(line["flexible"]),
        priority=int(line["priority"]),
    )


def _range(cell: str) -> tuple[float, float]:
    low, high = cell.split("-")
    return float(low), float(high)


def _counts(cell: str) -> tuple[int, int]:
    low, high = cell.split("-")
    return int(low), int(high)


def _weights(cell: str) -> dict[str, int]:
    pairs = (pair.split(":") for pair in cell.split())
    return {name: int(weight) for name, weight in pairs}
