"""Made-up problems: sound, the same for the same seed, of the size that is asked for."""

import pytest

from scheduler.check import check
from scheduler.generate import SIZES, made_up
from scheduler.problem import Problem
from scheduler.problem.faults import faults_of
from tests.scheduler.builders import plan


@pytest.fixture(scope="module")
def p() -> Problem:
    """The size of a pilot week."""
    return made_up(*SIZES["pilot"], seed=11)


def test_it_has_no_fault(p: Problem) -> None:
    assert faults_of(p) == []


def test_it_has_the_size_that_is_asked_for(p: Problem) -> None:
    assert (len(p.members), len(p.sessions)) == (60, 400)
    assert len(p.seats) >= 400
    assert len(p.days) == 6


def test_the_seed_decides() -> None:
    first, same, other = (made_up(8, 30, 5, seed=s) for s in (3, 3, 4))
    assert first == same
    assert first != other


def test_what_makes_the_week_hard_is_in_it(p: Problem) -> None:
    assert any(s.beside for s in p.seats)
    assert any(s.latest_start for s in p.sessions)
    assert any(s.statutory for s in p.sessions)
    assert any(s.gender for s in p.seats)
    assert len({s.country for s in p.sessions}) == 2
    assert any(p.travel.border) if p.travel else False


def test_doing_nothing_is_legal_and_costs_every_seat(p: Problem) -> None:
    report = check(p, plan(p))
    assert report.legal
    assert report.seats_covered == 0
    assert report.value == report.tiers[0].value > 0
