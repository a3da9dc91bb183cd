"""The streams of demand: how many sessions a week, where, how long, in which way.

Counts, lengths and lead times follow the design's recipe for a steady week of 2017, with 6,000
residents in Serbia's centres and 360 in North Macedonia's. On-call duties are left out: they are
longer than a plan may give to one person.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.demo.places import (
    CENTRES,
    CHILDREN,
    DETENTION,
    INTERVIEWS,
    POLICE,
    PRESENCE,
    REGISTRATIONS,
    RETURNS,
)
from app.domain.procedures import ProcedureCode as P
from app.domain.vocabulary import Modality, Role

ON_SITE = frozenset({Modality.ON_SITE})
SEEN = frozenset({Modality.ON_SITE, Modality.VIDEO})
ANY = frozenset(Modality)
REMOTE = frozenset({Modality.VIDEO, Modality.PHONE})

INTERPRETER = frozenset({Role.INTERPRETER})
MEDIATOR = frozenset({Role.MEDIATOR})
BOTH = INTERPRETER | MEDIATOR


@dataclass(frozen=True)
class Stream:
    """One kind of demand. ``week`` is the range of sessions a week by country, ``spread`` the
    sigma of the length's logarithm, ``leads`` the days before the session at which it is asked.

    ``ways`` and ``roles`` are weighted; ``flexible`` is the share whose start may move.
    """

    procedure: P
    week: Mapping[str, tuple[int, int]]
    sites: Mapping[str, int]
    authorities: tuple[str, ...]
    minutes: int
    spread: float
    hours: str
    ways: Mapping[frozenset[Modality], int]
    roles: Mapping[frozenset[Role], int]
    leads: tuple[float, float]
    mix: str
    flexible: float = 0.0
    priority: int = 3


AO = ("RS-AO", "MK-SA")
HEALTH = ("RS-NGO-HEALTH", "MK-NGO-HEALTH", "RS-RC", "MK-RC")
RECEPTION = ("RS-RC", "MK-RC")
BORDER = ("RS-POL", "MK-POL")

STREAMS: tuple[Stream, ...] = (
    Stream(
        P.INT,
        {"RS": (3, 5), "MK": (2, 4)},
        INTERVIEWS,
        AO,
        210,
        0.22,
        "office",
        {ON_SITE: 85, SEEN: 15},
        {INTERPRETER: 85, BOTH: 15},
        (14, 28),
        "APPLICANTS",
        0.3,
        2,
    ),
    Stream(
        P.APP,
        {"RS": (4, 8), "MK": (3, 6)},
        INTERVIEWS,
        AO,
        75,
        0.15,
        "office",
        {ON_SITE: 65, SEEN: 35},
        {INTERPRETER: 1},
        (3, 10),
        "APPLICANTS",
        0.3,
        2,
    ),
    Stream(
        P.RBK,
        {"RS": (2, 3), "MK": (1, 2)},
        INTERVIEWS,
        AO,
        60,
        0.2,
        "office",
        {ON_SITE: 40, SEEN: 60},
        {INTERPRETER: 1},
        (7, 14),
        "APPLICANTS",
        0.4,
        2,
    ),
    Stream(
        P.DEL,
        {"RS": (2, 3), "MK": (1, 2)},
        INTERVIEWS,
        AO,
        25,
        0.1,
        "office",
        {ON_SITE: 30, ANY: 70},
        {INTERPRETER: 1},
        (5, 10),
        "APPLICANTS",
        0.4,
    ),
    Stream(
        P.AGE,
        {"RS": (1, 3), "MK": (0, 2)},
        INTERVIEWS,
        AO,
        25,
        0.1,
        "office",
        {ANY: 1},
        {INTERPRETER: 1},
        (3, 7),
        "APPLICANTS",
        0.4,
    ),
    Stream(
        P.REG,
        {"RS": (9, 16), "MK": (5, 9)},
        REGISTRATIONS,
        (*BORDER, *RECEPTION),
        25,
        0.25,
        "any",
        {ON_SITE: 35, ANY: 65},
        {INTERPRETER: 80, MEDIATOR: 20},
        (0, 1.5),
        "ARRIVALS",
        0.3,
        2,
    ),
    Stream(
        P.MED,
        {"RS": (112, 128), "MK": (6, 9)},
        CENTRES,
        HEALTH,
        40,
        0.3,
        "office",
        {ON_SITE: 35, ANY: 50, REMOTE: 15},
        {INTERPRETER: 78, MEDIATOR: 22},
        (0, 3),
        "RESIDENTS",
        0.4,
    ),
    Stream(
        P.LEG,
        {"RS": (32, 40), "MK": (10, 15)},
        CENTRES,
        ("RS-NGO-LEGAL", "MK-NGO-LEGAL"),
        40,
        0.3,
        "office",
        {ON_SITE: 45, SEEN: 55},
        {INTERPRETER: 1},
        (2, 7),
        "RESIDENTS",
        0.5,
    ),
    Stream(
        P.BIA,
        {"RS": (20, 26), "MK": (2, 4)},
        CHILDREN,
        ("RS-CSW", "MK-CSW"),
        45,
        0.2,
        "child",
        {ON_SITE: 1},
        {INTERPRETER: 88, BOTH: 12},
        (3, 8),
        "CHILDREN",
        0.4,
        2,
    ),
    Stream(
        P.POL,
        {"RS": (12, 18), "MK": (12, 18)},
        POLICE,
        BORDER,
        50,
        0.3,
        "police",
        {ON_SITE: 1},
        {INTERPRETER: 1},
        (0, 0.5),
        "ARRIVALS",
        0.25,
        1,
    ),
    Stream(
        P.AVR,
        {"RS": (6, 10), "MK": (2, 4)},
        RETURNS,
        ("RS-RETURN", "MK-RETURN"),
        45,
        0.2,
        "office",
        {ON_SITE: 40, ANY: 60},
        {INTERPRETER: 50, MEDIATOR: 50},
        (3, 7),
        "RESIDENTS",
        0.5,
    ),
    Stream(
        P.MON,
        {"RS": (0, 1), "MK": (0, 0)},
        DETENTION,
        ("RS-NPM", "MK-NPM"),
        240,
        0.0,
        "shift",
        {ON_SITE: 1},
        {INTERPRETER: 1},
        (7, 12),
        "ARRIVALS",
    ),
    Stream(
        P.MDS,
        {"RS": (52, 60), "MK": (18, 24)},
        PRESENCE,
        RECEPTION,
        240,
        0.0,
        "shift",
        {ON_SITE: 1},
        {MEDIATOR: 1},
        (7, 14),
        "RESIDENTS",
        0.3,
        3,
    ),
    Stream(
        P.INF,
        {"RS": (9, 11), "MK": (4, 6)},
        PRESENCE,
        RECEPTION,
        50,
        0.15,
        "office",
        {ON_SITE: 60, SEEN: 40},
        {MEDIATOR: 60, INTERPRETER: 40},
        (5, 10),
        "RESIDENTS",
        0.5,
        4,
    ),
)
"""Every stream, in the order in which a week is drawn."""
