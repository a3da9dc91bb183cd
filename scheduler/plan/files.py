"""Reading and writing plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from scheduler.codec.document import json_of, versioned
from scheduler.codec.fault import FaultyError
from scheduler.codec.hints import fields_of
from scheduler.codec.write import dump
from scheduler.plan.model import VERSION, Plan


class PlanError(FaultyError):
    """The plan cannot be read; ``faults`` lists everything that is wrong."""


def plan_from_json(data: Any) -> Plan:
    """The plan in parsed JSON; raises ``PlanError`` with every fault and its path."""
    return cast("Plan", versioned(Plan, VERSION, data, PlanError))


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """JSON data with every top-level field present, scalars first."""
    data = dump(plan)
    whole = {s.name: data.get(s.name, dump(getattr(plan, s.name))) for s in fields_of(Plan)}
    return {"version": whole.pop("version"), **whole}


def read_plan(path: str | Path) -> Plan:
    """A plan from a ``.json`` or ``.json.gz`` file."""
    return plan_from_json(json_of(Path(path).read_bytes(), PlanError))
