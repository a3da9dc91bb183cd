"""Interviews of the last weeks, so that continuity and rotation have something to go by."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from app.demo import demand
from app.demo.chance import seeded, some, week_name
from app.demo.model import Asked, Joined, Objection, Served
from app.demo.world import World
from app.domain.members import NewMember
from app.domain.procedures import ProcedureCode as P
from app.domain.vocabulary import Gender, Modality, RecusalScope, Role

WEEKS = 4
KINDS = frozenset({P.APP, P.INT})
#: What follows an interview: the record is read back, or the decision handed over.
FOLLOWS = frozenset({P.RBK, P.DEL})
FOLLOWS_HERE = 0.8
WEEK = timedelta(days=7)


def served(seed: int, monday: date, pool: Sequence[Joined], world: World) -> list[Served]:
    """Past sessions that somebody of the pool could hold, one a day for each member."""
    rng = seeded(seed, "history", week_name(monday))
    held: list[Served] = []
    taken: set[tuple[int, date]] = set()
    for past in (monday - WEEK * back for back in range(WEEKS, 0, -1)):
        for asked in demand.requests(seed, past, world):
            free = [m for m in _able(asked, pool, world) if (m, asked.start.date()) not in taken]
            if asked.procedure in KINDS and free:
                member = rng.choice(free)
                taken.add((member, asked.start.date()))
                held.append(Served(_as_held(asked), member))
    return held


def _as_held(asked: Asked) -> Asked:
    """In person, with one interpreter, at its earliest start: nothing that needs a decision."""
    return replace(
        asked,
        latest_start=None,
        minutes=min(asked.minutes, 240),
        modalities=frozenset({Modality.ON_SITE}),
        roles=frozenset({Role.INTERPRETER}),
        remote_justification="",
        consent=False,
        consent_reason="",
        deadline_on=None,
        deadline_reason="",
    )


def _able(asked: Asked, pool: Sequence[Joined], world: World) -> Iterable[int]:
    """Interpreters who speak the dialect, live in the country and are of the gender asked for."""
    country = world.country_of(asked.site)
    for place, joined in enumerate(pool):
        member = joined.member
        fits = Role.INTERPRETER in member.roles and member.home_site[:2] == country
        if fits and _speaks(member, asked) and asked.gender in (None, member.gender):
            yield place


def _speaks(member: NewMember, asked: Asked) -> bool:
    return any(skill.dialect == asked.dialect for skill in member.skills)


def continued(rng: Random, requests: Sequence[Asked], past: Sequence[Served]) -> list[Asked]:
    """The same requests; a read-back or a decision belongs to an interview of the last weeks."""
    open_cases = [s.asked for s in past if s.asked.procedure is P.INT]
    rng.shuffle(open_cases)
    out = []
    for asked in requests:
        case = next((c for c in open_cases if c.authority == asked.authority), None)
        if asked.procedure in FOLLOWS and case and some(rng, FOLLOWS_HERE):
            open_cases.remove(case)
            asked = _of_case(asked, case)  # noqa: PLW2901  one request at a time
        out.append(asked)
    return out


def _of_case(asked: Asked, case: Asked) -> Asked:
    """The same person: the same reference, dialect and wish for a woman or a man."""
    return replace(
        asked,
        case_ref=case.case_ref,
        dialect=case.dialect,
        gender=case.gender,
        gender_strength=case.gender_strength,
        officer=case.officer,
        consent=False,
        consent_reason="",
    )


def objections(
    requests: Sequence[Asked], past: Sequence[Served], pool: Sequence[Joined]
) -> list[Objection]:
    """One applicant refused an interpreter, one member an officer, one works for the other side."""
    cases = {asked.case_ref for asked in requests if asked.procedure in FOLLOWS}
    refused = next((s for s in past if s.asked.case_ref in cases), past[0])
    country = "MK" if refused.asked.authority.startswith("MK") else "RS"
    women = [p for p, joined in enumerate(pool) if joined.member.gender is Gender.FEMALE]
    return [
        Objection(refused.member, RecusalScope.CASE, refused.asked.case_ref, country),
        Objection(women[0], RecusalScope.OFFICER, "officer.belgrade.3", "RS"),
        Objection(women[1], RecusalScope.AUTHORITY, "RS-APC", "RS"),
    ]
