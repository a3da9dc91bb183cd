"""What is wrong with a new member, field by field."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from app.domain.members import NewMember
from app.domain.said import Sentence, said

ADULT_YEARS = 18
LEVELS = range(1, 5)
DAY_MINUTES = 24 * 60
WEEKDAYS = range(7)
LONGEST_NAME = 120
PHONE = re.compile(r"\+[1-9][0-9]{6,14}")

#: A field and what is wrong with it, with the remedy.
Fault = tuple[str, Sentence]


def find_faults(new: NewMember, today: date) -> dict[str, Sentence]:
    """What is wrong with a new member by field, the first of each; empty when all is well."""
    faults: dict[str, Sentence] = {}
    for rule in RULES:
        for field, problem in rule(new, today):
            faults.setdefault(field, problem)
    return faults


def _name(new: NewMember, _today: date) -> Iterator[Fault]:
    if not new.legal_name.strip():
        yield "legal_name", said("Give the name as in the contract.")
    elif len(new.legal_name) > LONGEST_NAME:
        yield (
            "legal_name",
            said("Use {most} characters at most.", most=LONGEST_NAME),
        )


def _age(new: NewMember, today: date) -> Iterator[Fault]:
    if new.birth_date.year < 1901:  # noqa: PLR2004  the database's own limit
        yield (
            "birth_date",
            said("{birth_date} is too long ago; check the year.", birth_date=new.birth_date),
        )
    elif (today.year - new.birth_date.year) - _before_birthday(new.birth_date, today) < ADULT_YEARS:
        yield (
            "birth_date",
            said("A member is {least} years old at least.", least=ADULT_YEARS),
        )


def _before_birthday(born: date, today: date) -> bool:
    return (today.month, today.day) < (born.month, born.day)


def _phone(new: NewMember, _today: date) -> Iterator[Fault]:
    if not PHONE.fullmatch(new.phone):
        yield (
            "phone",
            said(
                "{phone!r} is not an international number; write it like +38160123456.",
                phone=new.phone,
            ),
        )


def _work(new: NewMember, _today: date) -> Iterator[Fault]:
    if not new.roles:
        yield "roles", said("Say whether the member is an interpreter, a mediator or both.")
    if not new.modalities:
        yield "modalities", said("Choose at least one way to take part.")
    if not new.skills:
        yield "languages", said("Name at least one language.")
    for skill in new.skills:
        if skill.level not in LEVELS:
            yield (
                "languages",
                said("{dialect}: a level is 1 (basic) to 4 (native).", dialect=skill.dialect),
            )
    if twice := _twice(skill.dialect for skill in new.skills):
        yield "languages", said("{twice} is named twice; keep one.", twice=twice)


def _undertaking(new: NewMember, today: date) -> Iterator[Fault]:
    if (new.undertaking_version is None) != (new.undertaking_signed_on is None):
        yield (
            "undertaking_signed_on",
            said("Give the undertaking's version and its day, or neither."),
        )
    elif new.undertaking_signed_on and new.undertaking_signed_on > today:
        yield "undertaking_signed_on", said("The undertaking cannot be signed in the future.")


def _papers(new: NewMember, _today: date) -> Iterator[Fault]:
    for paper in new.clearances:
        if paper.expires_on <= paper.vetted_on:
            yield (
                "vettings",
                said("{country}: a vetting ends after the day it was made.", country=paper.country),
            )
    if twice := _twice(f"{paper.country} {paper.vetted_on}" for paper in new.clearances):
        yield "vettings", said("The vetting {twice} is named twice; keep one.", twice=twice)
    for name, values in (
        ("permits", [permit.country for permit in new.permits]),
        ("procedures", [str(each.procedure) for each in new.qualifications]),
        ("trainings", [f"{each.topic} {each.completed_on}" for each in new.trainings]),
        ("rates", [str(price.valid_from) for price in new.prices]),
    ):
        if twice := _twice(values):
            yield name, said("{twice} is named twice; keep one.", twice=twice)


def _prices(new: NewMember, _today: date) -> Iterator[Fault]:
    for price in new.prices:
        if min(price.hourly_cents, price.call_out_cents, price.kilometre_cents) < 0:
            yield "rates", said("A rate is not negative.")


def _weekly(new: NewMember, _today: date) -> Iterator[Fault]:
    for window in new.weekly:
        if window.weekday not in WEEKDAYS:
            yield "availability", said("A weekday is 0 (Monday) to 6 (Sunday).")
        if not 0 <= window.start_minute < window.end_minute <= DAY_MINUTES:
            yield "availability", said("A weekly window ends after it starts, within one day.")
    in_order = sorted(new.weekly, key=lambda w: (w.weekday, w.start_minute))
    for one, other in pairwise(in_order):
        if one.weekday == other.weekday and other.start_minute < one.end_minute:
            yield "availability", said("Two weekly windows overlap; join them.")


def _twice(values: Iterable[str]) -> str:
    """A value that comes more than once; empty where none does."""
    seen = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return ""


RULES = (_name, _age, _phone, _work, _undertaking, _papers, _prices, _weekly)
