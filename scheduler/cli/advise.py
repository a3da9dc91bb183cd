"""``advise``: several questions about one plan, answered by one process.

``{"problem": …, "plan": …, "asks": [{"kind": "explain", "seat": …}, {"kind": "replacements",
"seat": …}, {"kind": "repair", "events": …}]}`` gives a list with an answer to each. With ``--stay``
each line is such a question and gets a line, so that only the first one waits for the start.
"""

from __future__ import annotations

import argparse
import json
import select
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from scheduler.check.joint_rules import covered
from scheduler.check.view import View
from scheduler.codec.fault import Fault, FaultyError
from scheduler.codec.write import dump
from scheduler.events import EventError, events_from_json
from scheduler.plan import Plan, Uncovered, plan_from_json, plan_to_json
from scheduler.problem import Problem, problem_from_json
from scheduler.refusal import IllegalPlanError
from scheduler.text import parsed

Ask = Mapping[str, Any]


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("advise", help="answer several questions about a plan")
    parser.add_argument(
        "--stay", type=float, help="answer line by line, until there is none for so many seconds"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the questions from standard input, write the answers."""
    if options.stay is None:
        json.dump(_answers(sys.stdin.buffer.read()), sys.stdout)
        print()
        return 0
    while select.select([sys.stdin], [], [], options.stay)[0]:
        line = sys.stdin.buffer.readline()
        if not line:
            break
        print(json.dumps(_guarded(line)), flush=True)
    return 0


def _answers(question: bytes) -> list[Any]:
    told = parsed(question)
    problem, plan = problem_from_json(told["problem"]), plan_from_json(told["plan"])
    return [KINDS[ask["kind"]](problem, plan, ask) for ask in told["asks"]]


def _guarded(question: bytes) -> dict[str, Any]:
    """``answers``, or the ``faults`` of what cannot be answered: the process goes on."""
    try:
        return {"answers": _answers(question)}
    except FaultyError as error:
        return {"faults": [asdict(fault) for fault in error.faults]}
    except IllegalPlanError as error:
        return {"no_plan": str(error)}


def _explain(problem: Problem, plan: Plan, ask: Ask) -> Any:
    from scheduler.explain import explain

    return explain(problem, plan, _seat(problem, ask)).to_json()


def _replacements(problem: Problem, plan: Plan, ask: Ask) -> Any:
    """The best ones, each with the assignments and days it changes."""
    from scheduler.repair.replacements import BEST, SPARE, replacements
    from scheduler.repair.vacancy import Vacancy

    found = replacements(Vacancy(problem, plan, _seat(problem, ask)), BEST, SPARE)
    return [{**dump(option), **_difference(plan, new)} for option, new in found]


def _difference(old: Plan, new: Plan) -> dict[str, Any]:
    assignments, duties = set(old.assignments), set(old.duties)
    return {
        "dropped": sorted({a.seat for a in old.assignments} - {a.seat for a in new.assignments}),
        "assignments": [asdict(a) for a in new.assignments if a not in assignments],
        "duties": [asdict(d) for d in new.duties if d not in duties],
    }


def _repair(problem: Problem, plan: Plan, ask: Ask) -> Any:
    from scheduler.repair import repair

    found = repair(problem, plan, events_from_json(ask["events"]))
    whole = _with_reasons(found.problem, found.plan)
    lifted = [asdict(pin) for pin in found.lifted]
    return {"plan": plan_to_json(whole), "changed": found.changed, "lifted": lifted}


def _with_reasons(problem: Problem, plan: Plan) -> Plan:
    """Reasons need the open seats only, so that only they are compiled."""
    from scheduler.solve.compile import compile_problem
    from scheduler.solve.reasons import Reasons

    view = View(problem, plan)
    seats = [s for s in problem.seats if not s.instead_of and not covered(view, s.id)]
    sessions = {s.session for s in seats}
    small = replace(
        problem,
        sessions=tuple(s for s in problem.sessions if s.id in sessions),
        seats=tuple(seats),
        pins=(),
        confirmed=(),
    )
    compiled, served = compile_problem(small), set(view.served)
    reasons = Reasons(compiled)
    told = [Uncovered(d.seat.id, reasons.of(d, served)) for d in compiled.demands]
    return replace(plan, uncovered=tuple(told))


def _seat(problem: Problem, ask: Ask) -> str:
    seat = str(ask["seat"])
    if all(s.id != seat for s in problem.seats):
        raise EventError([Fault("seat", f"{seat!r} is unknown")])
    return seat


KINDS: dict[str, Callable[[Problem, Plan, Ask], Any]] = {
    "explain": _explain,
    "replacements": _replacements,
    "repair": _repair,
}
