"""Members of the pool: who they are, what they may do, and when."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    Sequence,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import INT4RANGE, TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type
from app.db.models.geography import Site
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import (
    AbsenceKind,
    Direction,
    Gender,
    Modality,
    Role,
    Script,
    TrainingTopic,
)

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
    roles: Mapped[list["MemberRole"]] = relationship(cascade="all, delete-orphan", lazy="raise")
    languages: Mapped[list["MemberLanguage"]] = relationship(
        cascade="all, delete-orphan", lazy="raise"
    )
    procedures: Mapped[list["MemberProcedure"]] = relationship(
        cascade="all, delete-orphan", lazy="raise"
    )
    trainings: Mapped[list["Training"]] = relationship(cascade="all, delete-orphan", lazy="raise")
    vettings: Mapped[list["Vetting"]] = relationship(cascade="all, delete-orphan", lazy="raise")
    permits: Mapped[list["WorkPermit"]] = relationship(cascade="all, delete-orphan", lazy="raise")
    modalities: Mapped[list["MemberModality"]] = relationship(
        cascade="all, delete-orphan", lazy="raise"
    )
    availabilities: Mapped[list["Availability"]] = relationship(
        cascade="all, delete-orphan", lazy="raise"
    )
    absences: Mapped[list["Absence"]] = relationship(cascade="all, delete-orphan", lazy="raise")
    rates: Mapped[list["Rate"]] = relationship(cascade="all, delete-orphan", lazy="raise")


class MemberRole(Base):
    __tablename__ = "member_role"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(enum_type(Role, "role_known"), primary_key=True)


class MemberLanguage(Base):
    """A dialect the member works with, in a direction, at a level from 1 (basic) to 4 (native)."""

    __tablename__ = "member_language"
    __table_args__ = (CheckConstraint("level between 1 and 4", name="level_range"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    dialect_code: Mapped[str] = mapped_column(
        ForeignKey("dialect.code"), primary_key=True, index=True
    )
    direction: Mapped[Direction] = mapped_column(enum_type(Direction, "direction_known"))
    level: Mapped[int]
    reads_script: Mapped[bool]


class MemberProcedure(Base):
    """A procedure for which the member is qualified, where its policy asks for that."""

    __tablename__ = "member_procedure"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    procedure_code: Mapped[ProcedureCode] = mapped_column(
        ForeignKey("procedure.code"), primary_key=True
    )
    qualified_on: Mapped[date]
    expires_on: Mapped[date | None]


class Training(Base):
    __tablename__ = "training"
    __table_args__ = (UniqueConstraint("member_id", "topic", "completed_on"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    topic: Mapped[TrainingTopic] = mapped_column(enum_type(TrainingTopic, "topic_known"))
    completed_on: Mapped[date]
    expires_on: Mapped[date | None]
    provider: Mapped[str] = mapped_column(default="")


class Vetting(Base):
    """A country's clearance of a member; valid from its day up to, not on, ``expires_on``."""

    __tablename__ = "vetting"
    __table_args__ = (
        UniqueConstraint("member_id", "country_code", "vetted_on"),
        CheckConstraint("expires_on > vetted_on", name="dates_ordered"),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"))
    vetted_on: Mapped[date]
    expires_on: Mapped[date] = mapped_column(index=True)
    vetted_by: Mapped[str] = mapped_column(default="")


class WorkPermit(Base):
    """A country in which the member may work on site."""

    __tablename__ = "work_permit"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), primary_key=True)
    expires_on: Mapped[date | None]


class MemberModality(Base):
    __tablename__ = "member_modality"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    modality: Mapped[Modality] = mapped_column(
        enum_type(Modality, "modality_known"), primary_key=True
    )


class Availability(Base):
    """A weekly window in the member's home time. Weekday 0 is Monday; minute 1440 is midnight."""

    __tablename__ = "availability"
    __table_args__ = (
        CheckConstraint("weekday between 0 and 6", name="weekday_range"),
        CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            name="minutes_ordered",
        ),
        ExcludeConstraint(
            (Column("member_id"), "="),
            (Column("weekday"), "="),
            (Column("minutes", INT4RANGE), "&&"),
            name="ex_availability_overlap",
            using="gist",
        ),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    minutes: Mapped[Range[int]] = mapped_column(
        INT4RANGE, Computed("int4range(start_minute, end_minute)", persisted=True)
    )


class Absence(Base):
    __tablename__ = "absence"
    __table_args__ = (
        ExcludeConstraint(
            (Column("member_id"), "="),
            (Column("period", TSTZRANGE), "&&"),
            name="ex_absence_overlap",
            using="gist",
        ),
        CheckConstraint("not isempty(period)", name="period_not_empty"),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    period: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    kind: Mapped[AbsenceKind] = mapped_column(enum_type(AbsenceKind, "kind_known"))
    approved_at: Mapped[datetime | None]


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
