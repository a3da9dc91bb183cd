"""Roads between sites: the table, the estimate, arrival and the border."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.travel import (
    Journey,
    Place,
    Road,
    RoadTable,
    crossing,
    estimate,
    great_circle,
    is_near_motorway,
)

PRESEVO = Place("RS-PRE", "RS", "Preševo", 42.309, 21.650, 10)
SKOPJE = Place("MK-SA", "MK", "Skopje", 41.998, 21.440, 10)
GAZI_BABA = Place("MK-GBA", "MK", "Skopje", 42.003, 21.478, 20)
BELGRADE = Place("RS-BEG-AO", "RS", "Belgrade", 44.803, 20.453, 10)
NIS = Place("RS-NIS", "RS", "Niš", 43.320, 21.895, 10)
SJENICA = Place("RS-SJE", "RS", "Sjenica", 43.273, 20.000, 10)
TUTIN = Place("RS-TUT", "RS", "Tutin", 42.990, 20.337, 10)

PLACES = st.builds(
    Place,
    code=st.sampled_from(["A", "B", "C", "D"]),
    country=st.sampled_from(["RS", "MK"]),
    town=st.sampled_from(["North", "South"]),
    latitude=st.floats(41, 46.2),
    longitude=st.floats(19, 23),
    arrival_minutes=st.integers(0, 120),
)
ROADS = st.builds(Road, st.floats(0.1, 700), st.integers(1, 600))
TABLES = st.builds(
    RoadTable, st.dictionaries(st.tuples(*[st.sampled_from("ABCD")] * 2), ROADS, max_size=6)
)


def test_a_road_listed_once_holds_in_both_directions() -> None:
    table = RoadTable({("RS-PRE", "MK-SA"): Road(50, 55)})
    assert table.journey(PRESEVO, SKOPJE) == Journey(50, 65, ("RS", "MK"))
    assert table.journey(SKOPJE, PRESEVO) == Journey(50, 65, ("MK", "RS"))


def test_a_direction_that_is_listed_itself_comes_first() -> None:
    table = RoadTable({("RS-PRE", "MK-SA"): Road(50, 55), ("MK-SA", "RS-PRE"): Road(52, 70)})
    assert table.journey(SKOPJE, PRESEVO).minutes == 80


def test_arrival_counts_at_the_destination_only() -> None:
    table = RoadTable({("MK-SA", "MK-GBA"): Road(5, 15)})
    assert table.journey(SKOPJE, GAZI_BABA).minutes == 35
    assert table.journey(GAZI_BABA, SKOPJE).minutes == 25


def test_the_place_one_is_at_costs_nothing() -> None:
    assert RoadTable({}).journey(GAZI_BABA, GAZI_BABA) == Journey(0.0, 0, None)


def test_the_estimate_is_close_to_roads_that_are_known() -> None:
    # Kilometres and minutes of the table that the estimate stands in for.
    known = [(BELGRADE, PRESEVO, 388, 245), (NIS, PRESEVO, 150, 110), (SJENICA, TUTIN, 60, 70)]
    for origin, destination, kilometres, minutes in known:
        road = estimate(origin, destination)
        assert abs(road.kilometres - kilometres) <= 0.15 * kilometres
        assert abs(road.minutes - minutes) <= 0.25 * minutes


def test_a_motorway_is_faster_than_a_country_road_and_a_town_slower() -> None:
    def speed(origin: Place, destination: Place) -> float:
        road = estimate(origin, destination)
        return road.kilometres / road.minutes * 60

    assert speed(BELGRADE, NIS) > 85
    assert 50 < speed(SJENICA, TUTIN) <= 60
    assert speed(SKOPJE, GAZI_BABA) <= 25


def test_the_motorway_corridor_knows_its_towns() -> None:
    assert all(map(is_near_motorway, [BELGRADE, NIS, PRESEVO, SKOPJE]))
    assert not any(map(is_near_motorway, [SJENICA, TUTIN]))


@given(PLACES, PLACES)
def test_the_great_circle_is_symmetric_and_zero_only_at_home(one: Place, other: Place) -> None:
    assert abs(great_circle(one, other) - great_circle(other, one)) < 1e-9
    assert great_circle(one, one) == 0


@given(PLACES, PLACES, PLACES)
def test_no_detour_is_shorter_than_the_great_circle(one: Place, two: Place, three: Place) -> None:
    direct = great_circle(one, three)
    assert direct <= great_circle(one, two) + great_circle(two, three) + 1e-6


@given(PLACES, PLACES)
def test_an_estimate_takes_time_in_steps_of_five_minutes(one: Place, other: Place) -> None:
    road = estimate(one, other)
    assert road == estimate(other, one)
    assert road.minutes >= 5
    assert road.minutes % 5 == 0


@given(TABLES, PLACES, PLACES)
def test_a_journey_crosses_exactly_when_the_countries_differ(
    table: RoadTable, one: Place, other: Place
) -> None:
    way = table.journey(one, other)
    if one.code != other.code:
        assert (way.crosses is None) == (one.country == other.country)
        assert way.minutes >= other.arrival_minutes + 1
    assert crossing(one, one) is None
