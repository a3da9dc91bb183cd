"""Requests: what authorities ask for."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Sequence,
    text,
)
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.db.base import Base, CreatedAt, Key, enum_type, subset_check
from app.db.models.authorities import Authority
from app.db.models.geography import Site
from app.db.models.languages import Dialect
from app.db.models.procedures import Procedure
from app.domain.procedures import ProcedureCode
from app.domain.states import RequestState
from app.domain.vocabulary import Gender, Modality, Strength, TrainingTopic

if TYPE_CHECKING:  # the two refer to each other
    from app.db.models.sessions import InterpretingSession

request_number = Sequence("request_number", start=1001)


class ServiceRequest(Base):
    """What an authority asks for, once. ``case_ref`` is its opaque number: never a name."""

    __tablename__ = "service_request"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "country_code"], ["authority.id", "authority.country_code"]
        ),
        ForeignKeyConstraint(["site_id", "country_code"], ["site.id", "site.country_code"]),
        CheckConstraint("(gender is null) = (gender_strength is null)", name="gender_whole"),
        CheckConstraint("priority between 1 and 4", name="priority_range"),
        CheckConstraint(
            "not substitution_consent or substitution_reason <> ''", name="consent_has_reason"
        ),
        CheckConstraint("case_ref ~ '^[A-Za-z0-9./_-]{1,40}$'", name="case_ref_opaque"),
        subset_check("modalities", Modality),
        subset_check("trainings", TrainingTopic),
        CheckConstraint("cardinality(modalities) > 0", name="some_modality"),
        Index("ix_service_request_authority", "authority_id", "id"),
        Index("ix_service_request_country_case", "country_code", "case_ref"),
        Index(
            "ix_service_request_open",
            "state",
            postgresql_where=text("state in ('submitted', 'accepted')"),
        ),
    )

    id: Mapped[Key]
    number: Mapped[int] = mapped_column(
        request_number, server_default=request_number.next_value(), unique=True
    )
    state: Mapped[RequestState] = mapped_column(
        enum_type(RequestState, "state_known"), default=RequestState.SUBMITTED
    )
    authority_id: Mapped[int]
    site_id: Mapped[int] = mapped_column(index=True)
    country_code: Mapped[str]
    procedure_code: Mapped[ProcedureCode] = mapped_column(ForeignKey("procedure.code"))
    case_ref: Mapped[str]
    dialect_code: Mapped[str] = mapped_column(ForeignKey("dialect.code"))
    target_dialect: Mapped[str] = mapped_column(ForeignKey("dialect.code"))
    substitution_consent: Mapped[bool] = mapped_column(default=False)
    substitution_reason: Mapped[str] = mapped_column(default="")
    gender: Mapped[Gender | None] = mapped_column(enum_type(Gender, "gender_known"))
    gender_strength: Mapped[Strength | None] = mapped_column(
        enum_type(Strength, "gender_strength_known")
    )
    modalities: Mapped[list[str]]
    #: Why a procedure that is held in person by default may be remote this time.
    remote_justification: Mapped[str] = mapped_column(default="")
    trainings: Mapped[list[str]]
    is_trauma_heavy: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[int] = mapped_column(default=3)
    deadline_on: Mapped[date | None]
    deadline_reason: Mapped[str] = mapped_column(default="")
    #: Before this moment only the coordinator learns the site (monitoring visits).
    embargoed_until: Mapped[datetime | None]
    #: The officer who holds the session, for rotation and recusals.
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    filed_at: Mapped[datetime]
    decided_reason: Mapped[str] = mapped_column(default="")
    #: The form's own token: sending the same form twice files one request.
    form_token: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[CreatedAt]

    authority: Mapped[Authority] = relationship(
        lazy="raise",
        primaryjoin=lambda: foreign(ServiceRequest.authority_id) == Authority.id,
        viewonly=True,
    )
    site: Mapped[Site] = relationship(
        lazy="raise",
        primaryjoin=lambda: foreign(ServiceRequest.site_id) == Site.id,
        viewonly=True,
    )
    procedure: Mapped[Procedure] = relationship(lazy="raise")
    dialect: Mapped[Dialect] = relationship(lazy="raise", foreign_keys=[dialect_code])
    sessions: Mapped[list["InterpretingSession"]] = relationship(
        back_populates="request", order_by="InterpretingSession.position", lazy="raise"
    )
