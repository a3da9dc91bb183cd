"""Users, their roles, their log-in sessions and the attempts that failed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, CreatedAt, Key, enum_type
from app.db.models.authorities import Authority
from app.domain.vocabulary import UserRole


class User(Base):
    __tablename__ = "app_user"
    __table_args__ = (
        CheckConstraint("username = lower(username)", name="username_lower"),
        CheckConstraint("username ~ '^[a-z0-9._@-]{3,80}$'", name="username_plain"),
    )

    id: Mapped[Key]
    username: Mapped[str] = mapped_column(unique=True)
    #: Shown beside acts; a function's name ("Duty officer, Preševo") serves as well.
    display_name: Mapped[str]
    password_hash: Mapped[str]
    page_language: Mapped[str] = mapped_column(default="en")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[CreatedAt]

    grants: Mapped[list["RoleGrant"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", back_populates="user"
    )


class RoleGrant(Base):
    """A role a user has: an officer's at one authority, a coordinator's for one country."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint(
            "(role = 'officer') = (authority_id is not null)", name="officer_has_authority"
        ),
        CheckConstraint(
            "(role = 'coordinator') = (country_code is not null)", name="coordinator_has_country"
        ),
        Index(
            "uq_role_grant_once",
            "user_id",
            "role",
            text("coalesce(authority_id, 0)"),
            text("coalesce(country_code, '')"),
            unique=True,
        ),
        Index(
            "uq_role_grant_one_authority",
            "user_id",
            unique=True,
            postgresql_where=text("role = 'officer'"),
        ),
    )

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    role: Mapped[UserRole] = mapped_column(enum_type(UserRole, "role_known"))
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id"), index=True)
    country_code: Mapped[str | None] = mapped_column(ForeignKey("country.code"))

    user: Mapped[User] = relationship(back_populates="grants", lazy="raise")
    authority: Mapped[Authority | None] = relationship(lazy="joined")


class LoginSession(Base):
    """A log-in on one device; the browser holds the token, we hold its hash."""

    __tablename__ = "login_session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class LoginFailure(Base):
    """A failed log-in, kept as long as it counts against the limit.

    ``key`` is a keyed hash of the username or of the address: neither is stored.
    """

    __tablename__ = "login_failure"
    __table_args__ = (Index("ix_login_failure_key_at", "key", "failed_at"),)

    id: Mapped[Key]
    key: Mapped[str]
    failed_at: Mapped[datetime]
