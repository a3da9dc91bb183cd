"""The words of a search for a member: its steps, whose consent they take, how it ends."""

from enum import StrEnum


class StepKind(StrEnum):
    """What a step does: ``REPAIR`` mends the plan of the day, ``WAVE`` asks several. Those between
    ``WAVE`` and ``END`` relax something, in this order."""

    REPAIR = "repair"
    WAVE = "wave"
    DIALECT = "dialect"
    REMOTE = "remote"
    OTHER_COUNTRY = "other_country"
    RELAY = "relay"
    MEDIATOR = "mediator"
    BY_HAND = "by_hand"
    ANOTHER_TIME = "another_time"
    END = "end"


class Consenter(StrEnum):
    """Who must agree to a relaxation."""

    NOBODY = "nobody"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    HOST = "host"


class Consent(StrEnum):
    """Where a step stands that somebody must agree to."""

    NOT_NEEDED = "not_needed"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    LAPSED = "lapsed"


class EndReason(StrEnum):
    """Why a search ended without anybody."""

    NOBODY_ALLOWED = "nobody_allowed"
    ALL_SAID_NO = "all_said_no"
    NOBODY_ANSWERED = "nobody_answered"
    TIME_IS_OVER = "time_is_over"
    NOT_WANTED = "not_wanted"


#: Steps that do not relax anything.
PLAIN = frozenset({StepKind.REPAIR, StepKind.WAVE, StepKind.END})
#: Named relaxations in the order in which they are tried (domain E4), with who must agree.
RELAXATIONS: dict[StepKind, Consenter] = {
    StepKind.DIALECT: Consenter.OFFICER,
    StepKind.REMOTE: Consenter.OFFICER,
    StepKind.OTHER_COUNTRY: Consenter.HOST,
    StepKind.RELAY: Consenter.COORDINATOR,
    StepKind.MEDIATOR: Consenter.OFFICER,
    StepKind.BY_HAND: Consenter.COORDINATOR,
    StepKind.ANOTHER_TIME: Consenter.OFFICER,
}
