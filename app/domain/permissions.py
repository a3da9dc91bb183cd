"""Who may do what, as one table, and on which objects."""

from enum import StrEnum

from app.domain.actors import Actor
from app.domain.errors import ForbiddenError, NotFoundError
from app.domain.said import Sentence, said
from app.domain.vocabulary import ActorKind, UserRole


class Act(StrEnum):
    FILE_REQUEST = "file a request"
    SEE_REQUEST = "see a request"
    CANCEL_REQUEST = "cancel a request"
    RECORD_DAY = "record how a session went"
    DECIDE_REQUEST = "accept or reject a request"
    DECIDE_LEAVE = "approve or refuse leave"
    SEE_POOL = "see the pool"
    MANAGE_POOL = "change the pool"
    PLAN = "plan"
    PUBLISH = "publish a plan"
    ANSWER_ON_BEHALF = "answer an offer on behalf of a member"
    IMPORT = "import data"
    MANAGE_CHANNELS = "change how members are reached"
    MANAGE_USERS = "manage users"


ALLOWED: dict[Act, frozenset[UserRole]] = {
    Act.FILE_REQUEST: frozenset({UserRole.OFFICER}),
    Act.SEE_REQUEST: frozenset({UserRole.OFFICER, UserRole.COORDINATOR}),
    Act.CANCEL_REQUEST: frozenset({UserRole.OFFICER, UserRole.COORDINATOR}),
    Act.RECORD_DAY: frozenset({UserRole.OFFICER, UserRole.COORDINATOR}),
    Act.DECIDE_REQUEST: frozenset({UserRole.COORDINATOR}),
    Act.DECIDE_LEAVE: frozenset({UserRole.COORDINATOR}),
    Act.SEE_POOL: frozenset({UserRole.COORDINATOR}),
    Act.MANAGE_POOL: frozenset({UserRole.COORDINATOR, UserRole.ADMINISTRATOR}),
    Act.PLAN: frozenset({UserRole.COORDINATOR}),
    Act.PUBLISH: frozenset({UserRole.COORDINATOR}),
    Act.ANSWER_ON_BEHALF: frozenset({UserRole.COORDINATOR}),
    Act.IMPORT: frozenset({UserRole.COORDINATOR, UserRole.ADMINISTRATOR}),
    Act.MANAGE_CHANNELS: frozenset({UserRole.COORDINATOR, UserRole.ADMINISTRATOR}),
    Act.MANAGE_USERS: frozenset({UserRole.ADMINISTRATOR}),
}

REFUSALS: dict[Act, Sentence] = {
    Act.FILE_REQUEST: said("Your account may not file a request."),
    Act.SEE_REQUEST: said("Your account may not see a request."),
    Act.CANCEL_REQUEST: said("Your account may not cancel a request."),
    Act.RECORD_DAY: said("Your account may not record how a session went."),
    Act.DECIDE_LEAVE: said("Your account may not approve or refuse leave."),
    Act.DECIDE_REQUEST: said("Your account may not accept or reject a request."),
    Act.SEE_POOL: said("Your account may not see the pool."),
    Act.MANAGE_POOL: said("Your account may not change the pool."),
    Act.PLAN: said("Your account may not plan."),
    Act.PUBLISH: said("Your account may not publish a plan."),
    Act.ANSWER_ON_BEHALF: said("Your account may not answer an offer on behalf of a member."),
    Act.IMPORT: said("Your account may not import data."),
    Act.MANAGE_CHANNELS: said("Your account may not change how members are reached."),
    Act.MANAGE_USERS: said("Your account may not manage users."),
}


def may(actor: Actor, act: Act) -> bool:
    """The system itself may do everything; a user what one of their roles allows."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    return bool(actor.roles & ALLOWED[act])


def require(actor: Actor, act: Act) -> None:
    """Raise ForbiddenError unless the actor may do this kind of act at all."""
    if not may(actor, act):
        raise ForbiddenError(REFUSALS[act])


def require_request(actor: Actor, act: Act, authority_id: int, label: str) -> None:
    """Raise unless the actor may do the act on this authority's request.

    A foreign authority's request does not exist for an officer: NotFoundError, not Forbidden.
    """
    require(actor, act)
    if actor.kind is ActorKind.SYSTEM or actor.has(UserRole.COORDINATOR):
        return
    if actor.authority_id != authority_id:
        raise NotFoundError(said("There is no request {number}.", number=label))


def require_filing(actor: Actor, authority_id: int, country: str) -> None:
    """Raise unless the actor may file for this authority: its officers may, and, for the offices
    of their countries, those who import lists."""
    if actor.kind is ActorKind.SYSTEM or actor.has(UserRole.ADMINISTRATOR):
        return
    if actor.has(UserRole.COORDINATOR) and country in actor.countries:
        return
    require(actor, Act.FILE_REQUEST)
    if actor.authority_id != authority_id:
        raise ForbiddenError(said("Your account may not file a request for another authority."))


def require_decision(actor: Actor, country: str, label: str) -> None:
    """Raise unless the actor may accept or reject this country's request."""
    require(actor, Act.DECIDE_REQUEST)
    if actor.kind is not ActorKind.SYSTEM and country not in actor.countries:
        raise ForbiddenError(
            said(
                "Request {label} is for the coordinator of {country} to decide.",
                label=label,
                country=country,
            )
        )


def sees_case_ref(actor: Actor, country: str) -> bool:
    """Case references stay in their country."""
    return country in actor.countries
