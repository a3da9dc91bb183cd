"""Sessions and seats as the scheduler sees them."""

from collections.abc import Iterable, Sequence

from app.db.models import Seat
from app.domain.procedures import PolicyTerms, ProcedureCode
from app.domain.vocabulary import AuthorityKind, Modality, Role, RoleRule, SiteKind, Strength
from app.services.snapshot.horizon import Horizon
from app.services.snapshot.meetings import START_STEP, Meeting
from app.services.snapshot.people import LEVEL
from app.services.snapshot.places import CAMERA
from app.services.snapshot.rules import percent
from scheduler import problem as scheduler

#: Longer sessions have their meal break inside (presence shifts, monitoring visits).
HALF_DAY_MINUTES = 240
SHIFTS = frozenset({ProcedureCode.MDS, ProcedureCode.MON, ProcedureCode.ONC})
#: Who hears the applicant for the state: nobody interprets on both sides of a case (A2 rule 12).
AUTHORITY_SIDE = frozenset(
    {ProcedureCode.APP, ProcedureCode.INT, ProcedureCode.RBK, ProcedureCode.APL, ProcedureCode.POL}
)


def session(meeting: Meeting, continuity_member: str) -> scheduler.Session:
    """One session; ``continuity_member`` served this applicant before."""
    row, request, terms = meeting.row, meeting.row.request, meeting.terms
    modalities = _modalities(meeting)
    needs_room = (
        terms is not None and terms.host_room_for_video and Modality.VIDEO.value in modalities
    )
    return scheduler.Session(
        id=str(row.id),
        start=meeting.start,
        duration=row.minutes,
        latest_start=meeting.latest if meeting.latest > meeting.start else None,
        start_step=START_STEP,
        site=str(request.site_id),
        country=request.country_code,
        procedure=meeting.procedure,
        modalities=modalities,
        priority=request.priority - 1,
        statutory=request.deadline_on is not None,
        trauma=request.is_trauma_heavy,
        has_lunch=request.procedure_code in SHIFTS and row.minutes >= HALF_DAY_MINUTES,
        needs_room=needs_room,
        room_equipment=(CAMERA,) if needs_room else (),
        independent=_is_independent(meeting),
        case=meeting.case,
        officer=str(request.officer_id or ""),
        authority=str(request.authority_id),
        side=side(request.procedure_code, request.authority.kind),
        continuity_member=continuity_member,
    )


def _modalities(meeting: Meeting) -> tuple[str, ...]:
    """What the request asks for and the site's link allows; the law is the scheduler's to apply."""
    request = meeting.row.request
    allowed = {Modality(m) for m in request.modalities}
    if not request.site.video_ok:
        allowed.discard(Modality.VIDEO)
    return tuple(m.value for m in Modality if m in allowed)


def _is_independent(meeting: Meeting) -> bool:
    """Torture documentation and monitoring by policy; in detention always (Istanbul Protocol)."""
    by_policy = meeting.terms is not None and meeting.terms.independent_of_site
    return by_policy or meeting.row.request.site.kind is SiteKind.DETENTION


def side(procedure: ProcedureCode, kind: AuthorityKind) -> str:
    """Whose side a session is on where sides must be kept apart."""
    if procedure is ProcedureCode.LEG and kind in (AuthorityKind.NGO, AuthorityKind.INTERNATIONAL):
        return "applicant"
    return "authority" if procedure in AUTHORITY_SIDE else ""


def seats(meeting: Meeting, horizon: Horizon) -> Iterable[scheduler.Seat]:
    """The seats of one session."""
    rows = meeting.seats(horizon)
    for row in rows:
        yield _seat(meeting, row, rows)


def _seat(meeting: Meeting, row: Seat, siblings: Sequence[Seat]) -> scheduler.Seat:
    request, terms = meeting.row.request, meeting.terms
    rule = terms.rule_for(row.role) if terms else RoleRule.NO
    beside = _beside(siblings) if rule is RoleRule.BESIDE_INTERPRETER else ""
    alone = rule is RoleRule.BESIDE_INTERPRETER and not beside
    required = request.gender_strength is Strength.REQUIRED
    gender = request.gender.value if request.gender else ""
    others = tuple(r.value for r in Role if r is not row.role)
    return scheduler.Seat(
        id=str(row.id),
        session=str(row.session_id),
        role=row.role.value,
        also_roles=others if rule is RoleRule.DUAL else (),
        accepts=(_acceptance(row, terms),),
        into=(scheduler.Target(row.into_dialect, LEVEL * row.minimum_level),),
        gender=gender if required else "",
        preferred_gender="" if required else gender,
        trainings=tuple(sorted(request.trainings)),
        qualification=request.procedure_code.value if rule is RoleRule.QUALIFIED else "",
        vetting=request.country_code,
        beside=beside,
        chain=str(row.relay_id or ""),
        leg=row.relay_leg or 0,
        instead_of=_instead_of(row, siblings),
        candidates=() if alone else None,
    )


def _acceptance(row: Seat, terms: PolicyTerms | None) -> scheduler.Acceptance:
    """The seat's own least score: policy and consent are in it since the request was filed."""
    table = terms.score_table.value if terms else "mediation"
    return scheduler.Acceptance(row.from_dialect, percent(row.minimum_score), table)


def _beside(siblings: Sequence[Seat]) -> str:
    """The interpreter's seat without which a mediator may not sit there."""
    found = [s for s in siblings if s.role is Role.INTERPRETER and s.relay_id is None]
    return str(found[0].id) if found else ""


def _instead_of(row: Seat, siblings: Sequence[Seat]) -> str:
    """The direct seat for which a leg of a relay stands in."""
    if row.relay_id is None:
        return ""
    direct = [s for s in siblings if s.relay_id is None and s.role is row.role]
    return str(direct[0].id) if direct else ""
