"""Procedures and the versioned policy of each country for them."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    Numeric,
    Text,
)
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base, Key, enum_type, subset_check
from app.domain.procedures import PolicyTerms, ProcedureCode
from app.domain.vocabulary import (
    Gender,
    Modality,
    RoleRule,
    ScoreTable,
    SignatureWay,
    TrainingTopic,
)


class Procedure(Base):
    __tablename__ = "procedure"

    code: Mapped[ProcedureCode] = mapped_column(
        enum_type(ProcedureCode, "code_known"), primary_key=True
    )
    name: Mapped[str]


class ProcedurePolicy(Base):
    """One version of the rules; versions of a country and procedure never overlap in time."""

    __tablename__ = "procedure_policy"
    __table_args__ = (
        ExcludeConstraint(
            (Column("country_code", Text), "="),
            (Column("procedure_code", Text), "="),
            (Column("valid", DATERANGE), "&&"),
            name="ex_procedure_policy_versions",
            using="gist",
        ),
        subset_check("modalities", Modality),
        subset_check("signature_ways", SignatureWay),
        subset_check("trainings", TrainingTopic),
        CheckConstraint(
            "0 <= minimum_score_with_consent and minimum_score_with_consent <= minimum_score"
            " and minimum_score <= 1",
            name="scores_ordered",
        ),
        CheckConstraint("minimum_target_level between 1 and 4", name="level_range"),
        CheckConstraint(
            "0 < typical_minutes and typical_minutes <= longest_minutes and longest_minutes <= 720",
            name="lengths_ordered",
        ),
        CheckConstraint("cardinality(signature_ways) > 0", name="some_signature_way"),
        CheckConstraint("valid_until > valid_from", name="valid_ordered"),
        CheckConstraint(
            "0 < late_after_minutes and late_after_minutes <= absent_after_minutes"
            " and wait_minutes between 1 and 240",
            name="waits_ordered",
        ),
    )

    id: Mapped[Key]
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"))
    procedure_code: Mapped[ProcedureCode] = mapped_column(ForeignKey("procedure.code"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    valid: Mapped[Range[date]] = mapped_column(
        DATERANGE, Computed("daterange(valid_from, valid_until)", persisted=True)
    )
    score_table: Mapped[ScoreTable] = mapped_column(enum_type(ScoreTable, "score_table_known"))
    interpreter_rule: Mapped[RoleRule] = mapped_column(
        enum_type(RoleRule, "interpreter_rule_known")
    )
    mediator_rule: Mapped[RoleRule] = mapped_column(enum_type(RoleRule, "mediator_rule_known"))
    modalities: Mapped[list[str]]
    signature_ways: Mapped[list[str]]
    minimum_score: Mapped[float] = mapped_column(Numeric(3, 2, asdecimal=False))
    minimum_score_with_consent: Mapped[float] = mapped_column(Numeric(3, 2, asdecimal=False))
    minimum_target_level: Mapped[int]
    typical_minutes: Mapped[int]
    longest_minutes: Mapped[int]
    phone_cap_minutes: Mapped[int | None]
    video_cap_minutes: Mapped[int | None]
    second_interpreter_after_minutes: Mapped[int]
    second_interpreter_after_remote_minutes: Mapped[int]
    host_room_for_video: Mapped[bool]
    #: Held in person by default: remote takes a reason, and a coordinator who accepts it.
    remote_needs_reason: Mapped[bool] = mapped_column(default=False)
    #: The interpreter may not work for, or live at, the site (torture documentation, monitoring).
    independent_of_site: Mapped[bool]
    trainings: Mapped[list[str]]
    default_gender_rule: Mapped[Gender | None] = mapped_column(
        enum_type(Gender, "default_gender_known")
    )
    #: So many minutes after the start a member is late, absent, and need wait no longer.
    late_after_minutes: Mapped[int] = mapped_column(default=10)
    absent_after_minutes: Mapped[int] = mapped_column(default=15)
    wait_minutes: Mapped[int] = mapped_column(default=20)
    legal_reference: Mapped[str]

    procedure: Mapped[Procedure] = relationship(lazy="raise")

    def terms(self) -> PolicyTerms:
        """The same version as the plain value the rules work with."""
        return PolicyTerms(
            country=self.country_code,
            procedure=self.procedure_code,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            score_table=self.score_table,
            interpreter_rule=self.interpreter_rule,
            mediator_rule=self.mediator_rule,
            modalities=frozenset(map(Modality, self.modalities)),
            signature_ways=frozenset(map(SignatureWay, self.signature_ways)),
            minimum_score=self.minimum_score,
            minimum_score_with_consent=self.minimum_score_with_consent,
            minimum_target_level=self.minimum_target_level,
            typical_minutes=self.typical_minutes,
            longest_minutes=self.longest_minutes,
            phone_cap_minutes=self.phone_cap_minutes,
            video_cap_minutes=self.video_cap_minutes,
            second_interpreter_after_minutes=self.second_interpreter_after_minutes,
            second_interpreter_after_remote_minutes=self.second_interpreter_after_remote_minutes,
            host_room_for_video=self.host_room_for_video,
            remote_needs_reason=self.remote_needs_reason,
            independent_of_site=self.independent_of_site,
            trainings=frozenset(map(TrainingTopic, self.trainings)),
            default_gender_rule=self.default_gender_rule,
            late_after_minutes=self.late_after_minutes,
            absent_after_minutes=self.absent_after_minutes,
            wait_minutes=self.wait_minutes,
            legal_reference=self.legal_reference,
        )
