"""Relays in processes of their own that are killed while they carry texts."""

import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from queue import SimpleQueue

from sqlalchemy import select

from app.db.models import Message
from app.domain.actors import system
from app.domain.delivery import Policy
from app.domain.links import OfferLinks
from app.domain.messages import MessageKind
from app.domain.sending import LEASE
from app.domain.states import MessageState
from app.services.delivery import save_policy
from app.services.messages import NewMessage, write_messages
from app.services.relay import Relay, carry
from config import PROJECT
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database
from tests.support.provider import PUBLIC, Fault, Provider, Text, gateway_to
from tests.support.web import SECRET_KEY, FrozenClock

TEXTS_EACH = 10
LINKS = OfferLinks(SECRET_KEY, PUBLIC)


def write_outbox(database: Database, count: int) -> None:
    """Texts of several members, all due, with no limit of spending that holds one back."""
    with database.session_factory.begin() as session:
        limitless = Policy(person_day_cents=0, day_cents=0)
        save_policy(session, system(), NOW, limitless)
        for _ in range(count // TEXTS_EACH):
            member = make.make_member(session)
            texts = [
                NewMessage(member.id, MessageKind.HELP, f"help:{member.id}:{number}")
                for number in range(TEXTS_EACH)
            ]
            write_messages(session, NOW, texts)


def states(database: Database) -> Counter[MessageState]:
    with database.session_factory() as session:
        return Counter(session.scalars(select(Message.state)))


@dataclass
class Killer:
    """Kills the relay as its calls come in: before some texts are taken, after others; after
    ``hidden`` ones, of which the provider's list says nothing later."""

    provider: Provider
    before: set[int]
    after: set[int]
    hidden: set[int] = field(default_factory=set)
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
        if self.calls in self.hidden:
            self.provider.hidden.add(text.sid)
        if self.calls in self.after | self.hidden:
            self._kill()

    @property
    def wanted(self) -> int:
        return len(self.before | self.after | self.hidden)

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
        while killer.kills < killer.wanted:
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


def doubled(provider: Provider) -> set[int]:
    """Messages that the provider was given more than once."""
    return {message_id for message_id, count in provider.copies().items() if count > 1}


def denied(provider: Provider) -> set[int]:
    """Messages that it has taken and says nothing of."""
    return {text.message_id for text in provider.texts if text.sid in provider.hidden}
