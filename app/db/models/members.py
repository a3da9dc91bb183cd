"""Members of the pool: who they are, and what they cost."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Sequence
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.geography import Site
from app.db.models.qualifications import (
    MemberLanguage,
    MemberModality,
    MemberProcedure,
    MemberRole,
    Training,
    Vetting,
    WorkPermit,
)
from app.db.models.working_times import Absence, Availability
from app.domain.vocabulary import Gender, Script

member_number = Sequence("member_number", start=101)


class Member(Base):
    """One person in the pool. ``number`` is public; the legal name is for the coordinator only."""

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint("phone ~ '^\\+[1-9][0-9]{6,14}$'", name="phone_e164"),
        CheckConstraint("birth_date > '1900-01-01'", name="birth_date_plausible"),
        CheckConstraint(
            "(undertaking_version is null) = (undertaking_signed_on is null)",
            name="undertaking_whole",
        ),
    )

    id: Mapped[Key]
    number: Mapped[int] = mapped_column(
        member_number, server_default=member_number.next_value(), unique=True
    )
    legal_name: Mapped[str]
    gender: Mapped[Gender] = mapped_column(enum_type(Gender, "gender_known"))
    birth_date: Mapped[date]
    phone: Mapped[str] = mapped_column(unique=True)
    page_language: Mapped[str]
    sms_script: Mapped[Script] = mapped_column(
        enum_type(Script, "sms_script_known"), default=Script.DEFAULT
    )
    #: Whether the pool calls this member rather than writing to them.
    prefers_calls: Mapped[bool] = mapped_column(default=False)
    home_site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    #: Where the member is employed: an independent procedure may not meet them there.
    employer_site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    undertaking_version: Mapped[str | None]
    undertaking_signed_on: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(default=True)

    home_site: Mapped[Site] = relationship(foreign_keys=[home_site_id], lazy="raise")
    roles: Mapped[list[MemberRole]] = relationship(cascade="all, delete-orphan", lazy="raise")
    languages: Mapped[list[MemberLanguage]] = relationship(
        cascade="all, delete-orphan", lazy="raise"
    )
    procedures: Mapped[list[MemberProcedure]] = relationship(
        cascade="all, delete-orphan", lazy="raise"
    )
    trainings: Mapped[list[Training]] = relationship(cascade="all, delete-orphan", lazy="raise")
    vettings: Mapped[list[Vetting]] = relationship(cascade="all, delete-orphan", lazy="raise")
    permits: Mapped[list[WorkPermit]] = relationship(cascade="all, delete-orphan", lazy="raise")
    modalities: Mapped[list[MemberModality]] = relationship(
        cascade="all, delete-orphan", lazy="raise"
    )
    availabilities: Mapped[list[Availability]] = relationship(
        cascade="all, delete-orphan", lazy="raise"
    )
    absences: Mapped[list[Absence]] = relationship(cascade="all, delete-orphan", lazy="raise")
    rates: Mapped[list["Rate"]] = relationship(cascade="all, delete-orphan", lazy="raise")


class Rate(Base):
    """What a member costs from a day on, in euro cents: integers, never floats."""

    __tablename__ = "rate"
    __table_args__ = (
        CheckConstraint(
            "hourly_cents >= 0 and call_out_cents >= 0 and kilometre_cents >= 0",
            name="not_negative",
        ),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    hourly_cents: Mapped[int]
    call_out_cents: Mapped[int]
    kilometre_cents: Mapped[int]
