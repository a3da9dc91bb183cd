"""The made-up pool and its week: the same for a seed, and after the region's figures."""

from collections import Counter
from datetime import date, timedelta

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo.demand import requests
from app.demo.generate import generate
from app.demo.history import FOLLOWS
from app.demo.model import Asked, Demonstration
from app.demo.papers import EXPIRED, EXPIRING, UNSIGNED
from app.demo.people import members
from app.demo.streams import streams
from app.demo.world import region
from app.domain.member_rules import find_faults
from app.domain.procedures import ProcedureCode as P
from app.domain.request_rules.times import CHILD_HOURS
from app.domain.vocabulary import Gender, Modality, Role, Strength, TrainingTopic

MONDAY = date(2026, 11, 30)
WEEKS = st.dates(date(2026, 1, 1), date(2028, 12, 31)).map(lambda d: d - timedelta(d.weekday()))
SEEDS = st.integers(1, 10_000)


@pytest.fixture(scope="module")
def week() -> Demonstration:
    return generate(1, MONDAY)


@pytest.fixture(scope="module")
def many_weeks() -> list[Asked]:
    """A quarter of ordinary weeks, for shares that one week leaves to chance."""
    mondays = (date(2026, 9, 7) + timedelta(weeks=n) for n in range(12))
    return [asked for monday in mondays for asked in requests(1, monday, region())]


def test_the_same_seed_and_week_give_the_same_demonstration(week: Demonstration) -> None:
    assert generate(1, MONDAY) == week


def test_another_seed_or_week_gives_another(week: Demonstration) -> None:
    assert generate(2, MONDAY).requests != week.requests
    assert generate(2, MONDAY).members != week.members
    assert generate(1, MONDAY + timedelta(weeks=1)).requests != week.requests


def test_sixty_members_are_asked_for_about_four_hundred_sessions(week: Demonstration) -> None:
    assert len(week.members) == 60
    assert 350 <= len(week.requests) <= 430


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_pool_has_the_regions_proportions(seed: int) -> None:
    pool = [joined.member for joined in members(seed, MONDAY)]
    homes = Counter(member.home_site for member in pool)
    belgrade = sum(homes[site] for site in ("RS-MIK", "RS-KRN", "RS-BEG-AO", "RS-OBR"))
    south = sum(homes[site] for site in ("RS-PRE", "RS-VRA", "RS-NIS", "RS-BUJ"))
    skopje = sum(homes[site] for site in ("MK-SA", "MK-VIZ", "MK-KUM"))
    women = sum(member.gender is Gender.FEMALE for member in pool)
    main = Counter(member.skills[0].dialect for member in pool)
    assert 0.5 <= belgrade / 60 <= 0.66
    assert 0.1 <= south / 60 <= 0.22
    assert 0.13 <= skopje / 60 <= 0.25
    assert 0.25 <= women / 60 <= 0.30
    assert sum(main[code] for code in ("apc", "acm", "arz", "ayp", "ary")) == 24
    assert sum(main[code] for code in ("pes", "prs", "haz")) == 21
    assert sum(main[code] for code in ("pbu", "pbt")) == 7


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_woman_at_most_interprets_from_pashto_alone(seed: int) -> None:
    pool = [joined.member for joined in members(seed, MONDAY)]
    women = [
        member
        for member in pool
        if member.gender is Gender.FEMALE and member.skills[0].dialect in ("pbu", "pbt")
    ]
    assert [member.home_site for member in women] == ["RS-MIK"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_pashto_interpreter_with_a_full_week_lives_in_presevo(seed: int) -> None:
    joined = [
        each
        for each in members(seed, MONDAY)
        if each.member.home_site == "RS-PRE" and each.member.skills[0].dialect == "pbu"
    ]
    guide = next(each for each in joined if each.member.gender is Gender.MALE)
    assert Role.INTERPRETER in guide.member.roles
    assert {permit.country for permit in guide.member.permits} == {"RS", "MK"}
    assert len(guide.member.weekly) == 5
    assert not guide.absences


@settings(max_examples=20)
@given(SEEDS, WEEKS)
def test_every_member_keeps_the_rules_of_the_pool(seed: int, monday: date) -> None:
    pool = [joined.member for joined in members(seed, monday)]
    assert [find_faults(member, monday) for member in pool if find_faults(member, monday)] == []
    assert len({member.phone for member in pool}) == 60
    assert len({member.legal_name for member in pool}) == 60


def test_no_telephone_number_belongs_to_anybody(week: Demonstration) -> None:
    # 07700 900000 to 900999: what the British regulator keeps free for drama.
    for joined in week.members:
        number = phonenumbers.parse(joined.member.phone)
        assert number.country_code == 44
        assert 7_700_900_000 <= (number.national_number or 0) <= 7_700_900_999


def test_some_papers_ask_for_the_coordinators_eye(week: Demonstration) -> None:
    pool = [joined.member for joined in week.members]
    ended = [m for m in pool if any(paper.expires_on <= MONDAY for paper in m.clearances)]
    soon = [
        member
        for member in pool
        if any(
            MONDAY < paper.expires_on <= MONDAY + timedelta(days=30) for paper in member.clearances
        )
    ]
    assert ended == [pool[EXPIRED]]
    assert soon == [pool[place] for place in sorted(EXPIRING)]
    assert [m for m in pool if m.undertaking_signed_on is None] == [pool[UNSIGNED]]
    assert 0.2 <= sum(len(member.permits) == 2 for member in pool) / 60 <= 0.55
    assert 3 <= sum(bool(joined.absences) for joined in week.members) <= 14


@settings(max_examples=20)
@given(SEEDS, WEEKS)
def test_every_stream_stays_within_its_weekly_range(seed: int, monday: date) -> None:
    world = region()
    counts = Counter((a.procedure, world.country_of(a.site)) for a in requests(seed, monday, world))
    for stream in streams():
        for country, (low, high) in stream.week.items():
            found = counts[stream.procedure, country]
            if stream.procedure is P.REG:  # follows the season
                assert 0.5 * low <= found <= 1.5 * high
            else:  # less in a week with a holiday
                assert found <= high
                assert found >= round(0.2 * low)


@settings(max_examples=15)
@given(SEEDS, WEEKS)
def test_every_request_is_lawful_and_within_its_week(seed: int, monday: date) -> None:
    world = region()
    for asked in requests(seed, monday, world):
        terms = world.policies[world.country_of(asked.site), asked.procedure]
        assert asked.modalities
        assert asked.modalities <= world.lawful(asked.site, asked.procedure, asked.minutes)
        assert asked.minutes <= terms.longest_minutes
        assert asked.site in world.authorities[asked.authority]
        assert 0 <= (asked.start.date() - monday).days <= 6
        assert asked.start <= (asked.latest_start or asked.start)


def test_children_are_heard_outside_school_and_bedtime(many_weeks: list[Asked]) -> None:
    for asked in many_weeks:
        if asked.procedure is P.BIA:
            end = (asked.latest_start or asked.start) + timedelta(minutes=asked.minutes)
            assert any(
                start <= asked.start.time() and end.time() <= until for start, until in CHILD_HOURS
            )


def test_offices_are_closed_on_their_countrys_holidays() -> None:
    world, clement = region(), date(2026, 12, 8)
    asked = requests(1, date(2026, 12, 7), world)
    that_day = [a for a in asked if a.start.date() == clement]
    macedonian = {a.procedure for a in that_day if world.country_of(a.site) == "MK"}
    assert macedonian <= {P.POL, P.REG}
    assert any(a.procedure is P.MED for a in that_day)


def test_languages_have_the_shares_of_the_region(many_weeks: list[Asked]) -> None:
    dialects = Counter(asked.dialect for asked in many_weeks)
    total = dialects.total()

    def share(*codes: str) -> float:
        return sum(dialects[code] for code in codes) / total

    assert 0.36 <= share("prs", "pes", "haz") <= 0.52
    assert 0.15 <= share("pbu", "pbt", "pst") <= 0.28
    assert 0.12 <= share("apc", "acm", "ayp", "ary", "arq", "ayl") <= 0.30
    assert 0.04 <= share("urd", "pnb") <= 0.12
    assert 0.02 <= share("kmr", "ckb", "sdh") <= 0.10


def test_wishes_have_the_shares_of_the_region(many_weeks: list[Asked]) -> None:
    single = [a for a in many_weeks if a.procedure not in (P.MDS, P.INF, P.MON)]
    women = [a for a in single if a.gender is Gender.FEMALE]
    men = [a for a in single if a.gender is Gender.MALE]
    assert 0.04 <= len(women) / len(single) <= 0.10
    assert 0.01 <= len(men) / len(single) <= 0.05
    assert 0.3 <= sum(a.gender_strength is Strength.REQUIRED for a in women) / len(women) <= 0.6
    assert any(TrainingTopic.SGBV in a.trainings for a in women)
    assert all(
        a.gender_strength is Strength.REQUIRED for a in women if TrainingTopic.SGBV in a.trainings
    )


def test_nobodys_nationality_or_name_is_in_a_request(week: Demonstration) -> None:
    for asked in week.requests:
        assert not {"nationality", "name"} & vars(asked).keys()
        assert asked.case_ref.split("-")[0] in set(P)


def test_a_record_is_read_back_to_who_was_interviewed(week: Demonstration) -> None:
    held = {served.asked.case_ref: served.asked for served in week.history}
    linked = [a for a in week.requests if a.procedure in FOLLOWS and a.case_ref in held]
    assert len(linked) >= 3
    assert all(held[a.case_ref].dialect == a.dialect for a in linked)


def test_past_sessions_were_held_by_members_who_could(week: Demonstration) -> None:
    assert len(week.history) > 30
    days = Counter((served.member, served.asked.start.date()) for served in week.history)
    assert set(days.values()) == {1}
    for served in week.history:
        member = week.members[served.member].member
        assert Role.INTERPRETER in member.roles
        assert served.asked.dialect in {skill.dialect for skill in member.skills}
        assert served.asked.modalities == {Modality.ON_SITE}
        assert served.asked.start.date() < MONDAY
