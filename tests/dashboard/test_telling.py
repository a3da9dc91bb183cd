"""The scheduler's sentences in the application: in the catalogue, with names, in any language."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from app.dashboard import telling
from app.dashboard.telling import Names
from app.db.queries.seats import SeatFacts
from app.domain.vocabulary import Role
from scheduler.explain import words

CATALOGUE = Path(__file__).parents[2] / "translations" / "messages.pot"
STARTS = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
SEAT = SeatFacts(7, Role.INTERPRETER, STARTS, 30, 1069, "Dari", "Preševo", "RS")
NAMES = Names({3: "فراس"}, {7: SEAT})


def templates() -> set[str]:
    """Everything that the scheduler may say of a seat."""
    found = [v for name, v in vars(words).items() if name.isupper()]
    return {t for v in found for t in (v.values() if isinstance(v, dict) else [v])}


def told(app: Flask, template: str, **values: str | int) -> str:
    with app.test_request_context():
        (sentence,) = telling.sentences(
            {"sentences": [{"template": template, "values": values}]}, NAMES
        )
    return sentence


def test_the_catalogue_has_every_sentence() -> None:
    with CATALOGUE.open("rb") as file:
        known = {message.id for message in read_po(file)}

    assert len(templates()) > 30
    assert templates() <= known


def test_names_seats_rules_and_money_are_written_for_people(app: Flask) -> None:
    busy = told(app, words.BLOCKS["no_overlap"], member="3", seats="7")
    assert busy == "\u2068فراس\u2069 is already busy with request 1069 (Dari, 01.12. 09:00)."
    step = told(app, words.STEP, rule="source_language", ruled_out=52, left=8)
    assert step == "52 ruled out by dialect, 8 left."
    assert told(app, words.PART, name="pay", cents=1250) == "pay of the session: 12.50 €."
    assert told(app, words.OTHER, member="3", rule="new_rule").startswith("The rule new rule keeps")


@pytest.mark.parametrize(
    ("tiers", "words_"),
    [
        ({}, ["costs the same"]),
        ({"coverage": 5000}, ["costs the same"]),
        ({"money": 250, "quality": -4000}, ["2.50 € more", "fits better (40 points)"]),
        ({"money": -250, "fairness": 3}, ["2.50 € less", "a less even load"]),
        (
            {"quality": 4000, "fairness": -3, "changes": 400000},
            ["fits less well (40 points)", "a more even load", "changes what somebody was asked"],
        ),
    ],
)
def test_the_price_of_a_stand_in_is_told_tier_by_tier(
    app: Flask, tiers: dict[str, int], words_: list[str]
) -> None:
    option = {"tiers": [{"name": name, "value": value} for name, value in tiers.items()]}
    with app.test_request_context():
        assert telling.price(option) == words_
