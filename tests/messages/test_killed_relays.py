"""Relays that are killed, and many at once: no text is lost, none doubled that need not be."""

from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest

from app.domain.states import MessageState
from app.services.relay import Relay, carry
from tests.support.database import Database
from tests.support.killing import (
    LINKS,
    Killer,
    carry_in_processes,
    carry_the_rest,
    denied,
    doubled,
    states,
    write_outbox,
)
from tests.support.provider import Provider, Text, gateway_to
from tests.support.web import FrozenClock

#: ``python -m benchmarks.relay.run`` kills more often, and counts.
MANY, COUNT = 1000, 200


@pytest.fixture
def outbox(committed_db: Database) -> Database:
    write_outbox(committed_db, COUNT)
    return committed_db


def test_of_a_thousand_texts_none_is_lost_and_one_is_doubled_only_where_it_is_denied(
    committed_db: Database, provider: Provider, clock: FrozenClock
) -> None:
    """Relays are killed between claim and sending, and after the provider took a text: where its
    list says that it has the text it is not sent again; where it denies having it, once more."""
    write_outbox(committed_db, MANY)
    killer = Killer(provider, before={9, 375, 850}, after={30, 510, 980}, hidden={140, 690})
    carry_in_processes(committed_db, killer, clock)
    assert killer.kills == 8
    assert states(committed_db) == {MessageState.HANDED_OVER: MANY}
    assert len(provider.copies()) == MANY
    assert doubled(provider) == denied(provider)
    assert (len(doubled(provider)), max(provider.copies().values())) == (2, 2)


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
