"""Rules about what the member is entitled to: qualification, training, vetting, undertaking."""

from __future__ import annotations

from scheduler.check.served import Served
from scheduler.check.view import View


def qualification(_view: View, s: Served) -> str:
    """The member is qualified for the procedure."""
    needed = s.seat.qualification
    if not needed or s.member.procedures is None or needed in s.member.procedures:
        return ""
    return f"is not qualified for {needed}"


def training(_view: View, s: Served) -> str:
    """Every required training is valid until the end of the seat."""
    needed = (*s.seat.trainings, *(s.policy.trainings if s.policy is not None else ()))
    missing = [t for t in needed if not trained(s, t)]
    return f"lacks training: {', '.join(missing)}" if missing else ""


def trained(s: Served, topic: str) -> bool:
    """Whether a training is valid at the end of the seat."""
    return any(
        t.topic == topic and (t.until is None or t.until >= s.end) for t in s.member.trainings
    )


def vetting(view: View, s: Served) -> str:
    """Vetting of the country is valid now and until the end of the seat."""
    country = s.seat.vetting
    if not country:
        return ""
    at = min(view.problem.now, s.start)
    for v in s.member.vettings:
        begun = v.since is None or v.since <= at
        if v.country == country and begun and (v.until is None or v.until >= s.end):
            return ""
    return f"has no valid vetting for {country}"


def undertaking(view: View, s: Served) -> str:
    """The undertaking of confidentiality is signed."""
    if not view.problem.policy.undertaking_required:
        return ""
    signed = s.member.undertaking_at
    return "" if signed is not None and signed <= view.problem.now else "has signed no undertaking"
