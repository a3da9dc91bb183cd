"""What an offer's page tells: every standing, every language, and no place before its time."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape
from sqlalchemy import String, cast, func, literal, literal_column, select, update
from sqlalchemy.dialects.postgresql import Range, aggregate_order_by
from sqlalchemy.orm import Session

from app.db.base import Base
from app.db.models import Absence, Seat, Vetting
from app.domain import actors
from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import AbsenceKind, Role
from app.domain.words import LANGUAGES, words_of
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.counting import counted
from tests.support.offers import FROM_OWN_PAGE, Asked, ask, ask_rival

PROJECT = Path(__file__).resolve().parents[2]
ENGLISH = words_of("en")
SYSTEM = actors.system()


def _answered(rows: Session, asked: Asked, act: Callable[..., Any]) -> None:
    act(rows, SYSTEM, NOW, asked.offer.id)


def _lose_clearance(rows: Session, asked: Asked) -> None:
    own = Vetting.member_id == asked.member.id
    rows.execute(update(Vetting).where(own).values(expires_on=date(2026, 11, 25)))


def _go_on_leave(rows: Session, asked: Asked) -> None:
    span = asked.assignment.span
    away = Absence(
        member_id=asked.member.id, period=Range(span.start, span.end), kind=AbsenceKind.LEAVE
    )
    rows.add(away)


def _start_early(rows: Session, asked: Asked) -> None:
    asked.assignment.period = Range(NOW - timedelta(hours=1), NOW + timedelta(hours=1))


def _let_another_be_first(rows: Session, asked: Asked) -> None:
    offers.accept(rows, SYSTEM, NOW, ask_rival(rows, asked).offer.id)


def _leave_too_late(rows: Session, asked: Asked) -> None:
    """Until the session has begun, so that nobody can be asked again."""
    _start_early(rows, asked)
    asked.offer.opens_at = NOW - timedelta(days=2)
    asked.offer.expires_at = NOW - timedelta(days=1)


def _wait_for_another(rows: Session, asked: Asked) -> None:
    own = asked.assignment.seat
    beside = Seat(
        session_id=own.session_id,
        position=2,
        role=Role.MEDIATOR,
        from_dialect=own.from_dialect,
        into_dialect=own.into_dialect,
        minimum_score=0.6,
        minimum_level=2,
    )
    rows.add(beside)
    _answered(rows, asked, offers.accept)


def _give_back(rows: Session, asked: Asked) -> None:
    _answered(rows, asked, offers.accept)
    _answered(rows, asked, offers.give_back)


WAYS: dict[Standing, Callable[[Session, Asked], None]] = {
    Standing.OPEN: lambda _rows, _asked: None,
    Standing.YOURS: lambda rows, asked: _answered(rows, asked, offers.accept),
    Standing.HELD: _wait_for_another,
    Standing.GIVEN_BACK: _give_back,
    Standing.DECLINED: lambda rows, asked: _answered(rows, asked, offers.decline),
    Standing.EXPIRED: _leave_too_late,
    Standing.FILLED: _let_another_be_first,
    Standing.WITHDRAWN: lambda rows, asked: offers.withdraw_offers(
        rows, SYSTEM, NOW, [asked.assignment]
    ),
    Standing.CANCELLED: lambda rows, asked: offers.cancel_assignments(
        rows, SYSTEM, NOW, [asked.assignment]
    ),
    Standing.BEGUN: _start_early,
    Standing.NOT_VETTED: _lose_clearance,
    Standing.ABSENT: _go_on_leave,
}


SAY_NO = {Standing.OPEN, Standing.HELD, Standing.NOT_VETTED, Standing.ABSENT}


def buttons(page: str, asked: Asked) -> set[str]:
    """Which answers the page lets its reader give."""
    acts = ("accept", "decline", "give-back", "on-my-way")
    return {act for act in acts if f"{asked.path}/{act}" in page}


def in_each_standing(rows: Session) -> dict[Standing, Asked]:
    """Offers to members who read English, one of each standing."""
    found = {}
    for standing, bring_about in WAYS.items():
        asked = ask(rows, member=make.make_member(rows, page_language="en"))
        bring_about(rows, asked)
        found[standing] = asked
    rows.commit()
    return found


def test_the_page_says_where_the_offer_stands_and_what_can_be_done(
    client: FlaskClient, rows: Session
) -> None:
    can = {
        Standing.OPEN: {"accept", "decline"},
        Standing.HELD: {"decline"},
        Standing.YOURS: {"give-back"},
        Standing.NOT_VETTED: {"decline"},
        Standing.ABSENT: {"decline"},
    }
    offered = in_each_standing(rows)
    assert set(offered) == set(Standing)
    for standing, asked in offered.items():
        answer = client.get(asked.path)
        assert answer.status_code == 200
        for words in ENGLISH.page.standings[standing]:
            assert str(escape(words)) in answer.text, standing
        assert buttons(answer.text, asked) == can.get(standing, set()), standing
        is_told_place = standing in can
        assert ("Preševo" in answer.text) is is_told_place, standing


def test_a_yes_that_is_not_possible_is_answered_with_the_reason(
    client: FlaskClient, rows: Session
) -> None:
    for standing, asked in in_each_standing(rows).items():
        answer = client.post(f"{asked.path}/accept", headers=FROM_OWN_PAGE)
        if standing in (Standing.OPEN, Standing.HELD, Standing.YOURS):
            assert answer.status_code == 303, standing
        else:
            assert answer.status_code == 409, standing
            assert ENGLISH.page.standings[standing][0] in answer.text


def test_a_yes_just_after_the_deadline_opens_the_page_of_a_new_offer(
    client: FlaskClient, rows: Session
) -> None:
    asked = ask(rows, member=make.make_member(rows, page_language="en"))
    asked.offer.opens_at, asked.offer.expires_at = NOW - timedelta(days=2), NOW
    rows.commit()
    page = client.get(asked.path).text
    assert str(escape(ENGLISH.page.still_free)) in page
    assert buttons(page, asked) == {"accept"}
    answer = client.post(f"{asked.path}/accept", headers=FROM_OWN_PAGE)
    assert answer.status_code == 303
    assert asked.token not in answer.location
    assert buttons(client.get(answer.location).text, asked) == set()


def test_the_question_why_not_is_only_asked_of_who_can_still_say_no(
    client: FlaskClient, rows: Session
) -> None:
    for standing, asked in in_each_standing(rows).items():
        page = client.get(f"{asked.path}/decline").text
        is_asked = standing in SAY_NO
        assert ("<form" in page) is is_asked, standing
        assert (str(escape(ENGLISH.page.standings[standing][0])) in page) is not is_asked


def test_giving_back_is_only_offered_to_who_has_the_job(client: FlaskClient, rows: Session) -> None:
    for standing, asked in in_each_standing(rows).items():
        page = client.get(f"{asked.path}/give-back").text
        assert ("<form" in page) is (standing is Standing.YOURS), standing
        assert (ENGLISH.page.why_hint in page) is (standing is Standing.YOURS), standing


def test_a_member_reads_the_page_in_their_language_and_direction(
    client: FlaskClient, rows: Session
) -> None:
    crossing = {"travel_minutes": 95, "travel_kilometres": 88}
    asked = ask(rows, site_code="MK-TAB", country="MK", assignment=crossing)
    rows.commit()
    for words in LANGUAGES:
        page = client.get(f"{asked.path}?lang={words.tag}").text
        assert f'<html lang="{words.tag}" dir="{words.direction}">' in page
        said = [words.page.accept, words.page.decline, words.page.caution, words.page.passport]
        said += [words.weekdays[1], *(words.page.labels[name] for name in ("when", "where"))]
        assert [each for each in said if str(escape(each)) not in page] == []
        assert "{" not in re.sub(r"<[^>]*>", "", page)
        others = set(re.findall(r'hreflang="([^"]+)"', page))
        assert others == {each.tag for each in LANGUAGES} - {words.tag}
        assert '<bdi dir="ltr">95</bdi>' in page


def test_the_language_is_the_members_own_unless_another_is_asked_for(
    client: FlaskClient, rows: Session
) -> None:
    asked = ask(rows)
    for own, asked_for, shown in (
        ("ps", "", "ps"),
        ("prs", "", "fa-AF"),
        ("ar", "sq", "sq"),
        ("ar", "xx", "ar"),
        ("sr", "", "sr-Latn"),
        ("tlh", "", "en"),
    ):
        asked.member.page_language = own
        rows.commit()
        page = client.get(asked.path, query_string={"lang": asked_for}).text
        assert f'<html lang="{shown}"' in page


def test_a_page_is_for_its_reader_alone(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows)
    rows.commit()
    for path in (asked.path, f"{asked.path}/decline", "/o/broken"):
        headers = client.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]


def test_the_page_names_nobody_and_no_case(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows, case_ref="AZ-4711/26")
    _answered(rows, asked, offers.accept)
    rows.commit()
    page = client.get(f"{asked.path}?lang=en").text
    assert "4711" not in page
    assert asked.member.legal_name not in page
    assert asked.member.phone not in page


def test_a_page_and_all_it_loads_are_small(app: Flask, client: FlaskClient, rows: Session) -> None:
    asked, theirs = ask(rows, procedure=ProcedureCode.MED), ask(rows)
    _answered(rows, theirs, offers.accept)
    rows.commit()
    for words in LANGUAGES:
        for path in (asked.path, f"{asked.path}/decline", "/o/broken", f"{theirs.path}/give-back"):
            html = client.get(f"{path}?lang={words.tag}").data
            assert len(html) < 14_000, (words.tag, path)
            assert b"<script" not in html
            loaded = set(re.findall(r'(?:href|src)="/(static/[^"#]+)', html.decode()))
            assets = sum((PROJECT / each).stat().st_size for each in loaded)
            assert len(html) + assets < 50_000


WAYS_IN = ("", "/accept", "/decline", "/give-back", "/on-my-way", "/jobs", "/calendar.ics")


def everything(rows: Session) -> dict[str, Any]:
    """A digest of every row of every table."""
    rows.rollback()
    found = {}
    for table in Base.metadata.sorted_tables:
        row = cast(literal_column(table.name), String)
        whole = func.md5(func.string_agg(row, aggregate_order_by(literal("|"), row)))
        found[table.name] = rows.scalar(select(whole).select_from(table))
    return found


def test_to_look_at_a_page_changes_nothing(app: Flask, rows: Session) -> None:
    pages = [ask(rows)]
    for standing in (Standing.EXPIRED, Standing.YOURS, Standing.ABSENT):
        pages.append(one := ask(rows))
        WAYS[standing](rows, one)
    rows.commit()
    paths = [asked.path + way for asked in pages for way in WAYS_IN]
    before = everything(rows)

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(
        path=st.sampled_from(paths),
        method=st.sampled_from(["GET", "HEAD", "OPTIONS"]),
        query=st.dictionaries(
            st.sampled_from(["lang", "reason", "answer", "accept", "1"]),
            st.sampled_from(["1", "yes", "busy", "ar", "accept"]),
        ),
        headers=st.sampled_from([{}, FROM_OWN_PAGE, {"Purpose": "prefetch"}]),
    )
    def look(path: str, method: str, query: dict[str, str], headers: dict[str, str]) -> None:
        app.test_client().open(path, method=method, query_string=query, headers=headers)

    look()
    assert everything(rows) == before
    app.test_client().post(f"{pages[0].path}/accept", headers=FROM_OWN_PAGE)
    assert everything(rows) != before


def test_a_page_asks_the_database_only_so_often(
    app: Flask, client: FlaskClient, rows: Session
) -> None:
    asked = ask(rows)
    rows.commit()
    with counted(app) as statements:
        client.get(asked.path)
    assert len(statements) <= 6
