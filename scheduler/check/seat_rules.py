"""Rules about one seat and the member in it. Each returns what is wrong, or an empty text."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.check.view import Served, View
from scheduler.problem import Acceptance, Room

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


def host_room(view: View, s: Served) -> str:
    """Remote work is done in a fit room the member may use, or at home where none is needed."""
    equipment = (*s.session.room_equipment, *(s.policy.remote_equipment if s.policy else ()))
    if not s.remote:
        return "an on-site seat has no host room" if s.assignment.room else ""
    if not s.assignment.room:
        return "needs a host room" if s.session.needs_room or equipment else ""
    site, room = view.rooms[s.assignment.room]
    missing = [e for e in equipment if e not in room.equipment]
    if missing:
        return f"room {room.id} lacks {', '.join(missing)}"
    return _unfit(room, s) or _unreachable(view, s, site)


def _unfit(room: Room, s: Served) -> str:
    if not room.private:
        return f"room {room.id} is not private"
    if not room.link_ok:
        return f"room {room.id} failed its link test"
    inside = room.windows is None or any(
        a <= s.busy_from and s.busy_until <= b for a, b in room.windows
    )
    return "" if inside else f"room {room.id} is not approved at that time"


def _unreachable(view: View, s: Served, site: str) -> str:
    if s.member.host_sites is None or site in s.member.host_sites:
        return ""
    day = view.by_day[s.member.id, s.day]
    before = day[day.index(s) - 1] if day.index(s) else None
    if view.problem.policy.in_place_remote and before is not None and before.place == site:
        return ""
    return f"may not use rooms at {site}"


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
