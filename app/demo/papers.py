"""What members may do: vetting, permits, qualifications, trainings, undertaking, rates."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from app.demo.chance import some
from app.domain.members import Clearance, Completed, NewMember, Permit, Price, Qualification
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import Role, TrainingTopic

UNDERTAKING = "2026-01"
VALID = timedelta(days=730)
#: Places in the pool's list with something to notice: a vetting that ended, three that end soon,
#: one who has not signed yet.
EXPIRED, EXPIRING, UNSIGNED = 11, {19: 2, 33: 6, 47: 20}, 41
#: Vetted by the other country as well: remote work across the border needs no more.
VETTED_NEXT_DOOR = 0.5
TRAINED = {
    TrainingTopic.CHILDREN: 0.85,
    TrainingTopic.SGBV: 0.45,
    TrainingTopic.TORTURE: 0.35,
    TrainingTopic.VIDEO: 0.6,
    TrainingTopic.SIGHT_TRANSLATION: 0.2,
}
QUALIFIED = {ProcedureCode.INT: 0.85, ProcedureCode.APL: 0.4, ProcedureCode.POL: 0.9}
ANALYSTS = 0.25


def with_papers(
    rng: Random, member: NewMember, place: int, monday: date, *, crosses: bool
) -> NewMember:
    """The same person with everything that lets them work; ``crosses``: in both countries."""
    home = member.home_site[:2]
    next_door = "MK" if home == "RS" else "RS"
    is_known_there = crosses or some(rng, VETTED_NEXT_DOOR)
    analyst = some(rng, ANALYSTS)
    signed = monday - timedelta(days=rng.randrange(30, 300))
    return replace(
        member,
        undertaking_version=None if place == UNSIGNED else UNDERTAKING,
        undertaking_signed_on=None if place == UNSIGNED else signed,
        qualifications=_qualifications(rng, member, monday, analyst=analyst),
        trainings=_trainings(rng, member, monday, analyst=analyst),
        clearances=[
            _clearance(rng, country, place, monday)
            for country in [home] + [next_door] * is_known_there
        ],
        permits=[Permit(country) for country in [home] + [next_door] * crosses],
        prices=[_price(rng, monday)],
    )


def _qualifications(
    rng: Random, member: NewMember, monday: date, *, analyst: bool
) -> list[Qualification]:
    if Role.INTERPRETER not in member.roles:
        return []
    held = [procedure for procedure, share in QUALIFIED.items() if some(rng, share)]
    held += [ProcedureCode.AGE] * analyst
    return [Qualification(each, monday - timedelta(days=rng.randrange(90, 900))) for each in held]


def _trainings(rng: Random, member: NewMember, monday: date, *, analyst: bool) -> list[Completed]:
    topics = [topic for topic, share in TRAINED.items() if some(rng, share)]
    if Role.INTERPRETER in member.roles:
        topics += [TrainingTopic.CONDUCT] + [TrainingTopic.LANGUAGE_ANALYSIS] * analyst
    return [Completed(each, monday - timedelta(days=rng.randrange(60, 1000))) for each in topics]


def _clearance(rng: Random, country: str, place: int, monday: date) -> Clearance:
    """Two years long. One ended the day before the week, three end soon, the rest run on."""
    left = EXPIRING.get(place, rng.randrange(60, 700))
    expires = monday - timedelta(days=1) if place == EXPIRED else monday + timedelta(days=left)
    return Clearance(
        country, expires - VALID, expires, vetted_by=f"Ministry of Interior, {country}"
    )


def _price(rng: Random, monday: date) -> Price:
    return Price(
        valid_from=date(monday.year - 1, 1, 1),
        hourly_cents=rng.randrange(1200, 2250, 50),
        call_out_cents=rng.choice((0, 500, 1000, 1500)),
        kilometre_cents=rng.choice((25, 28, 30)),
    )
