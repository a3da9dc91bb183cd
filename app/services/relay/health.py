"""How the providers fare: after failures in a row one is spared, and the other takes over."""

from datetime import timedelta

from sqlalchemy import case, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.models import ProviderHealth
from app.db.queries import delivery as queries
from app.services.relay.context import Relay


def note_success(session: Session, name: str) -> None:
    """The provider answers: failures before are forgotten."""
    well = update(ProviderHealth).where(ProviderHealth.name == name, ProviderHealth.failures > 0)
    session.execute(well.values(failures=0, away_until=None))


def note_failure(relay: Relay, session: Session, name: str) -> None:
    """One more failure; with enough of them the provider is away for a while. A try that fails
    after that while is enough to spare it again."""
    policy = queries.policy(session)
    until = relay.now() + timedelta(minutes=policy.failover_minutes)
    failures = ProviderHealth.failures + 1
    enough = failures >= policy.failures_before_failover
    is_enough_at_once = policy.failures_before_failover <= 1
    first = {"name": name, "failures": 1, "away_until": until if is_enough_at_once else None}
    again = {
        "failures": failures,
        "away_until": case((enough, until), else_=ProviderHealth.away_until),
    }
    upsert = insert(ProviderHealth).values(first)
    session.execute(upsert.on_conflict_do_update(index_elements=[ProviderHealth.name], set_=again))
