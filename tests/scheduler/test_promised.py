"""What is promised stands before anything is chosen."""

from scheduler.problem import Pin
from scheduler.refereed import solve
from scheduler.solve.compile import compile_problem
from scheduler.solve.master import build_master
from scheduler.solve.pool import served_by
from scheduler.solve.promised import promised
from scheduler.stop import Stop
from tests.scheduler import builders as make


def test_no_leg_of_a_promised_chain_takes_the_time_of_a_pinned_member() -> None:
    """The cheapest member for the second leg is the one who is promised elsewhere."""
    seats = (
        make.seat("chain/1", chain="c", leg=1),
        make.seat("chain/2", chain="c", leg=2, candidates=("bo", "cy")),
        make.seat("direct/1"),
    )
    members = (
        make.member("ana"),
        make.member("bo", day_fee=100),
        make.member("cy", day_fee=90_000),
    )
    p = make.problem(
        (make.session("chain"), make.session("direct")),
        members,
        seats=seats,
        pins=(Pin("chain/1", "ana"), Pin("direct/1", "bo")),
    )
    master = build_master(compile_problem(p))
    routes = promised(master).routes.values()
    who = {
        (p.seats[seat].id, members[r.slot // master.compiled.net.days].id)
        for r in routes
        for seat in served_by(master.compiled, [r])
    }
    assert who == {("chain/1", "ana"), ("chain/2", "cy"), ("direct/1", "bo")}


def test_a_pinned_start_holds_for_the_other_seat_of_the_session() -> None:
    """Ana is free at eight only, Bo from half past."""
    p = make.problem(
        (make.session("s", 480, 30, latest_start=510, start_step=30),),
        (make.member("ana", available=((480, 510),)), make.member("bo", available=((510, 540),))),
        seats=(make.seat("s/1"), make.seat("s/2")),
        pins=(Pin("s/1", "ana", start=480),),
    )
    assert sum(build_master(compile_problem(p)).frame.whole) == 2, "one variable for each start"
    plan = solve(p, Stop(steps=20), seed=1)
    assert [a.seat for a in plan.assignments] == ["s/1"]
