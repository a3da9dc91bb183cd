"""What must hold between the solutions of two problems, however good the search is.

Both plans come with a bound, so each law is checked by values that are proven.
"""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.plan import Plan
from scheduler.problem import Member, Policy, Problem, problem_from_json, problem_to_json
from scheduler.refereed import solve
from scheduler.stop import Stop
from tests.scheduler.strategies import members, problems

STOP = Stop(seconds=20)
CALM = settings(
    derandomize=True,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
RELAXED: dict[str, Any] = {
    "break_minutes": 0,
    "max_continuous_remote": None,
    "max_day_minutes": None,
    "max_week_minutes": None,
    "max_span": None,
    "min_rest": 0,
    "max_consecutive_days": None,
    "max_trauma_day": None,
    "max_trauma_week": None,
    "lunch_minutes": None,
    "phone_cap": None,
    "video_cap": None,
    "max_relay_remote": None,
    "in_place_remote": True,
}
"""Rules that decide only what is allowed, and what they are when they do not bind."""


def not_worse(eased: Plan, before: Plan) -> bool:
    """The best plan of the eased problem cannot cost more than a plan of the one before."""
    if eased.gap == 0 and before.gap == 0:
        return eased.value <= before.value
    return eased.bound <= before.value


@CALM
@given(problems(), members("new"))
def test_one_more_member_never_makes_it_worse(p: Problem, new: Member) -> None:
    if not p.sites:
        new = replace(new, home="", host_sites=None)
    before, after = solve(p, STOP), solve(replace(p, members=(*p.members, new)), STOP)
    assert not_worse(after, before)


@CALM
@given(problems(), st.sampled_from(sorted(RELAXED)))
def test_a_rule_given_up_never_makes_it_worse(p: Problem, rule: str) -> None:
    eased: Policy = replace(p.policy, **{rule: RELAXED[rule]})
    assert not_worse(solve(replace(p, policy=eased), STOP), solve(p, STOP))


@CALM
@given(problems())
def test_one_more_start_never_makes_it_worse(p: Problem) -> None:
    wider = tuple(
        replace(s, latest_start=(s.start if s.latest_start is None else s.latest_start) + 30)
        for s in p.sessions
    )
    assert not_worse(solve(replace(p, sessions=wider), STOP), solve(p, STOP))


@CALM
@given(problems())
def test_new_names_in_another_order_change_nothing(p: Problem) -> None:
    first, other = solve(p, STOP), solve(renamed(p), STOP)
    assert first.bound <= other.value
    assert other.bound <= first.value
    if first.gap == 0 and other.gap == 0:
        assert first.value == other.value


def renamed(p: Problem) -> Problem:
    """Every id is another one, and tables that have no order stand the other way round."""
    rooms = [room for site in p.sites for room in site.rooms]
    tables = (p.sessions, p.seats, p.members, p.sites, rooms)
    ids = [str(row.id) for table in tables for row in table]
    names = {name: f"x{k:03d}" for k, name in enumerate(reversed(ids))}
    q = problem_from_json(_mapped(problem_to_json(p), names))
    return replace(
        q,
        members=q.members[::-1],
        seats=q.seats[::-1],
        sessions=q.sessions[::-1],
        sites=q.sites[::-1],
    )


def _mapped(data: Any, names: dict[str, str]) -> Any:
    if isinstance(data, dict):
        return {key: _mapped(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [_mapped(value, names) for value in data]
    return names.get(data, data) if isinstance(data, str) else data
