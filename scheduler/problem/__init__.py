"""The problem: plain frozen data, read from and written to versioned JSON."""

from scheduler.codec.fault import Fault
from scheduler.problem.capacity import minutes_of, week_cap
from scheduler.problem.demand import (
    MODALITIES,
    REMOTE,
    Acceptance,
    Confirmed,
    Pin,
    Seat,
    Session,
    Target,
)
from scheduler.problem.faults import ProblemError
from scheduler.problem.files import (
    digest,
    problem_from_bytes,
    problem_from_json,
    problem_to_json,
    read_problem,
)
from scheduler.problem.model import VERSION, Day, Problem
from scheduler.problem.people import (
    Commitment,
    Member,
    Pairing,
    Recusal,
    Skill,
    Training,
    Vetting,
)
from scheduler.problem.places import Border, Room, Site, Travel, Window
from scheduler.problem.rules import Goals, Lent, Policy, ProcedurePolicy, Substitution

__all__ = [
    "MODALITIES",
    "REMOTE",
    "VERSION",
    "Acceptance",
    "Border",
    "Commitment",
    "Confirmed",
    "Day",
    "Fault",
    "Goals",
    "Lent",
    "Member",
    "Pairing",
    "Pin",
    "Policy",
    "Problem",
    "ProblemError",
    "ProcedurePolicy",
    "Recusal",
    "Room",
    "Seat",
    "Session",
    "Site",
    "Skill",
    "Substitution",
    "Target",
    "Training",
    "Travel",
    "Vetting",
    "Window",
    "digest",
    "minutes_of",
    "problem_from_bytes",
    "problem_from_json",
    "problem_to_json",
    "read_problem",
    "week_cap",
]
