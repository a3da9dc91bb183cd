"""A demonstration out of a seed and a week, without a database and without a clock."""

from datetime import date

from app.demo import demand, history, people
from app.demo.chance import seeded, week_name
from app.demo.model import Demonstration
from app.demo.world import region


def generate(seed: int, monday: date) -> Demonstration:
    """The pool, its last weeks, and what is asked of it in the week that begins on ``monday``.

    The same seed and week always give the same demonstration.
    """
    world = region()
    pool = people.members(seed, monday)
    past = history.served(seed, monday, pool, world)
    rng = seeded(seed, "cases", week_name(monday))
    requests = history.continued(rng, demand.requests(seed, monday, world), past)
    return Demonstration(
        monday=monday,
        members=pool,
        requests=requests,
        history=past,
        objections=history.objections(requests, past, pool),
    )
