"""A person joins the pool."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import (
    Availability,
    Country,
    Dialect,
    Member,
    MemberLanguage,
    MemberModality,
    MemberProcedure,
    MemberRole,
    Rate,
    Site,
    Training,
    Vetting,
    WorkPermit,
)
from app.domain import member_rules, permissions
from app.domain.actors import Actor
from app.domain.errors import InvalidError
from app.domain.members import NewMember
from app.domain.permissions import Act
from app.domain.said import Sentence, said
from app.services import audit
from app.services.pool import add_row

_PHONE = "uq_member_phone"


def add_member(session: Session, actor: Actor, now: datetime, new: NewMember) -> Member:
    """Take a person into the pool.

    Raises InvalidError naming every faulty field, ConflictError for a phone that another has.
    """
    permissions.require(actor, Act.MANAGE_POOL)
    sites = _sites(session, new)
    faults = member_rules.find_faults(new, now.date()) | _unknown_codes(session, new, sites)
    if faults:
        raise InvalidError(said("The member cannot be added as they are."), faults)
    member = _member(new, sites)
    add_row(
        session,
        member,
        _PHONE,
        said("{phone} belongs to another member.", phone=new.phone),
        "phone",
    )
    audit.record(session, actor, now, "member.added", "member", member.id, number=member.number)
    return member


def _sites(session: Session, new: NewMember) -> dict[str, int]:
    wanted = {new.home_site, new.employer_site} - {None}
    return dict(session.execute(select(Site.code, Site.id).where(Site.code.in_(wanted))).all())


def _unknown_codes(session: Session, new: NewMember, sites: dict[str, int]) -> dict[str, Sentence]:
    faults = {
        field: said("There is no site {code}; use a code of the list of sites.", code=code)
        for field, code in (("home_site", new.home_site), ("employer_site", new.employer_site))
        if code and code not in sites
    }
    if dialects := _unknown(session, Dialect, {skill.dialect for skill in new.skills}):
        faults["languages"] = said(
            "There is no dialect {dialects}; use codes such as pbu.", dialects=dialects
        )
    if countries := _unknown(session, Country, {paper.country for paper in new.clearances}):
        faults["vettings"] = said(
            "There is no country {countries}; use codes such as RS.", countries=countries
        )
    if countries := _unknown(session, Country, {permit.country for permit in new.permits}):
        faults["permits"] = said(
            "There is no country {countries}; use codes such as RS.", countries=countries
        )
    return faults


def _unknown(session: Session, model: type[Dialect] | type[Country], codes: set[str]) -> str:
    known = set(session.scalars(select(model.code).where(model.code.in_(codes))))
    return ", ".join(sorted(codes - known))


def _member(new: NewMember, sites: dict[str, int]) -> Member:
    return Member(
        legal_name=new.legal_name.strip(),
        gender=new.gender,
        birth_date=new.birth_date,
        phone=new.phone,
        page_language=new.page_language,
        sms_script=new.sms_script,
        home_site_id=sites[new.home_site],
        employer_site_id=sites[new.employer_site] if new.employer_site else None,
        undertaking_version=new.undertaking_version,
        undertaking_signed_on=new.undertaking_signed_on,
        roles=[MemberRole(role=role) for role in sorted(new.roles)],
        modalities=[MemberModality(modality=way) for way in sorted(new.modalities)],
        **_abilities(new),
        **_papers(new),
    )


def _abilities(new: NewMember) -> dict[str, list[object]]:
    return {
        "languages": [
            MemberLanguage(
                dialect_code=skill.dialect,
                direction=skill.direction,
                level=skill.level,
                reads_script=skill.reads_script,
            )
            for skill in new.skills
        ],
        "procedures": [
            MemberProcedure(
                procedure_code=each.procedure,
                qualified_on=each.qualified_on,
                expires_on=each.expires_on,
            )
            for each in new.qualifications
        ],
        "trainings": [Training(**vars(each)) for each in new.trainings],
        "availabilities": [Availability(**vars(window)) for window in new.weekly],
    }


def _papers(new: NewMember) -> dict[str, list[object]]:
    return {
        "vettings": [
            Vetting(
                country_code=paper.country,
                vetted_on=paper.vetted_on,
                expires_on=paper.expires_on,
                vetted_by=paper.vetted_by,
            )
            for paper in new.clearances
        ],
        "permits": [
            WorkPermit(country_code=permit.country, expires_on=permit.expires_on)
            for permit in new.permits
        ],
        "rates": [Rate(**vars(price)) for price in new.prices],
    }
