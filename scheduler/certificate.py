"""The certificate of a bound: prices that prove it, so that anybody can reckon it again.

Prices are in cents. A positive one pays a plan for what it adds to the row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from scheduler.codec.document import json_of, versioned
from scheduler.codec.fault import FaultyError
from scheduler.codec.write import dump
from scheduler.plan import Plan

VERSION = 1


@dataclass(frozen=True, slots=True)
class NightPrice:
    """What a night away costs who wakes there; who goes to sleep there is paid as much."""

    member: str
    site: str
    day: int
    """The night after this day."""
    price: float


@dataclass(frozen=True, slots=True)
class RestPrice:
    """A member who is back too late after a day does not leave before a minute of the next."""

    member: str
    day: int
    until: int
    """The minute up to which the rest lasts."""
    price: float


@dataclass(frozen=True, slots=True)
class RoomPrice:
    """Host rooms of one class in use at a minute."""

    room_class: int
    at: int
    price: float


@dataclass(frozen=True, slots=True)
class OpenSeats:
    """Whether a plan leaves so many of some seats open, at least; and what each of them costs less
    in the sum."""

    seats: tuple[str, ...]
    """Of a chain one leg stands for all."""
    number: int
    reached: bool
    price: float


@dataclass(frozen=True, slots=True)
class Case:
    """Plans for which some answers hold, and the prices that hold for them."""

    rows: tuple[float, ...]
    """Prices of the rows that every problem has, in the order of the solver's master."""
    nights: tuple[NightPrice, ...] = ()
    rests: tuple[RestPrice, ...] = ()
    rooms: tuple[RoomPrice, ...] = ()
    answers: tuple[OpenSeats, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """No legal plan has a lower value than ``bound``, as the least of the cases proves."""

    problem_digest: str
    bound: int
    cases: tuple[Case, ...] = ()
    """Every plan is in one of them. Without any, no more than 0 is proven."""
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Certified:
    """A plan, and how to get the certificate of its bound."""

    plan: Plan
    certificate: Callable[[], Certificate | None]
    """Made when asked for; ``None`` where a bound is proven in another way."""


class CertificateError(FaultyError):
    """The certificate cannot be read; ``faults`` lists everything that is wrong."""


def certificate_from_json(data: Any) -> Certificate:
    """The certificate in parsed JSON; raises ``CertificateError`` with every fault."""
    return cast("Certificate", versioned(Certificate, VERSION, data, CertificateError))


def certificate_to_json(certificate: Certificate) -> dict[str, Any]:
    """JSON data; prices in columns."""
    return {
        "version": certificate.version,
        "problem_digest": certificate.problem_digest,
        "bound": certificate.bound,
        "cases": [dump(case, columnar=True) for case in certificate.cases],
    }


def read_certificate(path: str | Path) -> Certificate:
    """A certificate from a ``.json`` or ``.json.gz`` file."""
    return certificate_from_json(json_of(Path(path).read_bytes(), CertificateError))
