"""Words come from their lists, numbers from their ranges."""

from __future__ import annotations

import dataclasses

from scheduler.codec.fault import Fault
from scheduler.problem.demand import MODALITIES
from scheduler.problem.faults.rows import Found, below, known, listed, needed
from scheduler.problem.model import Problem

BEST = 100
SCOPES = {"case", "officer", "authority", "site", "session"}
AMOUNTS = {
    "members": (
        "hourly_rate",
        "travel_rate",
        "km_rate",
        "day_fee",
        "hire_fee",
        "lodging",
        "unsocial_load",
        "trip_load",
        "trauma_load",
        "max_day_minutes",
        "max_week_minutes",
        "fair_minutes",
    ),
    "sessions": ("priority",),
    "procedures": ("remote_extra", "phone_cap", "video_cap"),
    "pairings": ("recent", "at_most"),
    "commitments": ("minutes", "trauma"),
    "lent": ("minutes",),
}
"""Fields of each table that are not below 0."""


def words(p: Problem) -> Found:
    """Words that are one of a few."""
    modalities, directions = set(MODALITIES), {"from", "into", "both"}
    for table in ("sessions", "seats", "members", "procedures"):
        yield from listed(table, getattr(p, table), "modalities", modalities)
    yield from known("sessions", p.sessions, "preferred_modality", modalities)
    yield from known("sessions", p.sessions, "side", {"applicant", "authority"})
    yield from known("pins", p.pins, "modality", modalities)
    yield from known("confirmed", p.confirmed, "modality", modalities)
    yield from needed("recusals", p.recusals, "scope", SCOPES)
    for i, m in enumerate(p.members):
        yield from needed(f"members[{i}].skills", m.skills or (), "direction", directions)
    for i, s in enumerate(p.seats):
        yield from needed(f"seats[{i}].accepts", s.accepts, "table", {"mediation", "interview"})


def numbers(p: Problem) -> Found:
    """Numbers that cannot be below nothing, and scores above the best."""
    for table, fields in AMOUNTS.items():
        for i, row in enumerate(getattr(p, table)):
            yield from below(f"{table}[{i}]", row, fields)
    yield from below("policy", p.policy, (f.name for f in dataclasses.fields(p.policy)))
    weights = (f.name for f in dataclasses.fields(p.goals) if f.name != "coverage")
    yield from below("goals", p.goals, weights)
    for i, s in enumerate(p.substitutions):
        for field in ("mediation", "interview"):
            if not 0 <= getattr(s, field) <= BEST:
                yield Fault(f"substitutions[{i}].{field}", f"is not from 0 to {BEST}")
    if not p.goals.coverage or min(p.goals.coverage) <= 0:
        yield Fault("goals.coverage", "needs at least one weight, each above 0")
