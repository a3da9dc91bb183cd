"""Lists of requests: what they show, and that their length costs no queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from app.db.models import ServiceRequest, UncoveredSeat
from app.db.queries.coverage import seat_coverages
from app.db.queries.requests import PAGE, RequestFilter, Span, request_by_number, request_page
from app.domain.coverage import Coverage
from app.domain.states import AssignmentState, PlanState, RequestState
from tests import factories as make
from tests.factories import NOW


@contextmanager
def counted(connection: Connection) -> Iterator[list[str]]:
    """The SELECTs that reach the database inside the block."""
    seen: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(connection, "before_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(connection, "before_cursor_execute", count)


def leave_empty(session: Session, request: ServiceRequest, state: PlanState) -> None:
    plan = make.make_plan(session, state)
    seat = request.sessions[0].seats[0]
    session.add(UncoveredSeat(plan_id=plan.id, seat_id=seat.id, reason_code="all_busy", details={}))
    session.flush()


def numbers(session: Session, **wanted: object) -> list[int]:
    page = request_page(session, RequestFilter(**wanted), NOW)  # type: ignore[arg-type]
    return [row.request.number for row in page.rows]


def test_a_list_costs_two_queries_however_long(db: Session, connection: Connection) -> None:
    authority = make.make_authority(db)
    for day in range(1, 12):
        make.make_request(db, authority=authority, starts_at=NOW + timedelta(days=day))
    db.expunge_all()
    with counted(connection) as seen:
        page = request_page(db, RequestFilter(authority_id=authority.id), NOW)
        for row in page.rows:
            assert row.request.site.country.timezone
            assert row.request.dialect.language.name
            assert row.request.procedure.name
            assert row.session.minutes
    assert len(page.rows) == 11
    assert len(seen) == 2


def test_one_request_in_full_costs_three_queries(db: Session, connection: Connection) -> None:
    number = make.make_request(db).number
    db.expunge_all()
    with counted(connection) as seen:
        request = request_by_number(db, number)
        assert request is not None
        assert request.sessions[0].seats[0].role
    assert len(seen) == 3


def test_pages_hold_their_share_and_end(db: Session) -> None:
    authority = make.make_authority(db)
    for day in range(PAGE + 2):
        make.make_request(db, authority=authority, starts_at=NOW + timedelta(days=1, hours=day))
    wanted = RequestFilter(authority_id=authority.id)
    assert len(request_page(db, wanted, NOW, 1).rows) == PAGE
    last = request_page(db, wanted, NOW, 99)
    assert (last.page, last.pages, len(last.rows), last.total) == (2, 2, 2, PAGE + 2)


def test_what_is_coming_is_nearest_first_and_what_is_past_newest_first(db: Session) -> None:
    at = make.make_authority(db)
    days = [3, 1, -1, -3]
    made = [
        make.make_request(db, authority=at, starts_at=NOW + timedelta(days=day)).number
        for day in days
    ]
    assert numbers(db, authority_id=at.id, span=Span.COMING) == [made[1], made[0]]
    assert numbers(db, authority_id=at.id, span=Span.PAST) == [made[2], made[3]]


def test_an_empty_list_has_one_page(db: Session) -> None:
    page = request_page(db, RequestFilter(authority_id=make.make_authority(db).id), NOW)
    assert (page.rows, page.total, page.pages) == ([], 0, 1)


def test_a_list_is_searched_by_number_reference_and_language(db: Session) -> None:
    at = make.make_authority(db)
    one = make.make_request(db, authority=at, case_ref="AZ-77/26", dialect="pbu")
    two = make.make_request(db, authority=at, case_ref="BG_1/26", dialect="acm")
    assert numbers(db, authority_id=at.id, text="az-77") == [one.number]
    assert numbers(db, authority_id=at.id, text=f"#{two.number}") == [two.number]
    assert numbers(db, authority_id=at.id, text="g_1") == [two.number]
    assert numbers(db, authority_id=at.id, text="%") == []
    assert numbers(db, authority_id=at.id, language="ara") == [two.number]


@pytest.mark.parametrize("coverage", list(Coverage))
def test_coverage_in_the_list_is_what_the_rules_say(db: Session, coverage: Coverage) -> None:
    at = make.make_authority(db)
    requests = {each: make.make_request(db, authority=at) for each in Coverage}
    states = {Coverage.COVERED: AssignmentState.CONFIRMED, Coverage.ASKED: AssignmentState.OFFERED}
    for each, state in states.items():
        seat = requests[each].sessions[0].seats[0]
        make.make_assignment(db, seat, make.make_member(db), state=state)
    leave_empty(db, requests[Coverage.UNCOVERED], PlanState.PUBLISHED)
    leave_empty(db, requests[Coverage.UNPLANNED], PlanState.DRAFT)
    page = request_page(db, RequestFilter(authority_id=at.id, coverage=coverage), NOW)
    assert [(row.request.number, row.coverage) for row in page.rows] == [
        (requests[coverage].number, coverage)
    ]
    seat_id = requests[coverage].sessions[0].seats[0].id
    found = seat_coverages(db, [seat_id])[seat_id]
    assert found.coverage is coverage
    assert found.reason_code == ("all_busy" if coverage is Coverage.UNCOVERED else "")


def test_a_cancelled_request_is_neither_covered_nor_uncovered(db: Session) -> None:
    at = make.make_authority(db)
    request = make.make_request(db, authority=at, state=RequestState.CANCELLED)
    page = request_page(db, RequestFilter(authority_id=at.id), NOW)
    assert [(row.request.number, row.coverage) for row in page.rows] == [(request.number, None)]
