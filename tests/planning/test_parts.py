"""A large week in parts, with the real solver and real workers: nothing is lost, nothing twice."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app.db.models import Assignment, Plan, PlanPart, PlanProgress, PlanRun, PlanSpread
from app.domain.accounts import Grant
from app.domain.states import PlanRunState
from app.domain.vocabulary import UserRole
from app.services import planning
from app.services.planning import part_rounds, parts
from config import PROJECT
from scheduler.spread.standing import ROUNDS
from tests.factories import NOW, make_member, make_request
from tests.planning.conftest import TUESDAY, Week
from tests.planning.test_runs import await_end, await_solver, revive_stalled
from tests.support.web import log_in

MOST = 2
"""Members of a part."""


@pytest.fixture
def large(week: Week) -> Week:
    """Two languages, each with two members and two requests: a part each, proven by itself."""
    return in_parts(week, "apc")


@pytest.fixture
def tied(week: Week) -> Week:
    """Four members and four requests of one language: two parts that could serve the same."""
    return in_parts(week, "pbu")


def in_parts(week: Week, dialect: str) -> Week:
    with week.database.session_factory.begin() as session:
        for hours in (2, 4):
            make_member(session, dialects=(dialect,))
            begins = TUESDAY + timedelta(hours=hours)
            make_request(session, starts_at=begins, dialect=dialect)
    settings = replace(week.runtime.settings, solve_part_members=MOST)
    return replace(week, runtime=replace(week.runtime, settings=settings))


def run_of(week: Week, run_id: int) -> PlanRun:
    with week.database.session_factory() as session:
        return session.get_one(PlanRun, run_id)


def count(week: Week, model: type[Plan | Assignment | PlanPart | PlanProgress]) -> int:
    with week.database.session_factory() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("kind", ["large", "tied"])
def test_a_large_week_is_solved_in_parts_joined_and_kept_as_one_draft(
    request: pytest.FixtureRequest, kind: str
) -> None:
    large: Week = request.getfixturevalue(kind)
    plan_id = large.solve()

    with large.database.session_factory() as session:
        plan = session.get_one(Plan, plan_id)
        spread = session.get_one(PlanSpread, plan.run_id)
        held = session.scalars(select(Assignment)).all()
    assert (plan.seats, plan.seats_covered) == (4, 4)
    assert 0 < plan.bound <= plan.value
    assert len({(a.member_id, a.period.lower) for a in held}) == 4
    assert spread.parts == 2
    assert spread.round == 2 if kind == "large" else spread.round > 2
    assert count(large, PlanPart) == 0
    assert count(large, PlanProgress) == spread.round - 1


def test_a_worker_killed_in_the_middle_of_a_part_loses_nothing(large: Week) -> None:
    run_id = large.queue(seconds=40)
    with worker(large) as first:
        solver = await_solver(first.pid, b"part")
        first.kill()
    await_end(solver)
    assert run_of(large, run_id).state is PlanRunState.SOLVING

    revive_stalled(large)
    large.work()

    assert (run_of(large, run_id).state, run_of(large, run_id).attempts) == (
        PlanRunState.SOLVED,
        1,
    )
    assert (count(large, Plan), count(large, Assignment)) == (1, 4)


def test_two_workers_share_the_parts_and_join_each_round_once(tied: Week) -> None:
    run_id = tied.queue(seconds=40)
    with worker(tied), worker(tied):
        await_plan(tied, run_id)

    assert (count(tied, Plan), count(tied, Assignment)) == (1, 4)
    with tied.database.session_factory() as session:
        jobs = session.execute(
            text("SELECT task_name, args ->> 'round_number' FROM queue.procrastinate_jobs")
        )
        joins = Counter(number for task, number in jobs if task == "planning:join_parts")
    assert set(joins.values()) == {1}


@contextmanager
def worker(week: Week) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.support.trial_worker", week.database.url, str(MOST)]
    with subprocess.Popen(command, cwd=PROJECT) as process:
        try:
            yield process
        finally:
            process.kill()


def await_plan(week: Week, run_id: int) -> None:
    deadline = time.monotonic() + 120
    while run_of(week, run_id).state in (PlanRunState.QUEUED, PlanRunState.SOLVING):
        assert time.monotonic() < deadline, "the run did not end"
        time.sleep(0.1)
    assert run_of(week, run_id).state is PlanRunState.SOLVED


@pytest.fixture
def spread(large: Week) -> int:
    """A run whose parts wait for workers; its number."""
    run_id = large.queue(seconds=40)
    from app.services.planning.solving import Solve

    factory = large.database.session_factory
    Solve(factory, large.runtime.now, 4096, MOST).run(run_id)
    return run_id


def test_an_answer_that_comes_twice_is_kept_once_and_joined_once(large: Week, spread: int) -> None:
    factory = large.database.session_factory
    with factory() as session:
        found = session.scalars(select(PlanPart.id).order_by(PlanPart.number)).all()
    for part_id in (*found, *found):
        with factory.begin() as session:
            parts.keep_answer(session, NOW, spread, part_id, b"answer")
    with factory() as session:
        joins = session.scalar(
            text(
                "SELECT count(*) FROM queue.procrastinate_jobs"
                " WHERE task_name = 'planning:join_parts'"
            )
        )
    assert joins == 1


def test_a_round_is_replaced_by_the_next_one_once(large: Week, spread: int) -> None:
    factory = large.database.session_factory
    with factory.begin() as session:
        assert part_rounds.next_round(session, spread, 0, b"standing")
    with factory.begin() as session:
        assert not part_rounds.next_round(session, spread, 0, b"standing")
        assert part_rounds.ended_round(session, spread, 0) is None
    assert count(large, PlanPart) == 2


def test_a_part_whose_job_was_lost_is_queued_again(large: Week, spread: int) -> None:
    with large.database.session_factory.begin() as session:
        lost = session.scalar(select(func.min(PlanPart.id)))
        session.execute(
            text("DELETE FROM queue.procrastinate_jobs WHERE (args ->> 'part_id')::bigint = :part"),
            {"part": lost},
        )
    with large.database.session_factory.begin() as session:
        planning.recover_parts(session)
        planning.recover_parts(session)
    large.work()

    assert run_of(large, spread).state is PlanRunState.SOLVED


def test_a_run_in_parts_that_no_job_is_left_of_goes_on_where_it_was(
    large: Week, spread: int
) -> None:
    with large.database.session_factory.begin() as session:
        session.execute(text("DELETE FROM queue.procrastinate_jobs"))
    with large.database.session_factory.begin() as session:
        planning.recover_runs(session, NOW)
    large.work()

    assert run_of(large, spread).state is PlanRunState.SOLVED
    assert count(large, Plan) == 1


def test_a_part_that_killed_worker_after_worker_ends_its_run_and_says_so(
    large: Week, spread: int
) -> None:
    with large.database.session_factory.begin() as session:
        part = session.scalars(select(PlanPart).order_by(PlanPart.id)).first()
        assert part is not None
        part.attempts = 3
    large.work()

    ended = run_of(large, spread)
    assert ended.state is PlanRunState.FAILED
    assert "died 3 times while it solved one part" in str(ended.error)


def test_a_run_that_is_stopped_ends_the_solvers_of_its_parts(app: Flask, large: Week) -> None:
    run_id = large.queue(seconds=3000)
    coordinator = log_in(app, large.database, "vera", Grant(UserRole.COORDINATOR, country="RS"))
    with worker(large) as process:
        solver = await_solver(process.pid, b"part")
        answer = coordinator.post(f"/plans/runs/{run_id}/stop")
        assert answer.status_code == 303
        await_end(solver)
        assert process.poll() is None

    ended = run_of(large, run_id)
    assert ended.state is PlanRunState.NO_PLAN
    assert "A coordinator stopped it." in coordinator.get(f"/plans/runs/{run_id}").text
    assert count(large, PlanPart) == count(large, Plan) == 0


def test_what_the_solver_of_a_part_died_of_is_what_the_run_says(large: Week, spread: int) -> None:
    small = replace(large.runtime, settings=replace(large.runtime.settings, solve_memory_mb=64))
    replace(large, runtime=small).work()

    ended = run_of(large, spread)
    assert ended.state is PlanRunState.FAILED
    assert "The solver ended with status 1" in str(ended.error)
    assert count(large, PlanPart) == 0


def test_answers_that_make_no_plan_end_the_run_and_say_so(large: Week, spread: int) -> None:
    factory = large.database.session_factory
    with factory() as session:
        found = session.scalars(select(PlanPart.id)).all()
    for part_id in found:
        with factory.begin() as session:
            parts.keep_answer(session, NOW, spread, part_id, b"no answer")
    large.work()

    ended = run_of(large, spread)
    assert ended.state is PlanRunState.FAILED
    assert "The parts do not make a plan: " in str(ended.error)


def test_the_page_of_a_run_in_parts_says_how_far_it_is(
    app: Flask, large: Week, spread: int
) -> None:
    coordinator = log_in(app, large.database, "vera", Grant(UserRole.COORDINATOR, country="RS"))

    page = coordinator.get(f"/plans/runs/{spread}")
    told = coordinator.get(f"/plans/runs/{spread}/progress").get_json()

    assert f"Round 1 of {len(ROUNDS)}: 0 of 2 parts are solved." in page.text
    assert told["parts"] == f"Round 1 of {len(ROUNDS)}: 0 of 2 parts are solved."
