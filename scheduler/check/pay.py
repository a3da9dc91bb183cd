"""What a seat, the way to it and a member's day cost, in cents."""

from __future__ import annotations

from scheduler.check.roads import Way
from scheduler.check.served import Served
from scheduler.check.shift import Shift
from scheduler.problem import Member


def hourly(minutes: int, rate: int) -> int:
    """Pay in cents, rounded to the nearest."""
    return (minutes * rate + 30) // 60


def seat_pay(s: Served) -> int:
    """Pay for interpreting at one seat."""
    return hourly(s.minutes, s.member.hourly_rate)


def way_cost(member: Member, way: Way | None) -> int:
    """Time on the way and kilometres; nothing where there is no way."""
    if way is None:
        return 0
    return hourly(way.minutes, member.travel_rate) + way.kilometres * member.km_rate


def duty_cost(shift: Shift) -> int:
    """Everything paid for one member's day, the night that follows included."""
    m = shift.member
    cost = m.day_fee * bool(shift.served) + m.lodging * (shift.sleeps_at != m.home)
    return cost + sum(map(seat_pay, shift.served)) + sum(way_cost(m, w) for w in shift.ways)
