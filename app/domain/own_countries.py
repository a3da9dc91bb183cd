"""What a coordinator may change by hand: what belongs to their own countries."""

from collections.abc import Iterable

from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ForbiddenError
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.vocabulary import ActorKind


def require_own(actor: Actor, act: Act, countries: Iterable[str]) -> None:
    """Raise unless the actor may do the act in at least one of these countries."""
    permissions.require(actor, act)
    named = sorted(countries)
    if actor.kind is not ActorKind.SYSTEM and actor.countries.isdisjoint(named):
        raise ForbiddenError(
            said("This is for the coordinator of {countries}.", countries=", ".join(named))
        )
