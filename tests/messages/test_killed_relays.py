"""Relays that are killed, and many at once: no text is lost, none doubled that need not be."""

import os
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock

import pytest
from sqlalchemy import select

from app.db.models import Message
from app.domain.lifecycles import MessageState
from app.domain.messages import MessageKind
from app.domain.sending import LEASE
from app.services.messages import NewMessage, write_messages
from app.services.relay import Relay, carry
from config import PROJECT
from tests import factories as make
from tests.factories import NOW
from tests.messages.conftest import LINKS
from tests.support.database import Database
from tests.support.provider import Fault, Provider, Text, gateway_to
from tests.support.web import FrozenClock

MEMBERS, TEXTS_EACH = 20, 10
COUNT = MEMBERS * TEXTS_EACH


@pytest.fixture
def outbox(committed_db: Database) -> Database:
    """Texts of several members, all due."""
    with committed_db.session_factory.begin() as session:
        for _ in range(MEMBERS):
            member = make.make_member(session)
            texts = [
                NewMessage(member.id, MessageKind.HELP, f"help:{member.id}:{number}")
                for number in range(TEXTS_EACH)
            ]
            write_messages(session, NOW, texts)
    return committed_db


def states(database: Database) -> Counter[MessageState]:
    with database.session_factory() as session:
        return Counter(session.scalars(select(Message.state)))


@dataclass
class Killer:
    """Kills the relay as its calls come in: before some texts are taken, after others."""

    provider: Provider
    before: set[int]
    after: set[int]
    is_hidden: bool = False
    pids: SimpleQueue[int] = field(default_factory=SimpleQueue)
    calls: int = 0
    kills: int = 0

    def __post_init__(self) -> None:
        self.provider.before, self.provider.after = self._before, self._after

    def _before(self, _to: str) -> None:
        self.calls += 1
        if self.calls in self.before:
            # What a dead process was about to send does not arrive.
            self.provider.faults = [Fault.LOSE]
            self._kill()

    def _after(self, text: Text) -> None:
        if self.calls in self.after:
            if self.is_hidden:
                self.provider.hidden.add(text.sid)
            self._kill()

    def _kill(self) -> None:
        os.kill(self.pids.get(), signal.SIGKILL)
        self.kills += 1


def carry_in_processes(database: Database, killer: Killer, clock: FrozenClock) -> None:
    """Start a relay again whenever it was killed, each time after its claim has run out."""
    command = [sys.executable, "-m", "tests.support.trial_relay"]
    command += [database.url, killer.provider.url]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True) as relays:
        assert relays.stdin is not None
        assert relays.stdout is not None
        while killer.kills < len(killer.before | killer.after):
            relays.stdin.write(f"{clock.time.isoformat()}\n")
            relays.stdin.flush()
            killer.pids.put(int(relays.stdout.readline()))
            assert relays.stdout.readline() == "ended\n"
            clock.time += LEASE
    carry_the_rest(database, killer.provider, clock)


def carry_the_rest(database: Database, provider: Provider, clock: FrozenClock) -> None:
    with gateway_to(provider.url) as gateway:
        for _ in range(4):
            carry(Relay(database.session_factory, gateway, LINKS, clock))
            clock.advance(minutes=1)


def test_relays_killed_before_and_after_a_text_is_taken_lose_and_double_nothing(
    outbox: Database, provider: Provider, clock: FrozenClock
) -> None:
    killer = Killer(provider, before={9, 75, 150}, after={30, 110, 180})
    carry_in_processes(outbox, killer, clock)
    assert killer.kills == 6
    assert states(outbox) == {MessageState.HANDED_OVER: COUNT}
    assert len(provider.copies()) == COUNT
    assert set(provider.copies().values()) == {1}


def test_a_text_is_doubled_only_where_the_provider_denies_having_it(
    outbox: Database, provider: Provider, clock: FrozenClock
) -> None:
    killer = Killer(provider, before=set(), after={40, 90}, is_hidden=True)
    carry_in_processes(outbox, killer, clock)
    assert states(outbox) == {MessageState.HANDED_OVER: COUNT}
    copies = provider.copies()
    assert len(copies) == COUNT
    doubled = {message_id for message_id, count in copies.items() if count > 1}
    assert doubled == {text.message_id for text in provider.texts if text.sid in provider.hidden}
    assert (len(doubled), max(copies.values())) == (2, 2)


def test_many_relays_send_each_text_once_and_a_members_one_after_the_other(
    outbox: Database, provider: Provider, clock: FrozenClock
) -> None:
    lock, on_its_way = Lock(), Counter[str]()
    overlaps: list[str] = []
    order: dict[str, list[int]] = defaultdict(list)

    def begins(to: str) -> None:
        with lock:
            on_its_way[to] += 1
            overlaps.extend([to] if on_its_way[to] > 1 else [])

    def taken(text: Text) -> None:
        with lock:
            on_its_way[text.to] -= 1
            order[text.to].append(text.message_id)

    provider.before, provider.after = begins, taken

    def run() -> None:
        with gateway_to(provider.url) as gateway:
            carry(Relay(outbox.session_factory, gateway, LINKS, clock))

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(run) for _ in range(4)]:
            done.result()
    carry_the_rest(outbox, provider, clock)
    assert states(outbox) == {MessageState.HANDED_OVER: COUNT}
    assert set(provider.copies().values()) == {1}
    assert overlaps == []
    assert all(ids == sorted(ids) for ids in order.values())
