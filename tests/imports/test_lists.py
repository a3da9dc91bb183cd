"""Members, sites and requests from files: all rows, or none and every fault."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.db.models import AuditEntry, Authority, AuthoritySite, Member, ServiceRequest, Site
from app.domain.actors import Actor, system
from app.domain.errors import ForbiddenError
from app.domain.states import RequestState
from app.domain.vocabulary import ActorKind, Channel, Gender, Modality, Role, UserRole
from app.importing.run import KINDS, Report, run

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SYSTEM = system(Channel.COMMAND)
COUNTED: dict[str, Any] = {"members": Member, "sites": Site, "requests": ServiceRequest}


def example(kind: str, *changes: tuple[str, str]) -> bytes:
    """The example with some texts replaced."""
    text = KINDS[kind].example(NOW.date()).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def bring(
    db: Session, kind: str, data: bytes, *, dry_run: bool = False, actor: Actor = SYSTEM
) -> Report:
    return run(db, actor, NOW, KINDS[kind], data, dry_run=dry_run)


def faults(report: Report) -> dict[tuple[int, str], str]:
    return {(fault.row, fault.column): fault.problem for fault in report.faults}


def count(db: Session, kind: str) -> int:
    return db.scalar(select(func.count()).select_from(COUNTED[kind])) or 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_saved_as_it_is(db: Session, kind: str) -> None:
    before = count(db, kind)
    report = bring(db, kind, example(kind))
    assert report == Report(2, [], saved=True)
    assert count(db, kind) == before + 2
    entry = db.scalars(select(AuditEntry).filter_by(act="list.imported")).one()
    assert entry.details == {"kind": kind, "rows": 2}


@pytest.mark.parametrize("kind", KINDS)
def test_a_dry_run_saves_nothing(db: Session, kind: str) -> None:
    before = count(db, kind), count_audit(db)
    assert bring(db, kind, example(kind), dry_run=True) == Report(2, [], saved=False)
    assert (count(db, kind), count_audit(db)) == before


def count_audit(db: Session) -> int:
    return db.scalar(select(func.count()).select_from(AuditEntry)) or 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_twice_is_refused_the_second_time(db: Session, kind: str) -> None:
    bring(db, kind, example(kind))
    before = count(db, kind)
    report = bring(db, kind, example(kind))
    assert {fault.row for fault in report.faults} == {2, 3}
    assert count(db, kind) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_repeats_another_is_named(db: Session, kind: str) -> None:
    lines = example(kind).decode().splitlines()
    report = bring(db, kind, "\n".join([*lines, lines[1]]).encode())
    assert [(fault.row, fault.problem) for fault in report.faults] == [
        (4, "Row 2 says the same; remove one of the two.")
    ]
    assert not report.saved


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_column_is_refused(db: Session, kind: str) -> None:
    data = example(kind).decode().splitlines()
    wider = [data[0] + ",nationality", *(line + ",x" for line in data[1:])]
    report = bring(db, kind, "\n".join(wider).encode())
    assert list(faults(report)) == [(1, "nationality")]


def test_a_member_is_read_with_all_the_row_says(db: Session) -> None:
    bring(db, "members", example("members"))
    loads = [Member.roles, Member.languages, Member.availabilities, Member.vettings, Member.rates]
    query = select(Member).options(*map(selectinload, loads)).filter_by(phone="+447700900802")
    member = db.scalars(query).one()
    assert member.legal_name == "Ђорђе Шуваковић"
    assert member.gender is Gender.MALE
    assert member.birth_date.isoformat() == "1984-06-15"
    assert {role.role for role in member.roles} == set(Role)
    assert {(s.dialect_code, s.level, s.reads_script) for s in member.languages} == {
        ("acm", 3, True),
        ("apc", 2, False),
        ("srp", 4, True),
    }
    assert [(w.weekday, w.start_minute, w.end_minute) for w in member.availabilities] == [
        (0, 480, 720),
        (2, 480, 1080),
        (3, 480, 1080),
    ]
    assert len(member.vettings) == 2
    assert member.rates[0].hourly_cents == 1350


def test_every_fault_of_every_row_is_named_and_nothing_is_saved(db: Session) -> None:
    data = example(
        "members",
        (",female,", ",woman,"),
        ("1991-03-01", "1.13.1991"),
        ("pbu both 4 reads", "pbu both"),
        ("mon-fri 08:00-16:00", "mon-fri 8-16"),
        ("RS-KRN", "RS-XXX"),
        ("acm both 3 reads", "acm both 9 reads"),
        ("MK 2026-02-01 2028-02-01", "MK 2028-02-01 2026-02-01"),
        ("mon 08:00-12:00 | wed", "mon 08:00-12:00 | mon 11:00-13:00 | wed"),
    )
    report = bring(db, "members", data)
    assert set(faults(report)) == {
        (2, "gender"),
        (2, "birth_date"),
        (2, "languages"),
        (2, "availability"),
        (3, "home_site"),
        (3, "languages"),
        (3, "vettings"),
        (3, "availability"),
    }
    assert faults(report)[2, "gender"] == "'woman' is not known; use one of female, male."
    assert not report.saved
    assert count(db, "members") == 0


def test_a_needed_cell_that_is_empty_is_named(db: Session) -> None:
    report = bring(db, "members", example("members", ("+44 7700 900 801", " ")))
    assert faults(report) == {(2, "phone"): "This is empty; fill it in."}


@pytest.mark.parametrize(
    "phone", ["060 123 456", "+999 123", "+381 6", "nothing", "+381" + "1" * 20]
)
def test_a_telephone_number_that_no_country_has_is_named(db: Session, phone: str) -> None:
    report = bring(db, "members", example("members", ("+44 7700 900 801", phone)))
    assert list(faults(report)) == [(2, "phone")]


def test_the_same_phone_written_in_two_ways_is_one_phone(db: Session) -> None:
    report = bring(db, "members", example("members", ("+44 7700 900 802", "+44-7700-900801")))
    assert list(faults(report)) == [(3, "phone")]


def test_digits_of_arabic_and_persian_are_read(db: Session) -> None:
    report = bring(db, "members", example("members", ("1991-03-01", "۱۹۹۱-۰۳-۰۱")))
    assert report.saved


def test_a_site_is_bound_to_its_authorities(db: Session) -> None:
    bring(db, "sites", example("sites"))
    site = db.scalars(select(Site).filter_by(code="MK-VEL")).one()
    codes = db.scalars(
        select(Authority.code)
        .join(AuthoritySite, AuthoritySite.authority_id == Authority.id)
        .where(AuthoritySite.site_id == site.id)
    )
    assert set(codes) == {"MK-CSW", "MK-RC"}
    assert not site.video_ok


@pytest.mark.parametrize(
    ("old", "new", "column", "problem"),
    [
        ("RS-LES", "LES", "code", "write it like RS-PRE"),
        ("RS-LES", "MK-LES", "code", "begins with RS-"),
        ("RS-LES", "RS-PRE", "code", "There is a site RS-PRE already"),
        ("42.998,21.946", "21.946,42.998", "latitude", "swapped"),
        ("42.998", "52.998", "latitude", "outside the region"),
        ("42.998", "north", "latitude", "not a number"),
        (",RS,hub", ",XX,hub", "country", "There is no country XX"),
        ("hub", "office", "kind", "use one of authority"),
        ("RS-CSW-SOUTH", "MK-CSW", "authorities", "another country"),
        ("RS-CSW-SOUTH", "RS-ZZZ", "authorities", "There is no authority RS-ZZZ"),
        (",10,yes", ",500,yes", "arrival_minutes", "0 to 120"),
        (",10,yes", ",10,maybe", "video_ok", "neither yes nor no"),
    ],
)
def test_a_faulty_site_is_named_by_column_with_the_remedy(
    db: Session, old: str, new: str, column: str, problem: str
) -> None:
    report = bring(db, "sites", example("sites", (old, new)))
    assert problem in faults(report)[2, column]
    assert count(db, "sites") == 43


def test_requests_are_filed_by_the_policy(db: Session) -> None:
    bring(db, "requests", example("requests"))
    first, second = db.scalars(select(ServiceRequest).order_by(ServiceRequest.id))
    assert first.state is RequestState.ACCEPTED
    assert first.gender is Gender.FEMALE
    assert set(first.modalities) == {Modality.ON_SITE, Modality.PHONE}
    # A substitute by consent is for a coordinator to decide.
    assert second.state is RequestState.SUBMITTED


@pytest.mark.parametrize(
    ("old", "new", "column", "problem"),
    [
        ("RS-RC-SOUTH", "RS-NOBODY", "authority", "There is no authority RS-NOBODY"),
        ("RS-PRE", "RS-XXX", "site", "There is no site RS-XXX"),
        ("RS-PRE", "MK-VIN", "site", "another country"),
        ("MED,", "XYZ,", "procedure", "use one of REG"),
        ("MED,", "POL,", "modalities", "signed by hand|does not allow"),
        ("MED-417/27", "Ahmad", "case_ref", "looks like a name"),
        ("pbu", "xxx", "dialect", "There is no dialect 'xxx'"),
        ("2026-12-07 09:00", "2026-11-02 09:00", "start", "has passed"),
        ("2026-12-07 09:00", "tomorrow", "start", "write it like 2026-11-30 09:00"),
        ("2026-12-07 09:00", "2027-03-28 02:30", "start", "does not exist"),
        ("2026-12-07 11:00", "2026-12-07 08:00", "latest_start", "before the earliest start"),
        (",40,", ",4000,", "minutes", "at most"),
        ("required", "", "gender_strength", "required or preferred"),
        (",yes,2,", ",yes,9,", "priority", "from 1"),
        (",yes,2,,,,", ",yes,2,,,,nobody.here", "officer", "There is no user nobody.here"),
    ],
)
def test_a_faulty_request_is_named_by_column_with_the_remedy(
    db: Session, old: str, new: str, column: str, problem: str
) -> None:
    text = example("requests").decode().splitlines()
    assert old in text[1]
    text[1] = text[1].replace(old, new, 1)
    report = bring(db, "requests", "\n".join(text).encode())
    said = faults(report)[2, column]
    assert any(part in said for part in problem.split("|"))
    assert count(db, "requests") == 0


def test_a_coordinator_imports_for_the_offices_of_their_countries_only(db: Session) -> None:
    coordinator = Actor(
        ActorKind.USER,
        Channel.WEB,
        roles=frozenset({UserRole.COORDINATOR}),
        countries=frozenset({"RS"}),
    )
    report = bring(db, "requests", example("requests"), actor=coordinator)
    assert list(faults(report)) == [(3, "authority")]
    assert count(db, "requests") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_an_officer_may_not_import(db: Session, kind: str) -> None:
    officer = Actor(ActorKind.USER, Channel.WEB, roles=frozenset({UserRole.OFFICER}))
    with pytest.raises(ForbiddenError):
        bring(db, kind, example(kind), actor=officer)
