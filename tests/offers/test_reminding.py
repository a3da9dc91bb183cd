"""Reminders are written once, for confirmed jobs alone, and are true when they leave."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.db.models import Message
from app.db.queue import defer
from app.domain import actors
from app.domain.links import OfferLinks
from app.domain.messages import MessageKind
from app.domain.reminders import BORDER_LEAD, HANDSHAKE_LEAD, LEAD, SHORT_HANDSHAKE_LEAD
from app.domain.states import MessageState
from app.domain.vocabulary import Modality
from app.domain.words import words_of
from app.services import offers
from app.services.texts import text_of
from tests import factories as make
from tests.factories import NOW
from tests.support.counting import counted_on
from tests.support.database import Database
from tests.support.jobs import run_jobs
from tests.support.offers import Asked, ask
from tests.support.web import SECRET_KEY, FrozenClock

SYSTEM = actors.system()
LINKS = OfferLinks(SECRET_KEY, "https://tarjuman.example.org")
ENGLISH = words_of("en")
REMINDERS = (MessageKind.REMINDER, MessageKind.HANDSHAKE)


def theirs(db: Session, *, site: str = "RS-PRE", country: str = "RS", **details: object) -> Asked:
    """A job in eight days that its member, who lives in Preševo, has said yes to."""
    member = make.make_member(db, page_language="en")
    asked = ask(db, member=member, site_code=site, country=country, assignment=details)
    offers.accept(db, SYSTEM, NOW, asked.offer.id)
    return asked


def written(db: Session, asked: Asked) -> list[MessageKind]:
    query = select(Message.kind).where(Message.offer_id == asked.offer.id).order_by(Message.id)
    return [kind for kind in db.scalars(query) if kind in REMINDERS]


def before(asked: Asked, lead: timedelta) -> datetime:
    return asked.assignment.span.start - lead


@pytest.mark.parametrize(
    ("details", "reminder", "handshake"),
    [
        ({"travel_minutes": 95}, LEAD, HANDSHAKE_LEAD),
        ({"travel_minutes": 20}, LEAD, SHORT_HANDSHAKE_LEAD),
        ({"travel_minutes": 95, "modality": Modality.PHONE}, LEAD, SHORT_HANDSHAKE_LEAD),
        (
            {"travel_minutes": 95, "site": "MK-TAB", "country": "MK"},
            LEAD,
            HANDSHAKE_LEAD,
        ),
        (
            {"site": "MK-TAB", "country": "MK", "modality": Modality.VIDEO},
            LEAD,
            SHORT_HANDSHAKE_LEAD,
        ),
    ],
)
def test_each_text_is_written_at_its_moment_and_once(
    db: Session, details: dict[str, object], reminder: timedelta, handshake: timedelta
) -> None:
    asked = theirs(db, **details)  # type: ignore[arg-type]
    crosses = details.get("site") == "MK-TAB" and "travel_minutes" in details
    first = [MessageKind.REMINDER] if crosses else []
    moments: tuple[tuple[datetime, list[MessageKind]], ...] = (
        (before(asked, BORDER_LEAD) - timedelta(seconds=1), []),
        (before(asked, BORDER_LEAD), first),
        (before(asked, reminder) - timedelta(seconds=1), first),
        (before(asked, reminder), [*first, MessageKind.REMINDER]),
        (before(asked, reminder) + timedelta(minutes=1), [*first, MessageKind.REMINDER]),
        (before(asked, handshake) - timedelta(seconds=1), [*first, MessageKind.REMINDER]),
        (before(asked, handshake), [*first, *REMINDERS]),
        (before(asked, handshake) + timedelta(minutes=1), [*first, *REMINDERS]),
    )
    for moment, expected in moments:
        offers.remind_due(db, moment)
        assert written(db, asked) == expected, moment


def test_what_was_missed_for_long_is_not_made_up_for(db: Session) -> None:
    asked = theirs(db)
    assert offers.remind_due(db, before(asked, LEAD) + timedelta(hours=5, minutes=59)) == 1
    other = theirs(db)
    assert offers.remind_due(db, before(other, LEAD) + timedelta(hours=6)) == 0


def test_who_said_yes_after_it_was_due_is_not_reminded(db: Session) -> None:
    asked = ask(db, starts_at=NOW + timedelta(hours=23))
    offers.accept(db, SYSTEM, NOW, asked.offer.id)
    assert offers.remind_due(db, NOW) == 0
    assert offers.remind_due(db, before(asked, SHORT_HANDSHAKE_LEAD)) == 1


def give_back(db: Session, asked: Asked) -> None:
    offers.give_back(db, SYSTEM, NOW, asked.offer.id)


def cancel(db: Session, asked: Asked) -> None:
    offers.cancel_assignments(db, SYSTEM, NOW, [asked.assignment])


@pytest.mark.parametrize("end", [give_back, cancel])
def test_nobody_is_reminded_of_what_is_not_theirs_any_more(
    db: Session, end: Callable[[Session, Asked], None]
) -> None:
    asked, only_asked = theirs(db), ask(db)
    end(db, asked)
    for lead in (LEAD, SHORT_HANDSHAKE_LEAD):
        offers.remind_due(db, before(asked, lead))
    assert written(db, asked) == written(db, only_asked) == []


def text(db: Session, asked: Asked, kind: MessageKind, now: datetime) -> str | None:
    query = select(Message).where(Message.offer_id == asked.offer.id, Message.kind == kind)
    message = db.scalars(query.options(joinedload(Message.member))).one()
    return text_of(db, message, LINKS, now)


def test_a_reminder_across_the_border_tells_of_the_passport(db: Session) -> None:
    asked = theirs(db, site="MK-TAB", country="MK", travel_minutes=95)
    offers.remind_due(db, now := before(asked, BORDER_LEAD))
    sent = text(db, asked, MessageKind.REMINDER, now)
    assert sent is not None
    assert ENGLISH.sms.passport in sent
    assert sent.endswith(LINKS.url(asked.offer.id))


def test_a_reminder_that_waited_is_not_sent_once_it_is_false(db: Session) -> None:
    asked = theirs(db)
    now = before(asked, SHORT_HANDSHAKE_LEAD)
    offers.remind_due(db, before(asked, LEAD))
    offers.remind_due(db, now)
    assert text(db, asked, MessageKind.REMINDER, now) is None
    assert ENGLISH.page.on_my_way in (text(db, asked, MessageKind.HANDSHAKE, now) or "")
    offers.set_out(db, SYSTEM, now, asked.offer.id)
    assert text(db, asked, MessageKind.HANDSHAKE, now) is None
    assert text(db, asked, MessageKind.HANDSHAKE, asked.assignment.span.start) is None


def test_two_clocks_at_once_write_a_text_once(committed_db: Database) -> None:
    with committed_db.session_factory.begin() as session:
        now = before(theirs(session), LEAD)
    together = Barrier(2)

    def remind(_turn: int) -> None:
        with committed_db.session_factory.begin() as session:
            together.wait(60)
            offers.remind_due(session, now)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(remind, range(2)))
    with committed_db.session_factory() as session:
        kinds = list(session.scalars(select(Message.kind)))
    assert kinds.count(MessageKind.REMINDER) == 1


def test_the_job_writes_what_is_due_and_it_reaches_the_phone(
    committed_db: Database, clock: FrozenClock
) -> None:
    with committed_db.session_factory.begin() as session:
        asked = theirs(session)
        clock.time = before(asked, LEAD)
        defer(session, "offers:remind", {})
    run_jobs(committed_db, clock)
    with committed_db.session_factory() as session:
        message = session.scalars(select(Message).where(Message.kind == MessageKind.REMINDER)).one()
    assert message.state is MessageState.DELIVERED
    assert "reminder" in (message.body or "")


def test_a_tick_asks_the_database_only_twice_however_many_come(
    committed_db: Database,
) -> None:
    with committed_db.session_factory.begin() as session:
        jobs = [theirs(session) for _ in range(5)]
        now = before(jobs[0], LEAD)
        assert offers.remind_due(session, now) == len(jobs)
    with committed_db.session_factory() as session, counted_on(committed_db.engine) as statements:
        assert offers.remind_due(session, now) == 0
    assert len(statements) == 2
