"""Rules about languages: what the member understands, speaks and reads."""

from __future__ import annotations

from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.problem import Acceptance


def score(view: View, s: Served, accepted: Acceptance) -> int:
    """Best substitution score of the member for one accepted dialect, 0 to 100."""
    best = 0
    for skill in s.member.skills or ():
        if skill.direction == "into":
            continue
        if skill.dialect == accepted.dialect:
            return 100
        table = view.scores.get((accepted.dialect, skill.dialect), {})
        best = max(best, table.get(accepted.table, 0))
    return best


def enough(accepted: Acceptance) -> int:
    """The lowest score that is enough, consent considered."""
    if accepted.consent:
        return min(accepted.min_score, accepted.consent_score)
    return accepted.min_score


def source_language(view: View, s: Served) -> str:
    """One of the dialects the applicant accepts is understood well enough."""
    if not s.seat.accepts or s.member.skills is None:
        return ""
    if any(score(view, s, a) >= enough(a) for a in s.seat.accepts):
        return ""
    return "understands none of " + ", ".join(a.dialect for a in s.seat.accepts)


def target_language(_view: View, s: Served) -> str:
    """One of the office's languages is spoken well enough, and the script is read."""
    m = s.member
    if s.seat.script and m.scripts is not None and s.seat.script not in m.scripts:
        return f"does not read {s.seat.script}"
    if not s.seat.into or m.skills is None:
        return ""
    spoken = [k for k in m.skills if k.direction != "from"]
    if any(k.dialect == t.language and k.level >= t.min_level for t in s.seat.into for k in spoken):
        return ""
    return "does not speak " + ", ".join(t.language for t in s.seat.into) + " well enough"
