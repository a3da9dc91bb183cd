"""Whether the cases of a certificate leave no plan out."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.certificate import Case

Question = tuple[frozenset[str], int]
"""Are at least so many of these seats open?"""
Answers = dict[Question, bool]


def exhaustive(cases: Sequence[Case]) -> bool:
    """Whether they are the leaves of a tree each node of which asks one question."""
    groups = [[_answers(case) for case in cases]]
    if any(len(told) < len(case.answers) for told, case in zip(groups[0], cases, strict=True)):
        return False
    while groups:
        group = groups.pop()
        if group == [{}]:
            continue
        question = _asked(group)
        if question is None:
            return False
        groups += [_given(group, question, reached=answer) for answer in (True, False)]
    return True


def _answers(case: Case) -> Answers:
    return {(frozenset(told.seats), told.number): told.reached for told in case.answers}


def _asked(group: Sequence[Answers]) -> Question | None:
    """A question that all of them answer."""
    return (
        next((q for q in group[0] if all(q in other for other in group)), None) if group else None
    )


def _given(group: Sequence[Answers], question: Question, *, reached: bool) -> list[Answers]:
    """What those that answer the question so say about others."""
    return [
        {q: answer for q, answer in case.items() if q != question}
        for case in group
        if case[question] == reached
    ]
