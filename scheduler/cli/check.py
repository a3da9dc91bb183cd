"""``check``: the referee's report on a plan, and its bound reckoned again."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from scheduler.certificate import read_certificate
from scheduler.check import Report, Violation, check
from scheduler.cli.files import plan_at, problem_at
from scheduler.plan import Plan, Tier, gap_of
from scheduler.problem import Problem


def register(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="check a plan against its problem")
    parser.add_argument("problem")
    parser.add_argument("plan")
    parser.add_argument("--certificate", help="a file that proves the bound")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the report; 1 on any violation or wrong claim."""
    problem, plan = problem_at(options.problem), plan_at(options.plan)
    report, repriced = check(problem, plan), None
    if options.certificate is not None:
        report, repriced = _repriced(report, problem, plan, options.certificate)
    told = {**asdict(report), "tiers": _tiers(report.tiers, plan), "repriced": repriced}
    json.dump({"legal": report.legal, **told}, sys.stdout, indent=1)
    print()
    return 0 if report.legal else 1


def _repriced(report: Report, problem: Problem, plan: Plan, path: str) -> tuple[Report, int]:
    """The report with what the certificate does not prove, and the bound that it proves."""
    certificate = read_certificate(path)
    from scheduler.reprice import judged

    verdict = judged(problem, plan, certificate)
    wrong = tuple(Violation("bound", fault) for fault in verdict.faults)
    return replace(report, violations=report.violations + wrong), verdict.bound


def _tiers(found: Iterable[Tier], plan: Plan) -> list[dict[str, Any]]:
    """Each tier's value as the referee finds it, and the bound that the plan claims for it."""
    claimed = {t.name: t.bound for t in plan.tiers}
    return [_tier(t.name, t.value, claimed.get(t.name, 0)) for t in found]


def _tier(name: str, value: int, bound: int) -> dict[str, Any]:
    return {"name": name, "value": value, "bound": bound, "gap": gap_of(value, bound)}
