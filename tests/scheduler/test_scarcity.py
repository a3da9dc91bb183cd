"""Prices of seats by language and hour."""

from dataclasses import replace

from scheduler.generate import made_up
from scheduler.plan import Scarcity, plan_from_json, plan_to_json
from scheduler.problem import Acceptance, Day, Member, Problem, Seat, Session, Skill
from scheduler.refereed import solve
from scheduler.stop import Stop
from tests.scheduler.test_certificate import branched

DAY = Day(date="2026-12-01", start=0, end=1440)


def problem(*members: str, seats: int = 1) -> Problem:
    """Seats in Pashto at nine, all at once, and members who speak it."""
    sessions = tuple(Session(f"s{i}", 540, 60) for i in range(seats))
    asked = tuple(Seat(f"{s.id}/1", s.id, accepts=(Acceptance("pbu"),)) for s in sessions)
    skilled = tuple(Member(name, skills=(Skill("pbu"),)) for name in members)
    return Problem(sessions, asked, skilled, days=(DAY,))


def test_a_seat_that_nobody_can_serve_is_worth_what_leaving_it_open_costs() -> None:
    p = problem()

    (found,) = solve(p, Stop(steps=20)).scarcity

    assert found == Scarcity("pbu", 9, 1, p.goals.coverage[p.sessions[0].priority])


def test_with_members_enough_a_seat_is_worth_little_and_with_too_few_very_much() -> None:
    enough = solve(problem("ana", "bojan", seats=2), Stop(steps=20)).scarcity
    too_few = solve(problem("ana", seats=2), Stop(steps=20)).scarcity

    assert [s.seats for s in enough] == [2]
    assert 1000 * enough[0].price < too_few[0].price


def test_a_plan_with_prices_is_read_as_it_was_written_and_the_same_steps_give_the_same() -> None:
    p = made_up(12, 60, 6, seed=3)

    first, second = (solve(p, Stop(steps=30), seed=2) for _ in range(2))

    assert first.scarcity
    assert plan_from_json(plan_to_json(first)) == first
    assert sum(s.seats for s in first.scarcity) == sum(not s.chain for s in p.seats)
    assert replace(first, seconds=0) == replace(second, seconds=0)


def test_what_is_asked_of_cases_makes_no_seat_dearer_than_leaving_it_open() -> None:
    p, plan, certificate = branched()

    assert any(not answer.reached for case in certificate.cases for answer in case.answers)
    dearest = max(p.goals.weight_of(s) for s in p.sessions)
    assert max(found.price for found in plan.scarcity) <= dearest
