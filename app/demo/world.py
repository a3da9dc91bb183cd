"""What the generator knows of the region: the shipped data as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.data.reading import Row, read_tables
from app.domain.calendars import WorkingCalendar
from app.domain.languages import DialectScores, Substitution
from app.domain.procedures import PolicyTerms, ProcedureCode
from app.domain.vocabulary import Modality, SignatureWay, TrainingTopic


@dataclass(frozen=True)
class World:
    """Sites by code, policies by country and procedure, sites of each authority."""

    sites: Mapping[str, Row]
    policies: Mapping[tuple[str, ProcedureCode], PolicyTerms]
    authorities: Mapping[str, Sequence[str]]
    scores: DialectScores

    def country_of(self, site: str) -> str:
        return str(self.sites[site]["country"])

    def calendar(self, site: str) -> WorkingCalendar:
        return WorkingCalendar(self.country_of(site))

    def lawful(self, site: str, procedure: ProcedureCode, minutes: int) -> frozenset[Modality]:
        """The ways in which a session of this length may be held at the site."""
        terms = self.policies[self.country_of(site), procedure]
        ways = terms.allowed_modalities(minutes)
        return ways if self.sites[site]["video_ok"] else ways - {Modality.VIDEO}

    def working_days(self, site: str, days: Sequence[date]) -> list[date]:
        calendar = self.calendar(site)
        return [day for day in days if calendar.is_working_day(day)]


@cache
def region() -> World:
    tables = read_tables()
    return World(
        sites={row["code"]: row for row in tables["sites"]},
        policies={(row["country"], row["procedure"]): _terms(row) for row in tables["policies"]},
        authorities={row["code"]: row["sites"] for row in tables["authorities"]},
        scores=DialectScores(
            {
                (row["applicant_dialect"], row["interpreter_dialect"]): Substitution(**row)
                for row in tables["dialect_substitutions"]
            }
        ),
    )


def _terms(row: Row) -> PolicyTerms:
    values: dict[str, Any] = {
        **row,
        "modalities": frozenset(map(Modality, row["modalities"])),
        "signature_ways": frozenset(map(SignatureWay, row["signature_ways"])),
        "trainings": frozenset(map(TrainingTopic, row["trainings"])),
    }
    return PolicyTerms(**values)
