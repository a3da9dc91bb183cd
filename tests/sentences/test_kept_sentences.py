"""Sentences in the database are read as they were written."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.db import schema
from app.db.models import InboxMessage
from app.domain.messages import InboxState
from app.domain.said import Sentence, joined, said, verbatim
from tests.factories import NOW
from tests.support.database import Database


def kept(session: Session, sentence: Sentence | None) -> Sentence | None:
    """What is read of a text whose remark is this."""
    row = InboxMessage(
        provider_ref="SM1",
        from_number="+381601234567",
        body="?",
        received_at=NOW,
        state=InboxState.UNCLEAR,
        remark=sentence,
    )
    session.add(row)
    session.commit()
    session.expire_all()
    return session.scalars(select(InboxMessage.remark)).one()


@pytest.mark.parametrize(
    "sentence",
    [
        said("Not understood."),
        said("Yes to job {number}.", number=7),
        said("Offer {number} cannot: {reason}.", number=7, reason=said("it is {how}", how="over")),
        verbatim('100 % {of} "it"'),
        joined("; ", [said("One"), said("Two {what}", what="things")]),
    ],
)
def test_a_sentence_is_read_as_it_was_written(db: Session, sentence: Sentence) -> None:
    read = kept(db, sentence)
    assert isinstance(read, Sentence)
    assert (read, read.template, read.values) == (sentence, sentence.template, sentence.values)


def test_a_sentence_with_a_day_is_kept_in_english(db: Session) -> None:
    read = kept(db, said("Over on {day:%d.%m.%Y}.", day=date(2026, 11, 30)))
    assert read == "Over on 30.11.2026."


def test_nothing_said_is_kept_as_nothing(db: Session) -> None:
    assert kept(db, None) is None


def test_remarks_from_before_are_kept_to_the_letter(empty_db: Database) -> None:
    schema.upgrade(empty_db.engine, "0002")
    old = """insert into inbox_message
        (provider_ref, from_number, body, received_at, state, remark)
        values ('SM1', '+381601234567', '?', now(), 'unclear', 'Not {understood}.'),
               ('SM2', '+381601234567', '?', now(), 'unclear', '')"""
    with empty_db.engine.begin() as connection:
        connection.execute(text(old))
    schema.upgrade(empty_db.engine)
    with empty_db.session_factory() as session:
        remarks = session.scalars(select(InboxMessage.remark).order_by(InboxMessage.id)).all()
    assert remarks == ["Not {understood}.", None]
    schema.downgrade(empty_db.engine, "0002")
    with empty_db.engine.connect() as connection:
        remarks = connection.scalars(text("select remark from inbox_message order by id")).all()
    assert remarks == ["Not {understood}.", ""]
