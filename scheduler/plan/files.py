"""Reading and writing plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from scheduler.codec.fault import Fault, FaultyError
from scheduler.codec.hints import fields_of
from scheduler.codec.read import reader
from scheduler.codec.write import dump
from scheduler.plan.model import VERSION, Plan
from scheduler.text import UnreadableError, parsed


class PlanError(FaultyError):
    """The plan cannot be read; ``faults`` lists everything that is wrong."""


def plan_from_json(data: Any) -> Plan:
    """The plan in parsed JSON; raises ``PlanError`` with every fault and its path."""
    faults: list[Fault] = []
    plan = reader(Plan)(data, "", faults)
    if not faults and plan.version != VERSION:
        faults.append(Fault("version", f"is {plan.version}; this reader knows {VERSION}"))
    if faults:
        raise PlanError(faults)
    return cast("Plan", plan)


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """JSON data with every top-level field present, scalars first."""
    data = dump(plan)
    whole = {s.name: data.get(s.name, dump(getattr(plan, s.name))) for s in fields_of(Plan)}
    return {"version": whole.pop("version"), **whole}


def read_plan(path: str | Path) -> Plan:
    """A plan from a ``.json`` or ``.json.gz`` file."""
    try:
        return plan_from_json(parsed(Path(path).read_bytes()))
    except UnreadableError as error:
        raise PlanError([Fault("$", str(error))]) from None
