"""The worker process as it runs in production, killed in the middle of relaying."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from sqlalchemy import select

from app.db.models import Message
from app.db.queue import defer
from app.domain.messages import MessageKind
from app.domain.sending import LEASE
from app.domain.states import MessageState
from app.services.messages import RELAY, NewMessage, write_messages
from app.services.relay import Relay, carry
from config import PROJECT
from tests import factories as make
from tests.messages.conftest import LINKS
from tests.support.database import Database
from tests.support.provider import PUBLIC, SENDER, SID, TOKEN, Provider, Text, gateway_to, serving

COUNT, LAST_BEFORE_DEATH = 30, 10


def write_texts(database: Database, now: datetime) -> None:
    """One text each to many members, who may be woken for it."""
    soon = now + timedelta(minutes=30)
    with database.session_factory.begin() as session:
        texts = [
            NewMessage(
                make.make_member(session).id, MessageKind.HELP, f"help:{n}", useless_after=soon
            )
            for n in range(COUNT)
        ]
        write_messages(session, now, texts)


def states(database: Database) -> Counter[MessageState]:
    with database.session_factory() as session:
        return Counter(session.scalars(select(Message.state)))


@contextmanager
def working(
    database: Database, provider: Provider, folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {
        "DATABASE_URL": database.url,
        "INSTANCE_PATH": str(folder),
        "PUBLIC_BASE_URL": PUBLIC,
        "TWILIO_ACCOUNT_SID": SID,
        "TWILIO_API_BASE": provider.url,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_FROM": SENDER,
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    with subprocess.Popen(command, cwd=PROJECT, env=environment) as worker:
        try:
            yield worker
        finally:
            worker.kill()


def test_another_worker_goes_on_at_once_and_the_text_in_between_is_not_doubled(
    committed_db: Database, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    write_texts(committed_db, now)
    with serving() as provider:
        died, done = Event(), Event()

        def kill_after_some(_text: Text) -> None:
            # Texts come side by side, so that a count may be passed over unseen.
            if len(provider.texts) >= LAST_BEFORE_DEATH and not died.is_set():
                first.kill()
                first.wait()
                died.set()
            if len(provider.texts) >= COUNT:
                done.set()

        provider.after = kill_after_some
        with working(committed_db, provider, tmp_path) as first:
            assert died.wait(180)
        with committed_db.session_factory.begin() as session:
            defer(session, RELAY, {})  # what the clock does every few seconds
        with working(committed_db, provider, tmp_path):
            assert done.wait(180)
        assert set(provider.copies().values()) == {1}
        later = datetime.now(UTC) + LEASE
        with gateway_to(provider.url) as gateway:
            carry(Relay(committed_db.session_factory, gateway, LINKS, lambda: later))
        # The second worker may have been stopped before it wrote down its last answer.
        assert states(committed_db) == {MessageState.HANDED_OVER: COUNT}
        assert len(provider.texts) == COUNT
