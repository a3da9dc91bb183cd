"""The goals, tier by tier, in cents of value; one function a tier."""

from __future__ import annotations

from collections import Counter, defaultdict

from scheduler.check.credential_rules import trained
from scheduler.check.joint_rules import covered
from scheduler.check.language_rules import enough, score
from scheduler.check.pay import duty_cost
from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.check.week_rules import minutes_by_week
from scheduler.problem import Seat

STATUTORY = -1
Pair = tuple[str, str]
"""Two countries, in order."""


def counted(view: View) -> list[Seat]:
    """The seats that are to be covered; legs of a stand-in chain are not among them."""
    return [s for s in view.problem.seats if not s.instead_of]


def priority(view: View, seat: Seat) -> int:
    """The seat's class: -1 for statutory, else its session's priority."""
    session = view.sessions[seat.session]
    return STATUTORY if session.statutory else session.priority


def weight(view: View, seat: Seat) -> int:
    """What it costs to leave the seat uncovered."""
    goals, rank = view.problem.goals, priority(view, seat)
    if rank == STATUTORY:
        return goals.statutory
    return goals.coverage[min(rank, len(goals.coverage) - 1)]


def coverage(view: View) -> int:
    """Tier 1: seats left uncovered."""
    return sum(weight(view, s) for s in counted(view) if not covered(view, s.id))


def changes(view: View) -> int:
    """Tier 2: confirmed assignments that are moved or given up."""
    moved = 0
    for c in view.problem.confirmed:
        s = view.served.get(c.seat)
        moved += s is None or not (
            s.member.id == c.member
            and c.start in (None, s.start)
            and c.modality in ("", s.assignment.modality)
        )
    return moved * view.problem.goals.change


def quality(view: View) -> int:
    """Tier 3: dialect, modality, gender, continuity, training, rotation, relay."""
    return sum(_quality(view, s) for s in view.served.values())


def _quality(view: View, s: Served) -> int:
    met = view.recent.get((s.member.id, s.session.officer), 0)
    return _dialect(view, s) + _preferences(view, s) + met * view.problem.goals.rotation


def _dialect(view: View, s: Served) -> int:
    if not s.seat.accepts or s.member.skills is None:
        return 0
    goals = view.problem.goals
    found = [(i, score(view, s, a), enough(a)) for i, a in enumerate(s.seat.accepts)]
    good = [(i, got) for i, got, need in found if got >= need] or [(i, g) for i, g, _ in found]
    return min(i * goals.fallback + (100 - got) * goals.dialect for i, got in good)


def _preferences(view: View, s: Served) -> int:
    goals, seat, session = view.problem.goals, s.seat, s.session
    cost = goals.training * sum(not trained(s, t) for t in seat.preferred_trainings)
    cost += goals.relay * bool(seat.chain)
    cost += goals.modality * (session.preferred_modality not in ("", s.assignment.modality))
    cost += goals.gender * (seat.preferred_gender not in ("", s.member.gender))
    return cost + goals.continuity * (session.continuity_member not in ("", s.member.id))


def money(view: View) -> int:
    """Tier 4: fees, travel, lodging."""
    used = {s.member.id for s in view.served.values()}
    hired = sum(view.members[m].hire_fee for m in used)
    return hired + sum(duty_cost(shift) for shift in view.shifts)


def load(view: View) -> int:
    """Tier 5 but for the balance between countries: overload, unsocial hours, trips, trauma."""
    return _overload(view) + _burdens(view) + _trips(view)


def _overload(view: View) -> int:
    total = 0
    before: dict[tuple[str, str], int] = defaultdict(int)
    for c in view.problem.commitments:
        before[c.member, c.week] += c.minutes
    for key, minutes in minutes_by_week(view).items():
        fair = view.members[key[0]].fair_minutes
        if fair is not None:
            total += max(0, minutes - fair) - max(0, before[key] - fair)
    return total * view.problem.goals.overload


def _burdens(view: View) -> int:
    goals, total = view.problem.goals, 0
    for s in view.served.values():
        social = view.days[s.day].social
        if social is not None:
            inside = max(0, min(s.end, social[1]) - max(s.start, social[0]))
            minutes = s.minutes - inside
            total += (minutes * goals.unsocial * s.member.unsocial_load + 3000) // 6000
        if s.session.trauma:
            total += (goals.trauma * s.member.trauma_load + 50) // 100
    return total


def _trips(view: View) -> int:
    goals = view.problem.goals
    return sum(
        (goals.trip * shift.member.trip_load + 50) // 100
        for shift in view.shifts
        for way in shift.ways
        if way is not None and way.border
    )


def lending(view: View) -> Counter[Pair]:
    """Minutes that the first of two countries lends the second, less those lent back."""
    net: Counter[Pair] = Counter()
    lent = [(x.lender, x.borrower, x.minutes) for x in view.problem.lent]
    lent += [(s.member.country, s.session.country, s.minutes) for s in view.served.values()]
    for lender, borrower, minutes in lent:
        if lender and borrower and lender != borrower:
            first, second = sorted((lender, borrower))
            net[first, second] += minutes if lender == first else -minutes
    return net


OF_SESSIONS = {"coverage": coverage, "changes": changes}
OF_MEMBERS = {"quality": quality, "money": money, "fairness": load}
"""The tiers, which look at one session or at one member at a time."""
