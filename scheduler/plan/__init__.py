"""The plan: who serves which seat, when, from where, at what price, and how good that is."""

from scheduler.plan.files import PlanError, plan_from_json, plan_to_json, read_plan
from scheduler.plan.model import (
    TIERS,
    VERSION,
    Assignment,
    Coverage,
    Duty,
    Plan,
    Reason,
    Scarcity,
    Step,
    Tier,
    Uncovered,
    gap_of,
)

__all__ = [
    "TIERS",
    "VERSION",
    "Assignment",
    "Coverage",
    "Duty",
    "Plan",
    "PlanError",
    "Reason",
    "Scarcity",
    "Step",
    "Tier",
    "Uncovered",
    "gap_of",
    "plan_from_json",
    "plan_to_json",
    "read_plan",
]
