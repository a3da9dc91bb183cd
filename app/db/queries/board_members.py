"""The rows of the coordinator's board: one for each member."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import Dialect, Member, MemberLanguage, Site
from app.db.queries.delivery import wants_no_texts


@dataclass(frozen=True)
class BoardMember:
    id: int
    number: int
    name: str
    languages: Sequence[str]
    home: str
    country: str
    wants_no_texts: bool


def members(session: Session) -> list[BoardMember]:
    """The active members by name, with the applicants' languages they work from."""
    spoken = (
        select(func.array_agg(func.distinct(Dialect.name)))
        .join(MemberLanguage, MemberLanguage.dialect_code == Dialect.code)
        .where(MemberLanguage.member_id == Member.id, Dialect.is_applicant_language)
        .correlate(Member)
        .scalar_subquery()
    )
    query = (
        select(
            Member.id,
            Member.number,
            Member.legal_name,
            spoken,
            Site.town,
            Site.country_code,
            wants_no_texts(),
        )
        .join(Site, Site.id == Member.home_site_id)
        .where(Member.is_active)
        .order_by(Member.legal_name, Member.id)
    )
    return [
        BoardMember(id_, number, name, languages or [], *others)
        for id_, number, name, languages, *others in session.execute(query)
    ]
