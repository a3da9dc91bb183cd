"""Made-up sessions and their seats."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from scheduler.generate.geography import TOWNS, Place
from scheduler.generate.languages import DEMAND, OFFICE
from scheduler.problem import Acceptance, ProcedurePolicy, Seat, Session, Target

ANY, SEEN, ON_SITE = ("on_site", "video", "phone"), ("on_site", "video"), ("on_site",)


@dataclass(frozen=True, slots=True)
class Kind:
    """One procedure: how often, how long, which role, how."""

    weight: int
    minutes: tuple[int, ...]
    role: str
    modalities: tuple[str, ...]
    interview: bool = False


KINDS = {
    "REG": Kind(16, (30,), "", ANY),
    "APP": Kind(9, (60, 90), "interpreter", SEEN, interview=True),
    "INT": Kind(9, (180, 180, 240), "interpreter", SEEN, interview=True),
    "RBK": Kind(6, (60, 90), "interpreter", SEEN, interview=True),
    "MED": Kind(15, (30, 60), "mediator", ANY),
    "LEG": Kind(13, (60, 90), "interpreter", ANY),
    "BIA": Kind(6, (60,), "interpreter", ON_SITE),
    "POL": Kind(10, (60, 90, 120), "interpreter", ON_SITE, interview=True),
    "AVR": Kind(5, (60,), "", SEEN),
    "MDS": Kind(7, (240,), "mediator", ON_SITE),
    "INF": Kind(4, (60,), "mediator", SEEN),
}
HOURS = {8: 10, 9: 19, 10: 20, 11: 12, 12: 7, 13: 12, 14: 10, 15: 7, 16: 3}
WEEKDAYS = (19, 20, 20, 19, 17, 5)
POLICIES = tuple(
    ProcedurePolicy(
        country,
        code,
        modalities=kind.modalities,
        phone_cap=60,
        video_cap=240,
        remote_equipment=("printer", "scanner") if code == "RBK" else (),
        remote_extra=15 if code == "RBK" else 0,
    )
    for country in ("RS", "MK")
    for code, kind in KINDS.items()
)


def sessions(rng: Random, n: int, places: list[Place], days: int) -> tuple[Session, ...]:
    """``n`` sessions spread over sites, days and hours."""
    weights = [TOWNS[p.town][4] * rng.uniform(0.3, 1.0) for p in places]
    return tuple(_session(rng, i, rng.choices(places, weights)[0], days) for i in range(n))


def _session(rng: Random, i: int, place: Place, days: int) -> Session:
    code = rng.choices(list(KINDS), [k.weight for k in KINDS.values()])[0]
    kind = KINDS[code]
    minutes = rng.choice(kind.minutes)
    day = rng.choices(range(days), [WEEKDAYS[d % len(WEEKDAYS)] for d in range(days)])[0]
    hour = rng.choices(list(HOURS), list(HOURS.values()))[0] * 60 + rng.choice((0, 0, 15, 30, 45))
    start = day * 1440 + min(hour, 1080 - minutes)
    movable = rng.random() < 0.2 and minutes <= 120 and hour + minutes + 60 <= 1080
    return Session(
        id=f"s{i:05d}",
        start=start,
        duration=minutes,
        start_step=30,
        latest_start=start + 60 if movable else None,
        site=place.id,
        country=place.country,
        procedure=code,
        preferred_modality="on_site" if rng.random() < 0.6 else "",
        priority=rng.choices((0, 1, 2), (20, 50, 30))[0],
        statutory=rng.random() < 0.03,
        trauma=code in ("INT", "MED", "BIA") and rng.random() < 0.3,
        needs_room=kind.interview,
        independent=code == "MED" and rng.random() < 0.1,
        case=f"c{i:05d}",
        officer=f"o-{place.id}-{rng.randrange(3)}",
        authority=f"a-{place.id}",
    )


def seats(rng: Random, found: tuple[Session, ...]) -> tuple[Seat, ...]:
    """One seat a session, two for long interviews, a mediator beside some interviews."""
    return tuple(seat for s in found for seat in _seats(rng, s))


def _seats(rng: Random, s: Session) -> list[Seat]:
    kind = KINDS[s.procedure]
    dialect = rng.choices(list(DEMAND), list(DEMAND.values()))[0]
    consent = rng.random() < 0.4
    accept = (
        Acceptance(dialect, 80, "interview", consent, 60)
        if kind.interview
        else (Acceptance(dialect, 60, "mediation"))
    )
    gender = rng.choices(("", "f", "m"), (80, 15, 5))[0]
    hard = bool(gender) and rng.random() < 0.2
    first = Seat(
        id=f"{s.id}/1",
        session=s.id,
        role=kind.role,
        accepts=(accept,),
        into=(Target(OFFICE[s.country][0], 60), Target("eng", 80)),
        gender=gender if hard else "",
        preferred_gender=gender,
        trainings=("child",) if s.procedure == "BIA" else (),
        vetting=s.country,
        qualification=s.procedure if s.procedure in ("INT", "POL") else "",
        preferred_trainings=("sgbv",) if s.trauma else (),
    )
    return [first, *_others(rng, s, first)]


def _others(rng: Random, s: Session, first: Seat) -> list[Seat]:
    if s.procedure != "INT":
        return []
    return [_mediator(s, first) if rng.random() < 0.3 else _second(s, first)]


def _mediator(s: Session, first: Seat) -> Seat:
    """Beside the interpreter."""
    return Seat(
        id=f"{s.id}/2",
        session=s.id,
        role="mediator",
        vetting=s.country,
        accepts=(Acceptance(first.accepts[0].dialect, 60, "mediation"),),
        into=first.into,
        beside=first.id,
    )


def _second(s: Session, first: Seat) -> Seat:
    """Another interpreter of the same kind."""
    return Seat(
        id=f"{s.id}/2",
        session=s.id,
        role="interpreter",
        accepts=first.accepts,
        into=first.into,
        gender=first.gender,
        preferred_gender=first.preferred_gender,
        vetting=s.country,
        qualification="INT",
    )
