"""Kill relays with `kill -9` while they carry a thousand texts, and count what became of each.

    python -m benchmarks.relay.run [--texts 1000] [--kills 30] [--seed 1]

A PostgreSQL of its own (or DATABASE_URL_TEST's) gets an outbox. A relay in a process of its own
carries it through the real client to a provider on the loopback address, and is killed again and
again at texts drawn by the seed, a third of the times each

    between claim and sending   the provider never gets the text
    after the provider took it  its list of messages has the text
    and is denied               it took the text, but its list does not have it

Another relay goes on once the claim has run out. Fails if a text is lost, or if one is doubled
that the provider did not deny having.
"""

import argparse
import random
import sys
import time

from app.domain.states import MessageState
from tests.factories import NOW
from tests.support import database as databases
from tests.support.database import Database
from tests.support.killing import Killer, carry_in_processes, denied, doubled, states, write_outbox
from tests.support.provider import Provider, serving
from tests.support.web import FrozenClock


def kill_and_count(database: Database, texts: int, kills: int, seed: int) -> bool:
    """Carry the texts under fire; tells what came of it, and whether that is as it must be."""
    write_outbox(database, texts)
    clock = FrozenClock(NOW)
    with serving(clock) as provider:
        at = random.Random(seed).sample(range(1, texts + 1), kills)
        third = kills // 3
        before, after, hidden = at[:third], at[third : 2 * third], at[2 * third :]
        killer = Killer(provider, set(before), set(after), set(hidden))
        begun = time.monotonic()
        carry_in_processes(database, killer, clock)
        return _told(database, killer, texts, time.monotonic() - begun)


def _told(database: Database, killer: Killer, texts: int, seconds: float) -> bool:
    provider: Provider = killer.provider
    found, twice = provider.copies(), doubled(provider)
    lost = texts - len(found)
    needless = twice - denied(provider)
    print(f"texts                  {texts}")
    print(f"relays killed          {killer.kills}")
    print(f"  before sending       {len(killer.before)}")
    print(f"  after it was taken   {len(killer.after)}")
    print(f"  and denied           {len(killer.hidden)}")
    print(f"lost                   {lost}")
    print(f"doubled                {len(twice)}, of them denied {len(twice) - len(needless)}")
    print(f"sent more than twice   {sum(count > 2 for count in found.values())}")
    print(f"seconds                {seconds:.1f}")
    return not lost and not needless and states(database) == {MessageState.HANDED_OVER: texts}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    databases.begin_run()
    with databases.running_server() as server:
        template = databases.make_template(server)
        with databases.new_database(server, template) as database:
            is_right = kill_and_count(database, asked.texts, asked.kills, asked.seed)
        databases.drop_database(server, template)
    sys.exit(not is_right)


if __name__ == "__main__":
    main()
