"""What a request asks for beyond the language: a woman, a training, a consent, a deadline."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from app.demo.chance import some
from app.demo.model import Asked
from app.demo.world import World
from app.domain.procedures import ProcedureCode as P
from app.domain.vocabulary import Gender, ScoreTable, Strength, TrainingTopic

#: Nobody's sex matters where many are spoken to at once.
IN_GROUPS = frozenset({P.MDS, P.INF, P.MON})
WOMEN = {P.MED: 0.12, P.LEG: 0.12, P.AVR: 0.12}
WOMEN_ARRIVING = 0.11
WOMEN_WHO_ASK, MEN_WHO_ASK, REQUIRED = 0.6, 0.03, 0.4
VIOLENCE_AGAINST_WOMEN, TORTURE = 0.08, 0.03
CONSENTS, DEADLINES, URGENT = 0.12, 0.3, 0.15


def with_wishes(rng: Random, asked: Asked, world: World) -> Asked:
    for wish in (_gender, _vulnerability, _consent, _deadline, _urgency, _reason, _embargo):
        asked = wish(rng, asked, world)
    return asked


def _gender(rng: Random, asked: Asked, _world: World) -> Asked:
    if asked.procedure in IN_GROUPS:
        return asked
    is_woman = some(rng, WOMEN.get(asked.procedure, WOMEN_ARRIVING))
    if not some(rng, WOMEN_WHO_ASK if is_woman else MEN_WHO_ASK):
        return asked
    strength = Strength.REQUIRED if some(rng, REQUIRED) else Strength.PREFERRED
    gender = Gender.FEMALE if is_woman else Gender.MALE
    return replace(asked, gender=gender, gender_strength=strength)


def _vulnerability(rng: Random, asked: Asked, _world: World) -> Asked:
    """What was suffered is kept as what the session needs, not as a fact about a person."""
    if asked.procedure not in (P.INT, P.MED):
        return asked
    if asked.gender is Gender.FEMALE and some(rng, VIOLENCE_AGAINST_WOMEN):
        return replace(
            asked,
            gender_strength=Strength.REQUIRED,
            trainings=frozenset({TrainingTopic.SGBV}),
            is_trauma_heavy=True,
        )
    if asked.gender is not Gender.FEMALE and some(rng, TORTURE):
        return replace(asked, trainings=frozenset({TrainingTopic.TORTURE}), is_trauma_heavy=True)
    return asked


def _consent(rng: Random, asked: Asked, world: World) -> Asked:
    """Some accept a neighbouring dialect where an interview would ask for their own."""
    terms = world.policies[world.country_of(asked.site), asked.procedure]
    if terms.score_table is not ScoreTable.INTERVIEW or not some(rng, CONSENTS):
        return asked
    nearest = world.scores.acceptable(
        asked.dialect, terms.score_table, terms.minimum_score_with_consent
    )
    if all(score >= terms.minimum_score for score in nearest.values()):
        return asked
    return replace(
        asked, consent=True, consent_reason="Understands the neighbouring dialect well; asked."
    )


def _deadline(rng: Random, asked: Asked, _world: World) -> Asked:
    if asked.procedure is not P.APP or not some(rng, DEADLINES):
        return asked
    latest = (asked.latest_start or asked.start).date()
    return replace(
        asked,
        deadline_on=latest + timedelta(days=rng.randrange(4)),
        deadline_reason="15 days from arrival at the centre",
        priority=1,
    )


def _urgency(rng: Random, asked: Asked, _world: World) -> Asked:
    if asked.procedure is P.MED and some(rng, URGENT):
        return replace(asked, priority=1)
    return asked


def _reason(_rng: Random, asked: Asked, world: World) -> Asked:
    terms = world.policies[world.country_of(asked.site), asked.procedure]
    if terms.remote_needs_reason and any(way.is_remote for way in asked.modalities):
        reason = "No interpreter of this dialect lives within a day's travel."
        return replace(asked, remote_justification=reason)
    return asked


def _embargo(_rng: Random, asked: Asked, _world: World) -> Asked:
    """An unannounced visit: its site is nobody's business before the morning."""
    if asked.procedure is not P.MON:
        return asked
    return replace(asked, embargoed_until=asked.start - timedelta(hours=2))
