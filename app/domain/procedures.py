"""Procedures and their policy: what a country allows in which meeting, and on what ground."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.vocabulary import (
    Gender,
    Modality,
    Role,
    RoleRule,
    ScoreTable,
    SignatureWay,
    TrainingTopic,
)


class ProcedureCode(StrEnum):
    REG = "REG"
    APP = "APP"
    INT = "INT"
    RBK = "RBK"
    APL = "APL"
    DEL = "DEL"
    MED = "MED"
    LEG = "LEG"
    BIA = "BIA"
    POL = "POL"
    AVR = "AVR"
    MON = "MON"
    MDS = "MDS"
    ONC = "ONC"
    INF = "INF"
    AGE = "AGE"
    TRN = "TRN"


@dataclass(frozen=True)
class PolicyTerms:
    """One version of a country's policy for a procedure (domain A2, A3, A4, A6).

    Scores are 0 to 1, levels 1 to 4, lengths minutes. ``valid_until`` is the first day on which
    the terms no longer hold; None while they do. ``remote_needs_reason``: held in person unless a
    coordinator accepts the reason why not. A member is late, and absent, so many minutes after
    the start, and waits ``wait_minutes`` for who does not come.
    """

    country: str
    procedure: ProcedureCode
    valid_from: date
    valid_until: date | None
    score_table: ScoreTable
    interpreter_rule: RoleRule
    mediator_rule: RoleRule
    modalities: frozenset[Modality]
    signature_ways: frozenset[SignatureWay]
    minimum_score: float
    minimum_score_with_consent: float
    minimum_target_level: int
    typical_minutes: int
    longest_minutes: int
    phone_cap_minutes: int | None
    video_cap_minutes: int | None
    second_interpreter_after_minutes: int
    second_interpreter_after_remote_minutes: int
    host_room_for_video: bool
    remote_needs_reason: bool
    independent_of_site: bool
    trainings: frozenset[TrainingTopic]
    default_gender_rule: Gender | None
    legal_reference: str
    late_after_minutes: int = 10
    absent_after_minutes: int = 15
    wait_minutes: int = 20

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def rule_for(self, role: Role) -> RoleRule:
        return self.interpreter_rule if role is Role.INTERPRETER else self.mediator_rule

    def minimum_for(self, *, consent: bool) -> float:
        """The lowest dialect score a seat may take; consent opens the lower band."""
        return self.minimum_score_with_consent if consent else self.minimum_score

    def allowed_modalities(self, minutes: int) -> frozenset[Modality]:
        """The modalities in which a session of this length is legal: each kind of remote has a
        cap on its length, and none is open where the record could not be signed remotely."""
        return frozenset(m for m in self.modalities if self._fits(m, minutes))

    def _fits(self, modality: Modality, minutes: int) -> bool:
        if modality is Modality.ON_SITE:
            return True
        cap = self.phone_cap_minutes if modality is Modality.PHONE else self.video_cap_minutes
        return (cap is None or minutes <= cap) and self.signs_remotely

    @property
    def signs_remotely(self) -> bool:
        """Whether the record can be signed by somebody who is not at the session's site."""
        return bool(self.signature_ways - {SignatureWay.WET_AT_SITE})

    @property
    def needs_printer_at_host(self) -> bool:
        """The only remote way to sign is on paper in the host room."""
        return (self.signature_ways - {SignatureWay.WET_AT_SITE}) == {SignatureWay.WET_AT_HOST}

    def interpreters_needed(self, minutes: int, *, remote_only: bool) -> int:
        """One, or a team of two where one person would tire (domain A2 rule 15)."""
        limit = (
            self.second_interpreter_after_remote_minutes
            if remote_only
            else self.second_interpreter_after_minutes
        )
        return 2 if minutes > limit else 1
