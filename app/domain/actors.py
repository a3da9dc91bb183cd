"""Who acts, and by which way."""

from dataclasses import dataclass, field

from app.domain.vocabulary import ActorKind, Channel, UserRole


@dataclass(frozen=True)
class Actor:
    """The person or part of the system that does an act.

    ``countries`` are those whose case references the person may see. ``authority_id`` is set for
    an officer, ``member_id`` for a member.
    """

    kind: ActorKind
    channel: Channel
    user_id: int | None = None
    roles: frozenset[UserRole] = field(default_factory=frozenset)
    authority_id: int | None = None
    member_id: int | None = None
    countries: frozenset[str] = field(default_factory=frozenset)

    def has(self, role: UserRole) -> bool:
        return role in self.roles


def system(channel: Channel = Channel.JOB) -> Actor:
    """The service itself, in a job or a command."""
    return Actor(ActorKind.SYSTEM, channel)


def member(member_id: int, channel: Channel) -> Actor:
    """A member who answers by link, SMS or voice."""
    return Actor(ActorKind.MEMBER, channel, member_id=member_id)
