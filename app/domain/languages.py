"""Which member serves which speaker: dialects are directional, and never read off a nationality."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.vocabulary import ScoreTable

#: What is asked for most; lists of languages begin with these.
ASKED_MOST = ("ara", "fas", "pus", "urd", "kur")


def place_in_list(code: str) -> int:
    """Where a language stands in a list, before those that are listed by name."""
    return ASKED_MOST.index(code) if code in ASKED_MOST else len(ASKED_MOST)


@dataclass(frozen=True)
class Substitution:
    """How well an interpreter of ``interpreter_dialect`` serves ``applicant_dialect``, 0 to 1."""

    applicant_dialect: str
    interpreter_dialect: str
    score_mediation: float
    score_interview: float

    def score(self, table: ScoreTable) -> float:
        if table is ScoreTable.INTERVIEW:
            return self.score_interview
        return self.score_mediation


@dataclass(frozen=True)
class DialectScores:
    """Directional scores; a pair that is not listed is 0 unless the codes are equal."""

    by_pair: Mapping[tuple[str, str], Substitution]

    def score(self, applicant: str, interpreter: str, table: ScoreTable) -> float:
        if applicant == interpreter:
            return 1.0
        pair = self.by_pair.get((applicant, interpreter))
        return pair.score(table) if pair else 0.0

    def acceptable(self, applicant: str, table: ScoreTable, minimum: float) -> dict[str, float]:
        """Every dialect an interpreter may have for this speaker, with its score."""
        candidates = {pair[1] for pair in self.by_pair if pair[0] == applicant} | {applicant}
        scores = {code: self.score(applicant, code, table) for code in candidates}
        return {code: score for code, score in scores.items() if score >= minimum}
