"""Bounds reckoned again from their certificates, without the pricing's shortcuts."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.certificate import (
    Case,
    Certificate,
    CertificateError,
    OpenSeats,
    RoomPrice,
    certificate_from_json,
    certificate_to_json,
    read_certificate,
)
from scheduler.cli import main
from scheduler.generate import generate, made_up
from scheduler.plan import Plan, plan_to_json
from scheduler.problem import Problem, digest, problem_to_json
from scheduler.refereed import certified
from scheduler.reprice import UnprovenError, judged, reprice
from scheduler.reprice.charges import charges_of
from scheduler.reprice.numbers import Numbers
from scheduler.reprice.sums import bound_of, least_by_slot
from scheduler.reprice.tree import exhaustive
from scheduler.solve.certify import case_of
from scheduler.solve.compile import compile_problem
from scheduler.solve.layout import duals_of, padded
from scheduler.solve.leaf import Leaf
from scheduler.solve.master import Master, build_master
from scheduler.solve.pricer import price
from scheduler.solve.search import SMALL, Search
from scheduler.stop import Clock, Stop
from tests.scheduler.exhaustive import CALM, known_best
from tests.scheduler.strategies import far_away, from_rooms, problems, promised

CLOSE = 1e-9
KINDS = st.one_of(problems(), far_away(), from_rooms(), promised())
MOST_PLANS = 1_500
Change = Callable[[Case], Case]


def last_of(problem: Problem, stop: Stop, seed: int = 0) -> tuple[Plan, Certificate]:
    """The last plan of a search, and its certificate."""
    *_, best = certified(problem, stop, seed)
    certificate = best.certificate()
    assert certificate is not None
    return best.plan, certificate


def first_with(least: int, most: int) -> tuple[Problem, Plan, Certificate]:
    """The first week whose bound rests on so many cases."""
    for seed in range(40):
        problem = made_up(12, 60, 6, seed=seed)
        plan, certificate = last_of(problem, Stop(steps=400))
        if least <= len(certificate.cases) <= most and plan.bound:
            return problem, plan, certificate
    pytest.fail("there is no such week")


@cache
def branched() -> tuple[Problem, Plan, Certificate]:
    """A week that is looked at case by case."""
    return first_with(3, 99)


@cache
def plain_week() -> tuple[Problem, Plan, Certificate]:
    """A week with one case."""
    return first_with(1, 1)


def rounding(bound: int) -> float:
    return 1 + CLOSE * bound


@pytest.mark.parametrize("seed", range(4))
def test_a_bound_is_what_its_prices_prove(seed: int) -> None:
    problem = made_up(10, 40, 5, seed=seed)
    plan, certificate = last_of(problem, Stop(steps=200))
    assert 0 < plan.bound <= certificate.bound
    assert certificate.bound <= reprice(problem, certificate) + rounding(certificate.bound)
    assert judged(problem, plan, certificate).faults == ()


def test_one_case_proves_the_bound_and_no_more() -> None:
    problem, _, certificate = plain_week()
    assert len(certificate.cases) == 1
    assert reprice(problem, certificate) == pytest.approx(certificate.bound, rel=CLOSE, abs=1)


def test_the_bound_of_a_pilot_week_holds() -> None:
    problem = generate("pilot", 41)
    plan, certificate = last_of(problem, Stop(steps=25))
    assert plan.bound > 0
    assert judged(problem, plan, certificate).faults == ()


def test_the_bound_of_a_large_week_holds() -> None:
    problem = made_up(80, 260, 12, seed=1)
    assert len(build_master(compile_problem(problem)).open_slots) > SMALL
    plan, certificate = last_of(problem, Stop(steps=40))
    proven = reprice(problem, certificate)
    assert 0 < plan.bound <= certificate.bound <= proven + rounding(proven)
    # Where a slot's price is not the best one, the search proves a little less than it could.
    assert proven <= certificate.bound * 1.0001


@settings(CALM, max_examples=20)
@given(KINDS)
def test_no_plan_is_below_what_a_certificate_proves(problem: Problem) -> None:
    best = known_best(problem, MOST_PLANS)
    plan, certificate = last_of(problem, Stop(steps=60))
    proven = reprice(problem, certificate)
    assert plan.bound - rounding(plan.bound) <= proven <= best


@settings(CALM, max_examples=20)
@given(KINDS, st.integers(0, 1_000))
def test_any_prices_prove_a_bound(problem: Problem, seed: int) -> None:
    best, rng = known_best(problem, MOST_PLANS), np.random.default_rng(seed)
    search = Search(problem, Clock(Stop()), 0)
    master = search.master
    rows = rng.choice([-1e8, -1e4, 0.0, 1e4, 1e8], len(master.frame.low))
    nights = rng.uniform(-2.0, 2.0, len(master.night_price)) * 20_000
    case = case_of(master, Leaf(rows, nights))
    rooms = tuple(RoomPrice(k, 600, -9_000.0) for k in range(len(master.compiled.rooms)))
    certificate = Certificate(digest(problem), 0, (replace(case, rooms=rooms),))
    assert reprice(problem, certificate) <= best


@pytest.mark.parametrize("seed", range(3))
def test_pricing_finds_the_same_days(seed: int) -> None:
    search = Search(made_up(16, 80, 6, seed=seed), Clock(Stop(steps=300)), 0)
    list(search.plans())
    master, leaf = search.master, search.leaves[-1]
    plain = plain_days(master, leaf)
    master.night_price = leaf.nights
    tasks = master.compiled.tasks
    found = price(
        master.compiled.net, duals_of(master, padded(master, leaf.prices)), tasks, 1, exact=True
    )
    least = np.zeros(master.compiled.slots)
    np.minimum.at(least, tasks.slot, found.best)
    assert np.minimum(plain, 0.0) == pytest.approx(least, rel=1e-6, abs=1.0)


def plain_days(master: Master, leaf: Leaf) -> np.ndarray:
    """The least reduced cost of each slot under the prices of one case, without shortcuts."""
    fresh = build_master(master.compiled)
    charges = charges_of(fresh, Numbers(fresh).prices(case_of(master, leaf)))
    # Here the price of a slot's row is a part of what is compared.
    charges.use[fresh.open_slots] = -leaf.prices[fresh.row_of_slot[fresh.open_slots]]
    return least_by_slot(fresh, charges)


def test_cases_are_reckoned_each_for_itself() -> None:
    problem, plan, certificate = branched()
    assert exhaustive(certificate.cases)
    assert judged(problem, plan, certificate).faults == ()


@pytest.mark.parametrize(("members", "sessions", "seed"), [(12, 60, 112), (20, 100, 185)])
def test_nothing_is_asked_twice(members: int, sessions: int, seed: int) -> None:
    problem = made_up(members, sessions, 6, seed=seed)
    plan, certificate = last_of(problem, Stop(steps=400), seed)
    for case in certificate.cases:
        asked = [(answer.seats, answer.number) for answer in case.answers]
        assert len(asked) == len({*asked})
    assert judged(problem, plan, certificate).faults == ()


def test_a_bound_that_is_too_high_is_refused() -> None:
    problem, plan, certificate = plain_week()
    more = math.ceil(0.01 * plan.value)
    faults = judged(problem, plan, replace(certificate, bound=certificate.bound + more)).faults
    assert len(faults) == 1
    assert "the certificate claims" in faults[0]
    faults = judged(problem, replace(plan, bound=plan.bound + more), certificate).faults
    assert len(faults) == 1
    assert "the plan claims" in faults[0]


@pytest.mark.parametrize("factor", [0.9, 1.1])
def test_other_prices_prove_less(factor: float) -> None:
    problem, plan, certificate = plain_week()
    case = certificate.cases[0]
    told = replace(certificate, cases=(replace(case, rows=tuple(factor * p for p in case.rows)),))
    assert len(judged(problem, plan, told).faults) == 2


def test_prices_of_nights_are_part_of_the_proof() -> None:
    problem, plan, certificate = plain_week()
    case = certificate.cases[0]
    nights = tuple(replace(n, price=n.price + 90_000.0) for n in case.nights)
    assert nights
    told = replace(certificate, cases=(replace(case, nights=nights),))
    assert judged(problem, plan, told).faults


def test_no_case_may_be_left_out() -> None:
    problem, plan, certificate = branched()
    for k in range(len(certificate.cases)):
        cases = certificate.cases[:k] + certificate.cases[k + 1 :]
        with pytest.raises(UnprovenError, match="leave plans out"):
            reprice(problem, replace(certificate, cases=cases))
    assert judged(problem, plan, replace(certificate, cases=())).faults


A, B, AB = ("a",), ("b",), ("a", "b")
Told = tuple[tuple[str, ...], int, bool]


@pytest.mark.parametrize(
    ("cases", "whole"),
    [
        ([()], True),
        ([], False),
        ([((A, 1, True),), ((A, 1, False),)], True),
        ([((A, 1, True),), ((B, 1, False),)], False),
        ([((A, 1, True),), ((A, 1, False),), ()], False),
        ([((AB, 2, True),), ((AB, 2, False), (A, 1, True)), ((AB, 2, False), (A, 1, False))], True),
        (
            [((AB, 1, False),), ((AB, 1, True), (AB, 2, True)), ((AB, 1, True), (AB, 2, False))],
            True,
        ),
        ([((AB, 2, True),), ((AB, 1, False),)], False),
        ([((AB, 2, True),), ((AB, 2, False), (A, 1, True))], False),
        ([((A, 1, True), (A, 1, False))], False),
        ([((A, 1, True),), ((A, 1, False),), ((A, 1, False),)], False),
    ],
)
def test_cases_are_the_leaves_of_a_tree(cases: list[tuple[Told, ...]], whole: bool) -> None:
    told = [
        Case((), answers=tuple(OpenSeats(*answer, price=0.0) for answer in case)) for case in cases
    ]
    assert exhaustive(told) == whole


def test_an_answer_pays_only_in_its_own_direction() -> None:
    problem, _, certificate = branched()
    case = next(c for c in certificate.cases if c.answers)
    wrong = tuple(replace(a, price=-1e9 if a.reached else 1e9) for a in case.answers)
    none = tuple(replace(a, price=0.0) for a in case.answers)
    numbers = Numbers(build_master(compile_problem(problem)))
    bounds = [
        bound_of(numbers.master, numbers.prices(replace(case, answers=answers)))
        for answers in (wrong, none)
    ]
    assert bounds[0] == bounds[1]


def test_prices_of_answers_are_part_of_the_proof() -> None:
    problem, plan, certificate = branched()
    cases = tuple(
        replace(c, answers=tuple(replace(a, price=0.0) for a in c.answers))
        for c in certificate.cases
    )
    assert judged(problem, plan, replace(certificate, cases=cases)).faults


def first_night(**fields: object) -> Change:
    """The price of a night, of which something else is told."""
    return lambda case: replace(case, nights=(replace(case.nights[0], **fields),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        lambda case: replace(case, rows=case.rows[:-1]),
        first_night(member="nobody"),
        first_night(day=9),
        first_night(site=""),
        lambda case: replace(case, rooms=(RoomPrice(99, 0, 1.0),)),
        lambda case: replace(case, answers=(OpenSeats(("nothing",), 1, True, 0.0),)),
    ],
)
def test_prices_of_something_else_prove_nothing(change: Change) -> None:
    problem, plan, certificate = plain_week()
    told = replace(certificate, cases=(change(certificate.cases[0]),))
    verdict = judged(problem, plan, told)
    assert (verdict.bound, len(verdict.faults)) == (0, 1)


def test_a_certificate_of_another_problem_is_refused() -> None:
    problem, plan, certificate = plain_week()
    verdict = judged(problem, plan, replace(certificate, problem_digest=digest(branched()[0])))
    assert verdict.faults == ("the certificate belongs to another problem",)


def test_a_thinned_week_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = made_up(10, 40, 5, seed=1)
    monkeypatch.setattr("scheduler.solve.compile.MANY", 1)
    *_, best = certified(problem, Stop(steps=60))
    assert best.plan.bound > 0
    assert best.certificate() is None


def test_nothing_is_needed_to_prove_nothing() -> None:
    problem = made_up(10, 40, 5, seed=1)
    first = next(certified(problem, Stop(steps=60)))
    certificate = first.certificate()
    assert certificate is not None
    assert (first.plan.bound, certificate.cases) == (0, ())
    assert judged(problem, first.plan, certificate).faults == ()


def test_json_is_read_as_it_was_written(tmp_path: Path) -> None:
    _, _, certificate = branched()
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(certificate_to_json(certificate)))
    assert read_certificate(path) == certificate


@pytest.mark.parametrize(
    "data", [{}, {"problem_digest": "", "bound": 0, "version": 2}, {"bound": float("nan")}]
)
def test_what_is_no_certificate_is_refused(data: object) -> None:
    with pytest.raises(CertificateError):
        certificate_from_json(data)


def test_the_command_reckons_the_bound_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, plan, certificate = plain_week()
    files = [tmp_path / name for name in ("p.json", "plan.json", "c.json")]
    told = problem_to_json(problem), plan_to_json(plan), certificate_to_json(certificate)
    for path, data in zip(files, told, strict=True):
        path.write_text(json.dumps(data))
    command = ["check", str(files[0]), str(files[1])]
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["repriced"] is None
    command += ["--certificate", str(files[2])]
    assert main(command) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["repriced"] >= plan.bound - rounding(plan.bound)
    assert [t["bound"] for t in report["tiers"]] == [t.bound for t in plan.tiers]
    more = replace(certificate, bound=certificate.bound + math.ceil(0.01 * plan.value))
    files[2].write_text(json.dumps(certificate_to_json(more)))
    assert main(command) == 1
    report = json.loads(capsys.readouterr().out)
    assert [v["rule"] for v in report["violations"]] == ["bound"]
    assert report["legal"] is False
    files[2].write_text("{}")
    assert main(command) == 2
