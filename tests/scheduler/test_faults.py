"""Problems whose rows do not fit together: each fault is found, and named by its path."""

from typing import Any

import pytest

from scheduler.problem import (
    Acceptance,
    Border,
    Commitment,
    Confirmed,
    Day,
    Goals,
    Lent,
    Pairing,
    Pin,
    Policy,
    ProblemError,
    ProcedurePolicy,
    Recusal,
    Room,
    Skill,
    Substitution,
    Travel,
    problem_from_json,
    problem_to_json,
)
from tests.scheduler.builders import days, member, one, problem, seat, session, site

SITES = (site("nis"), site("sid"))
MONDAY, TUESDAY = days(2)


def faults(p: Any) -> set[str]:
    """The paths of everything that is wrong."""
    with pytest.raises(ProblemError) as error:
        problem_from_json(problem_to_json(p))
    return {f.path for f in error.value.faults}


TWICE = Travel(("nis",) * 2, ("sid",) * 2, (1, 1), (1, 1), ("", ""))


def road(**columns: Any) -> Travel:
    """One way, with some columns changed."""
    row: dict[str, Any] = {
        "origin": ("nis",),
        "destination": ("sid",),
        "minutes": (60,),
        "kilometres": (50,),
        "border": ("",),
    }
    return Travel(**{**row, **columns})


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ({"sites": (site("nis"), site("nis"))}, {"sites[1].id"}),
        ({"sites": (site(""),)}, {"sites[0].id"}),
        ({"sites": (site("nis", rooms=(Room("r"), Room("r"))),)}, {"sites[0].rooms[1].id"}),
        ({"sites": (site("nis", rooms=(Room(""),)),)}, {"sites[0].rooms[0].id"}),
        ({"sites": (site("nis", rooms=(Room("r", windows=((5, 5),)),)),)}, {
            "sites[0].rooms[0].windows[0]"
        }),
        ({"borders": (Border("x"), Border("x"))}, {"borders[1].id"}),
        ({"borders": (Border("x", ((5, 1), (5, 2))),)}, {"borders[0].steps"}),
        ({"borders": (Border("x", ((5, 1), (6, -1))),)}, {"borders[0].steps[1]"}),
        ({"substitutions": (Substitution("a", "b", 1, 1),) * 2}, {
            "substitutions[1].interpreter_of"
        }),
        ({"substitutions": (Substitution("a", "b", 101, -1),)}, {
            "substitutions[0].mediation",
            "substitutions[0].interview",
        }),
        ({"procedures": (ProcedurePolicy("RS", "INT"),) * 2}, {"procedures[1].procedure"}),
        ({"procedures": (ProcedurePolicy("RS", "INT", modalities=("fax",)),)}, {
            "procedures[0].modalities[0]"
        }),
        ({"procedures": (ProcedurePolicy("RS", "INT", remote_extra=-1, phone_cap=-1),)}, {
            "procedures[0].remote_extra",
            "procedures[0].phone_cap",
        }),
        ({"recusals": (Recusal("eva", "case", "c"),)}, {"recusals[0].member"}),
        ({"recusals": (Recusal("ana", "colour", "c"),)}, {"recusals[0].scope"}),
        ({"recusals": (Recusal("ana", "", "c"),)}, {"recusals[0].scope"}),
        ({"pairings": (Pairing("ana", "o"),) * 2}, {"pairings[1].officer"}),
        ({"pairings": (Pairing("", "o", -1, -1),)}, {
            "pairings[0].member",
            "pairings[0].recent",
            "pairings[0].at_most",
        }),
        ({"pins": (Pin("s/1", "ana"), Pin("s/1", "ana"))}, {"pins[1].seat"}),
        ({"pins": (Pin("x", "x", 1, "fax", "x"),)}, {
            "pins[0].seat",
            "pins[0].member",
            "pins[0].modality",
            "pins[0].room",
        }),
        ({"confirmed": (Confirmed("s/1", "ana"),) * 2}, {"confirmed[1].seat"}),
        ({"confirmed": (Confirmed("", "", None, "fax"),)}, {
            "confirmed[0].seat",
            "confirmed[0].member",
            "confirmed[0].modality",
        }),
        ({"commitments": (Commitment("x", 5, 4, -1, -1, "yesterday"),)}, {
            "commitments[0].member",
            "commitments[0].end",
            "commitments[0].minutes",
            "commitments[0].trauma",
            "commitments[0].date",
        }),
        ({"lent": (Lent("RS", "MK", -1),)}, {"lent[0].minutes"}),
        ({"policy": Policy(travel_buffer=-1, max_span=-1)}, {
            "policy.travel_buffer",
            "policy.max_span",
        }),
        ({"goals": Goals(coverage=(5, 0))}, {"goals.coverage"}),
        ({"goals": Goals(coverage=())}, {"goals.coverage"}),
        ({"goals": Goals(dialect=-1)}, {"goals.dialect"}),
        ({"days": (Day("2026-13-01", 0, 1440),)}, {"days[0].date"}),
        ({"days": (Day("20261005", 0, 1440),)}, {"days[0].date"}),
        ({"days": (MONDAY, Day(MONDAY.date, 1440, 2880))}, {"days[1].date"}),
        ({"days": (MONDAY, Day(TUESDAY.date, 1439, 2880))}, {"days[1].start"}),
        ({"days": (Day(MONDAY.date, 0, 1440, lunch=(5, 4), social=(5, 4)),)}, {
            "days[0].lunch",
            "days[0].social",
        }),
        ({"days": (TUESDAY,)}, {"sessions[0].start"}),
        ({"travel": road(), "sites": SITES, "borders": (Border("x"),)}, None),
        ({"travel": road(origin=("x",), border=("x",)), "sites": SITES}, {
            "travel.origin[0]",
            "travel.border[0]",
        }),
        ({"travel": road(minutes=(-1,), kilometres=(-1,)), "sites": SITES}, {
            "travel.minutes[0]",
            "travel.kilometres[0]",
        }),
        ({"travel": road(minutes=(1, 2)), "sites": SITES}, {"travel.minutes"}),
        ({"travel": TWICE,
          "sites": SITES}, {"travel.origin[1]"}),
    ],
)  # fmt: skip
def test_faults_of_tables(fields: dict[str, Any], paths: set[str] | None) -> None:
    if paths is None:
        assert problem_from_json(problem_to_json(one(**fields))) == one(**fields)
    else:
        assert faults(one(**fields)) == paths


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ({"start": 600, "latest_start": 599}, {"latest_start"}),
        ({"duration": 0, "start_step": 0}, {"duration", "start_step"}),
        ({"priority": -1}, {"priority"}),
        ({"site": "x", "continuity_member": "x"}, {"site", "continuity_member"}),
        ({"modalities": ("on_site", "fax")}, {"modalities[1]"}),
        ({"preferred_modality": "fax", "side": "both"}, {"preferred_modality", "side"}),
    ],
)
def test_faults_of_a_session(fields: dict[str, Any], paths: set[str]) -> None:
    assert faults(one(fields)) == {f"sessions[0].{path}" for path in paths}


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ({"duration": 0}, {"duration"}),
        ({"beside": "x", "candidates": ("ana", "x")}, {"beside", "candidates[1]"}),
        ({"beside": "s/1"}, {"beside"}),
        ({"instead_of": "x"}, {"instead_of"}),
        ({"modalities": ("fax",)}, {"modalities[0]"}),
        ({"accepts": (Acceptance("prs", table="court"),)}, {"accepts[0].table"}),
    ],
)
def test_faults_of_a_seat(fields: dict[str, Any], paths: set[str]) -> None:
    assert faults(one(of_seat=fields)) == {f"seats[0].{path}" for path in paths}


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ({"home": "x", "host_sites": ("x",), "tied_sites": ("x",)}, {
            "home",
            "host_sites[0]",
            "tied_sites[0]",
        }),
        ({"available": ((0, 10), (20, 20))}, {"available[1]"}),
        ({"hourly_rate": -1, "max_day_minutes": -1}, {"hourly_rate", "max_day_minutes"}),
        ({"skills": (Skill("prs", "through"),)}, {"skills[0].direction"}),
        ({"modalities": ("fax",)}, {"modalities[0]"}),
    ],
)  # fmt: skip
def test_faults_of_a_member(fields: dict[str, Any], paths: set[str]) -> None:
    assert faults(one(of_member=fields)) == {f"members[0].{path}" for path in paths}


def test_ids_are_used_once_and_are_not_empty() -> None:
    p = problem((session("s"), session("s")), (member(""),), seats=(seat("s/1"), seat("s/1")))
    assert faults(p) == {"sessions[1].id", "members[0].id", "seats[1].id"}


def test_a_seat_needs_its_session() -> None:
    assert faults(problem((), (), seats=(seat("s/1"), seat("/1")))) == {
        "seats[0].session",
        "seats[1].session",
    }


@pytest.mark.parametrize(
    ("of_seats", "paths"),
    [
        (({"chain": "c"}, {"chain": "c"}), None),
        (({}, {"instead_of": "a/1"}), {"seats[1].instead_of"}),
        (({"chain": "c"}, {"chain": "d", "instead_of": "a/1"}), {"seats[1].instead_of"}),
        (({}, {"chain": "d", "instead_of": "a/1"}, {"chain": "d"}), {"seats[2].instead_of"}),
        (({}, {"chain": "d", "instead_of": "a/1"}, {"beside": "a/2"}), {"seats[2].beside"}),
    ],
)
def test_faults_of_chains(of_seats: tuple[dict[str, Any], ...], paths: set[str] | None) -> None:
    seats = tuple(seat(f"a/{k}", **fields) for k, fields in enumerate(of_seats, 1))
    p = problem((session("a"),), (), seats=seats)
    assert (faults(p) if paths else None) == paths


def test_seats_depend_on_seats_of_their_own_session() -> None:
    seats = (
        seat("a/1", chain="c"),
        seat("a/2"),
        seat("b/1", chain="c"),
        seat("b/2", beside="a/2"),
        seat("b/3", chain="d", instead_of="a/2"),
    )
    p = problem((session("a"), session("b")), (), seats=seats)
    assert faults(p) == {"seats[2].chain", "seats[3].beside", "seats[4].instead_of"}


def test_every_fault_is_told_at_once() -> None:
    p = problem(
        (session("a", duration=0), session("a")),
        (member(home="x"),),
        seats=(seat("a/1", beside="y"),),
        recusals=(Recusal("z", "case", "c"),),
    )
    assert faults(p) == {
        "sessions[0].duration",
        "sessions[1].id",
        "members[0].home",
        "seats[0].beside",
        "recusals[0].member",
    }
