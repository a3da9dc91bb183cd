"""Whether the cases of a certificate leave no plan out."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.certificate import Case

Answers = dict[str, bool]
"""Seats to whether they are covered."""


def exhaustive(cases: Sequence[Case]) -> bool:
    """Whether they are the leaves of a tree each node of which asks whether one seat is covered."""
    if any({*case.covered} & {*case.uncovered} for case in cases):
        return False
    groups = [[_answers(case) for case in cases]]
    while groups:
        group = groups.pop()
        if group == [{}]:
            continue
        seat = _asked(group)
        if seat is None:
            return False
        groups += [_given(group, seat, covered=answer) for answer in (True, False)]
    return True


def _answers(case: Case) -> Answers:
    return {**dict.fromkeys(case.covered, True), **dict.fromkeys(case.uncovered, False)}


def _asked(group: Sequence[Answers]) -> str | None:
    """A seat about which all of them say something."""
    return (
        next((s for s in group[0] if all(s in other for other in group)), None) if group else None
    )


def _given(group: Sequence[Answers], seat: str, *, covered: bool) -> list[Answers]:
    """What those that say so about the seat say about others."""
    return [
        {s: answer for s, answer in case.items() if s != seat}
        for case in group
        if case[seat] == covered
    ]
