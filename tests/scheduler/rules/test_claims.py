"""What a plan says of itself: a plan that is right, and every figure made wrong by itself."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.check import check
from scheduler.plan import TIERS, Coverage, Plan, Reason, Tier, Uncovered
from scheduler.problem import Acceptance, Problem, Skill, digest
from tests.scheduler.builders import days, give, member, plan, problem, roads, seat, session, site


def case() -> Problem:
    """Two sessions an hour's way from home, and one that nobody can serve."""
    return problem(
        (session("a", 600, site="sid"), session("b", 700, site="sid"), session("c", 900)),
        (
            member(
                home="nis",
                hourly_rate=1200,
                travel_rate=600,
                km_rate=10,
                day_fee=500,
                skills=(Skill("prs"),),
            ),
        ),
        seats=(seat("a/1"), seat("b/1"), seat("c/1", accepts=(Acceptance("kur"),))),
        sites=(site("nis"), site("sid")),
        travel=roads(("nis", "sid", 60, 50, "")),
    )


def right() -> Plan:
    """Everything as it should be, at most two of three seats covered."""
    p = plan(case(), give("a/1"), give("b/1"))
    return replace(p, problem_digest=digest(case()), coverage=(Coverage(1, 3, 2, 2),))


def wrong(p: Plan) -> set[str]:
    """The names of the claims that are wrong."""
    return {v.rule for v in check(case(), p).violations}


def test_a_right_plan_makes_no_wrong_claim() -> None:
    assert wrong(right()) == set()


def test_figures_worked_out_by_hand() -> None:
    p = right()
    (duty,), (first, second) = p.duties, p.assignments
    assert (duty.leaves, duty.returns, duty.travel_minutes, duty.kilometres) == (540, 820, 120, 100)
    # two hours of work, two hours on the way, a hundred kilometres, the call-out fee
    assert duty.cost == 2400 + 1200 + 1000 + 500
    assert (first.origin, first.site, first.travel_minutes, first.cost) == (
        "nis",
        "sid",
        60,
        1200 + 600 + 500,
    )
    assert (second.origin, second.site, second.travel_minutes, second.cost) == (
        "sid",
        "sid",
        0,
        1200,
    )
    assert (p.value, p.seats, p.seats_covered) == (50_000_000 + 5100, 3, 2)


@pytest.mark.parametrize(
    "field", [{"seat": "x"}, {"member": "x"}, {"room": "x"}, {"modality": "by letter"}]
)
def test_unknown_in_an_assignment(field: dict[str, Any]) -> None:
    p = right()
    strange = replace(p.assignments[0], **field)
    assert wrong(replace(p, assignments=(strange, p.assignments[1]))) == {"unknown"}


@pytest.mark.parametrize(
    "field",
    [{"member": "x"}, {"day": 1}, {"seats": ("x",)}, {"sleeps_at": "x"}, {"starts_at": "x"}],
)
def test_unknown_in_a_duty(field: dict[str, Any]) -> None:
    p = right()
    assert wrong(replace(p, duties=(replace(p.duties[0], **field),))) == {"unknown"}


def test_start_on_none_of_the_days() -> None:
    p, late = replace(case(), days=days()), right()
    late = replace(late, assignments=(replace(late.assignments[0], start=1440),))
    assert "start_window" in {v.rule for v in check(p, late).violations}


@pytest.mark.parametrize("field", ["leaves", "returns", "travel_minutes", "kilometres", "cost"])
def test_duty_figures(field: str) -> None:
    p = right()
    off = replace(p.duties[0], **{field: getattr(p.duties[0], field) + 1})
    assert wrong(replace(p, duties=(off,))) == {"duty_figures"}


@pytest.mark.parametrize("field", ["travel_minutes", "kilometres", "cost"])
def test_assignment_figures(field: str) -> None:
    p = right()
    off = replace(p.assignments[1], **{field: getattr(p.assignments[1], field) + 1})
    assert wrong(replace(p, assignments=(p.assignments[0], off))) == {"assignment_figures"}


@pytest.mark.parametrize("field", ["site", "origin"])
def test_assignment_figures_name_the_places(field: str) -> None:
    p = right()
    other: dict[str, Any] = {field: "nis"}
    off = replace(p.assignments[1], **other)
    assert wrong(replace(p, assignments=(p.assignments[0], off))) == {"assignment_figures"}


def test_duties_hold_every_assignment_once() -> None:
    p = right()
    half = replace(p.duties[0], seats=("a/1",))
    for duty in (half, replace(half, seats=("a/1", "c/1"))):
        assert wrong(replace(p, duties=(duty,))) == {"duties"}
    for duties in ((), (p.duties[0], half), p.duties * 2):
        assert "duties" in wrong(replace(p, duties=duties))


def test_digest() -> None:
    assert wrong(replace(right(), problem_digest="")) == set()
    assert wrong(replace(right(), problem_digest=digest(case())[::-1])) == {"digest"}


@pytest.mark.parametrize("by", [-1, 1])
def test_value(by: int) -> None:
    p = right()
    assert "value" in wrong(replace(p, value=p.value + by))


@pytest.mark.parametrize("field", ["seats", "seats_covered"])
def test_seats(field: str) -> None:
    p = right()
    assert wrong(replace(p, **{field: getattr(p, field) + 1})) == {field}


def test_bound() -> None:
    p = right()
    assert wrong(replace(p, bound=p.value - p.value // 2, gap=(p.value // 2) / p.value)) == set()
    assert wrong(replace(p, bound=p.value + 1, gap=-1 / p.value)) == {"bound"}


@pytest.mark.parametrize("gap", [0.1, -0.1, float("nan")])
def test_gap(gap: float) -> None:
    assert wrong(replace(right(), gap=gap)) == {"gap"}


def test_tiers() -> None:
    p = right()
    money = p.tiers[3]
    assert money.name == "money"
    off = (*p.tiers[:3], replace(money, value=money.value + 1), p.tiers[4])
    assert wrong(replace(p, tiers=off)) == {"tiers"}
    high = (*p.tiers[:3], replace(money, bound=money.value + 1), p.tiers[4])
    assert wrong(replace(p, tiers=high)) == {"bound"}
    assert "tiers" in wrong(replace(p, tiers=p.tiers[::-1]))
    assert "tiers" in wrong(replace(p, tiers=tuple(Tier(t, 0) for t in TIERS[:4])))


@pytest.mark.parametrize(
    "claim",
    [
        Coverage(1, 4, 2, 2),
        Coverage(1, 3, 3, 3),
        Coverage(1, 3, 2, 1),
        Coverage(1, 3, 2, 4),
        Coverage(0, 3, 2, 2),
    ],
)
def test_coverage(claim: Coverage) -> None:
    assert wrong(replace(right(), coverage=(claim,))) == {"coverage"}


@pytest.mark.parametrize(("seat_id", "found"), [("c/1", set()), ("a/1", {"uncovered"})])
def test_uncovered(seat_id: str, found: set[str]) -> None:
    told = Uncovered(seat_id, Reason("no_candidate", "Nobody speaks the dialect."))
    assert wrong(replace(right(), uncovered=(told,))) == found


def test_uncovered_names_a_seat() -> None:
    told = Uncovered("x", Reason("no_candidate", "Nobody."))
    assert wrong(replace(right(), uncovered=(told,))) == {"uncovered"}


def test_without_claims_only_the_work_is_judged() -> None:
    p = replace(right(), value=1, bound=9, gap=1.0, seats=7)
    assert check(case(), p, claims=False).legal
