"""What a member may do: roles, languages, procedures, and the papers that allow it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, Key, enum_type
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import Direction, Modality, Role, TrainingTopic


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
