"""Seeded made-up problems after the region's real proportions, at three sizes and between."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from scheduler.generate import geography, languages, pool, requests
from scheduler.problem import Commitment, Day, Goals, Member, Policy, Problem

SIZES = {
    "pilot": (60, 400, 20),
    "district": (150, 1_300, 35),
    "regional": (500, 5_000, 60),
    "wide": (1_500, 15_000, 150),
    "large": (5_000, 50_000, 400),
}
"""Members, sessions, sites."""
DAYS = 6
POLICY = Policy(
    travel_buffer=10,
    break_minutes=10,
    debrief_minutes=10,
    max_continuous_remote=180,
    remote_reset=30,
    max_day_minutes=360,
    max_week_minutes=1800,
    max_span=720,
    min_rest=660,
    max_consecutive_days=6,
    max_trauma_day=2,
    max_trauma_week=6,
    lunch_minutes=45,
    max_one_way=180,
    undertaking_required=True,
    max_relay_remote=1,
    in_place_remote=True,
)


def generate(size: str, seed: int) -> Problem:
    """A problem of a named size; the same seed gives the same problem."""
    return made_up(*SIZES[size], seed=seed, name=f"{size}-{seed}")


def made_up(members: int, sessions: int, sites: int, *, seed: int, name: str = "") -> Problem:
    """A problem with so many members, sessions and sites over one week."""
    rng = Random(seed)  # noqa: S311  reproducible on purpose
    places = geography.scatter(rng, sites)
    homes = geography.hubs()
    everywhere = [*places, *homes[len(places) :]]
    asked = requests.sessions(rng, sessions, places, DAYS)
    people = pool.members(rng, members, homes, DAYS)
    return Problem(
        sessions=asked,
        seats=requests.seats(rng, asked),
        members=people,
        days=_days(),
        sites=geography.sites(rng, everywhere),
        travel=geography.roads(everywhere),
        borders=geography.borders(DAYS),
        substitutions=languages.SUBSTITUTIONS,
        procedures=requests.POLICIES,
        policy=_policy(members),
        goals=Goals(balance=1),
        commitments=_last_week(rng, people),
        name=name,
        starts_at="2026-10-04T22:00:00Z",
    )


def _policy(members: int) -> Policy:
    """In-place remote work is asked for up to the size where it matters."""
    return replace(POLICY, in_place_remote=members <= SIZES["pilot"][0])


def _days() -> tuple[Day, ...]:
    return tuple(
        Day(
            f"2026-10-{5 + i:02d}",
            i * 1440,
            (i + 1) * 1440,
            "2026-W41",
            lunch=(i * 1440 + 660, i * 1440 + 900),
            social=(i * 1440 + 420, i * 1440 + 1140),
            lodging_by=i * 1440 + 1320,
        )
        for i in range(DAYS)
    )


def _last_week(rng: Random, people: tuple[Member, ...]) -> tuple[Commitment, ...]:
    """Some members worked on the Sunday before, a few of them for days in a row."""
    out = []
    for m in people:
        run = rng.choices((0, 1, 3), (85, 10, 5))[0]
        out += [
            Commitment(
                m.id, -1440 * k + 540, -1440 * k + 1080, 300, 0, f"2026-10-{5 - k:02d}", "2026-W40"
            )
            for k in range(1, run + 1)
        ]
    return tuple(out)
