"""Small problems in which every rule may bind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from scheduler.problem import (
    Acceptance,
    Border,
    Commitment,
    Confirmed,
    Day,
    Goals,
    Lent,
    Member,
    Pairing,
    Pin,
    Policy,
    Problem,
    Recusal,
    Room,
    Seat,
    Session,
    Site,
    Skill,
    Substitution,
    Travel,
)
from tests.scheduler.builders import days as calendar

PLACES = ("home", "east", "west")
NAMES = ("ana", "ben", "eva", "ivo")
KINDS = ("one", "one", "team", "beside", "relay", "chain")


def rarely(*values: Any, otherwise: Any = None) -> st.SearchStrategy[Any]:
    """One of the values now and then, else what does not bind."""
    return st.sampled_from([otherwise] * (4 * len(values)) + list(values))


policies = st.builds(
    Policy,
    travel_buffer=rarely(10, otherwise=0),
    break_minutes=rarely(10, 30, otherwise=0),
    debrief_minutes=rarely(20, otherwise=0),
    link_test_minutes=rarely(10, otherwise=0),
    max_continuous_remote=rarely(60, 90, 120),
    remote_reset=st.sampled_from([15, 45]),
    max_day_minutes=rarely(60, 120),
    max_week_minutes=rarely(90, 150),
    max_span=rarely(150, 240),
    min_rest=rarely(660, 1300, otherwise=0),
    max_consecutive_days=rarely(1, 2),
    max_trauma_day=rarely(0, 1),
    max_trauma_week=rarely(1),
    lunch_minutes=rarely(30, 60),
    max_one_way=rarely(30, 60, 100),
    phone_cap=rarely(30, 60),
    video_cap=rarely(60),
    relay_factor_percent=st.sampled_from([100, 170]),
    max_relay_remote=rarely(0, 1),
    in_place_remote=st.booleans(),
)
goals = st.builds(
    Goals,
    statutory=st.just(900_000),
    coverage=st.sampled_from([(100_000, 20_000, 3_000), (2_000,), (5_000, 5_000)]),
    change=st.sampled_from([0, 700, 4_000]),
    dialect=st.sampled_from([0, 30]),
    fallback=st.just(250),
    modality=st.sampled_from([0, 300]),
    gender=st.just(400),
    continuity=st.just(350),
    rotation=st.just(90),
    relay=st.sampled_from([0, 600]),
    overload=st.sampled_from([0, 5]),
    balance=st.sampled_from([0, 0, 3]),
)


@st.composite
def members(draw: st.DrawFn, name: str) -> Member:
    """A member with some limits, some prices and some home."""
    return Member(
        id=name,
        roles=draw(rarely(("interpreter",), ("mediator",))),
        skills=draw(rarely((Skill("prs"),), (Skill("pes"),))),
        gender=draw(st.sampled_from(["f", "m"])),
        home=draw(st.sampled_from([*PLACES, ""])),
        country=draw(st.sampled_from(["RS", "MK"])),
        on_site_countries=draw(rarely(("RS",))),
        modalities=draw(rarely(("on_site",), ("video", "phone"))),
        host_sites=draw(rarely((), ("east",))),
        available=draw(rarely(((480, 720),), ((480, 600), (630, 900)))),
        max_day_minutes=draw(rarely(90)),
        max_week_minutes=draw(rarely(120)),
        hourly_rate=draw(st.sampled_from([0, 600, 1_000, 1_310])),
        travel_rate=draw(st.sampled_from([0, 500])),
        km_rate=draw(st.sampled_from([0, 7])),
        day_fee=draw(rarely(300, otherwise=0)),
        hire_fee=draw(rarely(800, otherwise=0)),
        lodging=draw(rarely(400, otherwise=0)),
        fair_minutes=draw(rarely(60, 100)),
        unsocial_load=draw(st.sampled_from([50, 100])),
        trauma_load=draw(st.sampled_from([100, 150])),
    )


@st.composite
def sessions(draw: st.DrawFn, name: str, n_days: int, places: bool) -> Session:
    """A session in the morning or at noon, some with a window."""
    start = 1440 * draw(st.integers(0, n_days - 1)) + draw(
        st.sampled_from([480, 540, 570, 630, 690])
    )
    return Session(
        id=name,
        start=start,
        duration=draw(st.sampled_from([30, 45, 60])),
        latest_start=draw(rarely(start + 30, start + 60)),
        start_step=30,
        site=draw(st.sampled_from(PLACES)) if places else "",
        country=draw(st.sampled_from(["RS", "MK", ""])),
        modalities=draw(rarely(("video",), ("on_site", "phone"), otherwise=("on_site",))),
        preferred_modality=draw(rarely("video", "on_site", otherwise="")),
        priority=draw(st.integers(0, 2)),
        statutory=draw(rarely(True, otherwise=False)),
        trauma=draw(st.booleans()),
        has_lunch=draw(rarely(True, otherwise=False)),
        needs_room=draw(st.booleans()),
        case=draw(rarely("c1", otherwise="")),
        officer=draw(rarely("o1", otherwise="")),
        side=draw(rarely("applicant", "authority", otherwise="")),
        continuity_member=draw(rarely("ana", otherwise="")),
    )


def seats_of(draw: st.DrawFn, s: Session) -> tuple[Seat, ...]:
    """The seats of one session: one, a team, a mediator beside, a relay."""

    def seat(k: int, **fields: Any) -> Seat:
        accepts = draw(rarely((Acceptance("prs", 70),), otherwise=()))
        gender = draw(rarely("f", otherwise=""))
        role = draw(rarely("interpreter", otherwise=""))
        wish = draw(rarely("m", otherwise=""))
        return Seat(
            f"{s.id}/{k}",
            s.id,
            role=role,
            accepts=accepts,
            gender=gender,
            preferred_gender=wish,
            **fields,
        )

    kinds: dict[str, Callable[[], tuple[Seat, ...]]] = {
        "one": lambda: (seat(1),),
        "team": lambda: (seat(1), seat(2)),
        "beside": lambda: (seat(1), seat(2, beside=f"{s.id}/1")),
        "relay": lambda: (
            seat(1),
            *(seat(k, chain=s.id, leg=k, instead_of=f"{s.id}/1") for k in (2, 3)),
        ),
        "chain": lambda: tuple(seat(k, chain=s.id, leg=k) for k in (1, 2)),
    }
    return kinds[draw(st.sampled_from(KINDS))]()


@st.composite
def travels(draw: st.DrawFn) -> Travel:
    """Roads between the places, some across a border, some missing."""
    pairs = [(a, b) for a in PLACES for b in PLACES if a != b]
    rows = [
        (
            a,
            b,
            draw(st.sampled_from([20, 45, 75, 120])),
            draw(st.sampled_from([0, 30])),
            draw(rarely("line", otherwise="")),
        )
        for a, b in pairs
        if draw(st.sampled_from([True] * 7 + [False]))
    ]
    return Travel(*(tuple(c) for c in zip(*rows, strict=True))) if rows else Travel()


def sites_of(draw: st.DrawFn) -> tuple[Site, ...]:
    """Three places, some with a room."""
    rooms = [
        (Room(f"{name}/r", windows=draw(rarely(((480, 700),)))),) if draw(st.booleans()) else ()
        for name in PLACES
    ]
    countries = [draw(st.sampled_from(["RS", "MK"])) for _ in PLACES]
    return tuple(Site(*row) for row in zip(PLACES, countries, rooms, strict=True))


def days_of(draw: st.DrawFn, n: int) -> tuple[Day, ...]:
    """Days with or without lunch, social hours and a latest hour at the lodging."""
    return calendar(
        n,
        lunch=draw(rarely((540, 690))) if n == 1 else None,
        social=draw(rarely((510, 600))) if n == 1 else None,
    )


@st.composite
def problems(draw: st.DrawFn, most_seats: int = 5) -> Problem:
    """At most four members and five seats over one or two days, or without any day."""
    places = draw(st.booleans())
    n_days = draw(st.sampled_from([1, 1, 2]))
    count = draw(st.integers(1, 4))
    asked: list[Session] = []
    seats: list[Seat] = []
    for k in range(count):
        s = draw(sessions(f"s{k}", n_days, places))
        found = seats_of(draw, s)
        if len(seats) + len(found) <= most_seats:
            asked.append(s)
            seats += found
    people = tuple(draw(members(name)) for name in NAMES[: draw(st.integers(1, 4))])
    if not places:
        people = tuple(_nowhere(m) for m in people)
    names = {m.id for m in people}
    return Problem(
        sessions=tuple(asked),
        seats=tuple(seats),
        members=people,
        days=days_of(draw, n_days) if n_days > 1 or draw(st.booleans()) else (),
        sites=sites_of(draw) if places else (),
        travel=draw(st.none() | travels()) if places else None,
        borders=(Border("line", draw(st.sampled_from([(), ((0, 15),), ((0, 30), (600, 5))]))),),
        substitutions=(Substitution("prs", "pes", 80, 60),),
        policy=draw(policies),
        goals=draw(goals),
        recusals=draw(rarely((Recusal("ana", "case", "c1"),), otherwise=())),
        pairings=draw(rarely((Pairing("ana", "o1", 2, 1),), otherwise=())),
        confirmed=_confirmed(draw, seats, sorted(names)),
        commitments=_commitments(draw),
        lent=draw(rarely((Lent("RS", "MK", 50),), otherwise=())),
    )


def _nowhere(m: Member) -> Member:
    return replace(m, home="", host_sites=None)


@st.composite
def far_away(draw: st.DrawFn) -> Problem:
    """Few seats on site over some days, at places to which one must go the day before."""
    n = draw(st.integers(2, 3))
    asked = tuple(
        replace(draw(sessions(f"s{k}", n, True)), modalities=("on_site",), latest_start=None)
        for k in range(draw(st.integers(1, 3)))
    )
    people = [draw(members(name)) for name in NAMES[: draw(st.integers(1, 2))]]
    people = [
        replace(m, home=draw(st.sampled_from(PLACES)), on_site_countries=None, modalities=None)
        for m in people
    ]
    lodging_by = draw(rarely(800, 1_400))
    return Problem(
        sessions=asked,
        seats=tuple(Seat(f"{s.id}/1", s.id) for s in asked),
        members=tuple(people),
        days=tuple(
            replace(d, lodging_by=None if lodging_by is None else d.start + lodging_by)
            for d in calendar(n)
        ),
        sites=sites_of(draw),
        travel=draw(travels()),
        borders=(Border("line", draw(st.sampled_from([(), ((0, 30), (600, 5))]))),),
        policy=replace(draw(policies), max_one_way=draw(st.sampled_from([30, 60, 100]))),
        goals=draw(goals),
        commitments=_commitments(draw),
    )


@st.composite
def promised(draw: st.DrawFn) -> Problem:
    """One or two seats are pinned to somebody, fit for them or not."""
    p = draw(problems(most_seats=4))
    seats = draw(st.lists(st.sampled_from(p.seats), min_size=1, max_size=2, unique=True))
    starts = {s.id: s.start for s in p.sessions}
    pins = [
        Pin(
            seat.id,
            draw(st.sampled_from([m.id for m in p.members])),
            draw(st.sampled_from([None, starts[seat.session]])),
            draw(st.sampled_from(["", "on_site", "video"])),
        )
        for seat in seats
    ]
    return replace(p, pins=tuple(pins))


@st.composite
def from_rooms(draw: st.DrawFn) -> Problem:
    """Remote seats that share a few host rooms."""
    p = draw(problems(most_seats=4))
    remote = st.sampled_from([("video",), ("video", "phone"), ("on_site", "video")])
    asked = tuple(
        replace(s, modalities=draw(remote), needs_room=True, site=draw(st.sampled_from(PLACES)))
        for s in p.sessions
    )
    people = tuple(
        replace(m, modalities=None, host_sites=draw(rarely((), ("east",), ("home", "west"))))
        for m in p.members
    )
    return replace(p, sessions=asked, members=people, sites=sites_of(draw))


def _confirmed(draw: st.DrawFn, seats: list[Seat], names: list[str]) -> tuple[Confirmed, ...]:
    chosen = draw(st.lists(st.sampled_from(seats), max_size=2, unique=True)) if seats else []
    return tuple(Confirmed(s.id, draw(st.sampled_from(names))) for s in chosen)


def _commitments(draw: st.DrawFn) -> tuple[Commitment, ...]:
    found = [
        Commitment("ana", -500, -100, 60, 1, "2026-10-04", "2026-W40"),
        Commitment("ana", 400, 480, 60, 1, "2026-10-05", "2026-W41"),
        Commitment("ana", 2900, 3000, 30, 0, "2026-10-07", "2026-W41"),
    ]
    return tuple(draw(rarely(*((c,) for c in found), otherwise=())))
