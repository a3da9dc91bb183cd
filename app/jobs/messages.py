"""Carrying texts from the outbox to the provider."""

from collections.abc import Callable, Sequence

from procrastinate import JobContext

from app.adapters.sms import Gateway, gateways_of
from app.db import locks
from app.domain.links import OfferLinks
from app.jobs.registry import tasks
from app.jobs.runtime import Runtime, runtime_of
from app.jobs.stopping import run_until_told
from app.services.calling import call_due
from app.services.fetching import fetch_replies
from app.services.inbox import READ, read_next
from app.services.keys import do_next
from app.services.messages import RELAY
from app.services.relay import Relay, carry
from app.services.simulation import SimulatedNetwork


@tasks.task(name=RELAY, pass_context=True)
async def relay(context: JobContext) -> None:
    """Carry what is due, unless enough relays do; the clock calls again every few seconds."""
    runtime = runtime_of(context)
    await run_until_told(lambda is_stopped: _carry(runtime, is_stopped))


@tasks.task(name="messages:fetch", pass_context=True)
def fetch(context: JobContext) -> None:
    """Take in texts from phones whose call to us was lost."""
    runtime = runtime_of(context)
    for gateway in gateways_of(runtime.settings):
        fetch_replies(runtime.session_factory, gateway, runtime.now)


@tasks.task(name=READ, pass_context=True)
async def read(context: JobContext) -> None:
    """Do what texts from phones say and keys mean, each in a transaction of its own."""
    runtime = runtime_of(context)
    await run_until_told(lambda is_stopped: _read(runtime, is_stopped))


@tasks.task(name="messages:call", pass_context=True)
def call(context: JobContext) -> None:
    """Write calls about offers that a text has not got answered."""
    runtime = runtime_of(context)
    with runtime.session_factory.begin() as session:
        call_due(session, runtime.now())


def _read(runtime: Runtime, is_stopped: Callable[[], bool]) -> None:
    while not is_stopped():
        with runtime.session_factory.begin() as session:
            # Somebody holds the phone and waits: keys go first.
            if not do_next(session, runtime.now()) and not read_next(session, runtime.now()):
                return


def _carry(runtime: Runtime, is_stopped: Callable[[], bool]) -> None:
    settings = runtime.settings
    links = OfferLinks(settings.secret_key, settings.public_base_url)
    factory = runtime.session_factory
    with factory() as session, locks.one_of(session, locks.RELAYS) as may_carry:
        if may_carry:
            first, *others = _gateways(runtime)
            carry(Relay(factory, first, links, runtime.now, is_stopped, others))


def _gateways(runtime: Runtime) -> Sequence[Gateway]:
    """The providers; where there is none, the simulated network with its troubles."""
    if runtime.settings.has_provider:
        return gateways_of(runtime.settings)
    return (SimulatedNetwork(runtime.session_factory, runtime.now),)
