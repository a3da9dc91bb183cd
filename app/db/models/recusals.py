"""Recusals: whom a member must not serve."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, enum_type
from app.domain.vocabulary import RecusalScope, RecusalSource


class Recusal(Base):
    """This member must not serve this case, officer or authority."""

    __tablename__ = "recusal"
    __table_args__ = (
        CheckConstraint(
            "(scope = 'case') = (case_ref is not null and country_code is not null)"
            " and (scope = 'officer') = (officer_id is not null)"
            " and (scope = 'authority') = (authority_id is not null)",
            name="names_its_scope",
        ),
        CheckConstraint("valid_until > valid_from", name="valid_ordered"),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    scope: Mapped[RecusalScope] = mapped_column(enum_type(RecusalScope, "scope_known"))
    country_code: Mapped[str | None] = mapped_column(ForeignKey("country.code"))
    case_ref: Mapped[str | None]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id"))
    source: Mapped[RecusalSource] = mapped_column(enum_type(RecusalSource, "source_known"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
