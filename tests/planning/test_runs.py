"""A run from the question to the draft, with the real solver and real workers."""

from sqlalchemy import select

from app.db.models import Assignment, Plan, PlanProgress, PlanRun
from app.domain.lifecycles import AssignmentState, PlanRunState, PlanState
from tests.planning.conftest import Week


def test_a_week_is_solved_checked_and_kept_as_a_draft(week: Week) -> None:
    plan_id = week.solve()

    with week.database.session_factory() as session:
        plan = session.get_one(Plan, plan_id)
        run = session.get_one(PlanRun, plan.run_id)
        proposals = session.scalars(select(Assignment)).all()
        points = session.scalars(select(PlanProgress)).all()
    assert (plan.state, plan.seats, plan.seats_covered) == (PlanState.DRAFT, 2, 2)
    assert plan.bound <= plan.value
    assert run.state is PlanRunState.SOLVED
    assert {a.state for a in proposals} == {AssignmentState.PROPOSED}
    assert len({a.member_id for a in proposals}) == 2
    assert points[-1].seats_covered == 2
