"""A run from the question to the draft, with the real solver and real workers."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from app.db.models import Assignment, Plan, PlanProgress, PlanRun, ServiceRequest
from app.db.queue import defer
from app.domain.errors import ConflictError, InvalidError
from app.domain.states import AssignmentState, PlanRunState, PlanState, RequestState
from app.services import planning, snapshot
from app.services.planning import attempts
from config import PROJECT
from scheduler.plan import plan_from_json
from tests.factories import NOW
from tests.planning.conftest import FIRST, LAST, Week


def test_a_week_is_solved_checked_and_kept_as_a_draft(week: Week) -> None:
    plan_id = week.solve()

    with week.database.session_factory() as session:
        plan = session.get_one(Plan, plan_id)
        ended = session.get_one(PlanRun, plan.run_id)
        proposals = session.scalars(select(Assignment)).all()
        points = session.scalars(select(PlanProgress)).all()
    assert (plan.state, plan.seats, plan.seats_covered) == (PlanState.DRAFT, 2, 2)
    assert plan.bound <= plan.value
    assert ended.state is PlanRunState.SOLVED
    assert {a.state for a in proposals} == {AssignmentState.PROPOSED}
    assert len({a.member_id for a in proposals}) == 2
    assert points[-1].seats_covered == 2


def test_a_worker_killed_in_the_middle_of_a_solve_costs_an_attempt_and_nothing_else(
    week: Week,
) -> None:
    run_id = week.queue()
    command = [sys.executable, "-m", "tests.support.trial_worker", week.database.url]
    with subprocess.Popen(command, cwd=PROJECT) as worker:
        solver = await_solver(worker.pid)
        worker.kill()
    await_end(solver)
    assert run(week, run_id).state is PlanRunState.SOLVING

    revive_stalled(week)
    week.work()

    ended = run(week, run_id)
    assert (ended.state, ended.attempts) == (PlanRunState.SOLVED, 2)
    with week.database.session_factory() as session:
        assert session.scalar(select(func.count()).select_from(Plan)) == 1
        assert session.scalar(select(func.count()).select_from(Assignment)) == 2


def run(week: Week, run_id: int) -> PlanRun:
    with week.database.session_factory() as session:
        return session.get_one(PlanRun, run_id)


def await_solver(worker: int, word: bytes = b"solve") -> int:
    """The solver's process once the worker has started it."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        for task in Path(f"/proc/{worker}/task").glob("*/children"):
            for child in task.read_text().split():
                if word in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
        time.sleep(0.05)
    raise AssertionError("the worker started no solver")


def await_end(process: int) -> None:
    """A solver does not outlive its worker."""
    deadline = time.monotonic() + 10
    while Path(f"/proc/{process}/status").exists():
        if "State:\tZ" in Path(f"/proc/{process}/status").read_text():
            return
        assert time.monotonic() < deadline, "the solver outlived its worker"
        time.sleep(0.05)


def revive_stalled(week: Week) -> None:
    """What the clock does once a worker has been silent for a while."""
    silence = "UPDATE queue.procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
    with week.database.session_factory.begin() as session:
        session.execute(text(silence))
        defer(session, "queue:retry_stalled", {})
    week.work()


def test_a_run_whose_job_was_lost_is_queued_again(week: Week) -> None:
    run_id = week.queue()
    lose_jobs(week, PlanRunState.SOLVING, attempts=1)

    with week.database.session_factory.begin() as session:
        planning.recover_runs(session, NOW)
        planning.recover_runs(session, NOW)
    week.work()

    assert (run(week, run_id).state, run(week, run_id).attempts) == (PlanRunState.SOLVED, 2)


def test_a_run_that_killed_worker_after_worker_fails_and_says_so(week: Week) -> None:
    run_id = week.queue()
    lose_jobs(week, PlanRunState.SOLVING, attempts=3)

    with week.database.session_factory.begin() as session:
        planning.recover_runs(session, NOW)

    assert run(week, run_id).state is PlanRunState.FAILED
    assert "died 3 times" in str(run(week, run_id).error)


def lose_jobs(week: Week, state: PlanRunState, attempts: int) -> None:
    with week.database.session_factory.begin() as session:
        session.execute(text("DELETE FROM queue.procrastinate_jobs"))
        session.execute(update(PlanRun).values(state=state, attempts=attempts))


def test_a_run_that_is_under_way_is_named_to_who_plans_the_same_days(week: Week) -> None:
    run_id = week.queue()

    with pytest.raises(ConflictError, match=rf"Run {run_id} plans 30.11.2026 to 06.12.2026"):
        week.queue()


def test_faulty_days_and_limits_are_named_by_field(week: Week) -> None:
    with week.database.session_factory() as session, pytest.raises(InvalidError) as refusal:
        planning.queue_run(session, week.coordinator, NOW, LAST, FIRST, 0, seed=-1)

    assert set(refusal.value.fields) == {"last_day", "seconds", "seed"}


def test_days_without_an_accepted_session_are_not_planned(week: Week) -> None:
    later = FIRST + timedelta(days=70)

    with week.database.session_factory() as session, pytest.raises(InvalidError) as refusal:
        planning.queue_run(session, week.coordinator, NOW, later, later, 5)

    assert set(refusal.value.fields) == {"first_day"}


def test_a_plan_the_referee_finds_illegal_is_never_kept(week: Week) -> None:
    run_id = week.queue()
    with week.database.session_factory.begin() as session:
        started = attempts.start_run(session, NOW, run_id)
        assert started is not None
        problem = snapshot.take(session, FIRST, LAST, NOW).problem
    first = problem.seats[0].id
    false = plan_from_json(
        {
            "version": 1,
            "value": 0,
            "bound": 0,
            "gap": 0,
            "seats": 2,
            "seats_covered": 2,
            "seconds": 1,
            "duties": [],
            "tiers": [],
            "assignments": [
                {"seat": first, "member": problem.members[0].id, "start": 0, "modality": "phone"}
            ],
        }
    )

    with week.database.session_factory.begin() as session:
        attempts.finish_run(session, NOW, run_id, started.attempts, problem, false)

    ended = run(week, run_id)
    assert ended.state is PlanRunState.FAILED
    assert "the session does not allow phone" in str(ended.error)
    with week.database.session_factory() as session:
        assert session.scalar(select(func.count()).select_from(Plan)) == 0
        assert session.scalar(select(func.count()).select_from(Assignment)) == 0


def test_what_an_overtaken_worker_hands_in_is_refused(week: Week) -> None:
    run_id = week.queue()
    with week.database.session_factory.begin() as session:
        first = attempts.start_run(session, NOW, run_id)
        assert first is not None
        overtaken = first.attempts
        attempts.start_run(session, NOW, run_id)

    point = {"seconds": 1, "value": 5, "bound": 1, "seats": 2, "seats_covered": 1}
    with week.database.session_factory() as session, pytest.raises(attempts.StaleAttemptError):
        attempts.note_progress(session, run_id, overtaken, point)


def test_a_week_whose_sessions_were_all_cancelled_ends_without_a_plan(week: Week) -> None:
    run_id = week.queue()
    with week.database.session_factory.begin() as session:
        session.execute(update(ServiceRequest).values(state=RequestState.CANCELLED))

    week.work()

    assert run(week, run_id).state is PlanRunState.NO_PLAN
