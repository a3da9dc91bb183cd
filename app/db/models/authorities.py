"""Authorities: the offices that ask, and the sites where they meet people."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.geography import Country, Site
from app.domain.vocabulary import AuthorityKind


class Authority(Base):
    __tablename__ = "authority"
    __table_args__ = (UniqueConstraint("id", "country_code"),)

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"))
    kind: Mapped[AuthorityKind] = mapped_column(enum_type(AuthorityKind, "kind_known"))
    #: The language into which its sessions are interpreted unless a request says otherwise.
    target_dialect: Mapped[str] = mapped_column(ForeignKey("dialect.code"))
    is_active: Mapped[bool] = mapped_column(default=True)

    country: Mapped[Country] = relationship(lazy="raise")
    sites: Mapped[list[Site]] = relationship(
        secondary="authority_site",
        order_by=Site.name,
        lazy="raise",
        overlaps="country",
    )


class AuthoritySite(Base):
    """A site at which an authority works. The shared country column keeps both in one country."""

    __tablename__ = "authority_site"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "country_code"], ["authority.id", "authority.country_code"]
        ),
        ForeignKeyConstraint(["site_id", "country_code"], ["site.id", "site.country_code"]),
    )

    authority_id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(primary_key=True)
    country_code: Mapped[str]
