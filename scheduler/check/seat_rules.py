"""Rules about one seat and the member in it. Each returns what is wrong, or an empty text."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.check.credential_rules import qualification, training, undertaking, vetting
from scheduler.check.language_rules import source_language, target_language
from scheduler.check.room_rules import host_room
from scheduler.check.served import Served
from scheduler.check.view import View

SeatRule = Callable[[View, Served], str]


def role(_view: View, s: Served) -> str:
    """The member acts in the seat's role and holds every further role it asks for."""
    needed = [r for r in (s.seat.role, *s.seat.also_roles) if r]
    missing = [] if s.member.roles is None else [r for r in needed if r not in s.member.roles]
    return f"is not {', '.join(missing)}" if missing else ""


def procedure_policy(_view: View, s: Served) -> str:
    """The country's law lets this role and modality into this procedure."""
    law = s.policy
    if law is None:
        return ""
    if law.roles is not None and s.seat.role and s.seat.role not in law.roles:
        return f"{law.procedure} in {law.country} admits no {s.seat.role}"
    if law.modalities is not None and s.assignment.modality not in law.modalities:
        return f"{law.procedure} in {law.country} may not be {s.assignment.modality}"
    return ""


def gender(_view: View, s: Served) -> str:
    """The gender that is required."""
    if s.seat.gender in ("", s.member.gender):
        return ""
    return f"gender {s.seat.gender} is required"


def recusal(view: View, s: Served) -> str:
    """No recusal names this case, officer, authority, site or session."""
    ids = {
        "case": s.session.case,
        "officer": s.session.officer,
        "site": s.session.site,
        "authority": s.session.authority,
        "session": s.session.id,
    }
    for r in view.recusals.get(s.member.id, ()):
        if r.id and ids[r.scope] == r.id:
            return f"is recused from {r.scope} {r.id}"
    return ""


def independence(_view: View, s: Served) -> str:
    """Where independence is asked for, nobody tied to the site serves."""
    tied = s.session.independent and s.session.site in s.member.tied_sites
    return f"is tied to {s.session.site}" if tied else ""


def country_permit(view: View, s: Served) -> str:
    """The member may work for the country of the session, and in the country they sit in."""
    served = s.member.remote_countries if s.remote else s.member.on_site_countries
    if served is not None and s.session.country and s.session.country not in served:
        return f"may not work {'remotely for' if s.remote else 'in'} {s.session.country}"
    entered, seated = s.member.on_site_countries, view.countries.get(s.place, "")
    if entered is not None and seated and s.place != s.member.home and seated not in entered:
        return f"may not work in {seated}"
    return ""


def modality(_view: View, s: Served) -> str:
    """Session, seat and member all allow the modality."""
    chosen = s.assignment.modality
    for owner, allowed in (
        ("session", s.session.modalities),
        ("seat", s.seat.modalities),
        ("member", s.member.modalities),
    ):
        if allowed is not None and chosen not in allowed:
            return f"the {owner} does not allow {chosen}"
    return ""


def remote_cap(view: View, s: Served) -> str:
    """Phone and video seats are not longer than law and policy allow."""
    field = {"phone": "phone_cap", "video": "video_cap"}.get(s.assignment.modality)
    if field is None:
        return ""
    caps = [getattr(view.problem.policy, field), getattr(s.policy, field, None)]
    cap = min((c for c in caps if c is not None), default=s.minutes)
    return f"{s.assignment.modality} may last {cap} minutes" if s.minutes > cap else ""


def availability(_view: View, s: Served) -> str:
    """The seat lies inside one window of the member's availability."""
    windows = s.member.available
    if windows is None or any(a <= s.start and s.end <= b for a, b in windows):
        return ""
    return "is not available"


def candidates(_view: View, s: Served) -> str:
    """The member is on the seat's list, where it has one."""
    listed = s.seat.candidates
    return "" if listed is None or s.member.id in listed else "is not among the candidates"


SEAT_RULES: dict[str, SeatRule] = {
    rule.__name__: rule
    for rule in (
        role,
        procedure_policy,
        source_language,
        target_language,
        qualification,
        training,
        vetting,
        undertaking,
        gender,
        recusal,
        independence,
        country_permit,
        modality,
        remote_cap,
        availability,
        candidates,
        host_room,
    )
}
