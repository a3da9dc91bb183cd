"""Members as those who reach them see them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Dialect, MemberLanguage

#: A level at which somebody follows a phone call.
FOLLOWS = 2


def spoken_languages(session: Session, member_id: int) -> list[str]:
    """The languages (ISO 639-3) in which the member follows a call, the best first."""
    return list(
        session.scalars(
            select(Dialect.language_code)
            .join(MemberLanguage, MemberLanguage.dialect_code == Dialect.code)
            .where(MemberLanguage.member_id == member_id, MemberLanguage.level >= FOLLOWS)
            .order_by(MemberLanguage.level.desc(), Dialect.language_code)
        )
    )
